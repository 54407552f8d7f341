package collision_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/collision"
	"fundus/internal/snapshot"
)

// plain is a collision as a naive reading of the rules has it.
type plain struct {
	build, other catalogue.ID
	score        int
	points       [5]int
	status       collision.Status
	owners       string
}

func (w *world) solution(id catalogue.ID) *catalogue.Solution {
	return w.records[id-1].(*catalogue.Solution)
}

func (w *world) live() (ids []catalogue.ID) {
	for _, id := range w.of(catalogue.KindSolution) {
		if w.seen(id) && w.solution(id).PhaseOn(today) != "RETIRED" {
			ids = append(ids, id)
		}
	}
	return ids
}

func (w *world) builds(id catalogue.ID) bool {
	phase := w.solution(id).PhaseOn(today)
	delivered := false
	for _, e := range w.today(catalogue.Delivers) {
		status := w.records[e.From-1].(*catalogue.Project).ProjectStatus
		delivered = delivered || e.To == id && (status == "PLANNED" || status == "RUNNING")
	}
	return phase == "PLANNED" || phase == "PILOT" || phase != "PHASE_OUT" && (w.solution(id).Origin() == "IN_HOUSE" || delivered)
}

// has says what a solution has of a kind of overlap, and whether it maintains or exposes it.
func (w *world) has(id catalogue.ID, overlap int) map[string]bool {
	out := map[string]bool{}
	note := func(relation catalogue.Relation, strong bool) {
		for _, e := range w.today(relation) {
			if e.From == id {
				key := fmt.Sprint(e.To)
				out[key] = out[key] || strong
			}
		}
	}
	switch overlap {
	case 0:
		note(catalogue.Supports, true)
		for _, e := range w.today(catalogue.Offers) {
			if e.Via == id && e.Status != "RETIRED" {
				out[fmt.Sprint(e.To)] = true
			}
		}
	case 1:
		note(catalogue.Provides, true)
	case 2:
		note(catalogue.Reads, false)
		note(catalogue.Writes, true)
		note(catalogue.Holds, true)
	case 3:
		note(catalogue.Consumes, false)
		note(catalogue.Exposes, true)
	case 4:
		m := w.solution(id).Base()
		for _, word := range strings.FieldsFunc(m.Name.In("de")+" "+m.Description.In("de"), func(r rune) bool { return r == ' ' || r == ',' }) {
			if word != "Fax" && word != "x2000y" {
				out[word] = true
			}
		}
	}
	return out
}

// allPairs looks at each two solutions, and counts anew for each thing who has it.
func (w *world) allPairs() (out []plain, skipped int) {
	live := w.live()
	most := max(4, min(64, len(live)/3))
	counts := [5]map[string]int{}
	for k := range counts {
		counts[k] = map[string]int{}
		for _, id := range live {
			for thing := range w.has(id, k) {
				counts[k][thing]++
			}
		}
		for _, n := range counts[k] {
			if n > most {
				skipped++
			}
		}
	}
	for i, a := range live {
		for _, b := range live[i+1:] {
			if p := w.pair(a, b, counts, most); p.score > 0 {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(p, q plain) int {
		return cmp.Or(cmp.Compare(q.score, p.score), w.byName(p.build, q.build), w.byName(p.other, q.other))
	})
	return out, skipped
}

func (w *world) byName(a, b catalogue.ID) int {
	key := func(id catalogue.ID) string { return snapshot.SortKey(w.solution(id).Base().Name.In("de")) }
	return cmp.Or(cmp.Compare(key(a), key(b)), cmp.Compare(a, b))
}

func (w *world) pair(a, b catalogue.ID, counts [5]map[string]int, most int) plain {
	p := plain{build: a, other: b}
	switch one, two := w.builds(a), w.builds(b); {
	case !one && !two:
		return p
	case !one, two && w.byName(b, a) < 0:
		p.build, p.other = b, a
	}
	bases, tops := [5]int{400, 200, 200, 100, 25}, [5]int{400, 200, 200, 100, 100}
	for k := range counts {
		theirs := w.has(b, k)
		for thing, strong := range w.has(a, k) {
			stronger, both := theirs[thing]
			n := counts[k][thing]
			switch {
			case !both || n > most:
			case strong && stronger:
				p.points[k] += bases[k] * 2 / n
			default:
				p.points[k] += bases[k] / n
			}
		}
		p.points[k] = min(p.points[k], tops[k])
		p.score += p.points[k]
	}
	p.status, p.owners = w.status(a, b), fmt.Sprint(w.owners(p.build), w.owners(p.other))
	return p
}

func (w *world) owners(id catalogue.ID) (out []catalogue.ID) {
	for _, e := range append(w.today(catalogue.Owns), w.today(catalogue.Develops)...) {
		if e.To == id && !slices.Contains(out, e.From) {
			out = append(out, e.From)
		}
	}
	slices.Sort(out)
	return out
}

func (w *world) status(a, b catalogue.ID) collision.Status {
	status := collision.StatusOpen
	concerned := map[catalogue.ID]int{}
	for _, e := range w.today(catalogue.Concerns) {
		switch e.To {
		case a:
			concerned[e.From] |= 1
		case b:
			concerned[e.From] |= 2
		}
	}
	for id, which := range concerned {
		if which == 3 && strings.Contains("DRAFT READY REVIEW_DUE", string(w.records[id-1].(*catalogue.Case).Step)) {
			status = collision.StatusInCase
		}
	}
	for _, e := range w.today(catalogue.KeptApart) {
		if (e.From == a && e.To == b || e.From == b && e.To == a) && strings.TrimSpace(e.Note) != "" {
			status = collision.StatusDismissed
		}
	}
	for id, which := range concerned {
		if which == 3 && strings.Contains("DECIDED IN_EFFECT CONFIRMED", string(w.records[id-1].(*catalogue.Case).Step)) {
			status = collision.StatusResolved
		}
	}
	return status
}
