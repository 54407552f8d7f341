package graph

import (
	"context"

	"fundus/graph/generated"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
	"fundus/internal/view"
)

// What could be reused. Every method is a line: what it means is a matter of reuse.

func (query) ReuseCheck(ctx context.Context, need reuse.NeedInput) (reuse.Check, error) {
	return reuse.CheckNeed(viewOf(ctx), need)
}

// Solution answers what a solution is asked that no record alone can say.
func (r *Resolver) Solution() generated.SolutionResolver { return solution{} }

type solution struct{}

func (solution) Rung(ctx context.Context, s *view.Solution) (*view.Rung, error) {
	return there(reuse.RungOf(viewOf(ctx), s.ID)), nil
}

func (solution) Reusability(ctx context.Context, s *view.Solution) (reuse.Reusability, error) {
	return reuse.ReusabilityOf(viewOf(ctx), s.ID), nil
}

func (solution) Alternatives(ctx context.Context, s *view.Solution, first *int) ([]reuse.Alternative, error) {
	return reuse.AlternativesOf(viewOf(ctx), s.ID, first)
}

func (solution) ReuseFlag(ctx context.Context, s *view.Solution) (*reuse.Flag, error) {
	f, flagged := reuse.FlagOf(viewOf(ctx), s.ID)
	return there(f, flagged), viewOf(ctx).Stopped()
}

// there is what was found, nil for nothing.
func there[T any](found T, ok bool) *T {
	if !ok {
		return nil
	}
	return &found
}

// SearchReceipt answers what a receipt is asked anew.
func (r *Resolver) SearchReceipt() generated.SearchReceiptResolver { return searchReceipt{r.source} }

type searchReceipt struct{ source Source }

// Considered is a count of its time, which nobody can count again without what is hidden
// from whom: so it is told to those from whom nothing is.
func (searchReceipt) Considered(ctx context.Context, s *view.SearchReceipt) (*int, error) {
	if !operationOf(ctx).whole() {
		return nil, nil
	}
	return &s.SearchReceipt.Considered, nil
}

// Replay asks what the search asked, which saw all that there was. Whether that is found
// again follows from what is hidden too: so it is told to those from whom nothing is.
func (r searchReceipt) Replay(ctx context.Context, s *view.SearchReceipt) (*reuse.Replay, error) {
	of, ok := reuse.CaseOf(viewOf(ctx), s.ID)
	if !ok || s.AtRevision == 0 || !operationOf(ctx).whole() {
		return nil, nil
	}
	past, err := r.source.At(ctx, catalogue.Revision(s.AtRevision))
	if err != nil {
		return nil, err
	}
	then := view.New(past, s.AtDay)
	then.StopAt(ctx.Done())
	file, ok := casefile.Read(then, of)
	if !ok {
		return nil, nil
	}
	replay, err := reuse.Replayed(file, s.SearchReceipt, viewOf(ctx))
	if err != nil {
		return nil, err
	}
	return &replay, nil
}

func (searchReceipt) Rerun(ctx context.Context, s *view.SearchReceipt) (*reuse.Rerun, error) {
	v := viewOf(ctx)
	of, ok := reuse.CaseOf(v, s.ID)
	if !ok || s.AtRevision == 0 {
		return nil, nil
	}
	file, ok := casefile.Read(v, of)
	if !ok {
		return nil, nil
	}
	rerun, err := reuse.RerunOf(file, s.SearchReceipt)
	if err != nil {
		return nil, err
	}
	return &rerun, nil
}
