package audit_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"fundus/internal/access"
	"fundus/internal/audit"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/store"
)

// memory is a log in memory, which is away at times.
type memory struct {
	away    atomic.Bool
	commits []*catalogue.Commit
	noted   []store.Attempt
	tokens  []store.Token
}

func (m *memory) NoteRefused(_ context.Context, attempts []store.Attempt) error {
	if m.away.Load() {
		return errors.New("away")
	}
	for _, a := range attempts {
		a.Number = int64(len(m.noted) + 1)
		m.noted = append(m.noted, a)
	}
	return nil
}

func (m *memory) Refused(_ context.Context, since time.Time, above int64, most int) (out []store.Attempt, err error) {
	for _, a := range m.noted {
		if !a.Last.Before(since) && a.Number > above && len(out) < most {
			out = append(out, a)
		}
	}
	return out, nil
}

func (m *memory) AllTokens(context.Context) ([]store.Token, error) { return m.tokens, nil }

func (m *memory) Commits(_ context.Context, after catalogue.Revision, yield func(*catalogue.Commit) error) error {
	for _, c := range m.commits[after:] {
		if err := yield(c); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) RevisionAt(_ context.Context, at time.Time) (n catalogue.Revision, err error) {
	for _, c := range m.commits {
		if !c.Time.After(at) {
			n = c.Revision
		}
	}
	return n, nil
}

var (
	nobody = access.Anonymous(catalogue.Public)
	someOf = access.Actor{Name: "amt", Through: "t1"}
)

func open(m *memory, log *slog.Logger) *audit.Journal {
	return audit.Open(m, log, func(context.Context) string { return "r1" })
}

func total(attempts []store.Attempt) (n int) {
	for _, a := range attempts {
		n += a.Times
	}
	return n
}

func change(a access.Actor, operation string, about ...string) access.Attempt {
	return access.Attempt{Actor: a, Action: access.Change, Operation: operation, About: about, Reason: "no"}
}

func TestRefusalsOfASecondThatAreAlikeAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		j := open(m, slog.New(slog.DiscardHandler))
		for i := range 10 {
			j.Refused(t.Context(), change(someOf, "putService", fmt.Sprint("leika:", i%2)))
		}
		time.Sleep(1500 * time.Millisecond) //nolint:forbidigo // the bubble's own time
		synctest.Wait()
		if len(m.noted) != 2 || m.noted[0].Times != 5 || m.noted[0].Actor != "amt" || m.noted[0].Through != "t1" || m.noted[0].Action != "CHANGE" || m.noted[0].Request != "r1" {
			t.Errorf("%+v", m.noted)
		}
		j.Refused(t.Context(), change(someOf, "putService", "leika:1"))
		j.Close()
		if len(m.noted) != 3 {
			t.Errorf("what came before the end is not noted: %+v", m.noted)
		}
	})
}

// A flood of strangers fills no disk and hides nobody who is known; nothing is uncounted.
func TestAFloodOfRefusalsIsCountedAndBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		j := open(m, slog.New(slog.DiscardHandler))
		for i := range 10_000 {
			j.Refused(t.Context(), change(nobody, fmt.Sprint("a", i)))
		}
		j.Refused(t.Context(), change(someOf, "putRule"))
		j.Close()
		if len(m.noted) > 250 || total(m.noted) != 10_001 {
			t.Errorf("%d are noted, which count %d", len(m.noted), total(m.noted))
		}
		found := false
		for _, a := range m.noted {
			found = found || a.Actor == "amt" && a.Operation == "putRule"
		}
		if !found {
			t.Error("the one who is known is lost among the others")
		}
	})
}

func TestRefusalsWaitForTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		m.away.Store(true)
		j := open(m, slog.New(slog.DiscardHandler))
		j.Refused(t.Context(), change(someOf, "one"))
		time.Sleep(3 * time.Second) //nolint:forbidigo // the bubble's own time
		j.Refused(t.Context(), change(someOf, "two"))
		time.Sleep(1500 * time.Millisecond) //nolint:forbidigo // the bubble's own time
		m.away.Store(false)
		time.Sleep(1500 * time.Millisecond) //nolint:forbidigo // the bubble's own time
		j.Close()
		if len(m.noted) != 2 || m.noted[0].Operation != "one" {
			t.Errorf("%+v", m.noted)
		}
	})
}

func TestTheLogOfTheServerNamesNobody(t *testing.T) {
	var log bytes.Buffer
	m := &memory{}
	j := open(m, slog.New(slog.NewTextHandler(&log, nil)))
	j.Refused(t.Context(), access.Attempt{Actor: access.Actor{Name: "Erika Muster"}, Action: access.Change, Operation: "putRule", About: []string{"rule x"}, Reason: "Erika Muster changes nothing"})
	j.Close()
	if strings.Contains(log.String(), "Erika") || !strings.Contains(log.String(), "putRule") {
		t.Error(log.String())
	}
}

// history are three commits, a minute apart, and a refusal half a minute after each.
func history() *memory {
	m := &memory{}
	for i := range 3 {
		at := time.Date(2026, 3, 1, 12, i, 0, 0, time.UTC)
		m.commits = append(m.commits, &catalogue.Commit{
			Revision: catalogue.Revision(i + 1), Stamp: catalogue.Stamp{Time: at, Actor: "amt", Origin: "graphql", Message: "weil"},
			Records: []catalogue.RecordVersion{{ID: 1, Kind: catalogue.KindService, Record: &catalogue.Service{}, Created: i == 0}, {ID: 2, Kind: catalogue.KindSolution}},
			Edges:   []catalogue.EdgeVersion{{Edge: catalogue.Edge{ID: 7}, Created: true}},
		})
		m.noted = append(m.noted, store.Attempt{Number: int64(i + 1), First: at, Last: at.Add(30 * time.Second), Times: 1, Actor: "anonym", Action: "CHANGE", Operation: "putRule", Reason: "no"})
	}
	return m
}

