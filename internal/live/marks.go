package live

import (
	"context"
	"maps"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// Marks are the revisions at which the neighbourhood of a record became another, the
// first one first: the record, its statements, those that ended too, and the records
// at their other ends, as long as they were that. A record that never was has none.
//
// Of a neighbourhood of more than so many statements it looks at the first that many,
// and whole is false. What the veil does not tell marks nothing.
func (c *Catalogue) Marks(ctx context.Context, of catalogue.Subject, most int, veil snapshot.Veil) (marks []catalogue.Mark, whole bool, err error) {
	near, whole, err := c.near(ctx, of.Record, most)
	if err != nil {
		return nil, false, err
	}
	spans, err := c.store.EdgeSpans(ctx, slices.Collect(maps.Keys(near)))
	if err != nil {
		return nil, false, err
	}
	if !veil.Lifted() {
		if spans, err = c.told(ctx, of.Record, near, spans, veil); err != nil || spans == nil {
			return nil, true, err
		}
	}
	counted := map[catalogue.Revision]*catalogue.Mark{}
	at := func(r catalogue.Revision) *catalogue.Mark {
		if counted[r] == nil {
			counted[r] = &catalogue.Mark{Revision: r}
		}
		return counted[r]
	}
	neighbours := map[catalogue.ID][]store.Lifespan[catalogue.EdgeID]{of.Record: nil}
	for r := range revisions(spans) {
		at(r).Statements++
	}
	for _, s := range spans {
		e := near[s.ID]
		for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
			if id != 0 && id != of.Record {
				neighbours[id] = append(neighbours[id], s)
			}
		}
	}
	records, err := c.store.RecordSpans(ctx, slices.Collect(maps.Keys(neighbours)))
	if err != nil {
		return nil, false, err
	}
	if !slices.ContainsFunc(records, func(s store.Lifespan[catalogue.ID]) bool { return s.ID == of.Record && s.Kind == of.Kind }) {
		return nil, true, nil
	}
	for r, id := range revisions(records) {
		switch {
		case id == of.Record:
			at(r).Record++
		case slices.ContainsFunc(neighbours[id], func(s store.Lifespan[catalogue.EdgeID]) bool { return s.Made <= r && (s.Ended == 0 || r <= s.Ended) }):
			at(r).Neighbours++
		}
	}
	for _, r := range slices.Sorted(maps.Keys(counted)) {
		marks = append(marks, *counted[r])
	}
	return marks, whole, nil
}

// revisions yields for each thing the revisions at which it became another, each
// once.
func revisions[I catalogue.ID | catalogue.EdgeID](spans []store.Lifespan[I]) func(func(catalogue.Revision, I) bool) {
	return func(yield func(catalogue.Revision, I) bool) {
		for i, s := range spans {
			if !yield(s.Made, s.ID) {
				return
			}
			followed := i+1 < len(spans) && spans[i+1].ID == s.ID && spans[i+1].Made == s.Ended
			if s.Ended != 0 && !followed && !yield(s.Ended, s.ID) {
				return
			}
		}
	}
}

// near are the statements of a record, those that ended too, by their ids.
func (c *Catalogue) near(ctx context.Context, of catalogue.ID, most int) (near map[catalogue.EdgeID]catalogue.Edge, whole bool, err error) {
	s := c.Snapshot() // before the store is asked: what ends meanwhile is known to one of the two
	ended, err := c.store.EndedEdges(ctx, of, most+1)
	if err != nil {
		return nil, false, err
	}
	near = map[catalogue.EdgeID]catalogue.Edge{}
	for _, e := range ended {
		near[e.ID] = e
	}
	s.RolesOf(of, func(role catalogue.Role, _ int) bool {
		left := most + 1
		for id := range s.Edges(of, role).All() {
			if left--; left < 0 {
				break
			}
			x, _ := s.Edge(id)
			near[id] = store.Ends(x)
		}
		return true
	})
	if whole = len(near) <= most; !whole {
		for _, id := range slices.Sorted(maps.Keys(near))[most:] {
			delete(near, id)
		}
	}
	return near, whole, nil
}

// Stamps are what the log says of some commits.
func (c *Catalogue) Stamps(ctx context.Context, of []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error) {
	return c.store.Stamps(ctx, of)
}
