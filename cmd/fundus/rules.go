package main

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"fundus/internal/casefile"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// rules holds every record and statement against the rules that a commit is
// held against. What is stored can break them only by a hand in the database, or
// by rules that have become stricter.
func (p *problems) rules(s *snapshot.Snapshot) {
	for _, k := range catalogue.Kinds() {
		for id := range s.Kind(k).All() {
			p.record(s, s.Record(id))
		}
	}
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if e, ok := s.Edge(id); ok {
			p.statement(s, &e)
		}
	}
	for _, r := range catalogue.AllRelations() {
		if r.Facts().Acyclic {
			p.cycles(s, r)
		}
	}
	p.cases(view.New(s, live.DayOf(time.Now())))
}

// cases holds every case that is seen today against the guards that let it come where
// it is. Beside what only a hand can do that tells of cases that are not as far any more
// as somebody moved them, because what they rested on has gone or expired.
func (p *problems) cases(v *view.View) {
	for id := range v.All(catalogue.KindCase).All() {
		f, seen := casefile.Read(v, id)
		if !seen {
			continue
		}
		for _, fault := range casework.Faults(f) {
			p.add("%s: %s", catalogue.Describe(f.Case), fault)
		}
	}
}

func (p *problems) record(s *snapshot.Snapshot, r catalogue.Record) {
	if err := catalogue.Check(r); err != nil {
		p.add("%v", err)
	}
	m := r.Base()
	p.source(s, catalogue.Describe(r), m.Source)
	for _, i := range m.Identifiers {
		// Each pair is told once, by the record that came first.
		if same := s.Lookup(r.Kind(), i); !i.Shared() && len(same) > 1 && same[0] == m.ID {
			p.add("%s: %d records of the kind %s have this identifier", i, len(same), r.Kind().Noun())
		}
	}
}

func (p *problems) source(s *snapshot.Snapshot, of string, id catalogue.ID) {
	if id == 0 {
		return
	}
	if r := s.Record(id); r == nil || r.Kind() != catalogue.KindSource {
		p.add("%s: source: record %d is not a source", of, id)
	}
}

func (p *problems) statement(s *snapshot.Snapshot, e *catalogue.Edge) {
	name := fmt.Sprintf("statement %s %s", catalogue.GlobalEdgeID(e.ID), e.Relation)
	facts := e.Relation.Facts()
	from, to := s.Record(e.From), s.Record(e.To)
	switch {
	case from == nil || to == nil:
		p.add("%s: leads to a record that is not there", name)
	case !e.Relation.Allows(from.Kind(), to.Kind()):
		p.add("%s: does not join a %s with a %s", name, from.Kind().Noun(), to.Kind().Noun())
	}
	if via := s.Record(e.Via); e.Via != 0 && (via == nil || via.Kind() != facts.Via) {
		p.add("%s: via: record %d is not a %s", name, e.Via, facts.Via.Noun())
	}
	if area := s.Record(e.Area); e.Area != 0 && (!facts.Area || area == nil || area.Kind() != catalogue.KindArea) {
		p.add("%s: area: record %d is not an area, or the relation has none", name, e.Area)
	}
	p.source(s, name, e.Source)
	if err := catalogue.CheckEdgeFacts(name, e.Relation, &e.EdgeFacts); err != nil {
		p.add("%v", err)
	}
}

// cycles finds records that a relation leads back to on some day. A cycle is whole
// from a day on which one of its statements begins, so those days are looked at,
// and none where there is no cycle even of statements that hold at different times.
func (p *problems) cycles(s *snapshot.Snapshot, r catalogue.Relation) {
	ever := circling(s, r, func(catalogue.EdgeID) bool { return true })
	for _, day := range beginnings(s, r, ever) {
		left := circling(s, r, func(id catalogue.EdgeID) bool { return s.EdgeValid(id, day) })
		if len(left) > 0 {
			first := slices.Min(slices.Collect(maps.Keys(left)))
			p.add("%s: %s on a cycle or behind one, such as %s", r, counted(len(left), "record"), catalogue.Describe(s.Record(first)))
			return
		}
	}
}

// beginnings are the days on which statements about some records begin.
func beginnings(s *snapshot.Snapshot, r catalogue.Relation, about map[catalogue.ID]int) []catalogue.Day {
	days := map[catalogue.Day]bool{}
	for id := range about {
		for e := range s.Edges(id, r.Role(catalogue.EndFrom)).All() {
			x, _ := s.Edge(e)
			days[x.ValidFrom] = true
		}
	}
	return slices.Sorted(maps.Keys(days))
}

// circling takes away, again and again, what no statement leads to; what stays is
// on a cycle or behind one.
func circling(s *snapshot.Snapshot, r catalogue.Relation, holds func(catalogue.EdgeID) bool) map[catalogue.ID]int {
	left := map[catalogue.ID]int{} // how many statements lead to a record
	s.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
		if holds(id) {
			left[s.EdgeAt(id, catalogue.EndFrom)] += 0
			left[s.EdgeAt(id, catalogue.EndTo)]++
		}
		return true
	})
	var free []catalogue.ID
	for id, n := range left {
		if n == 0 {
			free = append(free, id)
		}
	}
	for len(free) > 0 {
		id := free[len(free)-1]
		free = free[:len(free)-1]
		delete(left, id)
		for e := range s.Edges(id, r.Role(catalogue.EndFrom)).All() {
			if !holds(e) {
				continue
			}
			to := s.EdgeAt(e, catalogue.EndTo)
			if left[to]--; left[to] == 0 {
				free = append(free, to)
			}
		}
	}
	return left
}
