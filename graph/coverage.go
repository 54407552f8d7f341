package graph

import (
	"context"

	"fundus/graph/generated"
	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/view"
)

// How far services are offered: every method is a line.

func (query) Coverage(ctx context.Context, services, authorities map[string]any, basis *rollout.Basis, groupBy []rollout.Dimension, first *int, after *string) (rollout.Coverage, error) {
	return rollout.Cover(viewOf(ctx), coverageQuery(services, authorities, basis, groupBy, onward(first, after)))
}

func (query) CoverageOver(ctx context.Context, from, until catalogue.Day, step rollout.CoverageStep, services, authorities map[string]any, basis *rollout.Basis) ([]rollout.CoveragePoint, error) {
	return rollout.CoverOver(viewOf(ctx), coverageQuery(services, authorities, basis, nil, view.Paging{}), from, until, step)
}

func (query) Availability(ctx context.Context, services map[string]any) ([]rollout.AvailabilityCount, error) {
	return rollout.Availabilities(viewOf(ctx), services)
}

func coverageQuery(services, authorities map[string]any, basis *rollout.Basis, groupBy []rollout.Dimension, paging view.Paging) rollout.CoverageQuery {
	return rollout.CoverageQuery{Services: services, Authorities: authorities, Basis: given(basis), GroupBy: groupBy, Paging: paging}
}

// Service answers what a service is asked that no record alone can say.
func (r *Resolver) Service() generated.ServiceResolver { return service{} }

type service struct{}

func (service) Availability(ctx context.Context, s *view.Service) (*catalogue.Availability, error) {
	a, known, err := rollout.AvailabilityOf(viewOf(ctx), s.ID)
	if err != nil || !known {
		return nil, err
	}
	return &a, nil
}
