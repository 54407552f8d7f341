package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"fundus/internal/store"
)

// NoteRefused takes its turn among the commits, since one file has one writer.
func (s *Store) NoteRefused(ctx context.Context, attempts []store.Attempt) error {
	return s.locked(ctx, func(ctx context.Context, conn *sql.Conn) error {
		for _, a := range attempts {
			body, err := store.AttemptBody(a)
			if err != nil {
				return err
			}
			if _, err := conn.ExecContext(ctx, "insert into refused (at, body) values (?, ?)", a.Last.UnixMicro(), string(body)); err != nil {
				return refusal(ctx, "note who was refused", err)
			}
		}
		return finish(ctx, conn, "")
	})
}

// Refused relies on the primary key, and on the index where it begins late.
func (s *Store) Refused(ctx context.Context, since time.Time, above int64, most int) (out []store.Attempt, err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	const query = "select number, body from refused where at >= ? and number > ? order by number limit ?"
	err = s.each(ctx, "read who was refused", query, []driver.Value{since.UnixMicro(), above, int64(most)}, func(row []driver.Value) error {
		a, err := store.ReadAttempt(integer(row[0]), []byte(row[1].(string)))
		out = append(out, a)
		return err
	})
	return out, err
}
