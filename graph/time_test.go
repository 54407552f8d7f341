package graph_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// late is a catalogue at which the time of an operation ends: as it begins, or
// when the first change of it is made.
type late struct {
	graph.Source // what an operation without a moment of its own does not ask
	end          context.CancelFunc
	begin        bool
}

func (late) Lag() time.Duration { return 0 }

func (l late) Snapshot() *snapshot.Snapshot {
	if l.begin {
		l.end()
	}
	return snapshot.Empty()
}

func (l late) CommitAs(ctx context.Context, _ access.Actor, _ catalogue.Stamp, changes []catalogue.Change) (live.Result, error) {
	l.end()
	<-ctx.Done()
	return live.Result{}, ctx.Err()
}

// Whenever the time of an operation ends, nothing more is begun, and the answer
// says so once, with what was asked for missing.
func TestAnOperationOutOfTimeIsStoppedAndToldSo(t *testing.T) {
	for name, c := range map[string]struct {
		query string
		begin bool
	}{
		"before it begins": {`{services{totalCount}}`, true},
		"in a change":      {removal, false},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			body, err := json.Marshal(map[string]string{"query": c.query})
			if err != nil {
				t.Fatal(err)
			}
			ctx = identity.With(ctx, access.Operator("amt"))
			r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			graph.New(late{end: cancel, begin: c.begin}, graph.Options{}).ServeHTTP(w, r)
			var a answer
			if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			if a.code() != "UNAVAILABLE" || !strings.Contains(w.Body.String(), "took too long and was stopped") {
				t.Errorf("answer: %s", w.Body)
			}
		})
	}
}
