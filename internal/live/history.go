package live

import (
	"context"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// Turns are the revisions at which a record or statement became another, the first
// one first, to the newest that the store has; none for what never was.
func (c *Catalogue) Turns(ctx context.Context, of catalogue.Subject) ([]catalogue.Turn, error) {
	if of.Edge != 0 {
		spans, err := c.store.EdgeSpans(ctx, []catalogue.EdgeID{of.Edge})
		return turns(spans), err
	}
	spans, err := c.store.RecordSpans(ctx, []catalogue.ID{of.Record})
	if err != nil || len(spans) == 0 || spans[0].Kind != of.Kind {
		return nil, err
	}
	return turns(spans), nil
}

// turns are what the times of the versions of one thing, one after the other, mean.
func turns[I catalogue.ID | catalogue.EdgeID](spans []store.Lifespan[I]) []catalogue.Turn {
	var out []catalogue.Turn
	before := store.Lifespan[I]{}
	for _, s := range spans {
		if before.Ended == s.Made {
			out = append(out, catalogue.Turn{Revision: s.Made, Before: before.Made})
		} else {
			out = append(ended(out, before), catalogue.Turn{Revision: s.Made})
		}
		before = s
	}
	return ended(out, before)
}

func ended[I catalogue.ID | catalogue.EdgeID](out []catalogue.Turn, last store.Lifespan[I]) []catalogue.Turn {
	if last.Ended == 0 {
		return out
	}
	return append(out, catalogue.Turn{Revision: last.Ended, Before: last.Made, Removed: true})
}

// Alterations are what happened to a record or statement at some of its turns, in
// their order.
func (c *Catalogue) Alterations(ctx context.Context, of catalogue.Subject, at []catalogue.Turn) ([]catalogue.Alteration, error) {
	var revisions, made []catalogue.Revision
	for _, t := range at {
		revisions, made = append(revisions, t.Revision), append(made, t.Before)
		if !t.Removed {
			made = append(made, t.Revision)
		}
	}
	slices.Sort(made)
	made = slices.Compact(made)
	stamps, err := c.store.Stamps(ctx, revisions)
	if err != nil {
		return nil, err
	}
	out := make([]catalogue.Alteration, len(at))
	for i, t := range at {
		out[i] = catalogue.Alteration{Revision: t.Revision, Stamp: stamps[t.Revision]}
	}
	if of.Edge != 0 {
		return out, c.edgesAt(ctx, of.Edge, made, at, out)
	}
	return out, c.recordsAt(ctx, of.Record, made, at, out)
}

// recordsAt fills in the versions of a record.
func (c *Catalogue) recordsAt(ctx context.Context, id catalogue.ID, made []catalogue.Revision, at []catalogue.Turn, out []catalogue.Alteration) error {
	versions, err := c.store.RecordVersions(ctx, versionsOf(id, made))
	if err != nil {
		return err
	}
	by := map[catalogue.Revision]catalogue.Record{}
	for _, r := range versions {
		by[r.Base().Revision] = r
	}
	for i, t := range at {
		out[i].OldRecord = by[t.Before]
		if !t.Removed {
			out[i].NewRecord = by[t.Revision]
		}
	}
	return nil
}

// edgesAt fills in the versions of a statement.
func (c *Catalogue) edgesAt(ctx context.Context, id catalogue.EdgeID, made []catalogue.Revision, at []catalogue.Turn, out []catalogue.Alteration) error {
	versions, err := c.store.EdgeVersions(ctx, versionsOf(id, made))
	if err != nil {
		return err
	}
	by := map[catalogue.Revision]*catalogue.Edge{}
	for i := range versions {
		by[versions[i].Revision] = &versions[i]
	}
	for i, t := range at {
		out[i].OldEdge = by[t.Before]
		if !t.Removed {
			out[i].NewEdge = by[t.Revision]
		}
	}
	return nil
}

func versionsOf[I catalogue.ID | catalogue.EdgeID](id I, made []catalogue.Revision) []store.VersionOf[I] {
	out := make([]store.VersionOf[I], len(made))
	for i, revision := range made {
		out[i] = store.VersionOf[I]{ID: id, Made: revision}
	}
	return out
}

// Last is the last version of each of some records, of those that are gone too.
// An id that was never given has none.
func (c *Catalogue) Last(ctx context.Context, ids []catalogue.ID) (map[catalogue.ID]catalogue.Record, error) {
	out := map[catalogue.ID]catalogue.Record{}
	if len(ids) == 0 {
		return out, nil
	}
	spans, err := c.store.RecordSpans(ctx, ids)
	if err != nil {
		return nil, err
	}
	records, err := c.store.RecordVersions(ctx, lastOf(spans))
	for _, r := range records {
		out[r.Base().ID] = r
	}
	return out, err
}
