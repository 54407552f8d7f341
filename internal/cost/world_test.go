package cost_test

import (
	"fmt"
	"slices"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// world is a small catalogue, drawn: a solution with its prices, who uses it, what it
// serves and who is competent for that, and builds for the same end.
type world struct {
	records []catalogue.Record // by id, from 1; the first is the solution
	edges   []catalogue.Edge
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	m.Name = catalogue.T(fmt.Sprint("n", m.ID))
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(e catalogue.Edge) {
	e.ID, e.Revision = catalogue.EdgeID(len(w.edges)+1), 1
	w.edges = append(w.edges, e)
}

func (w *world) view() *view.View {
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			panic(err)
		}
	}
	if err := b.Edges(w.edges); err != nil {
		panic(err)
	}
	return view.New(must(b.Build(1, time.Unix(1, 0))), today)
}

// today are the statements of a relation that can be seen.
func (w *world) today(r catalogue.Relation) (out []catalogue.Edge) {
	for _, e := range w.edges {
		seen := e.Relation == r && today.Valid(e.ValidFrom, e.ValidUntil)
		for _, id := range []catalogue.ID{e.From, e.To, e.Via} {
			seen = seen && (id == 0 || today.Valid(w.records[id-1].Base().ValidFrom, w.records[id-1].Base().ValidUntil))
		}
		if seen {
			out = append(out, e)
		}
	}
	return out
}

func drawUntil(t *rapid.T) catalogue.Day {
	return rapid.SampledFrom([]catalogue.Day{0, 0, 0, today, today - 1}).Draw(t, "until")
}

func drawWorld(t *rapid.T, f catalogue.PriceFunction) *world {
	w := &world{}
	w.add(&catalogue.Solution{Development: catalogue.SphereFederal})
	build := w.add(&catalogue.Solution{Development: catalogue.SphereMunicipal})
	w.price(drawModel(t, f), 1)
	w.price(drawModel(t, rapid.SampledFrom(functions).Draw(t, "build")), build)
	service := w.add(&catalogue.Service{})
	w.relate(catalogue.Edge{Relation: catalogue.Supports, From: 1, To: service, EdgeFacts: catalogue.EdgeFacts{ValidUntil: drawUntil(t)}})
	w.relate(catalogue.Edge{Relation: catalogue.Supports, From: build, To: service})
	for range rapid.IntRange(0, 6).Draw(t, "authorities") {
		a := &catalogue.Authority{Population: rapid.IntRange(0, 5).Draw(t, "people")}
		a.ValidUntil = drawUntil(t)
		id := w.add(a)
		for _, e := range []catalogue.Edge{
			{Relation: catalogue.CompetentFor, From: id, To: service},
			{Relation: catalogue.Uses, From: id, To: 1},
			{Relation: catalogue.Offers, From: id, To: service, Via: 1, EdgeFacts: catalogue.EdgeFacts{Status: rapid.SampledFrom([]catalogue.OfferStatus{"PLANNED", "LIVE"}).Draw(t, "status")}},
		} {
			if rapid.IntRange(0, 2).Draw(t, "stated") == 0 {
				e.ValidUntil = drawUntil(t)
				w.relate(e)
			}
		}
	}
	return w
}

// price says what a record costs.
func (w *world) price(m *catalogue.CostModel, of catalogue.ID) {
	w.relate(catalogue.Edge{Relation: catalogue.Prices, From: w.add(m), To: of})
}

// users are those of today, as the statements say.
func (w *world) users() (out []catalogue.ID) {
	for _, e := range append(w.today(catalogue.Uses), w.today(catalogue.Offers)...) {
		if (e.Relation == catalogue.Uses || e.Status == "LIVE") && !slices.Contains(out, e.From) {
			out = append(out, e.From)
		}
	}
	return out
}

// people are the inhabitants that some authorities are known to have, and how many those are.
func (w *world) people(authorities []catalogue.ID) (sum, known int) {
	for _, id := range authorities {
		if n := w.records[id-1].(*catalogue.Authority).Population; n > 0 {
			sum, known = sum+n, known+1
		}
	}
	return sum, known
}

// population are the inhabitants of so many adopters: as many as those who are competent
// have on average, else the users of today; 0 where nothing is known.
func (w *world) population(adopters int) int { return w.populations()(adopters) }

// populations is that for any number.
func (w *world) populations() func(adopters int) int {
	var competent []catalogue.ID
	if len(w.today(catalogue.Supports)) == 2 || len(w.today(catalogue.Offers)) > 0 {
		for _, e := range w.today(catalogue.CompetentFor) {
			competent = append(competent, e.From)
		}
	}
	sum, known := w.people(competent)
	if known == 0 {
		sum, known = w.people(w.users())
	}
	return func(adopters int) int {
		if known == 0 {
			return 0
		}
		return max(1, adopters*sum/known)
	}
}
