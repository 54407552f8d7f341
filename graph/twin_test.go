package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

// twins are three servers of the same log, but for what is above a clearance: that is
// something else in the second of them, from the first commit on, and was never in the
// third. Whoever has no more than that clearance must not be able to tell them apart.
//
// Ids, revisions and times are the same in all. That something was there, a gap in the
// ids or a position amid a commit may show, and nothing else.
type twins struct {
	clearance       catalogue.Visibility
	one, two, three http.Handler
	log             []*catalogue.Commit // of the first
	hidden          map[catalogue.ID]bool
}

// twinsOf plants visibilities into a log, by chance, and makes the other logs of it.
func twinsOf(t testing.TB, log []*catalogue.Commit, clearance catalogue.Visibility, seed uint64) *twins {
	t.Helper()
	w := &twins{clearance: clearance, hidden: map[catalogue.ID]bool{}}
	random := rand.New(rand.NewPCG(seed, uint64(clearance.Level())))
	w.log = w.planted(log, random)
	w.one = w.serve(t, w.log)
	w.two = w.serve(t, w.scrambled(random))
	w.three = w.serve(t, w.lacking())
	if whole := everythingIn(w.one); whole == everythingIn(w.two) || whole == everythingIn(w.three) {
		t.Fatal("who may see everything sees the same too: the twins do not differ")
	}
	return w
}

// everythingIn is what an operator of the server is told of it, who may see all.
func everythingIn(h http.Handler) string {
	const body = `{"query":"{search(text:\"e\"){nodes{name}} changes(after:\"0\",first:1000){changes{name}}}"}`
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.RemoteAddr, r.Host = "127.0.0.1:5", "localhost"
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Body.String()
}

