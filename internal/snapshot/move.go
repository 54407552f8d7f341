package snapshot

import (
	"fmt"

	"fundus/internal/catalogue"
)

// Move returns the catalogue at another revision, the later or the earlier one of
// a difference that begins here. s stays as it is. It costs what is different, not
// what the catalogue holds, and shares the rest with s, so a moment of the past
// that is near the head takes next to no room beside it.
//
// A difference comes from a store and not from a plan: going back, what was removed
// is there again under its old id.
func (s *Snapshot) Move(d *catalogue.Difference) (*Snapshot, error) {
	if d.From != s.revision {
		return nil, catalogue.Errorf(catalogue.Conflict, "move from revision %d: the catalogue is at revision %d", d.From, s.revision)
	}
	e := s.edit(s.edges.branch())
	e.moves, e.edges.moves = true, true
	for i := range d.Records {
		if err := e.record(&d.Records[i]); err != nil {
			return nil, fmt.Errorf("move from revision %d to %d: %w", d.From, d.To, err)
		}
	}
	for i := range d.Edges {
		if err := e.edge(&d.Edges[i]); err != nil {
			return nil, fmt.Errorf("move from revision %d to %d: %w", d.From, d.To, err)
		}
	}
	next := e.done()
	next.revision, next.recordedAt = d.To, d.RecordedAt
	next.lastRecord, next.edges.last = d.LastRecord, d.LastEdge
	next.edges.high = max(next.edges.high, d.LastEdge) // also of what came and went in between
	return next, nil
}
