package snapshot

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"fundus/internal/catalogue"
)

// each yields made-up records for a stock, in the order of ids: those that offers
// name, then datasets.
func (s stock) each(yield func(catalogue.Record)) {
	id, words := catalogue.ID(0), rand.New(rand.NewPCG(9, 9))
	next := func(scheme string) catalogue.Meta {
		id++
		return catalogue.Meta{
			ID: id, Revision: 1,
			Identifiers: []catalogue.Identifier{{Scheme: scheme, Value: fmt.Sprint(id)}},
			Name:        catalogue.T(fmt.Sprintf("%s %s %d", vocabulary[words.IntN(len(vocabulary))], vocabulary[words.IntN(len(vocabulary))], id)),
		}
	}
	for range s.authorities {
		yield(&catalogue.Authority{Meta: next("name"), Level: "MUNICIPALITY", Population: int(id)})
	}
	for range s.services {
		yield(&catalogue.Service{Meta: next("name"), Focus: id%100 == 0})
	}
	for range s.solutions {
		yield(&catalogue.Solution{Meta: next("name"), Development: "STATE", Operation: "MUNICIPAL"})
	}
	for range s.areas {
		yield(&catalogue.Area{Meta: next("name")})
	}
	for range s.datasets {
		d := &catalogue.Dataset{Meta: next("dcat"), Themes: []catalogue.DataTheme{"GOVE", "ENVI"}}
		d.Description = catalogue.T("Daten zu " + d.Name.String() + ", jährlich erhoben und veröffentlicht")
		yield(d)
	}
}

var vocabulary = []string{
	"Gewerbe", "Anmeldung", "Statistik", "Bevölkerung", "Wohnsitz", "Bebauungsplan", "Hundesteuer", "Personalausweis",
	"Genehmigung", "Straßenverkehr", "Umwelt", "Gewässer", "Haushalt", "Förderung", "Verzeichnis", "Register",
}

// load builds a state as a store hands it over: records and edges at once.
func (s stock) load(b testing.TB) *Snapshot {
	b.Helper()
	builder, rng := NewBuilder(), rand.New(rand.NewPCG(1, 2))
	edgesDone := make(chan error)
	go func() {
		batch := make([]catalogue.Edge, 0, 1000)
		for id := catalogue.EdgeID(1); id <= catalogue.EdgeID(s.offers); id++ {
			if batch = append(batch, s.offer(rng, id)); len(batch) == cap(batch) || id == catalogue.EdgeID(s.offers) {
				if err := builder.Edges(batch); err != nil {
					edgesDone <- err
					return
				}
				batch = batch[:0]
			}
		}
		edgesDone <- nil
	}()
	s.each(func(r catalogue.Record) { must(b, builder.Record(r)) })
	must(b, <-edgesDone)
	out, err := builder.Build(1, time.Time{})
	must(b, err)
	return out
}

func BenchmarkLoadState(b *testing.B) { benchmarkLoad(b, state) }

func BenchmarkLoadCountry(b *testing.B) {
	if testing.Short() {
		b.Skip("the whole country is not short")
	}
	benchmarkLoad(b, country)
}

// benchmarkLoad goes from rows to ready, and says what the whole occupies.
func benchmarkLoad(b *testing.B, stock stock) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := stock.load(b)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
		runtime.KeepAlive(s)
	}
}

func BenchmarkState(b *testing.B) {
	s := state.load(b)
	m := s.Memory()
	b.Logf("%+v, in all %d MiB without text", m, m.Total()>>20)
	b.Run("look-up", func(b *testing.B) { benchmarkIdentifier(b, s) })
	b.Run("ascend 20", func(b *testing.B) { benchmarkAscend(b, s) })
	for _, c := range []struct {
		name    string
		changes func(*rand.Rand, int) []catalogue.Change
	}{{"put", somePuts}, {"relate", someRelates}, {"restate", someRestatements}} {
		for _, n := range []int{1, 100, 10_000} {
			b.Run(fmt.Sprint("assume ", c.name, "/", n), func(b *testing.B) { benchmarkAssume(b, s, c.changes, n) })
		}
		for _, n := range []int{1, 10_000} {
			b.Run(fmt.Sprint("plan ", c.name, "/", n), func(b *testing.B) { benchmarkPlan(b, s, c.changes, n) })
			b.Run(fmt.Sprint("apply ", c.name, "/", n), func(b *testing.B) { benchmarkApply(b, s, c.changes, n) })
		}
	}
}