// logOf is what a catalogue has recorded.
func logOf(t testing.TB, fill func(t testing.TB) *live.Catalogue) (log []*catalogue.Commit) {
	t.Helper()
	c := fill(t)
	steps, err := c.Steps(t.Context(), 0)
	for ; err == nil && len(steps) > 0; steps, err = c.Steps(t.Context(), catalogue.Revision(len(log))) {
		for _, s := range steps {
			log = append(log, s.Commit)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func copyOf(c *catalogue.Commit) *catalogue.Commit {
	out := *c
	out.Records, out.Edges = slices.Clone(c.Records), slices.Clone(c.Edges)
	for i := range out.Records {
		if r := out.Records[i].Record; r != nil {
			out.Records[i].Record = r.Clone()
		}
	}
	return &out
}

// planted gives every record a visibility that it keeps for life, most a low one, and some
// statements one of their own. Sources of examples stay seen: what was taken from one is an
// example for all.
func (w *twins) planted(log []*catalogue.Commit, random *rand.Rand) (out []*catalogue.Commit) {
	draw := func() catalogue.Visibility {
		if random.IntN(5) > 0 {
			return catalogue.Public
		}
		return catalogue.Visibility(catalogue.Visibilities.Codes[random.IntN(catalogue.VisibilityLevels)].Name)
	}
	records, statements := map[catalogue.ID]catalogue.Visibility{}, map[catalogue.EdgeID]catalogue.Visibility{}
	for _, c := range log {
		c = copyOf(c)
		for _, v := range c.Records {
			if _, drawn := records[v.ID]; !drawn {
				records[v.ID] = draw()
			}
			if v.Record == nil {
				continue
			}
			if source, ok := v.Record.(*catalogue.Source); ok && source.SourceKind == catalogue.SourceIllustrative {
				records[v.ID] = catalogue.Public
			}
			v.Record.Base().Visibility = records[v.ID]
			w.hidden[v.ID] = records[v.ID].Above(w.clearance)
		}
		for i := range c.Edges {
			e := &c.Edges[i].Edge
			if _, drawn := statements[e.ID]; !drawn {
				statements[e.ID] = draw()
			}
			e.Visibility = statements[e.ID]
		}
		out = append(out, c)
	}
	for _, c := range out {
		for _, v := range c.Edges { // what lies in a case is as secret as that
			if v.Edge.Relation == catalogue.FiledIn && w.hidden[v.Edge.To] {
				w.hidden[v.Edge.From] = true
			}
		}
	}
	return out
}

// conceals says whether a statement cannot be seen.
func (w *twins) conceals(e *catalogue.Edge) bool {
	return e.Visibility.Above(w.clearance) || w.hidden[e.From] || w.hidden[e.To] || w.hidden[e.Via] || w.hidden[e.Area]
}

// lacking is the log without what is hidden.
func (w *twins) lacking() (out []*catalogue.Commit) {
	withdrawn := map[catalogue.EdgeID]bool{}
	for _, c := range w.log {
		for _, v := range c.Edges {
			withdrawn[v.Edge.ID] = withdrawn[v.Edge.ID] || w.conceals(&v.Edge)
		}
	}
	for _, c := range w.log {
		c = copyOf(c)
		c.Records = slices.DeleteFunc(c.Records, func(v catalogue.RecordVersion) bool { return w.hidden[v.ID] })
		c.Edges = slices.DeleteFunc(c.Edges, func(v catalogue.EdgeVersion) bool { return withdrawn[v.Edge.ID] })
		out = append(out, c)
	}
	return out
}

// scrambled is the log in which what is hidden says what something else says of its kind,
// and has no identifiers.
func (w *twins) scrambled(random *rand.Rand) (out []*catalogue.Commit) {
	says, facts := map[catalogue.Kind][]catalogue.Record{}, map[catalogue.Relation][]catalogue.EdgeFacts{}
	for _, c := range w.log {
		for _, v := range c.Records {
			if v.Record != nil {
				says[v.Kind] = append(says[v.Kind], v.Record)
			}
		}
		for _, v := range c.Edges {
			facts[v.Edge.Relation] = append(facts[v.Edge.Relation], v.Edge.EdgeFacts)
		}
	}
	for _, c := range w.log {
		c = copyOf(c)
		for i, v := range c.Records {
			if v.Record != nil && w.hidden[v.ID] {
				other := says[v.Kind][random.IntN(len(says[v.Kind]))].Clone()
				m := other.Base()
				m.Visibility, m.Source, m.Identifiers = v.Record.Base().Visibility, v.Record.Base().Source, nil
				m.Tags = []string{fmt.Sprint("verborgen", random.IntN(1000))}
				c.Records[i].Record = other
			}
		}
		for i := range c.Edges {
			e := &c.Edges[i].Edge
			if w.conceals(e) {
				visibility := e.Visibility
				e.EdgeFacts = facts[e.Relation][random.IntN(len(facts[e.Relation]))]
				e.Visibility = visibility
			}
		}
		out = append(out, c)
	}
	return out
}

// serve is the whole surface before a log, for somebody with the clearance.
func (w *twins) serve(t testing.TB, log []*catalogue.Commit) http.Handler {
	t.Helper()
	st := onSQLite(t)
	if err := st.Restore(t.Context(), func(yield func(*catalogue.Commit) error) error {
		for _, c := range log {
			if err := yield(copyOf(c)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	// A day on which everything that the sample tells has begun.
	day := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	const free = 1 << 30
	return surface(catalogueOf(t, st, nil), graph.Options{
		Clearance: w.clearance, Now: day, Version: "1", Ending: t.Context().Done(),
		Limits: graph.Limits{DocumentBytes: free, Tokens: free, Nesting: free, Depth: free, Fields: free, Aliases: free, RootFields: free, Cost: free},
	})
}

// heeded is all that an answer tells.
type heeded struct {
	Status int
	Header map[string][]string
	Body   string
}

// fails is what the test of a law and the draw of one have in common.
type fails interface {
	Helper()
	Context() context.Context
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// alike asks all and says what was told, if it was the same.
func (w *twins) alike(t fails, method, target string, q *request) heeded {
	t.Helper()
	one := tells(t, w.one, method, target, q)
	for what, other := range w.others(q) {
		if diff := cmp.Diff(one, tells(t, other, method, target, q)); diff != "" {
			text := ""
			if q != nil {
				text = fmt.Sprintf("%s %v", q.Query, q.Variables)
			}
			t.Errorf("for %s, %s %.200s %.1000s (-hidden +%s):\n%.3000s", w.clearance, method, target, text, what, diff)
		}
	}
	return one
}

// others are those that one is compared with. Whoever asks what is restricted is told that
// something was there, by rule.
func (w *twins) others(q *request) map[string]http.Handler {
	all := map[string]http.Handler{"changed": w.two, "not there": w.three}
	if q != nil && strings.Contains(q.Query, "restricted") {
		delete(all, "not there")
	}
	return all
}

func tells(t fails, h http.Handler, method, target string, q *request) heeded {
	t.Helper()
	var body []byte
	if q != nil {
		var err error
		if body, err = json.Marshal(q); err != nil {
			t.Fatalf("%v", err)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), method, target, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	header := w.Header().Clone()
	header.Del("X-Request-Id") // of the request and not of its answer
	if strings.Contains(w.Body.String(), `"extensions":{"code":"INTERNAL"`) {
		t.Errorf("%s %s %.300s: %.1000s", method, target, body, w.Body)
	}
	return heeded{w.Code, header, positions.ReplaceAllString(inOrder(w.Body.String()), "$1")}
}

// inOrder is an answer with its errors in order: fields that are answered at once fail in
// any, and of many, any are told.
func inOrder(body string) string {
	var a struct {
		Errors     []json.RawMessage `json:"errors,omitempty"`
		Data       json.RawMessage   `json:"data,omitempty"`
		Extensions json.RawMessage   `json:"extensions,omitempty"`
	}
	if json.Unmarshal([]byte(body), &a) != nil || len(a.Errors) < 2 {
		return body
	}
	if slices.SortFunc(a.Errors, func(x, y json.RawMessage) int { return bytes.Compare(x, y) }); strings.Contains(body, "TOO_MANY_ERRORS") {
		a.Errors = nil
	}
	text, err := json.Marshal(a)
	if err != nil {
		return body
	}
	return string(text)
}

// positions amid a commit count what is hidden too.
var positions = regexp.MustCompile(`("next":"[0-9]+:|id: [0-9]+:)[0-9]+`)
