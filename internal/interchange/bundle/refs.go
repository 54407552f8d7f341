package bundle

import (
	"cmp"
	"fmt"
	"iter"

	"fundus/internal/catalogue"
)

// Source is what is written: a catalogue at one moment. It is walked several
// times and must say the same each time. The generator of synthetic data is
// one, and FromSnapshot makes one of a snapshot.
type Source interface {
	// Records are the records of a kind in the order of their ids.
	Records(catalogue.Kind) iter.Seq[catalogue.Record]
	// Edges are the edges of a relation in the order of their ids.
	Edges(catalogue.Relation) iter.Seq[catalogue.Edge]
}

// refs are the names by which a bundle speaks of the records of a source.
type refs struct {
	of    []catalogue.Ref // by id; "" where there is no record
	uses  map[catalogue.Identifier]uses
	count map[catalogue.Kind]int
}

// uses is who carries an identifier.
type uses struct {
	kinds uint32 // a bit for each kind
	twice uint32 // the kinds in which several records do
}

func newRefs(from Source) *refs {
	r := &refs{uses: map[catalogue.Identifier]uses{}, count: map[catalogue.Kind]int{}}
	for _, kind := range catalogue.Kinds() {
		for rec := range from.Records(kind) {
			r.count[kind]++
			for _, i := range rec.Base().Identifiers {
				u := r.uses[i]
				u.twice |= u.kinds & (1 << kind)
				u.kinds |= 1 << kind
				r.uses[i] = u
			}
		}
	}
	for _, kind := range catalogue.Kinds() {
		nameless := 0
		for rec := range from.Records(kind) {
			ref := r.choose(rec)
			if ref == "" {
				nameless++
				ref = catalogue.RefToLocal(fmt.Sprintf("%s-%d", kind.Noun(), nameless))
			}
			r.put(rec.Base().ID, ref)
		}
	}
	return r
}

// choose is the best reference by an identifier, "" where there is none: one
// that only this record can carry before one that merely nobody else does
// carry, the shorter before the longer, and the first by letters.
func (r *refs) choose(rec catalogue.Record) catalogue.Ref {
	var best catalogue.Ref
	bestShared := false
	for _, i := range rec.Base().Identifiers {
		u, kind := r.uses[i], rec.Kind()
		if u.twice&(1<<kind) != 0 {
			continue
		}
		ref := catalogue.RefTo(i)
		if u.kinds != 1<<kind {
			ref = catalogue.RefToKind(kind, i)
		}
		better := cmp.Or(compareFlags(i.Shared(), bestShared), len(ref)-len(best), cmp.Compare(ref, best)) < 0
		if best == "" || better {
			best, bestShared = ref, i.Shared()
		}
	}
	return best
}

func compareFlags(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (r *refs) put(id catalogue.ID, ref catalogue.Ref) {
	for int(id) >= len(r.of) {
		r.of = append(r.of, make([]catalogue.Ref, max(1024, len(r.of)/2))...)
	}
	r.of[id] = ref
}

// to is the reference to a record, "" to none. A record that the source does
// not have is an error: a bundle with a dangling reference could not be read.
func (r *refs) to(id catalogue.ID) (catalogue.Ref, error) {
	if id == 0 {
		return "", nil
	}
	if int(id) >= len(r.of) || r.of[id] == "" {
		return "", catalogue.Errorf(catalogue.Invalid, "the export refers to record %d, which is not part of it", id)
	}
	return r.of[id], nil
}
