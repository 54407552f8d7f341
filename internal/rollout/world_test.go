package rollout_test

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

// world is a small catalogue, drawn: areas in a tree of three levels, authorities that
// cover some of them and belong to each other, and who is asked for and offers what.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
}

func (w *world) add(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision = catalogue.ID(len(w.records)+1), 1
	m.Name = catalogue.T(fmt.Sprint("n", m.ID%5))
	w.records = append(w.records, r)
	return m.ID
}

func (w *world) relate(e catalogue.Edge) {
	e.ID, e.Revision = catalogue.EdgeID(len(w.edges)+1), 1
	w.edges = append(w.edges, e)
}

func (w *world) of(k catalogue.Kind) (ids []catalogue.ID) {
	for _, r := range w.records {
		if r.Kind() == k {
			ids = append(ids, r.Base().ID)
		}
	}
	return ids
}

func (w *world) snapshot(t interface{ Fatal(...any) }) *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Edges(w.edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// on is what of a world holds on a day, with nothing that says since when.
func (w *world) on(day catalogue.Day) *world {
	kept, now := &world{}, map[catalogue.ID]catalogue.ID{}
	for _, r := range w.records {
		if m := r.Base(); day.Valid(m.ValidFrom, m.ValidUntil) {
			c := r.Clone()
			c.Base().ValidFrom, c.Base().ValidUntil = 0, 0
			old := m.ID
			now[old] = kept.add(c)
			c.Base().Name = m.Name
		}
	}
	for _, e := range w.edges {
		seen := day.Valid(e.ValidFrom, e.ValidUntil)
		for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
			seen = seen && (id == 0 || now[id] != 0)
		}
		if seen {
			e.From, e.To, e.Via, e.Area, e.ValidFrom, e.ValidUntil = now[e.From], now[e.To], now[e.Via], now[e.Area], 0, 0
			kept.relate(e)
		}
	}
	return kept
}

func drawWorld(t *rapid.T) *world {
	w := &world{}
	drawAreas(t, w)
	areas := w.of(catalogue.KindArea)
	for range rapid.IntRange(1, 6).Draw(t, "authorities") {
		drawAuthority(t, w, areas)
	}
	for range rapid.IntRange(1, 4).Draw(t, "services") {
		w.add(&catalogue.Service{
			Meta: drawMeta(t), Focus: rapid.Bool().Draw(t, "focus"),
			RegulationType: rapid.SampledFrom([]catalogue.RegulationType{"", "TYPE_1", "TYPE_2", "TYPE_2A", "TYPE_4B", "TYPE_5"}).Draw(t, "type"),
			PolicyField:    rapid.SampledFrom([]catalogue.PolicyField{"", "BILDUNG", "UMWELT"}).Draw(t, "field"),
		})
	}
	for _, development := range []catalogue.Sphere{"", "FEDERAL", "MUNICIPAL"} {
		w.add(&catalogue.Solution{Meta: drawMeta(t), Development: development})
	}
	for range rapid.IntRange(0, 30).Draw(t, "statements") {
		drawStatement(t, w)
	}
	return w
}

// drawAreas draws states with districts with municipalities. The population of a whole
// is that of its parts, more, or not known.
func drawAreas(t *rapid.T, w *world) {
	var grow func(level, whole int) int
	kinds := []catalogue.AreaKind{"COUNTRY", "STATE", "RURAL_DISTRICT", "MUNICIPALITY"}
	grow = func(level, whole int) int {
		a := &catalogue.Area{Meta: drawMeta(t), AreaKind: kinds[level]}
		id := w.add(a)
		if whole != 0 {
			w.relate(drawDays(t, catalogue.Edge{Relation: catalogue.PartOf, From: id, To: catalogue.ID(whole)}))
		}
		if level == len(kinds)-1 {
			a.Population = rapid.IntRange(0, 9).Draw(t, "people")
			return a.Population
		}
		people := 0
		for range rapid.IntRange(0, 2).Draw(t, "parts") {
			people += grow(level+1, int(id))
		}
		a.Population = people + rapid.SampledFrom([]int{-people, 0, 0, 5}).Draw(t, "rest")
		return a.Population
	}
	for range rapid.IntRange(1, 2).Draw(t, "roots") {
		grow(rapid.IntRange(0, 1).Draw(t, "level"), 0)
	}
}

