package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"fundus/graph/input"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
)

// assuming answers @assuming: the operation goes on with a view of what the changes
// would make of its moment. They are settled as changes are that the one who asks makes
// on the day of the operation. It runs once, before the first field does.
func assuming(ctx context.Context, _ any, next graphql.Resolver, in []input.Change) (any, error) {
	changes, err := changesOf(in)
	if err != nil {
		return nil, err
	}
	o := operationOf(ctx)
	before, by := o.view.Snapshot(), catalogue.Stamp{Actor: o.actor.Signature(), Origin: "graphql", Message: "Annahme"}
	settle := func(c *catalogue.Commit) error { return casework.Settle(before, c, by, o.day) }
	assumed, err := before.Assume(changes, settle, func() bool { return ctx.Err() != nil })
	if err != nil {
		return nil, err
	}
	o.see(ctx, assumed)
	o.view.Assumes(len(changes))
	return next(ctx)
}

// changesOf translates the changes of one operation, which has a limited number.
func changesOf(in []input.Change) ([]catalogue.Change, error) {
	if len(in) > mostChanges {
		return nil, catalogue.Errorf(catalogue.Invalid, "%d changes at once; the limit is %d. Import larger sets from a file", len(in), mostChanges)
	}
	return input.Changes(in)
}
