package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// write ends the versions that the commit replaces, and adds its own. It speaks to
// the driver itself: a bulk load binds tens of millions of values.
func write(ctx context.Context, conn *sql.Conn, c *catalogue.Commit) error {
	return conn.Raw(func(raw any) error {
		db, ok := raw.(connection)
		if !ok {
			return fmt.Errorf("the driver's connection is a %T", raw)
		}
		if err := endVersions(ctx, db, c); err != nil {
			return err
		}
		if err := insertRecords(ctx, db, c); err != nil {
			return err
		}
		if err := insertEdges(ctx, db, c); err != nil {
			return err
		}
		_, err := db.ExecContext(ctx, "insert into log (revision, recorded_at, actor, message, origin, key, digest) values (?, ?, ?, ?, ?, nullif(?, ''), ?)",
			named([]driver.Value{int64(c.Revision), c.Time.UnixMicro(), c.Actor, c.Message, c.Origin, c.Key, store.DigestColumn(c.Digest)}))
		return err
	})
}

// connection is what we use of the driver's.
type connection interface {
	driver.ExecerContext
	driver.QueryerContext
	driver.ConnPrepareContext
}

func named(values []driver.Value) []driver.NamedValue {
	args := make([]driver.NamedValue, len(values))
	for i, v := range values {
		args[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return args
}

// endVersions relies on the indexes *_version_current.
func endVersions(ctx context.Context, db connection, c *catalogue.Commit) error {
	records := &rows{db: db, what: "records", head: "update record_version set until = " + fmt.Sprint(c.Revision) + " where until is null and id in (", width: 1, tail: ")"}
	for _, v := range c.Records {
		if !v.Created {
			if err := records.add(ctx, int64(v.ID)); err != nil {
				return err
			}
		}
	}
	if err := records.end(ctx); err != nil {
		return err
	}
	edges := &rows{db: db, what: "edges", head: "update edge_version set until = " + fmt.Sprint(c.Revision) + " where until is null and id in (", width: 1, tail: ")"}
	for _, v := range c.Edges {
		if !v.Created {
			if err := edges.add(ctx, int64(v.Edge.ID)); err != nil {
				return err
			}
		}
	}
	return edges.end(ctx)
}

func insertRecords(ctx context.Context, db connection, c *catalogue.Commit) error {
	rows := &rows{db: db, what: "records", head: "insert into record_version (id, revision, kind, source, body) values ", width: 5}
	for _, v := range c.Records {
		if v.Record == nil {
			continue
		}
		body, err := catalogue.EncodeRecord(v.Record)
		if err != nil {
			return err
		}
		err = rows.add(ctx, int64(v.ID), int64(c.Revision), int64(v.Kind), optional(v.Record.Base().Source), string(body))
		if err != nil {
			return err
		}
	}
	return rows.end(ctx)
}

func insertEdges(ctx context.Context, db connection, c *catalogue.Commit) error {
	rows := &rows{db: db, what: "edges", head: "insert into edge_version (id, revision, relation, from_id, to_id, via_id, area_id, " +
		"status, evidence, valid_from, valid_until, source, url, report, note, visibility) values ", width: 16}
	for i := range c.Edges {
		if c.Edges[i].Removed {
			continue
		}
		e := &c.Edges[i].Edge
		status, err := store.Statuses.Number(e.Status)
		if err != nil {
			return err
		}
		evidence, err := store.Evidence.Number(e.Evidence)
		if err != nil {
			return err
		}
		visibility, err := store.Visible.Number(e.Visibility)
		if err != nil {
			return err
		}
		err = rows.add(ctx, int64(e.ID), int64(e.Revision), int64(e.Relation), int64(e.From), int64(e.To), optional(e.Via), optional(e.Area),
			int64(status), int64(evidence), optional(e.ValidFrom), optional(e.ValidUntil), optional(e.Source),
			optionalText(e.URL), optionalText(e.Report), optionalText(e.Note), int64(visibility))
		if err != nil {
			return err
		}
	}
	return rows.end(ctx)
}

// optional is null for the zero value, which in the catalogue means that there is
// none.
func optional[N catalogue.ID | catalogue.Day](n N) driver.Value {
	if n == 0 {
		return nil
	}
	return int64(n)
}

func optionalText(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

// rows gathers rows of values and executes a statement for as many as it takes at
// once. Full statements are prepared once; the last one has its own length.
type rows struct {
	db         connection
	what       string
	head, tail string
	width      int

	args  []driver.NamedValue
	full  driver.Stmt
	given int
	taken int64
}

// together is how many rows a statement takes: enough to make its own cost small,
// and few enough for SQLite's bound on parameters (32,766).
const together = 64

func (r *rows) add(ctx context.Context, values ...driver.Value) error {
	for _, v := range values {
		r.args = append(r.args, driver.NamedValue{Ordinal: len(r.args) + 1, Value: v})
	}
	r.given++
	if len(r.args) < together*r.width {
		return nil
	}
	return r.flushFull(ctx)
}

func (r *rows) flushFull(ctx context.Context) error {
	if r.full == nil {
		full, err := r.db.PrepareContext(ctx, r.statement(together))
		if err != nil {
			return err
		}
		r.full = full
	}
	executor, ok := r.full.(driver.StmtExecContext)
	if !ok {
		return fmt.Errorf("the driver's statement is a %T", r.full)
	}
	result, err := executor.ExecContext(ctx, r.args)
	return r.took(result, err)
}

// end executes what is left, and says whether all rows were met.
func (r *rows) end(ctx context.Context) error {
	if r.full != nil {
		defer r.full.Close()
	}
	if len(r.args) > 0 {
		result, err := r.db.ExecContext(ctx, r.statement(len(r.args)/r.width), r.args)
		if err := r.took(result, err); err != nil {
			return err
		}
	}
	if int(r.taken) != r.given {
		return store.NothingToEnd(r.what, int(r.taken), r.given)
	}
	return nil
}

func (r *rows) took(result driver.Result, err error) error {
	r.args = r.args[:0]
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	r.taken += n
	return err
}

// statement is the text for n rows: a list of tuples, or of single values.
func (r *rows) statement(n int) string {
	row := strings.TrimSuffix(strings.Repeat("?,", r.width), ",")
	if r.width > 1 {
		row = "(" + row + ")"
	}
	return r.head + strings.TrimSuffix(strings.Repeat(row+",", n), ",") + r.tail
}
