// Package requestid is the name by which one request is found again: in the answer's
// header, in every line that is logged for it, in its trace, and in the log of the proxy
// before the program.
//
// A name is given here unless a proxy that is trusted has given one. Strangers give none:
// they could write what they like into the log, or make two requests look like one.
package requestid

import (
	"context"
	"crypto/rand"
)

// Header is where a request's name stands, in the request and in the answer.
const Header = "X-Request-Id"

// ID is the name of a request.
type ID string

// New is a name that no other request has.
func New() ID { return ID(rand.Text()[:16]) }

// longest is how long a name may be.
const longest = 64

// Sane says whether a name can be written anywhere: 1 to 64 of A-Z, a-z, 0-9, dot,
// underscore and hyphen.
func (id ID) Sane() bool {
	if len(id) == 0 || len(id) > longest {
		return false
	}
	for _, c := range []byte(id) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '-':
		default:
			return false
		}
	}
	return true
}

type key struct{}

// With is a context of a request.
func With(ctx context.Context, id ID) context.Context { return context.WithValue(ctx, key{}, id) }

// Of is the name of the request that a context is of, "" for none.
func Of(ctx context.Context) ID {
	id, _ := ctx.Value(key{}).(ID)
	return id
}