func benchmarkIdentifier(b *testing.B, s *Snapshot) {
	b.Helper()
	b.ReportAllocs()
	i, n := catalogue.Identifier{Scheme: "dcat", Value: "100000"}, 0
	for b.Loop() {
		n += len(s.Lookup(catalogue.KindDataset, i))
	}
}

func benchmarkAscend(b *testing.B, s *Snapshot) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		s.Ascend(catalogue.KindDataset, "register", 0, func(catalogue.ID) bool { n++; return n < 20 })
	}
}

// benchmarkAssume is what an assumption costs before its first question.
func benchmarkAssume(b *testing.B, s *Snapshot, changes func(*rand.Rand, int) []catalogue.Change, n int) {
	b.Helper()
	b.ReportAllocs()
	rng := rand.New(rand.NewPCG(3, 3))
	for b.Loop() {
		b.StopTimer()
		set := changes(rng, n)
		b.StartTimer()
		if _, err := s.Assume(set, asPlanned, never); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkPlan(b *testing.B, s *Snapshot, draw func(*rand.Rand, int) []catalogue.Change, n int) {
	b.Helper()
	b.ReportAllocs()
	changes := draw(rand.New(rand.NewPCG(5, 5)), n)
	for b.Loop() {
		_, err := s.Plan(changes)
		must(b, err)
	}
}

// benchmarkApply applies one commit to one revision again and again, so each but
// the first copies the posting lists that it adds to: the dearer case.
func benchmarkApply(b *testing.B, s *Snapshot, draw func(*rand.Rand, int) []catalogue.Change, n int) {
	b.Helper()
	b.ReportAllocs()
	c, err := s.Plan(draw(rand.New(rand.NewPCG(5, 5)), n))
	must(b, err)
	for b.Loop() {
		_, err := s.Apply(c)
		must(b, err)
	}
}

func somePuts(rng *rand.Rand, n int) (out []catalogue.Change) {
	for range n {
		id := state.records() + anyOf(rng, state.datasets) + 1
		d := &catalogue.Dataset{Themes: []catalogue.DataTheme{"GOVE"}}
		d.Name = catalogue.T(fmt.Sprint("Umbenannt ", rng.Uint32()))
		d.Identifiers = []catalogue.Identifier{{Scheme: "dcat", Value: fmt.Sprint(id)}}
		out = append(out, catalogue.Put{Record: d, Seen: catalogue.AnyRevision})
	}
	return out
}

func someRelates(rng *rand.Rand, n int) (out []catalogue.Change) {
	for range n {
		x := state.offer(rng, catalogue.EdgeID(anyOf(rng, state.offers)))
		ref := func(id catalogue.ID) catalogue.Ref { return catalogue.Ref(fmt.Sprint("name:", id)) }
		out = append(out, catalogue.Relate{
			Relation: catalogue.Offers, From: ref(x.From), To: ref(x.To), Via: ref(x.Via),
			EdgeFacts: x.EdgeFacts, Seen: catalogue.AnyRevision,
		})
	}
	return out
}

func someRestatements(rng *rand.Rand, n int) (out []catalogue.Change) {
	for range n {
		out = append(out, catalogue.Relate{
			ID:        catalogue.EdgeID(anyOf(rng, state.offers)) + 1,
			EdgeFacts: catalogue.EdgeFacts{Status: "RETIRED", ValidFrom: catalogue.Day(rng.Uint32N(700_000))}, Seen: catalogue.AnyRevision,
		})
	}
	return out
}

// BenchmarkPlanState plans two million offers on a catalogue without any, and on
// one that has them all.
func BenchmarkPlanState(b *testing.B) {
	few := state
	few.offers = 0
	rng := rand.New(rand.NewPCG(1, 2))
	var changes []catalogue.Change
	for id := catalogue.EdgeID(1); id <= catalogue.EdgeID(state.offers); id++ {
		x := state.offer(rng, id)
		ref := func(id catalogue.ID) catalogue.Ref { return catalogue.Ref(fmt.Sprint("name:", id)) }
		changes = append(changes, catalogue.Relate{
			Relation: catalogue.Offers, From: ref(x.From), To: ref(x.To), Via: ref(x.Via), Area: ref(x.Area),
			EdgeFacts: x.EdgeFacts, Seen: catalogue.AnyRevision,
		})
	}
	s := few.load(b)
	var c *catalogue.Commit
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			var err error
			c, err = s.Plan(changes)
			must(b, err)
		}
	})
	s, err := s.Apply(c)
	must(b, err)
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			_, err := s.Plan(changes)
			must(b, err)
		}
	})
}
