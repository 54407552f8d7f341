package snapshot

import (
	"cmp"
	"fmt"
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"
)

// clearing is what is kept of how a snapshot looks to those who may not see all of it,
// at the level of their clearance.
type clearing struct {
	hidden  [catalogue.VisibilityLevels]atomic.Pointer[Hidden]
	cleared [catalogue.VisibilityLevels]atomic.Pointer[cleared]
	line    *line // shared by all descendants
}

// cleared is a snapshot with the revision up to which was looked for what is hidden.
type cleared struct {
	newest   catalogue.Revision
	snapshot *Snapshot
}

// line is what was cleared last of a line of snapshots: the next is not far from it.
type line struct {
	last [catalogue.VisibilityLevels]*Snapshot // guarded by mu
	mu   sync.Mutex                            // held while one is cleared: others who ask for the same wait for it
}

// Cleared is the catalogue as it is for a clearance: without the records and statements
// that are hidden here (HiddenAt), or in the newest snapshot of the same log. So what is
// made secret today is not told by the past, and what was secret then is not told by
// its being public today.
//
// It is a catalogue of its own, and not a look through a sieve: what is not in it cannot
// be counted, walked through, weighed in a search, or be the reason of an error, however
// an answer is found. Ids and revision are those of s. A source that is hidden is still
// named by number in what it states, and is not there. What is left of a statement that
// says so of itself is Restricted.
//
// What is asked by everybody is s itself, as is what hides nothing. For the others it
// costs a look at what is hidden and at what changed since it was last asked; the rest
// is shared with s. It must not be asked of what is assumed, which is assumed of what
// was cleared.
func (s *Snapshot) Cleared(c catalogue.Visibility, newest *Snapshot) (*Snapshot, error) {
	if known := s.clear.known(c, newest); known != nil {
		return known, nil
	}
	hidden := s.HiddenAt(c)
	if newest != s {
		hidden = hidden.and(newest.HiddenAt(c))
	}
	if hidden.Empty() {
		return s, nil
	}
	line := s.clear.line
	line.mu.Lock()
	defer line.mu.Unlock()
	if known := s.clear.known(c, newest); known != nil {
		return known, nil
	}
	from := cmp.Or(line.last[c.Level()], s)
	found, err := from.toward(s, hidden)
	if err != nil {
		return nil, fmt.Errorf("clear revision %d for %s: %w", s.revision, c, err)
	}
	found.restricted = s.restrictions(c, newest, hidden)
	s.clear.cleared[c.Level()].Store(&cleared{newest.revision, found})
	if newest == s {
		line.last[c.Level()] = found
	}
	return found, nil
}

// known is what was cleared already, nil for nothing.
func (k *clearing) known(c catalogue.Visibility, newest *Snapshot) *Snapshot {
	if found := k.cleared[c.Level()].Load(); found != nil && found.newest == newest.revision {
		return found.snapshot
	}
	return nil
}

// toward is another snapshot without what is hidden, made of s: what the two have in
// common is shared.
func (s *Snapshot) toward(other *Snapshot, hidden *Hidden) (*Snapshot, error) {
	e := s.edit(s.edges.branch())
	e.moves, e.edges.moves = true, true
	edges, records := s.edgesToward(other, hidden), s.recordsToward(other, hidden)
	for i := range edges {
		if edges[i].Removed {
			if err := e.edge(&edges[i]); err != nil {
				return nil, err
			}
		}
	}
	for i := range records {
		if err := e.record(&records[i]); err != nil {
			return nil, err
		}
	}
	for i := range edges {
		if !edges[i].Removed {
			if err := e.edge(&edges[i]); err != nil {
				return nil, err
			}
		}
	}
	next := e.done()
	next.revision, next.recordedAt = other.revision, other.recordedAt
	next.lastRecord, next.edges.last = other.lastRecord, other.edges.last
	next.edges.high = max(next.edges.high, other.edges.high)
	return next, nil
}

// recordsToward are the records that are to become others.
func (s *Snapshot) recordsToward(other *Snapshot, hidden *Hidden) (out []catalogue.RecordVersion) {
	for id := range hidden.Records.All() {
		if r := s.Record(id); r != nil {
			out = append(out, catalogue.RecordVersion{ID: id, Kind: r.Kind()})
		}
	}
	s.RecordsApart(other, func(id catalogue.ID) bool {
		was, is := s.Record(id), other.Record(id)
		switch {
		case hidden.Records.Has(id):
		case is != nil:
			out = append(out, catalogue.RecordVersion{ID: id, Kind: is.Kind(), Record: is})
		case was != nil:
			out = append(out, catalogue.RecordVersion{ID: id, Kind: was.Kind()})
		}
		return true
	})
	return out
}

// edgesToward are the statements that are to become others.
func (s *Snapshot) edgesToward(other *Snapshot, hidden *Hidden) (out []catalogue.EdgeVersion) {
	gone := func(id catalogue.EdgeID) {
		if was, there := s.Edge(id); there {
			out = append(out, catalogue.EdgeVersion{Edge: was, Removed: true})
		}
	}
	for id := range hidden.Edges.All() {
		gone(catalogue.EdgeID(id))
	}
	s.EdgesApart(other, func(id catalogue.EdgeID) bool {
		if hidden.Edges.Has(catalogue.ID(id)) {
			return true
		}
		if is, there := other.Edge(id); there {
			out = append(out, catalogue.EdgeVersion{Edge: is})
		} else {
			gone(id)
		}
		return true
	})
	return out
}
