// Package identity is who asks: it carries an actor (access.Actor) from the surface, which
// finds out, to whoever must know. It reads the header by which requests show a token
// (Bearer), and has the words for what is wrong with one (Refusal).
//
//	Bearer ─► signin ─┬─ token  those that this program makes, for machines
//	                  └─ oidc   those of issuers, for people
package identity

import (
	"context"

	"fundus/internal/access"
	"fundus/internal/catalogue"
)

type (
	actorKey struct{}
	localKey struct{}
)

// With says who asks.
func With(ctx context.Context, a access.Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// Of is who asks. Of whom nobody said anything is anonymous and sees what is public.
func Of(ctx context.Context) access.Actor {
	if a, ok := ctx.Value(actorKey{}).(access.Actor); ok {
		return a
	}
	return access.Anonymous(catalogue.Public)
}

// Said is who asks, and whether anybody said so.
func Said(ctx context.Context) (access.Actor, bool) {
	a, ok := ctx.Value(actorKey{}).(access.Actor)
	return a, ok
}

// AtHand says whether a request comes from this machine, for who signs in later than by
// the header of the request: over a socket that is open.
func AtHand(ctx context.Context, local bool) context.Context {
	return context.WithValue(ctx, localKey{}, local)
}

// Local says whether a request comes from this machine; what nobody said does not.
func Local(ctx context.Context) bool {
	local, _ := ctx.Value(localKey{}).(bool)
	return local
}
