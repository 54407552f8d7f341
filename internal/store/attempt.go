package store

import (
	"context"
	"encoding/json"
	"time"

	"fundus/internal/catalogue"
)

// Attempt is something that somebody tried and was not let do, or the same several times
// within a short while.
type Attempt struct {
	// Number is its place in the order in which attempts were noted. Gaps mean nothing.
	Number int64 `json:"-"`
	// First and Last are when it was tried, UTC, to the microsecond, and Times how often.
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
	Times int       `json:"times"`
	// Actor is who tried as the log of commits would write it, and Through the token by
	// which he came, if by one.
	Actor   string `json:"actor"`
	Through string `json:"through,omitempty"`
	// Action is what was tried: SIGN_IN, READ, CHANGE, AUDIT; Operation by what name.
	Action    string `json:"action"`
	Operation string `json:"operation,omitempty"`
	// About names the records and statements, as far as the first few.
	About  []string `json:"about,omitempty"`
	Reason string   `json:"reason"`
	// Request is the id under which the server's log has it.
	Request string `json:"request,omitempty"`
}

// Attempts is what a store remembers of those who were refused, beside the log: the log
// has what was done.
type Attempts interface {
	// NoteRefused remembers attempts: all or none.
	NoteRefused(ctx context.Context, attempts []Attempt) error

	// Refused are attempts whose last time is not before an instant and whose number is
	// above another, by number, at most so many.
	Refused(ctx context.Context, since time.Time, above int64, most int) ([]Attempt, error)
}

// AttemptBody is an attempt as an engine keeps it.
func AttemptBody(a Attempt) ([]byte, error) {
	a.First, a.Last = a.First.UTC().Truncate(time.Microsecond), a.Last.UTC().Truncate(time.Microsecond)
	return json.Marshal(a)
}

// ReadAttempt is the attempt that an engine has kept.
func ReadAttempt(number int64, body []byte) (Attempt, error) {
	a := Attempt{}
	if err := json.Unmarshal(body, &a); err != nil {
		return a, &catalogue.Error{Kind: catalogue.Invalid, Message: "a refused attempt in the database is damaged", Err: err}
	}
	a.Number = number
	return a, nil
}
