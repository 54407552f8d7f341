package bundle

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"

	"fundus/internal/catalogue"
)

// A statement given twice is refused, since the second would silently replace
// the first. Two references may mean the same record and hide it; what is found
// here is what a reader of the files can see.

// statement is what tells the relations of a bundle apart.
type statement struct {
	relation                    catalogue.Relation
	from, to, via, area, source catalogue.Ref
	since                       catalogue.Day
}

func statementOf(c catalogue.Change) statement {
	x := c.(catalogue.Relate)
	return statement{x.Relation, x.From, x.To, x.Via, x.Area, x.Source, x.ValidFrom}
}

// printed is a statement's hash and where it is. Millions of statements are
// compared by their hashes: a map of them would be larger than the change set.
type printed struct {
	hash        uint64
	part, index uint32
}

// refuseTwice reports statements given before. The parts are in order.
func (r *reader) refuseTwice() {
	seed := maphash.MakeSeed() // tells nothing but equal from unequal
	var all []printed
	for i := range r.parts {
		if r.parts[i].kind != 0 {
			continue
		}
		for k, c := range r.parts[i].changes {
			all = append(all, printed{maphash.Comparable(seed, statementOf(c)), uint32(i), uint32(k)})
		}
	}
	slices.SortFunc(all, func(a, b printed) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.part, b.part), cmp.Compare(a.index, b.index))
	})
	var twice [][2]printed
	for i, first := 1, 0; i < len(all); i++ {
		if all[i].hash != all[first].hash {
			first = i
		} else if r.statement(all[i]) == r.statement(all[first]) {
			twice = append(twice, [2]printed{all[first], all[i]})
		}
	}
	slices.SortFunc(twice, func(a, b [2]printed) int {
		return cmp.Or(cmp.Compare(a[1].part, b[1].part), cmp.Compare(a[1].index, b[1].index))
	})
	for _, t := range twice {
		r.errs.Add(&catalogue.Error{
			Kind: catalogue.Invalid, Record: r.placeIn(t[1]).String(),
			Message: fmt.Sprintf("states the same as %s; a statement is told apart by its records, source and validFrom", r.placeIn(t[0])),
		})
	}
}

func (r *reader) statement(at printed) statement {
	return statementOf(r.parts[at.part].changes[at.index])
}

func (r *reader) placeIn(at printed) place {
	p := &r.parts[at.part]
	return place{p.name, int(p.lines[at.index])}
}
