package graph_test

import (
	"encoding/json"
	"io/fs"
	"testing"
	"time"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/httpd/console"
)

// TestEveryExampleAnswersSomethingOnTheSample asks what the console offers, with
// the variables that it offers. Each root field of each answer has something in it.
func TestEveryExampleAnswersSomethingOnTheSample(t *testing.T) {
	// A day on which everything that the sample tells has begun.
	day := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	s := serve(t, sampleOf(t, onSQLite(t)), graph.Options{Now: day})
	names, err := fs.Glob(examples.Files, "*.graphql")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d examples: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			text, err := fs.ReadFile(examples.Files, name)
			if err != nil {
				t.Fatal(err)
			}
			e, err := console.ParseExample(name, string(text))
			if err != nil {
				t.Fatal(err)
			}
			q := request{Query: e.Query}
			if len(e.Variables) > 0 {
				if err := json.Unmarshal([]byte(e.Variables), &q.Variables); err != nil {
					t.Fatal(err)
				}
			}
			a := askFor(t, s, q)
			if len(a.Errors) > 0 {
				t.Fatalf("%+v", a.Errors)
			}
			var fields map[string]any
			if err := json.Unmarshal(a.Data, &fields); err != nil {
				t.Fatal(err)
			}
			for name, value := range fields {
				if empty(value) {
					t.Errorf("%s is empty: %.300s", name, a.Data)
				}
			}
		})
	}
}

// empty says whether a root field has nothing to read: null, no entries, or a
// page without any.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case []any:
		return len(v) == 0
	case map[string]any:
		for _, list := range []string{"nodes", "edges"} {
			if entries, ok := v[list].([]any); ok {
				return len(entries) == 0
			}
		}
		return v["totalCount"] == 0.0
	}
	return false
}
