package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"
)

// What is asked of the whole: every method is a line.

func (query) Concentration(ctx context.Context, by explore.Subject, metric explore.Metric, through *explore.Through, services, authorities map[string]any, first *int, after *string) (explore.Concentration, error) {
	return explore.ConcentrationOf(viewOf(ctx), explore.ConcentrationQuery{Paging: onward(first, after), By: by, Metric: metric, Through: given(through), Services: services, Authorities: authorities})
}

func (query) Components(ctx context.Context, relations []catalogue.Relation, filter, where map[string]any, first *int, after *string) (explore.Components, error) {
	return explore.ComponentsOf(viewOf(ctx), explore.ComponentQuery{Paging: onward(first, after), Relations: relations, Filter: filter, Where: where})
}

func (query) Cycles(ctx context.Context, relation catalogue.Relation, filter, where map[string]any, first *int, after *string) (explore.Cycles, error) {
	return explore.CyclesOf(viewOf(ctx), explore.CycleQuery{Paging: onward(first, after), Relation: relation, Filter: filter, Where: where})
}

func (query) Orphans(ctx context.Context, kind catalogue.Kind, filter map[string]any, relations []catalogue.Relation, where map[string]any, first *int, after *string) (explore.RecordConnection, error) {
	return explore.Orphans(viewOf(ctx), explore.OrphanQuery{Paging: onward(first, after), Kind: kind, Filter: filter, Relations: relations, Where: where})
}

func (query) Islands(ctx context.Context, solutions map[string]any, first *int, after *string) (explore.Islands, error) {
	return explore.IslandsOf(viewOf(ctx), explore.IslandQuery{Paging: onward(first, after), Solutions: solutions})
}

func (query) PeerComparison(ctx context.Context, authority string, peers *explore.PeerGroup, ids []string, first *int, after *string) (explore.PeerComparison, error) {
	return explore.ComparePeers(viewOf(ctx), explore.PeerQuery{Paging: onward(first, after), Authority: authority, Group: given(peers), Given: ids})
}

// onward is a page of a list that is read from its beginning.
func onward(first *int, after *string) view.Paging { return view.Paging{First: first, After: after} }
