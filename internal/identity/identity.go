// Package identity is who asks: it carries an actor (access.Actor) from the surface, which
// finds out, to whoever must know.
package identity

import (
	"context"

	"fundus/internal/access"
	"fundus/internal/catalogue"
)

type actorKey struct{}

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
