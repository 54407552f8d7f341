package store

import (
	"context"

	"fundus/internal/catalogue"
)

// Past is what a store remembers of single records and edges: how they came about,
// whether they are still there or not.
type Past interface {
	// RecordSpans are the times of all versions of some records, ordered by id and
	// revision; of an id that was never given there are none.
	RecordSpans(ctx context.Context, ids []catalogue.ID) ([]Span[catalogue.ID], error)
	// EdgeSpans are those of some edges.
	EdgeSpans(ctx context.Context, ids []catalogue.EdgeID) ([]Span[catalogue.EdgeID], error)
	// RecordVersions are versions of records in any order, less those that are not
	// there.
	RecordVersions(ctx context.Context, of []VersionOf[catalogue.ID]) ([]catalogue.Record, error)
	// EdgeVersions are versions of edges.
	EdgeVersions(ctx context.Context, of []VersionOf[catalogue.EdgeID]) ([]catalogue.Edge, error)
	// EndedEdges are edges that name a record and of which a version has ended, as
	// Ends leaves them: each once, ordered by id, at most so many. Edges of which
	// none has ended are in every catalogue since they were made.
	EndedEdges(ctx context.Context, of catalogue.ID, most int) ([]catalogue.Edge, error)
	// Stamps are what the log says of some commits, less those that are not there.
	Stamps(ctx context.Context, of []catalogue.Revision) (map[catalogue.Revision]catalogue.Stamp, error)
}

// Span is the time of one version: which revision made it, and which ended it.
type Span[I catalogue.ID | catalogue.EdgeID] struct {
	ID    I
	Kind  catalogue.Kind // of a record
	Made  catalogue.Revision
	Ended catalogue.Revision // 0: it holds still
}

// VersionOf names a version by what it is a version of and the revision that made
// it.
type VersionOf[I catalogue.ID | catalogue.EdgeID] struct {
	ID   I
	Made catalogue.Revision
}
