package adoption_test

import (
	"fmt"
	"testing"
	"time"

	"fundus/internal/adoption"
	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

// world is a small catalogue with one case, drawn. Each record and statement may have
// ended, so that it is not seen.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
	file    catalogue.ID
	need    catalogue.ID
	option  catalogue.ID // that the decision chooses, 0 without one
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	m.Name = catalogue.T(fmt.Sprint(r.Kind(), m.ID))
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(e catalogue.Edge) {
	e.ID, e.Revision = catalogue.EdgeID(len(w.edges)+1), 1
	w.edges = append(w.edges, e)
}

func (w *world) built(t interface{ Fatal(...any) }) *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.Given(catalogue.ID(len(w.records)), catalogue.EdgeID(len(w.edges))))
	for _, r := range w.records {
		must(b.Record(r.Clone()))
	}
	must(b.Edges(w.edges))
	s, err := b.Build(1, time.Unix(1, 0))
	must(err)
	return s
}

func drawWorld(t *rapid.T) *world {
	w, chance := &world{}, func(oneIn int) bool { return rapid.IntRange(1, oneIn).Draw(t, "chance") == 1 }
	several := func(make func() catalogue.Record) (ids []catalogue.ID) {
		for range 3 {
			r := make()
			if chance(8) {
				r.Base().ValidUntil = today - 1
			}
			ids = append(ids, w.add(r))
		}
		return ids
	}
	areas := several(func() catalogue.Record { return &catalogue.Area{Population: 100} })
	services := several(func() catalogue.Record { return &catalogue.Service{} })
	authorities := several(func() catalogue.Record { return &catalogue.Authority{} })
	solutions := several(func() catalogue.Record { return &catalogue.Solution{} })
	w.file, w.need = w.add(&catalogue.Case{Lane: "M", Step: catalogue.CaseDraft}), w.add(&catalogue.Need{})
	w.relate(catalogue.Edge{Relation: catalogue.FiledIn, From: w.need, To: w.file})
	kind := rapid.SampledFrom([]catalogue.OptionKind{catalogue.OptionNoSystem, "SOLUTION", catalogue.OptionBuild}).Draw(t, "kind")
	w.option = w.add(&catalogue.Option{OptionKind: kind})
	decision := w.add(&catalogue.Decision{})
	for _, id := range []catalogue.ID{w.option, decision} {
		w.relate(catalogue.Edge{Relation: catalogue.FiledIn, From: id, To: w.file})
	}
	w.relate(catalogue.Edge{Relation: catalogue.Chooses, From: decision, To: w.option})
	if kind == "SOLUTION" {
		w.relate(catalogue.Edge{Relation: catalogue.Proposes, From: w.option, To: solutions[0]})
	}
	state := func(e catalogue.Edge) {
		if chance(8) {
			e.ValidUntil = today - 1
		}
		w.relate(e)
	}
	for _, a := range authorities {
		if chance(2) {
			state(catalogue.Edge{Relation: catalogue.Covers, From: a, To: rapid.SampledFrom(areas).Draw(t, "covers")})
		}
		if chance(4) {
			state(catalogue.Edge{Relation: catalogue.Concerns, From: w.need, To: a})
		}
		for _, s := range services {
			in := rapid.SampledFrom(append(areas, 0, 0, 0)).Draw(t, "in")
			if chance(2) {
				state(catalogue.Edge{Relation: catalogue.CompetentFor, From: a, To: s, Area: in})
			}
			if chance(4) {
				status := rapid.SampledFrom([]catalogue.OfferStatus{catalogue.OfferLive, catalogue.OfferRetired}).Draw(t, "status")
				state(catalogue.Edge{Relation: catalogue.Offers, From: a, To: s, Via: solutions[1], EdgeFacts: catalogue.EdgeFacts{Status: status}})
			}
		}
	}
	for _, s := range services {
		if chance(2) {
			state(catalogue.Edge{Relation: catalogue.Concerns, From: w.need, To: s})
		}
	}
	return w
}

// sees says whether a statement and all that takes part in it hold today.
func (w *world) sees(e catalogue.Edge) bool {
	for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
		if id != 0 && !today.Valid(w.records[id-1].Base().ValidFrom, w.records[id-1].Base().ValidUntil) {
			return false
		}
	}
	return today.Valid(e.ValidFrom, e.ValidUntil)
}

// concerned are the records of a kind that the need is seen to be about.
func (w *world) concerned(k catalogue.Kind) map[catalogue.ID]bool {
	out := map[catalogue.ID]bool{}
	for _, e := range w.edges {
		if e.Relation == catalogue.Concerns && w.sees(e) && w.records[e.To-1].Kind() == k {
			out[e.To] = true
		}
	}
	return out
}

// state states that the option is live wherever somebody is competent.
func (w *world) state() (stated int) {
	option := w.records[w.option-1].(*catalogue.Option)
	services, authorities := w.concerned(catalogue.KindService), w.concerned(catalogue.KindAuthority)
	var through catalogue.ID
	for _, e := range w.edges {
		if e.Relation == catalogue.Proposes && w.sees(e) {
			through = e.To
		}
	}
	for _, e := range w.edges {
		asked := len(authorities) == 0 || authorities[e.From]
		if e.Relation == catalogue.CompetentFor && w.sees(e) && services[e.To] && asked && option.OptionKind != catalogue.OptionNoSystem {
			w.relate(catalogue.Edge{Relation: catalogue.Offers, From: e.From, To: e.To, Area: e.Area, Via: through, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive}})
			stated++
		}
	}
	return stated
}

// figures are what a coverage says, without the way to the ids behind it.
func figures(c rollout.Coverage) string {
	pairs, people := c.Pairs(), c.Population()
	return fmt.Sprintln(
		c.Services, c.Authorities, c.WithoutPairs,
		pairs.Numerator, pairs.Denominator, pairs.NotCovered, pairs.Unknown,
		people.Numerator, people.Denominator, people.Unknown,
	)
}

// What is said of before is what is so, and what is said of after is what would be
// counted if the offers had been stated: then every pair is covered.
func TestAfterIsWhatWouldBeCountedIfTheOffersWereStated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := w.built(t)
		got, ok, err := adoption.Of(view.New(before, today), w.file)
		if err != nil {
			t.Fatal(err)
		}
		if wanted := len(w.concerned(catalogue.KindService)) > 0; ok != wanted {
			t.Fatalf("there is a coverage: %v, want %v", ok, wanted)
		}
		if !ok {
			return
		}
		stated := w.state()
		stating, _, err := adoption.Of(view.New(w.built(t), today), w.file)
		if err != nil {
			t.Fatal(err)
		}
		after, _ := got.After()
		if is, would := figures(after), figures(stating.Before()); is != would {
			t.Fatalf("after is %s, and would be %s", is, would)
		}
		if got.AssumedOffers() != stated {
			t.Fatalf("%d offers are assumed, want %d", got.AssumedOffers(), stated)
		}
		pairs := after.Pairs()
		if w.records[w.option-1].(*catalogue.Option).OptionKind != catalogue.OptionNoSystem && pairs.Numerator != pairs.Denominator {
			t.Fatalf("%d of %d pairs are covered where all who are competent offer it live", pairs.Numerator, pairs.Denominator)
		}
	})
}
