package assess_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// The catalogue of a state (2 million offers), synthetic, with one large case: a need
// that concerns the services most authorities are competent for, and ten options that
// each reuse a solution which many of them work with. Built once for all benchmarks.
var stateWithCase = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		panic(err)
	}
	s, err = s.Assume(largeCase(s), func(*catalogue.Commit) error { return nil }, nil)
	if err != nil {
		panic(err)
	}
	return s
})

var benchDay = func() catalogue.Day {
	day, err := catalogue.ParseDay("2025-12-31")
	if err != nil {
		panic(err)
	}
	return day
}()

// most are the records of a kind with most statements in a role.
func most(s *snapshot.Snapshot, k catalogue.Kind, role catalogue.Role, n int) []catalogue.ID {
	type counted struct {
		id    catalogue.ID
		count int
	}
	var best []counted
	for id := range s.Kind(k).All() {
		best = append(best, counted{id, s.Edges(id, role).Len()})
		for i := len(best) - 1; i > 0 && best[i].count > best[i-1].count; i-- {
			best[i], best[i-1] = best[i-1], best[i]
		}
		best = best[:min(n, len(best))]
	}
	var out []catalogue.ID
	for _, c := range best {
		out = append(out, c.id)
	}
	return out
}

func largeCase(s *snapshot.Snapshot) []catalogue.Change {
	named := func(name string) catalogue.Meta { return catalogue.Meta{Name: catalogue.T(name)} }
	out := []catalogue.Change{
		catalogue.Put{Local: "case", Record: &catalogue.Case{Meta: named("Akte"), Lane: "M", Step: "DRAFT"}},
		catalogue.Put{Local: "need", Record: &catalogue.Need{Meta: named("Bedarf")}},
		catalogue.Put{Record: &catalogue.WeightSet{Meta: named("Gewichtung"), PolicyStatus: "PROPOSED", Criteria: []catalogue.Criterion{
			{Key: "cover", Name: catalogue.T("a"), Weight: 25, Measure: "FUNCTIONAL_COVER"}, {Key: "adoption", Name: catalogue.T("b"), Weight: 15, Measure: "CONFIRMED_ADOPTION"},
			{Key: "interop", Name: catalogue.T("c"), Weight: 15, Measure: "INTEROPERABILITY"}, {Key: "sovereignty", Name: catalogue.T("d"), Weight: 10, Measure: "SOVEREIGNTY"},
			{Key: "vitality", Name: catalogue.T("e"), Weight: 10, Measure: "VITALITY"}, {Key: "connection", Name: catalogue.T("f"), Weight: 10, Measure: "CONNECTION_EFFORT"},
			{Key: "network", Name: catalogue.T("g"), Weight: 10, Measure: "NETWORK_GAIN"}, {Key: "risk", Name: catalogue.T("h"), Weight: 5, Measure: "DELIVERY_RISK"},
		}}},
	}
	relate := func(r catalogue.Relation, from, to catalogue.Ref) {
		out = append(out, catalogue.Relate{Relation: r, From: from, To: to})
	}
	relate(catalogue.FiledIn, "local:need", "local:case")
	for _, id := range most(s, catalogue.KindService, catalogue.CompetentFor.Role(catalogue.EndTo), 3) {
		relate(catalogue.Concerns, "local:need", catalogue.RefToID(catalogue.KindService, id))
	}
	for i, id := range most(s, catalogue.KindSolution, catalogue.Offers.Role(catalogue.EndVia), 10) {
		local := fmt.Sprint("o", i)
		out = append(out, catalogue.Put{Local: local, Record: &catalogue.Option{Meta: named(local), OptionKind: "SOLUTION"}})
		relate(catalogue.FiledIn, catalogue.RefToLocal(local), "local:case")
		relate(catalogue.Proposes, catalogue.RefToLocal(local), catalogue.RefToID(catalogue.KindSolution, id))
	}
	return out
}

func theCase(s *snapshot.Snapshot) catalogue.ID {
	for id := range s.Kind(catalogue.KindCase).All() {
		return id
	}
	panic("no case")
}

func BenchmarkAssessment(b *testing.B) {
	s := stateWithCase()
	id := theCase(s)
	b.ReportAllocs()
	for b.Loop() {
		a, err := assess.Of(view.New(s, benchDay), id)
		if err != nil {
			b.Fatal(err)
		}
		for _, o := range a.Options() {
			_ = o.Contributions()
		}
		_, _ = a.Flips(), a.Sentence()
	}
}

func BenchmarkFill(b *testing.B) {
	s := stateWithCase()
	for b.Loop() {
		f, _ := casefile.Read(view.New(s, benchDay), theCase(s))
		if err := assess.Fill(f, &catalogue.Assessment{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFlips(b *testing.B) {
	s := stateWithCase()
	a, err := assess.Of(view.New(s, benchDay), theCase(s))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		_ = a.Flips()
	}
}
