package token

import (
	"context"
	"encoding/json"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Wish is a token that somebody wants.
type Wish struct {
	Name      string // as whom its bearer acts
	Grants    []access.Given
	Clearance catalogue.Visibility // "" for that of the roles
	LocalOnly bool                 // counts on the machine of the server alone
	By        string               // who makes it
	For       time.Duration
}

// Longest is how long a token holds at most: what is forgotten ends by itself.
const Longest = 2 * 366 * 24 * time.Hour

// first is the id of the token of a first start. Only one can have it, so of several
// servers that start on an empty database at once one makes it.
const first = "firstkey"

// mostGrants bounds what a token may do.
const mostGrants = 20

// Make makes a token and keeps what is kept of it. The text is nowhere else.
func Make(ctx context.Context, st store.Tokens, w Wish, now time.Time) (text string, kept store.Token, err error) {
	return w.as(ctx, st, newID(), now)
}

// MakeFirst makes the token of a first start, or none, "", where there are tokens already.
func MakeFirst(ctx context.Context, st store.Tokens, w Wish, now time.Time) (text string, kept store.Token, err error) {
	all, err := st.AllTokens(ctx)
	if err != nil || len(all) > 0 {
		return "", store.Token{}, err
	}
	text, kept, err = w.as(ctx, st, first, now)
	if catalogue.KindOf(err) == catalogue.Conflict {
		return "", store.Token{}, nil
	}
	return text, kept, err
}

func (w Wish) as(ctx context.Context, st store.Tokens, id string, now time.Time) (string, store.Token, error) {
	if err := w.check(); err != nil {
		return "", store.Token{}, err
	}
	grants, err := grantsOf(w.Grants)
	if err != nil {
		return "", store.Token{}, err
	}
	if w.Clearance == "" {
		w.Clearance = access.Clearance(grants)
	}
	written, err := json.Marshal(w.Grants)
	if err != nil {
		return "", store.Token{}, err
	}
	s := invent(id)
	now = now.UTC().Truncate(time.Microsecond)
	kept := store.Token{
		ID: id, Name: w.Name, Digest: s.digest(), Grants: string(written), Clearance: w.Clearance, LocalOnly: w.LocalOnly,
		CreatedBy: w.By, CreatedAt: now, Expires: now.Add(w.For).Truncate(time.Microsecond),
	}
	return s.text, kept, st.AddToken(ctx, kept)
}

func (w Wish) check() error {
	if err := catalogue.CheckActor(w.Name); err != nil {
		return err
	}
	switch {
	case w.For <= 0 || w.For > Longest:
		err := catalogue.Errorf(catalogue.Invalid, "a token holds for longer than nothing and at most %d days, the limit", int(Longest.Hours()/24))
		err.Field = "expires"
		return err
	case len(w.Grants) == 0 || len(w.Grants) > mostGrants:
		err := catalogue.Errorf(catalogue.Invalid, "a token has 1 to %d roles", mostGrants)
		err.Field = "role"
		return err
	}
	return nil
}

func grantsOf(given []access.Given) ([]access.Grant, error) {
	out := make([]access.Grant, len(given))
	for i, g := range given {
		var err error
		if out[i], err = g.Grant(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Grants are what a token that is kept lets its bearer do.
func Grants(t store.Token) ([]access.Grant, error) {
	var given []access.Given
	if err := json.Unmarshal([]byte(t.Grants), &given); err != nil {
		return nil, err
	}
	return grantsOf(given)
}
