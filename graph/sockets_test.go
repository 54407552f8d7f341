package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/identity"
)

// Over a socket everything can be asked and, by those who may, changed.
func TestQuestionsAndChangesGoOverASocketToo(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	s := serve(t, c, graph.Options{Ending: t.Context().Done()})
	w := dial(t, s)
	w.subscribe("change", `mutation{putArea(record:{name:"A"}){revision}}`, nil)
	if e := heard(t, w); e.text != `{"data":{"putArea":{"revision":1}},"extensions":{"fundus":{"cost":2,"day":"2025-09-01","revision":1}}}` {
		t.Errorf("told %s", e.text)
	}
	if e := heard(t, w); e.kind != "complete" {
		t.Errorf("told %s %s", e.kind, e.text)
	}
	w.subscribe("question", `{areas{nodes{name}}}`, nil)
	if e := heard(t, w); !strings.HasPrefix(e.text, `{"data":{"areas":{"nodes":[{"name":"A"}]}}`) {
		t.Errorf("told %s", e.text)
	}
	heard(t, w)

	stranger := httptest.NewServer(graph.New(c, graph.Options{}))
	defer stranger.Close()
	w = dial(t, stranger)
	w.subscribe("change", `mutation{putArea(record:{name:"B"}){revision}}`, nil)
	if e := heard(t, w); !strings.Contains(e.text, `"FORBIDDEN"`) || c.Snapshot().Revision() != 1 {
		t.Errorf("told %s", e.text)
	}
	w.leave()
}

// Who asks may say so in connection_init, where browsers cannot say it in a header; who
// says what does not hold is not taken for anybody.
func TestASocketIsOfWhomConnectionInitNames(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	s := httptest.NewServer(graph.New(c, graph.Options{Admit: func(ctx context.Context, payload json.RawMessage) (context.Context, time.Time, error) {
		var said struct{ Authorization string }
		switch err := json.Unmarshal(payload, &said); {
		case err != nil:
			return ctx, time.Time{}, err
		case said.Authorization == "Bearer panic":
			panic("a bug")
		case said.Authorization == "Bearer eva":
			return identity.With(ctx, access.Operator("eva")), time.Time{}, nil
		}
		return ctx, time.Time{}, errors.New("no such token")
	}}))
	defer s.Close()
	w := dialSaying(t, s, `{"Authorization":"Bearer eva"}`)
	w.acknowledged()
	w.subscribe("change", `mutation{putArea(record:{name:"A"}){revision}}`, nil)
	if e := heard(t, w); !strings.Contains(e.text, `"revision":1`) {
		t.Errorf("told %s", e.text)
	}
	heard(t, w)
	w.subscribe("question", `{changes(first:1){changes{actor}}}`, nil)
	if e := heard(t, w); !strings.Contains(e.text, `"actor":"eva"`) {
		t.Errorf("told %s", e.text)
	}
	for _, payload := range []string{`null`, `{}`, `{"Authorization":"Bearer other"}`, `{"Authorization":"Bearer panic"}`} {
		w := dialSaying(t, s, payload)
		if _, text, err := w.conn.Read(t.Context()); websocket.CloseStatus(err) != 4403 {
			t.Errorf("%s: told %s, %v", payload, text, err)
		}
	}
}

// A socket is closed when what was shown for it has expired, whether in the handshake or
// in connection_init.
func TestASocketEndsWithWhatWasShownForIt(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), nil)
	soon := func() access.Actor {
		a := access.Operator("eva")
		a.Until = time.Now().Add(50 * time.Millisecond)
		return a
	}
	for what, o := range map[string]graph.Options{
		"in the handshake": {},
		"in connection_init": {Admit: func(ctx context.Context, _ json.RawMessage) (context.Context, time.Time, error) {
			return ctx, time.Now().Add(50 * time.Millisecond), nil
		}},
	} {
		h := graph.New(c, o)
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if o.Admit == nil {
				r = r.WithContext(identity.With(r.Context(), soon()))
			}
			h.ServeHTTP(w, r)
		}))
		w := dialSaying(t, s, `{}`)
		for {
			_, _, err := w.conn.Read(t.Context())
			if err == nil {
				continue
			}
			if code := websocket.CloseStatus(err); code != 4403 {
				t.Errorf("%s: the socket ends with %v", what, err)
			}
			break
		}
		s.Close()
	}
}
