package collision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/view"
)

// Reason is an overlap of two solutions with what they share.
type Reason struct {
	Overlap Overlap
	Points  int
	shared  []Shared // what counts most first, then by name
	facts   *facts
}

// Shared is a thing that both have.
type Shared struct {
	in            *estate
	name          name
	label         string
	Points        int
	SolutionCount int // how many solutions have it
	strong        bool
}

// mostShown is how many things a reason shows, and mostNamed how many it names.
const (
	mostShown = 20
	mostNamed = 3
)

// Reasons are the overlaps, strongest kind first.
func (c Collision) Reasons() []Reason {
	var out []Reason
	for k, shared := range c.in.shared(c.pair) {
		if len(shared) == 0 {
			continue
		}
		r := Reason{Overlap: overlaps[k], shared: shared, facts: &overlapFacts[k]}
		for _, s := range shared {
			r.Points += s.Points
		}
		r.Points = min(r.Points, r.facts.most)
		slices.SortFunc(r.shared, func(a, b Shared) int {
			return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.label, b.label), a.name.compare(b.name))
		})
		out = append(out, r)
	}
	return out
}

// shared are the things that both of a pair have and that count.
func (e *estate) shared(p pair) (out [overlapCount][]Shared) {
	theirs := e.has[p.other]
	for _, h := range e.has[p.build] {
		i, both := slices.BinarySearchFunc(theirs, h.thing, func(x having, thing int32) int { return cmp.Compare(x.thing, thing) })
		if !both {
			continue
		}
		t := &e.things[h.thing]
		s := Shared{in: e, name: t.name, label: t.name.word, SolutionCount: len(t.owners), strong: h.strong && theirs[i].strong}
		s.Points = overlapFacts[t.name.overlap].points(s.SolutionCount, s.strong)
		if s.Points == 0 {
			continue
		}
		if t.name.record != 0 {
			s.label = nameOf(e, t.name.record)
		}
		out[t.name.overlap] = append(out[t.name.overlap], s)
	}
	return out
}

// Shared are the things, those first that count most; at most 20 of them.
func (r Reason) Shared() []Shared { return r.shared[:min(mostShown, len(r.shared))] }

// SharedCount is how many there are.
func (r Reason) SharedCount() int { return len(r.shared) }

// Text is the reason in a sentence.
func (r Reason) Text() string {
	subject := r.facts.many
	if len(r.shared) == 1 {
		subject = r.facts.one
	}
	var named []string
	for _, s := range r.shared[:min(mostNamed, len(r.shared))] {
		text := "„" + s.label + "“"
		if s.strong && r.facts.strongly != "" {
			text += " (" + r.facts.strongly + ")"
		}
		named = append(named, text)
	}
	list := strings.Join(named, ", ")
	if more := len(r.shared) - len(named); more > 0 {
		list += fmt.Sprintf(" und %d weitere", more)
	}
	return subject + ": " + list + "."
}

// Record is the thing; nil of a word.
func (s Shared) Record() view.Record {
	if s.name.record == 0 {
		return nil
	}
	return s.in.At(s.name.record)
}

// Word is the word, false of a record.
func (s Shared) Word() (string, bool) { return s.name.word, s.name.record == 0 }

// Strong says whether it counts in full: both maintain the dataset, or expose the interface.
func (s Shared) Strong() bool { return s.strong }
