package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// query answers the root of questions. Every method is a line: what is asked is
// a matter of view, and what is read of the past one of the source.
type query struct {
	source Source
	moments
}

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
	return ofText(viewOf(ctx).Search(text, kinds, view.Paging{First: first, After: after}))
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

func (query) Needs(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Need], error) {
	return list[view.Need](ctx, catalogue.KindNeed, first, after, last, before, filter, orderBy, search)
}

func (query) SearchReceipts(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.SearchReceipt], error) {
	return list[view.SearchReceipt](ctx, catalogue.KindSearchReceipt, first, after, last, before, filter, orderBy, search)
}

func (query) Options(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Option], error) {
	return list[view.Option](ctx, catalogue.KindOption, first, after, last, before, filter, orderBy, search)
}

func (query) GateResults(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.GateResult], error) {
	return list[view.GateResult](ctx, catalogue.KindGateResult, first, after, last, before, filter, orderBy, search)
}

func (query) Exclusions(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Exclusion], error) {
	return list[view.Exclusion](ctx, catalogue.KindExclusion, first, after, last, before, filter, orderBy, search)
}

func (query) Scores(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Score], error) {
	return list[view.Score](ctx, catalogue.KindScore, first, after, last, before, filter, orderBy, search)
}

func (query) Assessments(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Assessment], error) {
	return list[view.Assessment](ctx, catalogue.KindAssessment, first, after, last, before, filter, orderBy, search)
}

func (query) EvidenceItems(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Evidence], error) {
	return list[view.Evidence](ctx, catalogue.KindEvidence, first, after, last, before, filter, orderBy, search)
}

func (query) CostModels(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.CostModel], error) {
	return list[view.CostModel](ctx, catalogue.KindCostModel, first, after, last, before, filter, orderBy, search)
}

func (query) Rules(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Rule], error) {
	return list[view.Rule](ctx, catalogue.KindRule, first, after, last, before, filter, orderBy, search)
}

func (query) RuleChecks(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.RuleCheck], error) {
	return list[view.RuleCheck](ctx, catalogue.KindRuleCheck, first, after, last, before, filter, orderBy, search)
}

func (query) Deviations(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string, open *bool) (view.Connection[view.Deviation], error) {
	if open != nil {
		filter = view.Deviations(filter, viewOf(ctx).Day(), *open)
	}
	return list[view.Deviation](ctx, catalogue.KindDeviation, first, after, last, before, filter, orderBy, search)
}

func (query) Decisions(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Decision], error) {
	return list[view.Decision](ctx, catalogue.KindDecision, first, after, last, before, filter, orderBy, search)
}

func (query) FollowUps(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.FollowUp], error) {
	return list[view.FollowUp](ctx, catalogue.KindFollowUp, first, after, last, before, filter, orderBy, search)
}

func (query) Gates(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Gate], error) {
	return list[view.Gate](ctx, catalogue.KindGate, first, after, last, before, filter, orderBy, search)
}

func (query) Ladders(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.Ladder], error) {
	return list[view.Ladder](ctx, catalogue.KindLadder, first, after, last, before, filter, orderBy, search)
}

func (query) WeightSets(ctx context.Context, first *int, after *string, last *int, before *string, filter map[string]any, orderBy *view.Order, search *string) (view.Connection[view.WeightSet], error) {
	return list[view.WeightSet](ctx, catalogue.KindWeightSet, first, after, last, before, filter, orderBy, search)
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

func (query) Case(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Case, error) {
	return one[view.Case](ctx, catalogue.KindCase, id, identifier)
}

func (query) Need(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Need, error) {
	return one[view.Need](ctx, catalogue.KindNeed, id, identifier)
}

func (query) SearchReceipt(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.SearchReceipt, error) {
	return one[view.SearchReceipt](ctx, catalogue.KindSearchReceipt, id, identifier)
}

func (query) Option(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Option, error) {
	return one[view.Option](ctx, catalogue.KindOption, id, identifier)
}

func (query) GateResult(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.GateResult, error) {
	return one[view.GateResult](ctx, catalogue.KindGateResult, id, identifier)
}

func (query) Exclusion(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Exclusion, error) {
	return one[view.Exclusion](ctx, catalogue.KindExclusion, id, identifier)
}

func (query) Score(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Score, error) {
	return one[view.Score](ctx, catalogue.KindScore, id, identifier)
}

func (query) Assessment(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Assessment, error) {
	return one[view.Assessment](ctx, catalogue.KindAssessment, id, identifier)
}

func (query) Evidence(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Evidence, error) {
	return one[view.Evidence](ctx, catalogue.KindEvidence, id, identifier)
}

func (query) CostModel(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.CostModel, error) {
	return one[view.CostModel](ctx, catalogue.KindCostModel, id, identifier)
}

func (query) Rule(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Rule, error) {
	return one[view.Rule](ctx, catalogue.KindRule, id, identifier)
}

func (query) RuleCheck(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.RuleCheck, error) {
	return one[view.RuleCheck](ctx, catalogue.KindRuleCheck, id, identifier)
}

func (query) Deviation(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Deviation, error) {
	return one[view.Deviation](ctx, catalogue.KindDeviation, id, identifier)
}

func (query) Decision(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Decision, error) {
	return one[view.Decision](ctx, catalogue.KindDecision, id, identifier)
}

func (query) FollowUp(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.FollowUp, error) {
	return one[view.FollowUp](ctx, catalogue.KindFollowUp, id, identifier)
}

func (query) Gate(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Gate, error) {
	return one[view.Gate](ctx, catalogue.KindGate, id, identifier)
}

func (query) Ladder(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.Ladder, error) {
	return one[view.Ladder](ctx, catalogue.KindLadder, id, identifier)
}

func (query) WeightSet(ctx context.Context, id *string, identifier *catalogue.Identifier) (*view.WeightSet, error) {
	return one[view.WeightSet](ctx, catalogue.KindWeightSet, id, identifier)
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
