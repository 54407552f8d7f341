package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// query answers the root of questions. Every method is a line: what is asked is
// a matter of view, and what is read of the past one of the source.
type query struct{ source Source }

func (query) Catalogue(ctx context.Context) (view.Catalogue, error) {
	return viewOf(ctx).Catalogue(), nil
}

func (query) Node(ctx context.Context, id string) (view.Node, error) {
	return viewOf(ctx).Find(id), nil
}

func (query) Nodes(ctx context.Context, ids []string) ([]view.Node, error) {
	return viewOf(ctx).FindAll(ids)
}

func (query) Relations(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any) (view.Statements, error) {
	return viewOf(ctx).Statements(view.Paging{First: first, After: after, Last: last, Before: before}, filter)
}

func (query) Search(ctx context.Context, text string, kinds []catalogue.Kind, first *int, after *string) (view.Search, error) {
	return viewOf(ctx).Search(text, kinds, view.Paging{First: first, After: after})
}

func (query) CodeLists(_ context.Context, names []string) ([]view.CodeList, error) {
	return view.CodeLists(names)
}

func (query) Services(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Service], error) {
	return list[view.Service](ctx, catalogue.KindService, first, after, last, before, filter, orderBy, search)
}

func (query) Authorities(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Authority], error) {
	return list[view.Authority](ctx, catalogue.KindAuthority, first, after, last, before, filter, orderBy, search)
}

func (query) Areas(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Area], error) {
	return list[view.Area](ctx, catalogue.KindArea, first, after, last, before, filter, orderBy, search)
}

func (query) Datasets(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Dataset], error) {
	return list[view.Dataset](ctx, catalogue.KindDataset, first, after, last, before, filter, orderBy, search)
}

func (query) Solutions(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Solution], error) {
	return list[view.Solution](ctx, catalogue.KindSolution, first, after, last, before, filter, orderBy, search)
}

func (query) Standards(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Standard], error) {
	return list[view.Standard](ctx, catalogue.KindStandard, first, after, last, before, filter, orderBy, search)
}

func (query) Interfaces(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Interface], error) {
	return list[view.Interface](ctx, catalogue.KindInterface, first, after, last, before, filter, orderBy, search)
}

func (query) Capabilities(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Capability], error) {
	return list[view.Capability](ctx, catalogue.KindCapability, first, after, last, before, filter, orderBy, search)
}

func (query) LegalBases(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.LegalBasis], error) {
	return list[view.LegalBasis](ctx, catalogue.KindLegalBasis, first, after, last, before, filter, orderBy, search)
}

func (query) Projects(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Project], error) {
	return list[view.Project](ctx, catalogue.KindProject, first, after, last, before, filter, orderBy, search)
}

func (query) BudgetLines(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.BudgetLine], error) {
	return list[view.BudgetLine](ctx, catalogue.KindBudgetLine, first, after, last, before, filter, orderBy, search)
}

func (query) Sources(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Source], error) {
	return list[view.Source](ctx, catalogue.KindSource, first, after, last, before, filter, orderBy, search)
}

func (query) Service(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Service, error) {
	return one[view.Service](ctx, catalogue.KindService, id, identifier)
}

func (query) Authority(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Authority, error) {
	return one[view.Authority](ctx, catalogue.KindAuthority, id, identifier)
}

func (query) Area(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Area, error) {
	return one[view.Area](ctx, catalogue.KindArea, id, identifier)
}

func (query) Dataset(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Dataset, error) {
	return one[view.Dataset](ctx, catalogue.KindDataset, id, identifier)
}

func (query) Solution(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Solution, error) {
	return one[view.Solution](ctx, catalogue.KindSolution, id, identifier)
}

func (query) Standard(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Standard, error) {
	return one[view.Standard](ctx, catalogue.KindStandard, id, identifier)
}

func (query) Interface(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Interface, error) {
	return one[view.Interface](ctx, catalogue.KindInterface, id, identifier)
}

func (query) Capability(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Capability, error) {
	return one[view.Capability](ctx, catalogue.KindCapability, id, identifier)
}

func (query) LegalBasis(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.LegalBasis, error) {
	return one[view.LegalBasis](ctx, catalogue.KindLegalBasis, id, identifier)
}

func (query) Project(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Project, error) {
	return one[view.Project](ctx, catalogue.KindProject, id, identifier)
}

func (query) BudgetLine(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.BudgetLine, error) {
	return one[view.BudgetLine](ctx, catalogue.KindBudgetLine, id, identifier)
}

func (query) Source(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Source, error) {
	return one[view.Source](ctx, catalogue.KindSource, id, identifier)
}

func list[N view.Record](ctx context.Context, kind catalogue.Kind, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[N], error) {
	q := view.Query{Paging: view.Paging{First: first, After: after, Last: last, Before: before}, Filter: filter, Order: orderBy}
	if search != nil {
		q.Search = *search
	}
	return view.List[N](viewOf(ctx), kind, q)
}

// one is a record by its id or by an identifier.
func one[N view.Record](ctx context.Context, kind catalogue.Kind, id *string, identifier *catalogue.Identifier) (*N, error) {
	found, err := lookup(viewOf(ctx), kind, id, identifier)
	if n, ok := found.(N); ok && err == nil {
		return &n, nil
	}
	return nil, err
}

func lookup(v *view.View, kind catalogue.Kind, id *string, identifier *catalogue.Identifier) (view.Record, error) {
	switch {
	case (id == nil) == (identifier == nil):
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "id", Message: "give an id or an identifier, and one of them only"}
	case identifier != nil:
		return v.Lookup(kind, *identifier)
	}
	named, _, err := catalogue.ParseGlobalID(*id)
	if err != nil {
		return nil, err
	}
	if named != kind {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "id", Value: *id, Message: *id + " is the id of another kind: " + named.Noun() + ", not " + kind.Noun()}
	}
	return v.Node(*id)
}