func TestAnExportIsWhatWasDoneAndRefusedByTime(t *testing.T) {
	m := history()
	noon := m.commits[0].Time
	for name, c := range map[string]struct {
		span audit.Span
		want string
	}{
		"all":                {audit.Span{}, "COMMIT REFUSED COMMIT REFUSED COMMIT REFUSED"},
		"from the second on": {audit.Span{Since: noon.Add(time.Minute)}, "COMMIT REFUSED COMMIT REFUSED"},
		"before the second":  {audit.Span{Until: noon.Add(time.Minute)}, "COMMIT REFUSED"},
		"one refusal":        {audit.Span{Since: noon.Add(30 * time.Second), Until: noon.Add(31 * time.Second)}, "REFUSED"},
		"nothing":            {audit.Span{Since: noon.Add(time.Hour)}, ""},
	} {
		var out bytes.Buffer
		if err := audit.Export(t.Context(), &out, m, c.span); err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(out.String()) {
			var l struct {
				What string
				At   time.Time
			}
			if err := json.Unmarshal([]byte(line), &l); err != nil || l.At.IsZero() {
				t.Errorf("%s: %s: %v", name, line, err)
			}
			got = append(got, l.What)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestTokensAreAmongWhatWasDone tells of a token when it was made and when it was revoked,
// and never more of it than who may do what with it.
func TestTokensAreAmongWhatWasDone(t *testing.T) {
	m := history()
	noon := m.commits[0].Time
	m.tokens = []store.Token{{
		ID: "k3j5ab2q", Name: "Registerpflege", Digest: [32]byte{1, 2, 3}, Grants: `[{"role":"editor"}]`, Clearance: catalogue.Internal, CreatedBy: "amt",
		CreatedAt: noon.Add(-time.Hour), Expires: noon.Add(time.Hour), Revoked: noon.Add(time.Minute),
	}}
	var out bytes.Buffer
	if err := audit.Export(t.Context(), &out, m, audit.Span{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if want := `{"what":"TOKEN_CREATED","at":"2026-03-01T11:00:00Z","actor":"amt","token":"k3j5ab2q","name":"Registerpflege","grants":[{"role":"editor"}],"clearance":"INTERNAL","expires":"2026-03-01T13:00:00Z"}`; lines[0] != want {
		t.Errorf("%s\nwant\n%s", lines[0], want)
	}
	if want := `{"what":"TOKEN_REVOKED","at":"2026-03-01T12:01:00Z","token":"k3j5ab2q","name":"Registerpflege"}`; !slices.Contains(lines, want) || slices.Index(lines, want) == 0 {
		t.Errorf("%s\nlacks\n%s", out.String(), want)
	}
	out.Reset()
	if err := audit.Export(t.Context(), &out, m, audit.Span{Since: noon.Add(time.Minute), Until: noon.Add(time.Minute + time.Second)}); err != nil || strings.Count(out.String(), "TOKEN") != 1 {
		t.Errorf("%v: in a span that begins with the end of the token: %s", err, out.String())
	}
}

func TestALineNamesWhatACommitMade(t *testing.T) {
	var out bytes.Buffer
	if err := audit.Export(t.Context(), &out, history(), audit.Span{}); err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(out.String(), "\n")
	want := fmt.Sprintf(`{"what":"COMMIT","at":"2026-03-01T12:00:00Z","revision":1,"actor":"amt","origin":"graphql","message":"weil","created":[%q,%q],"removed":[%q],"records":2,"statements":1}`,
		catalogue.GlobalID(catalogue.KindService, 1), catalogue.GlobalEdgeID(7), catalogue.GlobalID(catalogue.KindSolution, 2))
	if line != want {
		t.Errorf("%s\nwant\n%s", line, want)
	}
}

func TestOnlyAdministratorsReadWhoDidWhat(t *testing.T) {
	var refused []access.Attempt
	h := audit.Handler(history(), func(_ context.Context, a access.Attempt) { refused = append(refused, a) })
	ask := func(a access.Actor, query string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(identity.With(t.Context(), a), http.MethodGet, "/audit"+query, nil))
		return w
	}
	if w := ask(nobody, ""); w.Code != http.StatusForbidden || len(refused) != 1 || refused[0].Action != access.Audit {
		t.Errorf("%d %s %+v", w.Code, w.Body, refused)
	}
	if w := ask(access.Actor{Name: "x", Grants: []access.Grant{{Role: access.Steward}}}, ""); w.Code != http.StatusForbidden {
		t.Error(w.Code)
	}
	if w := ask(access.Operator("x"), "?since=2026-03-01T12:01:00Z"); w.Code != http.StatusOK || strings.Count(w.Body.String(), "\n") != 4 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for query, says := range map[string]string{
		"?until=gestern":                       "until: write an instant",
		"?since=":                              "since: write an instant",
		"?sinse=2026-01-01":                    "sinse: the parameters are since and until",
		"?since=2026-01-01&since=2026-02-01":   "since: give each parameter once",
		"?since=2026-01-01&Until=2026-02-01":   "Until: the parameters are since and until",
		"?since=2026-01-01&until=2026-02-01&x": "x: the parameters are since and until",
	} {
		if w := ask(access.Operator("x"), query); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d %s, want %q", query, w.Code, w.Body, says)
		}
	}
}
