package audit

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Token is as a line of an export that a token was made or revoked. Who revoked it is not
// kept: it takes the database itself.
type Token struct {
	What      string               `json:"what"` // TOKEN_CREATED, TOKEN_REVOKED
	At        time.Time            `json:"at"`
	Actor     string               `json:"actor,omitempty"` // who made it
	Token     string               `json:"token"`
	Name      string               `json:"name"` // as whom its bearer acts
	Grants    json.RawMessage      `json:"grants,omitempty"`
	Clearance catalogue.Visibility `json:"clearance,omitempty"`
	Local     bool                 `json:"local,omitempty"`
	Expires   *time.Time           `json:"expires,omitempty"`
}

// ofTokens are the lines of all tokens, by time.
func ofTokens(all []store.Token) []Token {
	var out []Token
	for _, t := range all {
		expires := t.Expires.UTC()
		out = append(out, Token{
			What: "TOKEN_CREATED", At: t.CreatedAt.UTC(), Actor: t.CreatedBy, Token: t.ID, Name: t.Name,
			Grants: json.RawMessage(t.Grants), Clearance: t.Clearance, Local: t.LocalOnly, Expires: &expires,
		})
		if !t.Revoked.IsZero() {
			out = append(out, Token{What: "TOKEN_REVOKED", At: t.Revoked.UTC(), Token: t.ID, Name: t.Name})
		}
	}
	slices.SortStableFunc(out, func(a, b Token) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Token, b.Token)) })
	return out
}

// tokensUntil writes what became of tokens up to an instant, all that is left if that is
// zero.
func (e *exporter) tokensUntil(at time.Time) error {
	for len(e.tokens) > 0 && (at.IsZero() || !e.tokens[0].At.After(at)) {
		next := e.tokens[0]
		e.tokens = e.tokens[1:]
		if !e.span.within(next.At) {
			continue
		}
		if err := e.to.Encode(next); err != nil {
			return err
		}
	}
	return nil
}
