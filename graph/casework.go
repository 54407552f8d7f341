package graph

import (
	"context"
	"fmt"

	"fundus/graph/input"
	"fundus/internal/casefile"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/view"
)

// How far a case has come, and where it may go.

func (query) Cases(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string, states []catalogue.CaseState) (view.Connection[view.Case], error) {
	v := viewOf(ctx)
	q := view.Query{Paging: view.Paging{First: first, After: after, Last: last, Before: before}, Filter: filter, Order: orderBy, Search: deref(search)}
	if states != nil {
		in, err := casework.In(v, states)
		if err != nil {
			return view.Connection[view.Case]{}, err
		}
		q.Within, q.Why = &in, fmt.Sprint(states)
	}
	return view.List[view.Case](v, catalogue.KindCase, q)
}

func (ofCase) State(_ context.Context, c *view.Case) (catalogue.CaseState, error) {
	f, ok := casefile.Read(view.Of(*c), c.ID)
	if !ok {
		return c.Step, nil
	}
	return casework.StateOf(f), nil
}

func (ofCase) AllowedTransitions(_ context.Context, c *view.Case) ([]casework.Transition, error) {
	f, ok := casefile.Read(view.Of(*c), c.ID)
	if !ok {
		return nil, nil
	}
	return casework.Transitions(f), nil
}

func (ofCase) RuleFindings(_ context.Context, c *view.Case) ([]casework.RuleFinding, error) {
	f, ok := casefile.Read(view.Of(*c), c.ID)
	if !ok {
		return nil, nil
	}
	return casework.RuleFindings(f), nil
}

// AdvanceCase is a put that speaks of the step alone: so it is the same change when it is
// asked for again, whatever became of the case in between.
func (m mutation) AdvanceCase(ctx context.Context, id string, to catalogue.CaseState, message *string, seen *int, idempotencyKey *string) (*input.PutCasePayload, error) {
	number, err := viewOf(ctx).Named("case", id)
	if err != nil {
		return nil, err
	}
	if _, ok := viewOf(ctx).Snapshot().Record(number).(*catalogue.Case); !ok {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "case", Value: id, Message: "this is no case"}
	}
	change := catalogue.Put{
		Record: &catalogue.Case{Meta: catalogue.Meta{ID: number}, Step: to},
		Fields: []string{"step"}, Seen: catalogue.AnyRevision,
	}
	if seen != nil {
		change.Seen = catalogue.Revision(*seen)
	}
	result, err := m.change(ctx, message, idempotencyKey, change)
	if err != nil {
		return nil, err
	}
	return advanced(viewAfter(ctx, result, 0, 0), result, number, to)
}

// advanced is a case after its move. One that was moved there before and has fallen back
// is not moved by asking again.
func advanced(v *view.View, result live.Result, id catalogue.ID, to catalogue.CaseState) (*input.PutCasePayload, error) {
	c, ok := view.Handle[view.Case](v, id)
	if !ok {
		return nil, unseen(result, v, "case")
	}
	f, _ := casefile.Read(v, id)
	if state := casework.StateOf(f); result.Commit == nil && !result.Repeated && state != to {
		return nil, &catalogue.Error{
			Kind: catalogue.Conflict, Field: "to", Value: string(to),
			Message: fmt.Sprintf("the case was moved to %s before and is %s now, for a guard does not hold any more: mend that, and it is there again", to, state),
		}
	}
	return &input.PutCasePayload{Record: c, Revision: int(result.Revision)}, nil
}
