package graph

import (
	"context"

	"fundus/graph/generated"
	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/live"
)

// Catalogue is where changes are made, by those who may make them. *live.Catalogue is one.
type Catalogue interface {
	CommitAs(ctx context.Context, actor access.Actor, stamp catalogue.Stamp, changes []catalogue.Change) (live.Result, error)
}

// Resolver answers the roots of the schema.
type Resolver struct {
	source  Source
	moments moments
	gate    *admission.Gate
}

var _ generated.ResolverRoot = (*Resolver)(nil)

// Query is the root of questions.
func (r *Resolver) Query() generated.QueryResolver { return query{r.source, r.moments} }

// Mutation is the root of changes.
func (r *Resolver) Mutation() generated.MutationResolver {
	return mutation{r.source, r.moments.refused}
}

// Subscription is the root of what is followed.
func (r *Resolver) Subscription() generated.SubscriptionResolver {
	return subscription{r.source, r.moments, r.gate}
}

// ActorHeader is the header of a request by which one who acts for others says for whom:
// it stands in the log and in the steps of cases. It is a claim, and counts for nothing if
// it comes from somebody who may not make it (access.Actor.Speaks).
const ActorHeader = "Fundus-Actor"

// actorOf is who asks, by the name that the request gives if he may give one.
func actorOf(ctx context.Context, called string) (access.Actor, error) {
	a, err := identity.Of(ctx).As(called)
	if err != nil {
		return a, badMoment(ActorHeader, called, "who acts is 1 to 200 characters on one line")
	}
	return a, nil
}
