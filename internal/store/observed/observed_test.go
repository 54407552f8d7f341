package observed_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/sight"
	"fundus/internal/store"
	"fundus/internal/store/observed"
	"fundus/internal/store/sqlite"
	"fundus/internal/store/storetest"
)

// Who watches disturbs nothing: every law of a store holds through it.
func TestAWatchedStoreKeepsTheLaws(t *testing.T) {
	storetest.Run(t, func(t testing.TB) storetest.Database {
		path := filepath.Join(t.TempDir(), "fundus.db")
		return storetest.Database{
			Open: func(ctx context.Context, poll time.Duration) (store.Database, error) {
				st, err := sqlite.Open(ctx, path, sqlite.Options{Poll: poll})
				if err != nil {
					return nil, err
				}
				return struct {
					store.Store
					store.Tokens // beside what is watched
				}{observed.New(st, sight.Nobody{}), st}, nil
			},
			SetSchema: func(ctx context.Context, version int) error {
				db, err := sql.Open("sqlite", path)
				if err != nil {
					return err
				}
				defer db.Close()
				_, err = db.ExecContext(ctx, fmt.Sprintf("pragma user_version = %d", version))
				return err
			},
		}
	})
}

type witness struct {
	sight.Nobody
	told []string
}

type calledKey struct{}

func (*witness) CallBegan(ctx context.Context, c sight.Call) context.Context {
	return context.WithValue(ctx, calledKey{}, c)
}

func (w *witness) CallEnded(ctx context.Context, c sight.Call, took time.Duration, err error) {
	if ctx.Value(calledKey{}) != c || took <= 0 {
		panic("this call had not begun")
	}
	told := string(c)
	if err != nil {
		told += " " + catalogue.KindOf(err).String()
	}
	w.told = append(w.told, told)
}

// Each call is told once, as what it is and with its error; waiting is none.
func TestEveryCallIsToldOnce(t *testing.T) {
	within, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "fundus.db"), sqlite.Options{Poll: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	w := new(witness)
	st := observed.New(within, w)
	ctx := t.Context()
	nothing := func(context.Context, store.Head) (*catalogue.Commit, error) { return nil, nil }
	_, _ = st.Head(ctx)
	_ = st.Load(ctx, 7, nil)
	_, _ = st.Difference(ctx, 0, 7, 1)
	_, _ = st.RevisionAt(ctx, time.Now())
	_, _ = st.RecordSpans(ctx, nil)
	_, _ = st.EdgeSpans(ctx, nil)
	_, _ = st.RecordVersions(ctx, nil)
	_, _ = st.EdgeVersions(ctx, nil)
	_, _ = st.EndedEdges(ctx, 1, 1)
	_, _ = st.Stamps(ctx, nil)
	_ = st.Commits(ctx, 0, nil)
	_ = st.Spans(ctx, nil)
	_ = st.Wait(ctx, 0)
	_ = st.NoteRefused(ctx, nil)
	_, _ = st.Refused(ctx, time.Time{}, 0, 1)
	_, _ = st.Append(ctx, catalogue.Stamp{}, nothing)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	_, _ = st.Head(ctx)
	want := []string{"head", "load NOT_FOUND", "difference NOT_FOUND", "revision", "history", "history", "history", "history", "history", "history", "follow", "inspect", "audit", "audit", "append", "head UNAVAILABLE"}
	if !slices.Equal(w.told, want) {
		t.Errorf("%q, want %q", w.told, want)
	}
}
