package identity

import "time"

// Fault is what is wrong with what somebody shows.
type Fault uint8

// The faults.
const (
	Missing   Fault = iota + 1 // nothing was shown where something must be
	Malformed                  // it cannot be read
	Unknown                    // it does not hold, or not here, or not any more
	Away                       // whoever could say so does not answer: later it may hold
)

// Refusal is why it is not known who asks. Its message is for the one who asks: it says
// which rule the token breaks and never repeats any of it.
type Refusal struct {
	Fault   Fault
	Message string
	// Retry is how long to wait before it is worth asking again, if it is Away.
	Retry time.Duration
	// Limit is the bound that was passed, 0 if it was none.
	Limit int
}

func (r *Refusal) Error() string { return r.Message }

// Refuse says that a token does not hold.
func Refuse(message string) *Refusal { return &Refusal{Fault: Unknown, Message: message} }
