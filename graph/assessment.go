package graph

import (
	"context"

	"fundus/graph/generated"
	"fundus/internal/adoption"
	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// How the options of a case stand, what would change that, and what has changed.

func (query) Simulate(ctx context.Context, id string, weights []assess.WeightInput, assuming []assess.ScoreAssumption) (assess.CaseAssessment, error) {
	return assess.Simulate(viewOf(ctx), id, weights, assuming)
}

// Case answers what a case is asked that no record alone can say.
func (r *Resolver) Case() generated.CaseResolver { return ofCase{} }

type ofCase struct{}

func (ofCase) Assessment(ctx context.Context, c *view.Case) (assess.CaseAssessment, error) {
	return assess.Of(viewOf(ctx), c.ID)
}

func (ofCase) GateMatrix(ctx context.Context, c *view.Case) (assess.GateMatrix, error) {
	return assess.Gates(viewOf(ctx), c.ID)
}

func (ofCase) Drift(ctx context.Context, c *view.Case) (*assess.CaseDrift, error) {
	return driftOf(ctx, c.ID)
}

func (ofCase) Precedents(ctx context.Context, c *view.Case, first *int) ([]assess.Precedent, error) {
	return assess.Precedents(viewOf(ctx), c.ID, first)
}

func (ofCase) Coverage(ctx context.Context, c *view.Case) (*adoption.Coverage, error) {
	found, ok, err := adoption.Of(viewOf(ctx), c.ID)
	return there(found, ok), err
}

// Decision answers what a decision is asked that no record alone can say.
func (r *Resolver) Decision() generated.DecisionResolver { return ofDecision{} }

type ofDecision struct{}

func (ofDecision) Drift(ctx context.Context, d *view.Decision) (*assess.CaseDrift, error) {
	for _, c := range viewOf(ctx).Others(d.ID, catalogue.FiledIn.Role(catalogue.EndFrom)) {
		return driftOf(ctx, c)
	}
	return nil, nil
}

func driftOf(ctx context.Context, id catalogue.ID) (*assess.CaseDrift, error) {
	d, ok, err := assess.DriftOf(viewOf(ctx), id)
	if err != nil || !ok {
		return nil, err
	}
	return &d, nil
}
