package live

import (
	"context"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// told are the spans of the statements near a record that a veil tells, nil where it
// does not tell of the record itself. A statement is judged by its last version.
func (c *Catalogue) told(ctx context.Context, of catalogue.ID, near map[catalogue.EdgeID]catalogue.Edge, spans []store.Lifespan[catalogue.EdgeID], veil snapshot.Veil) ([]store.Lifespan[catalogue.EdgeID], error) {
	s, gone := c.Snapshot(), []catalogue.ID{of}
	for _, e := range near {
		gone = append(gone, e.From, e.To, e.Via, e.Area)
	}
	slices.Sort(gone)
	gone = slices.DeleteFunc(slices.Compact(gone), func(id catalogue.ID) bool { return id == 0 || s.Record(id) != nil })
	records, err := c.Last(ctx, gone)
	if err != nil {
		return nil, err
	}
	last := func(id catalogue.ID) catalogue.Record { return records[id] }
	if veil.Known(of, last) == nil {
		return nil, nil
	}
	versions, err := c.store.EdgeVersions(ctx, lastOf(spans))
	if err != nil {
		return nil, err
	}
	told := map[catalogue.EdgeID]bool{}
	for i := range versions {
		told[versions[i].ID] = veil.Statement(&versions[i]) && veil.Among(&versions[i], last)
	}
	out := make([]store.Lifespan[catalogue.EdgeID], 0, len(spans))
	for _, span := range spans {
		if told[span.ID] {
			out = append(out, span)
		}
	}
	return out, nil
}

// lastOf are the last versions of things whose spans are given, each thing's together
// and in their order.
func lastOf[I catalogue.ID | catalogue.EdgeID](spans []store.Lifespan[I]) []store.VersionOf[I] {
	var out []store.VersionOf[I]
	for i, s := range spans {
		if i == len(spans)-1 || spans[i+1].ID != s.ID {
			out = append(out, store.VersionOf[I]{ID: s.ID, Made: s.Made})
		}
	}
	return out
}