func drawAuthority(t *rapid.T, w *world, areas []catalogue.ID) {
	others := w.of(catalogue.KindAuthority)
	id := w.add(&catalogue.Authority{
		Meta: drawMeta(t), Level: rapid.SampledFrom([]catalogue.AuthorityLevel{"", "FEDERAL", "STATE", "DISTRICT", "MUNICIPALITY"}).Draw(t, "level"),
		Population: rapid.IntRange(0, 3).Draw(t, "served"),
	})
	for range rapid.IntRange(0, 2).Draw(t, "covers") {
		w.relate(drawDays(t, catalogue.Edge{Relation: catalogue.Covers, From: id, To: rapid.SampledFrom(areas).Draw(t, "covered")}))
	}
	if len(others) > 0 && rapid.Bool().Draw(t, "belongs") {
		w.relate(drawDays(t, catalogue.Edge{Relation: catalogue.PartOf, From: id, To: rapid.SampledFrom(others).Draw(t, "whole")}))
	}
}

func drawStatement(t *rapid.T, w *world) {
	e := catalogue.Edge{
		Relation: catalogue.Offers,
		From:     rapid.SampledFrom(w.of(catalogue.KindAuthority)).Draw(t, "authority"), To: rapid.SampledFrom(w.of(catalogue.KindService)).Draw(t, "service"),
	}
	if rapid.IntRange(0, 2).Draw(t, "limited") == 0 {
		e.Area = rapid.SampledFrom(w.of(catalogue.KindArea)).Draw(t, "area")
	}
	if rapid.IntRange(0, 2).Draw(t, "competence") == 0 {
		e.Relation = catalogue.CompetentFor
	} else {
		e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"LIVE", "LIVE", "PLANNED", "IN_ROLLOUT", "RETIRED"}).Draw(t, "status")
		e.Via = rapid.SampledFrom(append(w.of(catalogue.KindSolution), 0)).Draw(t, "via")
	}
	w.relate(drawDays(t, e))
}

func drawMeta(t *rapid.T) (m catalogue.Meta) {
	switch rapid.IntRange(0, 12).Draw(t, "validity") {
	case 0:
		m.ValidFrom = today + 1
	case 1:
		m.ValidUntil = today
	}
	return m
}

func drawDays(t *rapid.T, e catalogue.Edge) catalogue.Edge {
	m := drawMeta(t)
	e.ValidFrom, e.ValidUntil = m.ValidFrom, m.ValidUntil
	return e
}

// point is a piece of land: an area without parts, or what of one is in none of them.
type point struct {
	area catalogue.ID
	rest bool
}

type land map[point]bool

func (l land) all(in land) bool {
	for p := range l {
		if !in[p] {
			return false
		}
	}
	return true
}

func (l land) and(other land) land {
	both := land{}
	for p := range l {
		if other[p] {
			both[p] = true
		}
	}
	return both
}

func (l land) with(other land) land {
	either := land{}
	for _, of := range []land{l, other} {
		for p := range of {
			either[p] = true
		}
	}
	return either
}

// truth is the naive reading of a world in which everything holds.
type truth struct {
	*world
	people map[point]int
}

func (w *world) truth() *truth { return &truth{w, map[point]int{}} }

// ends are the other ends of a record's statements of a relation.
func (w *world) ends(r catalogue.Relation, at catalogue.End, id catalogue.ID) (out []catalogue.ID) {
	for _, e := range w.edges {
		if e.Relation == r && e.At(at) == id {
			out = append(out, e.At(r.Role(at).Opposite()))
		}
	}
	return out
}

// area is the land of an area: itself, or all parts, and the rest if it has more people
// than they have, or people where theirs are not known.
func (w *truth) area(id catalogue.ID) land {
	people := w.records[id-1].(*catalogue.Area).Population
	parts := w.ends(catalogue.PartOf, catalogue.EndTo, id)
	if len(parts) == 0 {
		w.people[point{id, false}] = people
		return land{point{id, false}: true}
	}
	all := land{}
	for _, part := range parts {
		all = all.with(w.area(part))
	}
	within, open := 0, false
	for p := range all {
		within += w.people[p]
		open = open || w.people[p] == 0 && !p.rest && !w.told(p.area, id)
	}
	if people > 0 && (people > within || open) {
		w.people[point{id, true}] = max(0, people-within)
		all[point{id, true}] = true
	}
	return all
}

// told says whether the people of an area are told by that of a whole of it below another.
func (w *truth) told(area, below catalogue.ID) bool {
	for _, whole := range w.ends(catalogue.PartOf, catalogue.EndFrom, area) {
		if whole != below && (w.records[whole-1].(*catalogue.Area).Population > 0 || w.told(whole, below)) {
			return true
		}
	}
	return false
}

