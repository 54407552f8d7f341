package snapshot

import (
	"iter"
	"slices"

	"fundus/internal/catalogue"
)

// EdgeRow is an edge without its rare facts, read at one look.
type EdgeRow struct {
	ID catalogue.EdgeID
	row
}

// At is the record at one end, 0 for none.
func (r *EdgeRow) At(end catalogue.End) catalogue.ID { return r.at(end) }

// Valid says whether the edge holds on a day.
func (r *EdgeRow) Valid(day catalogue.Day) bool { return r.holds(day) }

// ValidFrom is the first day on which the edge holds, 0 for open.
func (r *EdgeRow) ValidFrom() catalogue.Day { return r.validFrom() }

// Status is the status of an offer.
func (r *EdgeRow) Status() catalogue.OfferStatus {
	return r.status()
}

// rowsAhead is how many rows are read before the first of them is looked at.
const rowsAhead = 32

// EdgeRows yields the edges in which a record has a role, by ascending id, for who
// looks at all of them.
//
// The edges of a hub lie apart, so each is waited for. Rows are read many at a time, in
// a loop that does nothing else: the processor then waits for all of them at once,
// which it cannot where each is judged before the next is fetched.
func (s *Snapshot) EdgeRows(id catalogue.ID, role catalogue.Role) iter.Seq[EdgeRow] {
	return func(yield func(EdgeRow) bool) {
		var rows [rowsAhead]EdgeRow
		list := s.Edges(id, role)
		for ids := range slices.Chunk(list.ids, rowsAhead) {
			for i, e := range ids {
				rows[i] = EdgeRow{e, *s.edges.row(e)}
			}
			for i, e := range ids {
				if (list.gone == 0 || list.there.Has(catalogue.ID(e))) && !yield(rows[i]) {
					return
				}
			}
		}
	}
}
