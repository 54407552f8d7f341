package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

const recordColumns = "id, revision, kind, source, body"

// held selects the versions that hold at revision ?1. Records and edges may be
// read at different moments of the file: versions never change, and one that is
// ended while we read is ended by a revision after ?1, so it still holds.
//
// The plus signs keep the planner from the indexes on both columns: it cannot know
// that nearly every row will match, and would look each of them up.
const held = " where +revision <= ?1 and (+until is null or +until > ?1)"

// Load reads records and edges at once, the edges in as many parts as there are
// processors: reading them is the longest way to a start.
func (s *Store) Load(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	head, err := s.Head(ctx)
	if err != nil {
		return err
	}
	if at > head.Revision {
		return catalogue.Errorf(catalogue.NotFound, "revision %d is not there yet, the newest is %d", at, head.Revision)
	}
	ctx, done := s.life.Call(ctx)
	defer done()
	record, edge, err := s.given(ctx, at)
	if err != nil {
		return err
	}
	if err := to.Given(record, edge); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.loadRecords(ctx, at, to) })
	var sink sync.Mutex // a sink's Edges is called by one goroutine at a time
	for _, part := range partsOf(edge, runtime.GOMAXPROCS(0)) {
		group.Go(func() error { return s.loadEdges(ctx, at, part, &sink, to) })
	}
	err = group.Wait()
	s.unmap()
	return err
}

// unmap closes the idle connections: the pages of the file that a Load has
// walked through stay in the process as long as the connection maps them, and
// nobody will ask for them again.
func (s *Store) unmap() {
	s.readers.SetMaxIdleConns(0)
	s.readers.SetMaxIdleConns(idleReaders)
}

// idleReaders is what database/sql keeps open unless told otherwise.
const idleReaders = 2

// highest asks for the highest ids that any version up to a revision has carried. It
// relies on the primary keys, read from their end: at the head the first row is the
// answer. The plus signs are those of held: by the index on revisions every edge of
// the catalogue would be sorted.
const highest = "select coalesce((select id from record_version where +revision <= ?1 order by id desc limit 1), 0), " +
	"coalesce((select id from edge_version where +revision <= ?1 order by id desc limit 1), 0)"

func (s *Store) given(ctx context.Context, at catalogue.Revision) (record catalogue.ID, edge catalogue.EdgeID, err error) {
	err = s.readers.QueryRowContext(ctx, highest, int64(at)).Scan(&record, &edge)
	return record, edge, refusal(ctx, "read the highest ids", err)
}

func (s *Store) loadRecords(ctx context.Context, at catalogue.Revision, to store.Sink) error {
	return store.DecodeRecords(ctx, to, func(ctx context.Context, emit func(store.RecordRow) error) error {
		return s.each(ctx, "read the records", "select "+recordColumns+" from record_version"+held, revision(at),
			func(row []driver.Value) error { return emit(recordRow(row)) })
	})
}

// part is a range of edge ids, both ends included.
type part struct{ first, last catalogue.EdgeID }

// partsOf are n parts that have all ids up to the last.
func partsOf(last catalogue.EdgeID, n int) []part {
	parts := make([]part, n)
	for i := range parts {
		at := func(i int) catalogue.EdgeID { return catalogue.EdgeID(uint64(last) * uint64(i) / uint64(n)) }
		parts[i] = part{at(i) + 1, at(i + 1)}
	}
	return parts
}

// heldEdges relies on the primary key for the range of ids.
const heldEdges = "select " + edgeColumns + " from edge_version" + held + " and id between ?2 and ?3"

func (s *Store) loadEdges(ctx context.Context, at catalogue.Revision, ids part, sink *sync.Mutex, to store.Sink) error {
	batch := make([]catalogue.Edge, 0, 4096)
	handOver := func() error {
		sink.Lock()
		defer sink.Unlock()
		return to.Edges(batch)
	}
	args := append(revision(at), int64(ids.first), int64(ids.last))
	err := s.each(ctx, "read the edges", heldEdges, args, func(row []driver.Value) error {
		edge, err := edgeRow(row)
		if err != nil {
			return err
		}
		if batch = append(batch, edge); len(batch) < cap(batch) {
			return nil
		}
		err = handOver()
		batch = batch[:0]
		return err
	})
	if err != nil || len(batch) == 0 {
		return err
	}
	return handOver()
}