func (w *truth) covers(authority catalogue.ID) land {
	all := land{}
	for _, area := range w.ends(catalogue.Covers, catalogue.EndFrom, authority) {
		all = all.with(w.area(area))
	}
	return all
}

func (w *truth) land(e catalogue.Edge) land {
	if e.Area != 0 {
		return w.area(e.Area)
	}
	return w.covers(e.From)
}

// found is what is true of one pair.
type found struct {
	authority, service      catalogue.ID
	basis                   rollout.Basis
	state                   rollout.CoverageState
	stage                   string
	people, reached, untold int
}

// pairs are all pairs of a question, seen through an origin ("all" for every one).
func (w *truth) pairs(q question, origin string) (out []found) {
	for _, service := range w.of(catalogue.KindService) {
		if q.focus && !w.records[service-1].(*catalogue.Service).Focus {
			continue
		}
		for _, authority := range w.of(catalogue.KindAuthority) {
			if q.level != "" && w.records[authority-1].(*catalogue.Authority).Level != q.level {
				continue
			}
			if asked, basis := w.asked(q, authority, service); asked != nil {
				f := w.look(authority, service, asked, origin)
				f.basis = basis
				out = append(out, f)
			}
		}
	}
	return out
}

// asked is the land for which a service is asked of an authority, nil if it is not.
func (w *truth) asked(q question, authority, service catalogue.ID) (land, rollout.Basis) {
	if q.basis == rollout.BasisGiven {
		return w.covers(authority), rollout.BasisGiven
	}
	var asked land
	stated := false
	for _, e := range w.edges {
		if e.Relation == catalogue.CompetentFor && e.To == service {
			stated = true
			if e.From == authority {
				asked = asked.with(w.land(e))
			}
		}
	}
	if stated || q.basis == rollout.BasisCompetence {
		return asked, rollout.BasisCompetence
	}
	executing := map[catalogue.RegulationType][]catalogue.AuthorityLevel{
		"TYPE_1": {"FEDERAL"}, "TYPE_2A": {"STATE"}, "TYPE_4B": {"DISTRICT", "ASSOCIATION", "MUNICIPALITY"}, "TYPE_5": {"DISTRICT", "ASSOCIATION", "MUNICIPALITY"},
	}
	if slices.Contains(executing[w.records[service-1].(*catalogue.Service).RegulationType], w.records[authority-1].(*catalogue.Authority).Level) {
		return w.covers(authority), rollout.BasisLevel
	}
	return nil, rollout.BasisLevel
}

// look finds out what is true of a pair.
func (w *truth) look(authority, service catalogue.ID, asked land, origin string) found {
	f := found{authority: authority, service: service, state: rollout.Unknown}
	reached, told := land{}, land{}
	own, said, stages := false, false, map[string]bool{}
	above := w.above(authority)
	for _, e := range w.edges {
		if e.Relation != catalogue.Offers || e.To != service {
			continue
		}
		at := w.land(e).and(asked)
		ours := len(asked) == 0 && (e.From == authority || above[e.From])
		if len(at) == 0 && !ours {
			continue
		}
		told, said = told.with(at), true
		stages[string(e.Status)] = true
		if e.Status == catalogue.OfferLive && (origin == "all" || origin == w.origin(e.Via)) {
			reached, own = reached.with(at), own || ours
		}
	}
	f.people, f.reached, f.untold = w.count(asked), w.count(reached), w.count(asked)-w.count(told)
	if len(asked) == 0 {
		f.people = w.records[authority-1].(*catalogue.Authority).Population
		f.reached, f.untold = f.people*number(own), f.people*number(!said)
	}
	switch {
	case own, len(asked) > 0 && asked.all(reached):
		f.state = rollout.Covered
	case len(reached) > 0:
		f.state = rollout.PartlyCovered
	case said:
		f.state = rollout.NotCovered
		for _, s := range []string{"LIVE", "IN_ROLLOUT", "PLANNED", "RETIRED"} {
			if f.stage == "" && stages[s] {
				f.stage = s
			}
		}
	}
	return f
}

