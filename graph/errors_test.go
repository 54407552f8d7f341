package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// broken is a catalogue whose writes end as the test says.
type broken struct {
	graph.Source // what a change does not ask
	commit       func() error
}

func (broken) Lag() time.Duration { return 0 }

func (b broken) Snapshot() *snapshot.Snapshot { return snapshot.Empty() }

func (b broken) CommitAs(context.Context, access.Actor, catalogue.Stamp, []catalogue.Change) (live.Result, error) {
	return live.Result{}, b.commit()
}

const removal = `mutation{remove(input:{target:"w:x",seen:1}){revision}}`

// TestWhatIsNoErrorOfTheCatalogueLeavesAnIdAndNothingElse lets a write fail with
// what a driver would say, and with a panic. The log has it under the id.
func TestWhatIsNoErrorOfTheCatalogueLeavesAnIdAndNothingElse(t *testing.T) {
	const secret = "dial postgres://fundus:geheim@db:5432"
	for name, commit := range map[string]func() error{
		"an error":        func() error { return errors.New(secret) },
		"a wrapped error": func() error { return fmt.Errorf("append commit: %w", errors.New(secret)) },
		"a panic":         func() error { panic(secret) },
		"a panic of Go":   func() error { var none []string; return errors.New(none[len(secret)]) },
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			s := serve(t, broken{commit: commit}, graph.Options{Log: slog.New(slog.NewJSONHandler(&log, nil))})
			status, body := ask(t, s, request{Query: removal}, nil)
			var a answer
			if err := json.Unmarshal(body, &a); err != nil {
				t.Fatal(err)
			}
			if status != 200 || a.code() != "INTERNAL" || strings.Contains(string(body), "geheim") || strings.Contains(string(body), "panic") {
				t.Errorf("HTTP %d: %s", status, body)
			}
			if id := a.Errors[0].Extensions.ID; len(id) != 12 || !strings.Contains(log.String(), id) {
				t.Errorf("the log does not have %q: %s", id, &log)
			}
			if strings.Contains(name, "panic") && !strings.Contains(log.String(), "errors_test.go") {
				t.Errorf("the log does not say where it was: %s", &log)
			}
			if len(a.Errors[0].Path) == 0 {
				t.Error("the error does not say which field failed")
			}
		})
	}
}

// TestErrorsOfTheCatalogueHaveTheirCodeAndParts lets a write fail with each kind.
func TestErrorsOfTheCatalogueHaveTheirCodeAndParts(t *testing.T) {
	conflict := &catalogue.Error{Kind: catalogue.Conflict, Record: "service w:x", Field: "seen", Value: "1", Message: "it is at revision 3", Err: errors.New("secret")}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"one", conflict, `{"message":"service w:x: seen: it is at revision 3","path":["remove"],"locations":[{"line":1,"column":10}],"extensions":{"code":"CONFLICT","field":"seen","record":"service w:x","value":"1"}}`},
		{"one that was wrapped", fmt.Errorf("append: %w", conflict), `{"message":"service w:x: seen: it is at revision 3","path":["remove"],"locations":[{"line":1,"column":10}],"extensions":{"code":"CONFLICT","field":"seen","record":"service w:x","value":"1"}}`},
		{"several", catalogue.Errors{catalogue.Errorf(catalogue.Invalid, "a"), conflict}, `{"message":"a\nservice w:x: seen: it is at revision 3","path":["remove"],"locations":[{"line":1,"column":10}],"extensions":{"code":"INVALID","problems":[{"code":"INVALID","message":"a"},{"code":"CONFLICT","field":"seen","message":"it is at revision 3","record":"service w:x","value":"1"}]}}`},
		{"out of time", context.DeadlineExceeded, `{"message":"the operation took too long and was stopped; ask for less at once","path":["remove"],"locations":[{"line":1,"column":10}],"extensions":{"code":"UNAVAILABLE"}}`},
	} {
		s := serve(t, broken{commit: func() error { return c.err }}, graph.Options{})
		_, body := ask(t, s, request{Query: removal}, nil)
		if want := `{"errors":[` + c.want + `],"data":{"remove":null},"extensions":{"fundus":{"cost":2,"day":"2025-09-01","revision":0}}}`; string(body) != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, body, want)
		}
	}
}

// An error names an argument as it is called where it was given.
func TestAnErrorNamesTheArgumentAsItIsCalledThere(t *testing.T) {
	s := world(t, graph.Options{})
	long := strings.Repeat("a", 600)
	for query, want := range map[string]string{
		`{search(text:"` + long + `"){totalCount}}`:        `"message":"text: search text has 600 bytes, the limit is 512"`,
		`{search(text:"a", after:"x"){totalCount}}`:        `"field":"after"`,
		`{services(search:"` + long + `"){totalCount}}`:    `"field":"search"`,
		"{services{...F}}\n  fragment F on Query { ...F }": `"locations":[{"line":2,"column":3}]`,
	} {
		if _, body := ask(t, s, request{Query: query}, nil); !strings.Contains(string(body), want) {
			t.Errorf("%.30s: %s, want %s", query, body, want)
		}
	}
}
