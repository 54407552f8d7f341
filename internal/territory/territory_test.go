package territory_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// The day of all tests; what ended before it is hidden.
const today = catalogue.Day(20_000)

// places is the naive reading of areas: what lies in what, and who covers what, as
// lists that are searched whole for each question.
type places struct {
	*territory.Territory
	people  map[catalogue.ID]int
	parts   map[catalogue.ID][]catalogue.ID
	covered map[catalogue.ID][]catalogue.ID
}

const drawnAreas, drawnAuthorities = 9, 3

// drawPlaces draws areas of which some lie in several, some have ended, some have
// people of whom nothing is known, and statements that two sources make.
func drawPlaces(t *rapid.T) *places {
	p := &places{people: map[catalogue.ID]int{}, parts: map[catalogue.ID][]catalogue.ID{}, covered: map[catalogue.ID][]catalogue.ID{}}
	b := snapshot.NewBuilder()
	record := func(r catalogue.Record, id catalogue.ID) bool {
		m := r.Base()
		m.ID, m.Revision, m.Name = id, 1, catalogue.T(fmt.Sprint("n", id))
		if rapid.IntRange(0, 6).Draw(t, "ended") == 0 {
			m.ValidUntil = today - 1
		}
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
		return m.ValidUntil == 0
	}
	var edges []catalogue.Edge
	state := func(r catalogue.Relation, from, to catalogue.ID, into map[catalogue.ID][]catalogue.ID, key, value catalogue.ID, seen bool) {
		e := catalogue.Edge{ID: catalogue.EdgeID(len(edges) + 1), Revision: 1, Relation: r, From: from, To: to}
		e.ValidFrom = catalogue.Day(len(edges))
		if rapid.IntRange(0, 6).Draw(t, "over") == 0 {
			e.ValidUntil = today - 1
		}
		edges = append(edges, e)
		if seen && e.ValidUntil == 0 {
			into[key] = append(into[key], value)
		}
	}
	seen := map[catalogue.ID]bool{}
	for id := catalogue.ID(1); id <= drawnAreas; id++ {
		people := rapid.IntRange(0, 12).Draw(t, "people")
		if seen[id] = record(&catalogue.Area{Population: people}, id); seen[id] {
			p.people[id] = people
		}
	}
	for id := catalogue.ID(2); id <= drawnAreas; id++ {
		for range rapid.SampledFrom([]int{0, 1, 1, 1, 1, 2}).Draw(t, "wholes") {
			whole := catalogue.ID(rapid.Uint32Range(1, uint32(id)-1).Draw(t, "whole"))
			state(catalogue.PartOf, id, whole, p.parts, whole, id, seen[id] && seen[whole])
		}
	}
	for id := catalogue.ID(drawnAreas + 1); id <= drawnAreas+drawnAuthorities; id++ {
		there := record(&catalogue.Authority{}, id)
		for range rapid.IntRange(0, 3).Draw(t, "covers") {
			area := catalogue.ID(rapid.Uint32Range(1, drawnAreas).Draw(t, "area"))
			state(catalogue.Covers, id, area, p.covered, id, area, there && seen[area])
		}
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	p.Territory = territory.New(view.New(s, today))
	return p
}

// pieces are those of an area: leaves by their number, rests by the number of their
// whole, negative.
func (p *places) pieces(area catalogue.ID) map[int]bool {
	out := map[int]bool{}
	if _, seen := p.people[area]; !seen {
		return out
	}
	if len(p.parts[area]) == 0 {
		out[int(area)] = true
		return out
	}
	for _, part := range p.parts[area] {
		maps.Copy(out, p.pieces(part))
	}
	if people, unknown := p.count(out); p.people[area] > people || p.people[area] > 0 && unknown > 0 {
		out[-int(area)] = true
	}
	return out
}

// count is how many people there are in some pieces, and how many leaves are unknown:
// those without a number that lie in no area whose rest is there.
func (p *places) count(of map[int]bool) (people, unknown int) {
	for piece := range of {
		area := catalogue.ID(max(piece, -piece))
		switch {
		case piece < 0:
			people += p.restOf(area)
		case p.people[area] > 0:
			people += p.people[area]
		case !p.told(area, of):
			unknown++
		}
	}
	return people, unknown
}

func (p *places) restOf(area catalogue.ID) int {
	within := p.pieces(area)
	delete(within, -int(area))
	people, _ := p.count(within)
	return max(0, p.people[area]-people)
}

func (p *places) told(leaf catalogue.ID, of map[int]bool) bool {
	for piece := range of {
		if piece < 0 && p.pieces(catalogue.ID(-piece))[int(leaf)] {
			return true
		}
	}
	return false
}

// drawRegion draws land in both readings: an area, what an authority covers, or what
// is made of two.
func (p *places) drawRegion(t *rapid.T, depth int) (territory.Region, map[int]bool) {
	if depth > 0 && rapid.Bool().Draw(t, "of two") {
		a, these := p.drawRegion(t, depth-1)
		b, those := p.drawRegion(t, depth-1)
		out := maps.Clone(these)
		if rapid.Bool().Draw(t, "union") {
			maps.Copy(out, those)
			return a.Union(b), out
		}
		maps.DeleteFunc(out, func(piece int, _ bool) bool { return !those[piece] })
		return a.Intersect(b), out
	}
	id := catalogue.ID(rapid.Uint32Range(1, drawnAreas+drawnAuthorities).Draw(t, "id"))
	if id <= drawnAreas {
		return p.OfArea(id), p.pieces(id)
	}
	out := map[int]bool{}
	for _, area := range p.covered[id] {
		maps.Copy(out, p.pieces(area))
	}
	return p.Of(id), out
}

func leaves(of map[int]bool) []catalogue.ID {
	var out []catalogue.ID
	for piece := range of {
		if piece > 0 {
			out = append(out, catalogue.ID(piece))
		}
	}
	slices.Sort(out)
	return out
}

func TestLandIsWhatNaiveRecursionFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlaces(t)
		r, pieces := p.drawRegion(t, 3)
		if got := slices.Sorted(p.Leaves(r)); !slices.Equal(got, leaves(pieces)) {
			t.Errorf("leaves %v, want %v", got, leaves(pieces))
		}
		if r.Empty() != (len(pieces) == 0) {
			t.Errorf("empty %v, want %v", r.Empty(), pieces)
		}
		people, unknown := p.People(r)
		if wantPeople, wantUnknown := p.count(pieces); people != wantPeople || unknown != wantUnknown {
			t.Errorf("%d people and %d unknown in %v, want %d and %d", people, unknown, pieces, wantPeople, wantUnknown)
		}
	})
}

func TestLandIsComparedByItsPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlaces(t)
		a, these := p.drawRegion(t, 2)
		b, those := p.drawRegion(t, 2)
		common := 0
		for piece := range those {
			if these[piece] {
				common++
			}
		}
		if got := a.Contains(b); got != (common == len(those)) {
			t.Errorf("%v contains %v: %v", these, those, got)
		}
		if got := a.Touches(b); got != (common > 0) {
			t.Errorf("%v touches %v: %v", these, those, got)
		}
		if got := a.Equal(b); got != maps.Equal(these, those) {
			t.Errorf("%v equals %v: %v", these, those, got)
		}
		if !p.Whole().Contains(a) {
			t.Errorf("the whole lacks %v", these)
		}
	})
}

// However regions are added to a tally, it counts what their union has.
func TestATallyCountsEachOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlaces(t)
		tally, union := p.NewTally(), territory.Region{}
		for range rapid.IntRange(0, 4).Draw(t, "regions") {
			r, _ := p.drawRegion(t, 1)
			tally.Add(r)
			union = union.Union(r)
		}
		people, unknown := tally.People()
		if wantPeople, wantUnknown := p.People(union); people != wantPeople || unknown != wantUnknown {
			t.Errorf("%d, %d; want %d, %d", people, unknown, wantPeople, wantUnknown)
		}
	})
}
