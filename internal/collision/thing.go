package collision

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// thing is what solutions may have in common: a record, or a word.
type thing struct {
	name   name
	owners []owner // in the order of their places
}

// name tells things apart.
type name struct {
	overlap int // its place in overlaps
	record  catalogue.ID
	word    string
}

// owner is a solution that has a thing.
type owner struct {
	place  int32
	strong bool
}

// having is a thing that a solution has.
type having struct {
	thing  int32
	strong bool
}

// fewest and mostOwners bound the solutions that may have a thing which joins them.
const (
	fewest     = 4
	mostOwners = 64
)

// ties reach from a solution to the things that it has.
var ties = []struct {
	overlap int
	role    catalogue.Role
	strong  bool
}{
	{0, catalogue.Supports.Role(catalogue.EndFrom), true},
	{1, catalogue.Provides.Role(catalogue.EndFrom), true},
	{2, catalogue.Writes.Role(catalogue.EndFrom), true},
	{2, catalogue.Holds.Role(catalogue.EndFrom), true},
	{2, catalogue.Reads.Role(catalogue.EndFrom), false},
	{3, catalogue.Exposes.Role(catalogue.EndFrom), true},
	{3, catalogue.Consumes.Role(catalogue.EndFrom), false},
}

// collect finds the things of all solutions.
func (e *estate) collect() error {
	found := map[name][]owner{}
	for i := range e.solutions {
		if i%breath == 0 {
			if err := e.Stopped(); err != nil {
				return err
			}
		}
		for n, strong := range e.thingsOf(int32(i)) {
			found[n] = append(found[n], owner{int32(i), strong})
		}
	}
	e.keep(found)
	return nil
}

// keep takes the things that more than one solution has, and not too many.
func (e *estate) keep(found map[name][]owner) {
	most := max(fewest, min(mostOwners, len(e.solutions)/3))
	for n, owners := range found {
		switch {
		case len(owners) < 2:
		case len(owners) > most:
			e.skipped++
		default:
			e.things = append(e.things, thing{n, owners})
		}
	}
	slices.SortFunc(e.things, func(a, b thing) int { return a.name.compare(b.name) })
	e.has = make([][]having, len(e.solutions))
	for i, t := range e.things {
		for _, o := range t.owners {
			e.has[o.place] = append(e.has[o.place], having{int32(i), o.strong})
		}
	}
}

func (n name) compare(o name) int {
	return cmp.Or(cmp.Compare(n.overlap, o.overlap), cmp.Compare(n.record, o.record), cmp.Compare(n.word, o.word))
}

// thingsOf are the things that a solution has, and which of them strongly.
func (e *estate) thingsOf(place int32) map[name]bool {
	id, out := e.solutions[place], map[name]bool{}
	for _, t := range ties {
		for r := range e.Rows(id, t.role) {
			n := name{overlap: t.overlap, record: r.At(catalogue.EndTo)}
			out[n] = out[n] || t.strong
		}
	}
	for r := range e.Rows(id, catalogue.Offers.Role(catalogue.EndVia)) {
		if r.Status() != catalogue.OfferRetired {
			out[name{overlap: 0, record: r.At(catalogue.EndTo)}] = true
		}
	}
	e.addWordsOf(out, place)
	return out
}

// addWordsOf adds the words that a solution has.
func (e *estate) addWordsOf(to map[name]bool, place int32) {
	s := e.solution(place)
	for _, t := range []catalogue.Text{s.Name, s.Description} {
		for _, l := range t {
			addWords(to, l.Value)
		}
	}
	for _, f := range s.Features {
		addWords(to, f)
	}
}

// shortest is how many letters a word has that says something.
const shortest = 4

// addWords adds the words of a text, written as names are ordered: without case and
// accents. What has digits is a number or a version, and names nothing.
func addWords(to map[name]bool, text string) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) }) {
		if w := snapshot.SortKey(word); utf8.RuneCountInString(w) >= shortest && !strings.ContainsFunc(w, unicode.IsDigit) {
			to[name{overlap: overlapCount - 1, word: w}] = true
		}
	}
}