// each calls with every row of a query; the row is its own only until it returns.
// Its errors come back as they are, those of SQLite as refusals.
func (s *Store) each(ctx context.Context, doing, query string, args []driver.Value, with func(row []driver.Value) error) error {
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return refusal(ctx, doing, err)
	}
	defer conn.Close()
	var own error
	err = conn.Raw(func(raw any) error {
		db, ok := raw.(connection)
		if !ok {
			return fmt.Errorf("the driver's connection is a %T", raw)
		}
		rows, err := db.QueryContext(ctx, query, named(args))
		if err != nil {
			return err
		}
		defer rows.Close()
		own, err = forEach(ctx, rows, with)
		return err
	})
	if own != nil {
		return own
	}
	return refusal(ctx, doing, err)
}

// revision is the one argument of most queries.
func revision(r catalogue.Revision) []driver.Value { return []driver.Value{int64(r)} }

// forEach looks at the context itself: the driver minds it while it begins a query
// and not from row to row.
func forEach(ctx context.Context, rows driver.Rows, with func(row []driver.Value) error) (own, err error) {
	row := make([]driver.Value, len(rows.Columns()))
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		if err := with(row); err != nil {
			return err, nil
		}
	}
}

func recordRow(row []driver.Value) store.RecordRow {
	return store.RecordRow{
		ID: catalogue.ID(integer(row[0])), Revision: catalogue.Revision(integer(row[1])),
		Kind: catalogue.Kind(integer(row[2])), Source: catalogue.ID(integer(row[3])), Body: []byte(text(row[4])),
	}
}

// edgeColumns packs sixteen columns into nine: fetching one from the driver costs
// far more than the arithmetic, and at two million edges that is a second of every
// start. The numbers fit: ids have 32 bits, days 32, the small ones 8 each
// and the visibility 2.
const edgeColumns = "(id << 26) + (visibility << 24) + (relation << 16) + (status << 8) + evidence, (from_id << 32) + to_id, " +
	"(ifnull(via_id, 0) << 32) + ifnull(area_id, 0), (ifnull(valid_from, 0) << 32) + (ifnull(valid_until, 0) & 0xffffffff), " +
	"source, revision, url, report, note"

func edgeRow(row []driver.Value) (catalogue.Edge, error) {
	what, ends, scope, validity := integer(row[0]), integer(row[1]), integer(row[2]), integer(row[3])
	status, err := store.Statuses.Code(what >> 8 & 0xff)
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", what>>26, err)
	}
	evidence, err := store.Evidence.Code(what & 0xff)
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", what>>26, err)
	}
	visibility, err := store.Visible.Code(what >> 24 & 3)
	if err != nil {
		return catalogue.Edge{}, fmt.Errorf("edge %d: %w", what>>26, err)
	}
	return catalogue.Edge{
		ID: catalogue.EdgeID(what >> 26), Revision: catalogue.Revision(integer(row[5])),
		Relation: catalogue.Relation(what >> 16 & 0xff),
		From:     catalogue.ID(ends >> 32), To: catalogue.ID(ends),
		Via: catalogue.ID(scope >> 32), Area: catalogue.ID(scope),
		EdgeFacts: catalogue.EdgeFacts{
			Status: status, Evidence: evidence,
			ValidFrom: catalogue.Day(validity >> 32), ValidUntil: catalogue.Day(validity),
			URL: text(row[6]), Report: text(row[7]), Note: text(row[8]), Visibility: visibility,
		},
		Source: catalogue.ID(integer(row[4])),
	}, nil
}

// integer, text and blob are the value of a column, zero for null.

func integer(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

func blob(v driver.Value) []byte {
	b, _ := v.([]byte)
	return b
}
