package store

import (
	"context"
	"crypto/sha256"
	"time"

	"fundus/internal/catalogue"
)

// Tokens are what machines show to be known, beside the log and no part of it: a backup
// does not carry them, and no revision knows of them. Whoever gives a catalogue away
// gives away no key to it.
//
// What a token means is not known here. Its row is written once; what changes later is
// that it is revoked, once, and the day on which it was last used.
type Tokens interface {
	// AddToken keeps a token. An id that is there already is a Conflict.
	AddToken(ctx context.Context, t Token) error
	// AllTokens are all there are, the ended ones too, from the oldest.
	AllTokens(ctx context.Context) ([]Token, error)
	// RevokeToken ends a token at an instant. One that is revoked stays so since when it
	// was; an id that nobody has is NotFound.
	RevokeToken(ctx context.Context, id string, at time.Time) error
	// UseToken notes the day of a use, unless a later one is noted.
	UseToken(ctx context.Context, id string, day catalogue.Day) error
}

// Database is what a database keeps for the program.
type Database interface {
	Store
	Tokens
}

// Token is what is kept of a token. The secret itself is not. Instants are kept to the
// microsecond.
type Token struct {
	ID   string
	Name string // as whom its bearer acts
	// Digest is the SHA-256 of the secret, which is 256 random bits: nobody can try them
	// all, so a slow digest, as words of people need one, would protect nothing.
	Digest    [sha256.Size]byte
	Grants    string // JSON, of whoever made it
	Clearance catalogue.Visibility
	// LocalOnly says that it counts on the machine of the server alone.
	LocalOnly bool
	CreatedBy string
	CreatedAt time.Time
	Expires   time.Time
	Revoked   time.Time     // zero: it is not
	LastUsed  catalogue.Day // 0: never
}

// TokenThere says that the id of a token is taken.
func TokenThere(err error) error {
	return &catalogue.Error{Kind: catalogue.Conflict, Message: "there is a token with this id already", Err: err}
}

// NoToken says that nobody has an id.
func NoToken(id string) error {
	return catalogue.Errorf(catalogue.NotFound, "there is no token with the id %q", id)
}