func number(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (w *truth) count(l land) (people int) {
	for p := range l {
		people += w.people[p]
	}
	return people
}

func (w *truth) origin(solution catalogue.ID) string {
	if solution == 0 {
		return ""
	}
	return string(w.records[solution-1].(*catalogue.Solution).Origin())
}

func (w *truth) above(authority catalogue.ID) map[catalogue.ID]bool {
	all := map[catalogue.ID]bool{}
	for _, whole := range w.ends(catalogue.PartOf, catalogue.EndFrom, authority) {
		all[whole] = true
		for more := range w.above(whole) {
			all[more] = true
		}
	}
	return all
}

// question is what is asked of a world.
type question struct {
	focus bool
	level catalogue.AuthorityLevel
	basis rollout.Basis
	by    []rollout.Dimension
}

func drawQuestion(t *rapid.T) question {
	q := question{
		focus: rapid.IntRange(0, 3).Draw(t, "focus") == 0,
		basis: rapid.SampledFrom([]rollout.Basis{"", rollout.BasisCompetence, rollout.BasisLevel, rollout.BasisGiven, rollout.BasisGiven}).Draw(t, "basis"),
	}
	if rapid.IntRange(0, 3).Draw(t, "leveled") == 0 {
		q.level = catalogue.LevelMunicipality
	}
	return q
}

func (q question) query() rollout.CoverageQuery {
	out := rollout.CoverageQuery{Basis: q.basis, GroupBy: q.by}
	if q.focus {
		out.Services = view.Filter{"focus": true}
	}
	if q.level != "" {
		out.Authorities = view.Filter{"level": map[string]any{"in": []any{string(q.level)}}}
	}
	return out
}

// told is a coverage as numbers alone.
type told struct {
	Basis              []rollout.BasisCount
	Strict, Any, Pairs [5]int // covered, partly, not, unknown, all
	Stages             [4]int
	Population         rollout.Reading
}

func reading(r rollout.Reading, partly, not int) [5]int {
	return [5]int{r.Numerator, partly, not, r.Unknown, r.Denominator}
}

func toldBy(f rollout.Figures) told {
	s, a, p := f.Strict(), f.Any(), f.Pairs()
	return told{
		f.Basis(), reading(s.Reading, s.Partly, s.NotCovered), reading(a.Reading, a.Partly, a.NotCovered), reading(p.Reading, p.Partly, p.NotCovered),
		[4]int{p.OfferedOtherwise, p.InRollout, p.Planned, p.Retired}, f.Population(),
	}
}

var (
	states = []rollout.CoverageState{rollout.Covered, rollout.PartlyCovered, rollout.NotCovered, rollout.Unknown}
	stages = []string{"LIVE", "IN_ROLLOUT", "PLANNED", "RETIRED"}
)

// counted counts pairs as a reader would.
func counted(pairs []found) (out told) {
	byBasis := map[rollout.Basis]int{}
	byAuthority := map[catalogue.ID][]rollout.CoverageState{}
	for _, f := range pairs {
		byBasis[f.basis]++
		byAuthority[f.authority] = append(byAuthority[f.authority], f.state)
		out.Pairs[slices.Index(states, f.state)]++
		out.Pairs[4]++
		if f.stage != "" {
			out.Stages[slices.Index(stages, f.stage)]++
		}
		out.Population.Numerator += f.reached
		out.Population.Denominator += f.people
		out.Population.Unknown += f.untold
	}
	for b, n := range byBasis {
		out.Basis = append(out.Basis, rollout.BasisCount{Basis: b, Pairs: n})
	}
	slices.SortFunc(out.Basis, func(a, b rollout.BasisCount) int { return cmp.Compare(a.Basis, b.Basis) })
	for _, of := range byAuthority {
		out.Strict[slices.Index(states, strict(of))]++
		out.Any[slices.Index(states, loose(of))]++
		out.Strict[4]++
		out.Any[4]++
	}
	return out
}

func has(of []rollout.CoverageState, s rollout.CoverageState) bool { return slices.Contains(of, s) }

// strict is what is true of an authority that is to offer everything.
func strict(of []rollout.CoverageState) rollout.CoverageState {
	decided := has(of, rollout.PartlyCovered) || has(of, rollout.NotCovered)
	switch {
	case !decided && !has(of, rollout.Unknown):
		return rollout.Covered
	case !decided:
		return rollout.Unknown
	case has(of, rollout.Covered) || has(of, rollout.PartlyCovered):
		return rollout.PartlyCovered
	}
	return rollout.NotCovered
}

// loose is what is true of one that is to offer something.
func loose(of []rollout.CoverageState) rollout.CoverageState {
	for _, s := range []rollout.CoverageState{rollout.Covered, rollout.PartlyCovered, rollout.Unknown} {
		if has(of, s) {
			return s
		}
	}
	return rollout.NotCovered
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}
