package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// AddToken relies on the primary key to find one that is there.
func (s *Store) AddToken(ctx context.Context, t store.Token) error {
	const query = "insert into token (id, name, digest, grants, clearance, local_only, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
	_, err := s.change(ctx, "keep a token", query, t.ID, t.Name, t.Digest[:], t.Grants, t.Clearance, t.LocalOnly, t.CreatedBy, t.CreatedAt, t.Expires)
	if catalogue.KindOf(err) == catalogue.Conflict {
		return store.TokenThere(err)
	}
	return err
}

// RevokeToken relies on the primary key.
func (s *Store) RevokeToken(ctx context.Context, id string, at time.Time) error {
	n, err := s.change(ctx, "revoke a token", "update token set revoked_at = coalesce(revoked_at, $1) where id = $2", at, id)
	if err == nil && n == 0 {
		return store.NoToken(id)
	}
	return err
}

// UseToken relies on the primary key.
func (s *Store) UseToken(ctx context.Context, id string, day catalogue.Day) error {
	_, err := s.change(ctx, "note the use of a token", "update token set last_used = $1 where id = $2 and coalesce(last_used, 0) < $1", int32(day), id)
	return err
}

// change executes a statement by itself and says how many rows it met.
func (s *Store) change(ctx context.Context, doing, query string, args ...any) (int64, error) {
	ctx, done := s.life.Call(ctx)
	defer done()
	tag, err := s.pool.Exec(ctx, query, args...)
	return tag.RowsAffected(), refusal(ctx, doing, err)
}

// AllTokens reads the whole table, which is small.
func (s *Store) AllTokens(ctx context.Context) ([]store.Token, error) {
	const (
		doing = "read the tokens"
		query = "select id, name, digest, grants, clearance, local_only, created_by, created_at, expires_at, revoked_at, coalesce(last_used, 0) " +
			"from token order by created_at, id"
	)
	ctx, done := s.life.Call(ctx)
	defer done()
	rows, err := s.pool.Query(ctx, query)
	if err != nil {
		return nil, refusal(ctx, doing, err)
	}
	all, err := pgx.CollectRows(rows, scanToken)
	return all, refusal(ctx, doing, err)
}

func scanToken(row pgx.CollectableRow) (store.Token, error) {
	var t store.Token
	var digest []byte
	var revoked *time.Time
	err := row.Scan(&t.ID, &t.Name, &digest, &t.Grants, &t.Clearance, &t.LocalOnly, &t.CreatedBy, &t.CreatedAt, &t.Expires, &revoked, &t.LastUsed)
	copy(t.Digest[:], digest)
	t.CreatedAt, t.Expires = t.CreatedAt.UTC(), t.Expires.UTC()
	if revoked != nil {
		t.Revoked = revoked.UTC()
	}
	return t, err
}
