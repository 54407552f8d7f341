package graph

import (
	"context"

	"fundus/graph/generated"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

// Catalogue is where changes are made. *live.Catalogue is one.
type Catalogue interface {
	Commit(ctx context.Context, stamp catalogue.Stamp, changes []catalogue.Change) (live.Result, error)
}

// Resolver answers the roots of the schema.
type Resolver struct {
	source  Source
	moments moments
}

var _ generated.ResolverRoot = (*Resolver)(nil)

// Query is the root of questions.
func (r *Resolver) Query() generated.QueryResolver { return query{r.source, r.moments} }

// Mutation is the root of changes.
func (r *Resolver) Mutation() generated.MutationResolver { return mutation{r.source} }

// Subscription is the root of what is followed.
func (r *Resolver) Subscription() generated.SubscriptionResolver {
	return subscription{r.source, r.moments}
}

// Actor is who asks, as the surface found out.
type Actor struct {
	Name     string // for the log; "anonym" for nobody known
	MayWrite bool
	// Clearance is up to what the actor may see; "" for what everybody may. Who may write
	// sees everything, since what a change meets is told to its author.
	Clearance catalogue.Visibility
}

type actorKey struct{}

// WithActor says who asks. Without it nobody known does, and may not write.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

func actorOf(ctx context.Context) Actor {
	a, ok := ctx.Value(actorKey{}).(Actor)
	if !ok {
		return Actor{Name: "anonym"}
	}
	return a
}
