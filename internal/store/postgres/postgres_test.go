package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"fundus/internal/pgtest"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/storetest"
)

func TestPostgreSQLKeepsTheLaws(t *testing.T) { storetest.Run(t, fresh) }

func BenchmarkPostgreSQL(b *testing.B) { storetest.Benchmark(b, fresh) }

func fresh(t testing.TB) storetest.Database {
	url := pgtest.New(t)
	return storetest.Database{
		Open: func(ctx context.Context, poll time.Duration) (store.Database, error) {
			return postgres.Open(ctx, url, postgres.Options{Poll: poll})
		},
		SetSchema: func(ctx context.Context, version int) error {
			return execute(ctx, url, "insert into schema_version values ($1)", version)
		},
	}
}

func execute(ctx context.Context, url, statement string, args ...any) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement, args...)
	return err
}
