package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// AddToken relies on the primary key to find one that is there.
func (s *Store) AddToken(ctx context.Context, t store.Token) error {
	const query = "insert into token (id, name, digest, grants, clearance, local_only, created_by, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
	_, err := s.change(ctx, "keep a token", query, t.ID, t.Name, t.Digest[:], t.Grants, string(t.Clearance), t.LocalOnly,
		t.CreatedBy, t.CreatedAt.UnixMicro(), t.Expires.UnixMicro())
	if catalogue.KindOf(err) == catalogue.Conflict {
		return store.TokenThere(err)
	}
	return err
}

// RevokeToken relies on the primary key.
func (s *Store) RevokeToken(ctx context.Context, id string, at time.Time) error {
	n, err := s.change(ctx, "revoke a token", "update token set revoked_at = ifnull(revoked_at, ?) where id = ?", at.UnixMicro(), id)
	if err == nil && n == 0 {
		return store.NoToken(id)
	}
	return err
}

// UseToken relies on the primary key.
func (s *Store) UseToken(ctx context.Context, id string, day catalogue.Day) error {
	_, err := s.change(ctx, "note the use of a token", "update token set last_used = ?1 where id = ?2 and ifnull(last_used, 0) < ?1", int64(day), id)
	return err
}

// change executes a statement under the append lock, which is the lock of the file, and
// says how many rows it met.
func (s *Store) change(ctx context.Context, doing, query string, args ...any) (n int64, err error) {
	err = s.locked(ctx, func(ctx context.Context, conn *sql.Conn) error {
		result, err := conn.ExecContext(ctx, query, args...)
		if err != nil {
			return refusal(ctx, doing, err)
		}
		if n, err = result.RowsAffected(); err != nil {
			return refusal(ctx, doing, err)
		}
		_, err = conn.ExecContext(context.WithoutCancel(ctx), "commit")
		return refusal(ctx, doing, err)
	})
	return n, err
}

// AllTokens reads the whole table, which is small.
func (s *Store) AllTokens(ctx context.Context) (out []store.Token, err error) {
	const query = "select id, name, digest, grants, clearance, local_only, created_by, created_at, expires_at, ifnull(revoked_at, 0), ifnull(last_used, 0) " +
		"from token order by created_at, id"
	ctx, done := s.life.Call(ctx)
	defer done()
	err = s.each(ctx, "read the tokens", query, nil, func(row []driver.Value) error {
		t := store.Token{
			ID: text(row[0]), Name: text(row[1]), Grants: text(row[3]), Clearance: catalogue.Visibility(text(row[4])),
			LocalOnly: integer(row[5]) == 1, CreatedBy: text(row[6]), CreatedAt: time.UnixMicro(integer(row[7])).UTC(),
			Expires: time.UnixMicro(integer(row[8])).UTC(), LastUsed: catalogue.Day(integer(row[10])),
		}
		copy(t.Digest[:], blob(row[2]))
		if at := integer(row[9]); at != 0 {
			t.Revoked = time.UnixMicro(at).UTC()
		}
		out = append(out, t)
		return nil
	})
	return out, err
}
