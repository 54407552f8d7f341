package view_test

import (
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// The catalogue of a state (2 million offers), synthetic, built once for all
// benchmarks. Each operation asks a new view, as every question does.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		panic(err)
	}
	return s
})

var benchDay = func() catalogue.Day {
	d, err := catalogue.ParseDay("2025-12-31")
	if err != nil {
		panic(err)
	}
	return d
}()

// ask benchmarks a question.
func ask(b *testing.B, question func(*view.View)) {
	s := state()
	b.ReportAllocs()
	for b.Loop() {
		question(view.New(s, benchDay))
	}
}

func good[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func in(codes ...any) map[string]any { return map[string]any{"in": codes} }

// first is the first record of a kind.
func first[N view.Record](kind catalogue.Kind) N {
	v := view.New(state(), benchDay)
	id, _ := state().Kind(kind).Next(1)
	return v.At(id).(N)
}

// hub is the record of a kind with the most statements in a role.
func hub(kind catalogue.Kind, role catalogue.Role) (most catalogue.ID) {
	s := state()
	for id := range s.Kind(kind).All() {
		if s.Edges(id, role).Len() > s.Edges(most, role).Len() {
			most = id
		}
	}
	return most
}

func list[N view.Record](v *view.View, kind catalogue.Kind, q view.Query) view.Connection[N] {
	return good(view.List[N](v, kind, q))
}

func BenchmarkNodeByID(b *testing.B) {
	id := first[view.Dataset](catalogue.KindDataset).GlobalID()
	ask(b, func(v *view.View) { v.Find(id) })
}

func BenchmarkLookupByIdentifier(b *testing.B) {
	var i catalogue.Identifier
	for id := range state().Kind(catalogue.KindAuthority).All() {
		if of := state().Record(id).Base().Identifiers; len(of) > 0 {
			i = of[0]
			break
		}
	}
	ask(b, func(v *view.View) {
		if good(v.Lookup(catalogue.KindAuthority, i)) == nil {
			b.Fatal(i)
		}
	})
}

// 20 services, five offers of each, and of each offer its authority and solution.
func BenchmarkNestedPage(b *testing.B) {
	five := 5
	ask(b, func(v *view.View) {
		for _, s := range list[view.Service](v, catalogue.KindService, view.Query{}).Nodes() {
			for _, e := range good(s.OfferedBy(&five, nil, nil, nil, nil, nil)).Edges {
				e.Via()
			}
		}
	})
}

// The same with a filter and the number of all offers of each service.
func BenchmarkNestedPageFilteredWithTotals(b *testing.B) {
	five := 5
	filter := view.Filter{"level": in("MUNICIPALITY")}
	where := view.EdgeFilter{"status": in("LIVE")}
	ask(b, func(v *view.View) {
		for _, s := range list[view.Service](v, catalogue.KindService, view.Query{}).Nodes() {
			good(good(s.OfferedBy(&five, nil, nil, nil, filter, where)).TotalCount())
		}
	})
}

func BenchmarkFilteredPageWithTotalCount(b *testing.B) {
	for name, filter := range map[string]view.Filter{
		"Code":         {"accessRights": in("PUBLIC"), "themes": in("ENVI", "TRAN")},
		"Days":         {"modified": map[string]any{"from": benchDay - 2000, "until": benchDay - 1000}},
		"Illustrative": {"illustrative": true},
		"Facts":        {"illustrative": false},
		"Text":         {"text": "Straßen"},
	} {
		b.Run(name, func(b *testing.B) {
			ask(b, func(v *view.View) {
				list[view.Dataset](v, catalogue.KindDataset, view.Query{Filter: filter}).TotalCount()
			})
		})
	}
}

func BenchmarkOrderedPage(b *testing.B) {
	for _, field := range []string{"NAME", "MODIFIED"} {
		for name, direction := range map[string]view.Direction{"Up": "ASC", "Down": view.Descending} {
			b.Run(field+name, func(b *testing.B) {
				ask(b, func(v *view.View) {
					list[view.Dataset](v, catalogue.KindDataset, view.Query{Order: &view.Order{Field: field, Direction: direction}})
				})
			})
		}
	}
}

func BenchmarkFacetsOfAllDatasets(b *testing.B) {
	ask(b, func(v *view.View) { list[view.Dataset](v, catalogue.KindDataset, view.Query{}).Facets(nil) })
}

// Words as people search them, in every manner in which they can match.
var searched = []struct{ name, words string }{
	{"Two", "Gewerbe anmelden"},
	{"One", "anmelden"},
	{"Compound", "Fischereischein"},
	{"Part", "anmeldung"},
	{"Prefix", "Gew"},
	{"Typo", "Gewrebe anmedlen"},
	{"Key", "99 001 001 012 000"},
	{"Everything", "Datensatz"},
	{"Plural", "Straßen"},
	{"Nothing", "Xylophon"},
}

func BenchmarkSearch(b *testing.B) {
	for _, c := range searched {
		b.Run(c.name, func(b *testing.B) {
			hits := 0
			ask(b, func(v *view.View) {
				found := good(v.Search(c.words, nil, view.Paging{}))
				hits = found.TotalCount
				for _, e := range found.Edges {
					e.Matches()
				}
			})
			b.ReportMetric(float64(hits), "hits")
		})
		b.Run("Datasets/"+c.name, func(b *testing.B) {
			ask(b, func(v *view.View) { list[view.Dataset](v, catalogue.KindDataset, view.Query{Search: c.words}) })
		})
	}
}

func BenchmarkFilterByRelated(b *testing.B) {
	authority := catalogue.GlobalID(catalogue.KindAuthority, hub(catalogue.KindAuthority, catalogue.Offers.Role(catalogue.EndFrom)))
	for name, filter := range map[string]view.Filter{
		"AnyOfOne":  {"offeredBy": map[string]any{"any": view.Filter{"id": in(authority)}}},
		"AnyOfMany": {"offeredBy": map[string]any{"any": view.Filter{"level": in("MUNICIPALITY")}, "where": view.EdgeFilter{"status": in("LIVE")}}},
		"None":      {"offeredBy": map[string]any{"none": view.Filter{}}},
		"All":       {"offeredBy": map[string]any{"all": view.Filter{"level": in("MUNICIPALITY")}}},
	} {
		b.Run(name, func(b *testing.B) {
			ask(b, func(v *view.View) {
				list[view.Service](v, catalogue.KindService, view.Query{Filter: filter}).TotalCount()
			})
		})
	}
}

func BenchmarkHub(b *testing.B) {
	role := catalogue.Offers.Role(catalogue.EndVia)
	id := hub(catalogue.KindSolution, role)
	b.Logf("%d statements", state().Edges(id, role).Len())
	solution := func(v *view.View) view.Solution { return v.At(id).(view.Solution) }
	b.Run("Page", func(b *testing.B) {
		ask(b, func(v *view.View) { good(solution(v).CarriedOffers(nil, nil, nil, nil, nil, nil)) })
	})
	b.Run("PageInTheMiddle", func(b *testing.B) {
		all := state().Edges(id, role)
		page := good(solution(view.New(state(), benchDay)).CarriedOffers(nil, nil, nil, nil, nil, nil))
		_ = all
		after := page.Info.EndCursor
		ask(b, func(v *view.View) { good(solution(v).CarriedOffers(nil, &after, nil, nil, nil, nil)) })
	})
	b.Run("TotalCount", func(b *testing.B) {
		ask(b, func(v *view.View) { good(good(solution(v).CarriedOffers(nil, nil, nil, nil, nil, nil)).TotalCount()) })
	})
	b.Run("RelationCounts", func(b *testing.B) {
		ask(b, func(v *view.View) { good(solution(v).RelationCounts()) })
	})
	b.Run("Relations", func(b *testing.B) {
		ask(b, func(v *view.View) { good(solution(v).Relations(nil, nil, nil, nil, nil, nil)) })
	})
}

func BenchmarkStatements(b *testing.B) {
	last := 20
	authority := catalogue.GlobalID(catalogue.KindAuthority, hub(catalogue.KindAuthority, catalogue.Offers.Role(catalogue.EndFrom)))
	for name, q := range map[string]struct {
		view.Paging
		where view.EdgeFilter
	}{
		"All":      {},
		"Backward": {Paging: view.Paging{Last: &last}},
		"Offers":   {where: view.EdgeFilter{"relation": in("OFFERS", "USES"), "status": in("PLANNED")}},
		"Of":       {where: view.EdgeFilter{"from": in(authority)}},
	} {
		b.Run(name, func(b *testing.B) {
			ask(b, func(v *view.View) { good(v.Statements(q.Paging, q.where)) })
		})
	}
	b.Run("TotalCount", func(b *testing.B) {
		ask(b, func(v *view.View) { good(good(v.Statements(view.Paging{}, nil)).TotalCount()) })
	})
}

func BenchmarkCatalogueCounts(b *testing.B) {
	ask(b, func(v *view.View) {
		v.Catalogue().Counts()
		v.Catalogue().RelationCount()
	})
}
