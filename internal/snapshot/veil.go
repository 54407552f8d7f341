package snapshot

import (
	"slices"

	"fundus/internal/catalogue"
)

// Veil is what of the log may be told to somebody. A version of a record or statement
// is told if neither it nor the newest catalogue is too secret: what was made secret is
// not told by its past, and what was secret once not by its being public now. Of a
// statement the same holds for the records that take part in it, as they are now or were
// last: whoever may not know a record does not read its name in what was said of it.
//
// What is left of an alteration is told as if the rest had never been: a record that was
// made public is one that came to be then.
type Veil struct {
	upTo   catalogue.Visibility
	newest *Snapshot
	hidden *Hidden // in the newest
}

// NewVeil is the veil of a clearance, as the newest snapshot judges.
func NewVeil(upTo catalogue.Visibility, newest *Snapshot) Veil {
	return Veil{upTo, newest, newest.HiddenAt(upTo)}
}

// Lifted says whether everything is told.
func (v Veil) Lifted() bool { return !catalogue.Confidential.Above(v.upTo) }

// Version says whether a version of a record may be told.
func (v Veil) Version(r catalogue.Record) bool {
	return !catalogue.VisibilityOf(r).Above(v.upTo) && !v.hidden.Records.Has(r.Base().ID)
}

// Statement says whether what a statement says of itself may be told.
func (v Veil) Statement(e *catalogue.Edge) bool {
	return (e.Visibility == "" || !e.Visibility.Above(v.upTo)) && !v.hidden.Edges.Has(catalogue.ID(e.ID))
}

// Among says whether a statement may be told as far as its records go. Those that are
// gone are asked of last, by number; it says nil of what never was.
func (v Veil) Among(e *catalogue.Edge, last func(catalogue.ID) catalogue.Record) bool {
	return !slices.ContainsFunc([]catalogue.ID{e.From, e.To, e.Via, e.Area}, func(id catalogue.ID) bool {
		return id != 0 && v.Known(id, last) == nil
	})
}

// Known is a record that may be told, as the newest catalogue has it or else as it was
// last; nil for any other.
func (v Veil) Known(id catalogue.ID, last func(catalogue.ID) catalogue.Record) catalogue.Record {
	r := v.newest.Record(id)
	if r == nil {
		r = last(id)
	}
	if r == nil || !v.Version(r) {
		return nil
	}
	return r
}

// Told are the alterations that are left, in their order.
func (v Veil) Told(all []catalogue.Alteration, last func(catalogue.ID) catalogue.Record) []catalogue.Alteration {
	if v.Lifted() {
		return all
	}
	record := func(r catalogue.Record) catalogue.Record {
		if r == nil || !v.Version(r) {
			return nil
		}
		return r
	}
	edge := func(e *catalogue.Edge) *catalogue.Edge {
		if e == nil || !v.Statement(e) || !v.Among(e, last) {
			return nil
		}
		return e
	}
	var out []catalogue.Alteration
	for _, a := range all {
		a.OldRecord, a.NewRecord = record(a.OldRecord), record(a.NewRecord)
		a.OldEdge, a.NewEdge = edge(a.OldEdge), edge(a.NewEdge)
		if a.Record() != nil || a.Edge() != nil {
			a.Stamp = ToldStamp(a.Stamp, v.upTo)
			out = append(out, a)
		}
	}
	return out
}

// ToldStamp is what may be told of who made a commit and why. With a clearance for what is
// public alone that is nothing: the one names people, and the other, in words of theirs,
// may speak of what is hidden.
func ToldStamp(s catalogue.Stamp, upTo catalogue.Visibility) catalogue.Stamp {
	if catalogue.Internal.Above(upTo) {
		s.Actor, s.Message = "", ""
	}
	return s
}
