package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fundus/internal/store"
	"fundus/internal/store/sqlite"
	"fundus/internal/store/storetest"
)

func TestSQLiteKeepsTheLaws(t *testing.T) { storetest.Run(t, fresh) }

func BenchmarkSQLite(b *testing.B) { storetest.Benchmark(b, fresh) }

// A start must not sort the edges of the whole catalogue to know the highest id.
func TestTheHighestIdsAreReadAndNotSorted(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "plan.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	for _, step := range st.HighestPlan(t) {
		if strings.Contains(step, "TEMP B-TREE") || strings.Contains(step, "_made") {
			t.Error(step)
		}
	}
}

func fresh(t testing.TB) storetest.Database {
	path := filepath.Join(t.TempDir(), "100%? #1.db") // what an address has to escape
	return storetest.Database{
		Open: func(ctx context.Context, poll time.Duration) (store.Database, error) {
			return sqlite.Open(ctx, path, sqlite.Options{Poll: poll})
		},
		SetSchema: func(ctx context.Context, version int) error {
			db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String())
			if err != nil {
				return err
			}
			defer db.Close()
			_, err = db.ExecContext(ctx, fmt.Sprintf("pragma user_version = %d", version))
			return err
		},
	}
}
