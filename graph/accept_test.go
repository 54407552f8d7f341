package graph_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"fundus/graph"
)

// Each client is answered in the form that it likes best of those that we have, after RFC
// 9110, 12.5.1, and the GraphQL-over-HTTP specification: the most specific range counts,
// and q=0 excludes. What cannot be answered in its form is told, by a status in any case.
func TestAClientIsAnsweredInTheFormThatItLikesBest(t *testing.T) {
	const newer, older, events = "application/graphql-response+json", "application/json", "text/event-stream"
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{})
	for accept, c := range map[string]struct {
		kind       string
		wrong      int // status of what is not valid
		acceptable bool
	}{
		"":                                     {older, 400, true},
		" , ":                                  {older, 400, true},
		"*/*":                                  {older, 400, true},
		"*/*;q=0.1":                            {older, 400, true},
		newer:                                  {newer, 400, true},
		older:                                  {older, 200, true},
		"APPLICATION/JSON":                     {older, 200, true},
		older + ", " + newer:                   {newer, 400, true},
		older + ";q=0.9, " + newer + ";q=0.8":  {older, 200, true},
		older + ";q=0.8, " + newer + ";q=0.9":  {newer, 400, true},
		older + ", text/plain, */*":            {older, 200, true}, // axios
		"application/*":                        {older, 400, true},
		newer + ", */*;q=0.5":                  {newer, 400, true},
		newer + ";q=0, */*":                    {older, 400, true},
		older + ";q=0, */*":                    {newer, 400, true},
		older + ";q=0, application/*;q=0.1":    {newer, 400, true},
		"application/*;q=0, */*":               {newer, 0, false},
		newer + ";q=0, " + older + ";q=0, */*": {newer, 0, false},
		"*/*;q=0":                              {newer, 0, false},
		older + ";q=0":                         {newer, 0, false},
		"text/html":                            {newer, 0, false},
		"json":                                 {newer, 0, false},
		older + ";q=2":                         {newer, 0, false},
		older + ";q=NaN":                       {newer, 0, false},
		older + ";q=2, " + newer:               {newer, 400, true},
		newer + "; charset=utf-8":              {newer, 400, true},
		events:                                 {events, 200, true},
		events + ", " + older:                  {older, 200, true},
		events + ", " + older + ";q=0.5":       {events, 200, true},
		events + ";q=0":                        {newer, 0, false},
		events + ";q=0, " + newer:              {newer, 400, true},
		newer + ", " + older + ", " + events:   {newer, 400, true},
		newer + ";q=0.5, */*;q=0.1, " + events: {events, 200, true},
		strings.Repeat("x/y,", 1000) + older:   {older, 200, true},
	} {
		for query, status := range map[string]int{"{__typename}": 200, "{nothing}": c.wrong} {
			if !c.acceptable {
				status = http.StatusNotAcceptable
			}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", strings.NewReader(`{"query":"`+query+`"}`))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", older)
			if accept != "" {
				r.Header.Set("Accept", accept)
			}
			answer, err := s.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			kind, _, _ := strings.Cut(answer.Header.Get("Content-Type"), ";")
			if kind != c.kind || answer.StatusCode != status {
				t.Errorf("%.80q, %s: HTTP %d %s, want %d %s", accept, query, answer.StatusCode, kind, status, c.kind)
			}
			if vary := answer.Header.Values("Vary"); !slices.Contains(vary, "Accept") {
				t.Errorf("%.80q: Vary is %q", accept, vary)
			}
		}
	}
}

// A refusal by the method says which methods there are.
func TestAMethodThatIsNoneIsToldWhichAre(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{})
	for method, c := range map[string]struct {
		status int
		allow  string
	}{
		http.MethodPut:     {405, "GET, OPTIONS, POST"},
		http.MethodDelete:  {405, "GET, OPTIONS, POST"},
		http.MethodHead:    {405, "GET, OPTIONS, POST"},
		http.MethodOptions: {204, "OPTIONS, GET, POST"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+"/graphql", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := answer.Header.Get("Allow"); answer.StatusCode != c.status || got != c.allow {
			t.Errorf("%s: HTTP %d, Allow %q", method, answer.StatusCode, got)
		}
	}
}
