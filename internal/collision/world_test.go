package collision_test

import (
	"fmt"
	"strings"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

const today catalogue.Day = 739_000

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// world is a small catalogue, drawn: solutions with what they serve, provide, work on
// and expose, who owns them, and what was made of their overlaps.
type world struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge
}

func (w *world) add(r catalogue.Record, name string) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision, m.Name = catalogue.ID(len(w.records)+1), 1, catalogue.T(name)
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

func (w *world) snapshot() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	for _, r := range w.records {
		if err := b.Record(r); err != nil {
			panic(err)
		}
	}
	if err := b.Edges(w.edges); err != nil {
		panic(err)
	}
	return must(b.Build(1, time.Unix(1, 0)))
}

// seen says whether a record is seen today.
func (w *world) seen(id catalogue.ID) bool {
	m := w.records[id-1].Base()
	return today.Valid(m.ValidFrom, m.ValidUntil)
}

// today is what can be seen of the statements of a relation.
func (w *world) today(r catalogue.Relation) (out []catalogue.Edge) {
	for _, e := range w.edges {
		seen := e.Relation == r && today.Valid(e.ValidFrom, e.ValidUntil)
		for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
			seen = seen && (id == 0 || w.seen(id))
		}
		if seen {
			out = append(out, e)
		}
	}
	return out
}

func drawDays(t *rapid.T) (from, until catalogue.Day) {
	switch rapid.IntRange(0, 9).Draw(t, "days") {
	case 0:
		return today + 1, 0
	case 1:
		return 0, today - 1
	case 2:
		return today, today
	}
	return 0, 0
}

func drawMeta(t *rapid.T) catalogue.Meta {
	var m catalogue.Meta
	m.ValidFrom, m.ValidUntil = drawDays(t)
	return m
}

func drawWorld(t *rapid.T) *world {
	w := &world{}
	for range rapid.IntRange(2, 9).Draw(t, "solutions") {
		drawSolution(t, w)
	}
	for _, k := range []catalogue.Kind{catalogue.KindService, catalogue.KindCapability, catalogue.KindDataset, catalogue.KindInterface, catalogue.KindAuthority} {
		for i := range 3 {
			r := k.New()
			*r.Base() = drawMeta(t)
			w.add(r, fmt.Sprint(k.Noun(), i))
		}
	}
	for range 2 {
		p := &catalogue.Project{Meta: drawMeta(t), ProjectStatus: rapid.SampledFrom([]catalogue.ProjectStatus{"PLANNED", "RUNNING", "DONE"}).Draw(t, "project")}
		w.add(p, "p")
	}
	for range 3 {
		c := &catalogue.Case{Meta: drawMeta(t), Lane: catalogue.LaneMedium}
		c.Step = rapid.SampledFrom([]catalogue.CaseState{"DRAFT", "READY", "DECIDED", "IN_EFFECT", "CONFIRMED", "REVIEW_DUE", "WITHDRAWN", "LAPSED", "SUPERSEDED"}).Draw(t, "step")
		w.add(c, "c")
	}
	for range rapid.IntRange(5, 60).Draw(t, "statements") {
		drawStatement(t, w)
	}
	return w
}

func drawSolution(t *rapid.T, w *world) {
	vocabulary := []string{"Antrag", "Bürger", "Hund", "Steuer", "Wohngeld", "Fax", "x2000y"}
	s := &catalogue.Solution{Meta: drawMeta(t)}
	s.Development = rapid.SampledFrom([]catalogue.Sphere{"", "STATE", "MUNICIPAL", "FEDERAL"}).Draw(t, "development")
	for i := range rapid.IntRange(0, 2).Draw(t, "phases") {
		phase := rapid.SampledFrom([]catalogue.LifecyclePhase{"PLANNED", "PILOT", "PRODUCTIVE", "PHASE_OUT", "RETIRED"}).Draw(t, "phase")
		s.Lifecycle = append(s.Lifecycle, catalogue.Phase{Phase: phase, From: today - 1 + 2*catalogue.Day(i)})
	}
	word := rapid.SampledFrom(vocabulary)
	id := w.add(s, strings.Join(rapid.SliceOfN(word, 1, 2).Draw(t, "name"), " "))
	w.records[id-1].Base().Description = catalogue.T(strings.Join(rapid.SliceOfN(word, 0, 3).Draw(t, "description"), ", "))
}

// drawStatement draws one of those that matter, between any records that it may join.
func drawStatement(t *rapid.T, w *world) {
	r := rapid.SampledFrom([]catalogue.Relation{
		catalogue.Supports, catalogue.Provides, catalogue.Reads, catalogue.Writes, catalogue.Holds, catalogue.Exposes, catalogue.Consumes,
		catalogue.Offers, catalogue.Owns, catalogue.Develops, catalogue.Delivers, catalogue.Concerns, catalogue.Concerns, catalogue.KeptApart,
	}).Draw(t, "relation")
	pick := func(k catalogue.Kind) catalogue.ID { return rapid.SampledFrom(w.of(k)).Draw(t, k.Noun()) }
	e := catalogue.Edge{Relation: r}
	e.ValidFrom, e.ValidUntil = drawDays(t)
	switch r {
	case catalogue.Owns, catalogue.Develops:
		e.From, e.To = pick(catalogue.KindAuthority), pick(catalogue.KindSolution)
	case catalogue.Delivers:
		e.From, e.To = pick(catalogue.KindProject), pick(catalogue.KindSolution)
	case catalogue.Concerns:
		e.From, e.To = pick(catalogue.KindCase), pick(catalogue.KindSolution)
	case catalogue.Offers:
		e.From, e.To, e.Via = pick(catalogue.KindAuthority), pick(catalogue.KindService), pick(catalogue.KindSolution)
		e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"PLANNED", "LIVE", "RETIRED"}).Draw(t, "status")
	case catalogue.KeptApart:
		e.From, e.To = pick(catalogue.KindSolution), pick(catalogue.KindSolution)
		e.Note = rapid.SampledFrom([]string{"", " ", "verschiedene Rechtskreise"}).Draw(t, "note")
	default:
		ends := r.Facts().Ends[0]
		e.From, e.To = pick(ends.From), pick(ends.To)
	}
	if e.From != e.To {
		w.relate(e)
	}
}
