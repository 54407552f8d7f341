package postgres

import (
	"context"
	"time"

	"fundus/internal/store"
)

// NoteRefused writes beside the log and waits for no commit.
func (s *Store) NoteRefused(ctx context.Context, attempts []store.Attempt) error {
	ctx, done := s.life.Call(ctx)
	defer done()
	at, bodies := make([]time.Time, len(attempts)), make([]string, len(attempts))
	for i, a := range attempts {
		body, err := store.AttemptBody(a)
		if err != nil {
			return err
		}
		at[i], bodies[i] = a.Last.UTC(), string(body)
	}
	_, err := s.pool.Exec(ctx, "insert into refused (at, body) select * from unnest($1::timestamptz[], $2::text[])", at, bodies)
	return refusal(ctx, "note who was refused", err)
}

// Refused relies on the primary key, and on the index where it begins late.
func (s *Store) Refused(ctx context.Context, since time.Time, above int64, most int) (out []store.Attempt, err error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	err = s.each(ctx, "read who was refused", func(raw [][]byte) error {
		a, err := store.ReadAttempt(integer(raw[0]), raw[1])
		out = append(out, a)
		return err
	}, "select number, body from refused where at >= $1 and number > $2 order by number limit $3", since.UTC(), above, most)
	return out, err
}
