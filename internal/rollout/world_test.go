package rollout_test

import (
	"fmt"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

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
