package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/live"
)

var update = flag.Bool("update", false, "write the answers of the stories anew")

// TestStories asks what the stories in testdata ask, over HTTP, of a catalogue
// on each engine; every engine must give the answers that stand there.
//
// A story is a txtar file. Its heading says what it tells. The files under
// seed/ are a bundle, a file "world" stands for the one in testdata/world, and a file
// "cases" for a case that is then made step by step, as testdata/cases has it; a file
// "extensions" says that answers are shown with theirs, which every answer has and
// few stories are about; a file "clearance" says up to what those may see who do not ask
// from this machine, which is all who come through a proxy (Via). Then come the questions, each with its variables, its
// headers and its answer:
//
//	-- NAME.graphql --
//	-- NAME.variables.json --   a string "$EARLIER.data.x.0.y" is taken from that answer
//	-- NAME.headers --          lines of a request's header
//	-- NAME.answer.json --      the status, then the body
//
// Cursors and instants are opaque and stand as "…".
func TestStories(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		for _, e := range engines {
			name := strings.TrimSuffix(filepath.Base(path), ".txtar")
			t.Run(name+"/"+e.name, func(t *testing.T) { tell(t, path, e) })
		}
	}
}

func tell(t *testing.T, path string, e engine) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := catalogueOf(t, e.open(t), seedOf(archive))
	if has(archive, "cases") {
		makeCase(t, c)
	}
	s := &story{server: serve(t, c, graph.Options{Clearance: clearanceOf(archive)}), answers: map[string]any{}, extensions: has(archive, "extensions")}
	for _, step := range stepsOf(archive) {
		got := s.ask(t, step)
		if *update {
			step.setAnswer(archive, got)
			continue
		}
		if diff := cmp.Diff(string(step.answer), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func has(a *txtar.Archive, name string) bool {
	return slices.ContainsFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
}

// makeCase takes the steps of testdata/cases in order.
func makeCase(t testing.TB, c *live.Catalogue) {
	t.Helper()
	steps, err := filepath.Glob("testdata/cases/*")
	if err != nil || len(steps) == 0 {
		t.Fatalf("no steps: %v", err)
	}
	for _, step := range steps {
		commitBundle(t, c, os.DirFS(step), catalogue.Stamp{Actor: "referat", Message: filepath.Base(step), Origin: "seed"})
	}
}

// seedOf is the bundle that a story begins with.
func seedOf(a *txtar.Archive) fs.FS {
	seed := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name == "world" {
			return os.DirFS("testdata/world")
		}
		if name, ok := strings.CutPrefix(f.Name, "seed/"); ok {
			seed[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	if len(seed) == 0 {
		return nil
	}
	return seed
}

// clearanceOf is what a story says of those who ask from elsewhere.
func clearanceOf(a *txtar.Archive) catalogue.Visibility {
	for _, f := range a.Files {
		if f.Name == "clearance" {
			return catalogue.Visibility(bytes.TrimSpace(f.Data))
		}
	}
	return ""
}

// step is a question of a story.
type step struct {
	name                      string
	query, variables, headers []byte
	answer                    []byte
}

func stepsOf(a *txtar.Archive) []*step {
	var steps []*step
	byName := map[string]*step{}
	for _, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, ".")
		if part == "graphql" {
			s := &step{name: name, query: f.Data}
			steps, byName[name] = append(steps, s), s
		}
		s := byName[name]
		switch {
		case s == nil:
		case part == "variables.json":
			s.variables = f.Data
		case part == "headers":
			s.headers = f.Data
		case part == "answer.json":
			s.answer = f.Data
		}
	}
	return steps
}

// setAnswer puts the answer behind what the story says of the question.
func (s *step) setAnswer(a *txtar.Archive, answer []byte) {
	last := 0
	for i, f := range a.Files {
		if f.Name == s.name+".answer.json" {
			a.Files[i].Data = answer
			return
		}
		if strings.HasPrefix(f.Name, s.name+".") {
			last = i
		}
	}
	rest := append([]txtar.File{{Name: s.name + ".answer.json", Data: answer}}, a.Files[last+1:]...)
	a.Files = append(a.Files[:last+1], rest...)
}

// story is what has been answered so far.
type story struct {
	server     *httptest.Server
	answers    map[string]any
	extensions bool // are shown
}

func (s *story) ask(t *testing.T, step *step) []byte {
	t.Helper()
	q := request{Query: string(step.query)}
	if step.variables != nil {
		if err := json.Unmarshal(step.variables, &q.Variables); err != nil {
			t.Fatalf("%s: variables: %v", step.name, err)
		}
		q.Variables = s.resolve(t, q.Variables).(map[string]any)
	}
	status, body := ask(t, s.server, q, headersOf(step.headers))
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("%s: %v in %s", step.name, err, body)
	}
	s.answers[step.name] = answer
	if !s.extensions {
		body = withoutExtensions(t, step, body)
	}
	return written(t, status, body)
}

// withoutExtensions leaves out what says from which moment the answer is. It is in
// every answer to a question that was begun.
func withoutExtensions(t *testing.T, step *step, body []byte) []byte {
	t.Helper()
	members, _, err := membersOf(body)
	if err != nil {
		t.Fatalf("%s: %v in %s", step.name, err, body)
	}
	var out bytes.Buffer
	comma, dated, data := "{", false, false
	for _, m := range members {
		data = data || m.key == "data"
		if m.key == "extensions" {
			dated = bytes.Contains(m.value, []byte(`"day":"`))
			continue
		}
		fmt.Fprintf(&out, "%s%q:%s", comma, m.key, m.value)
		comma = ","
	}
	if data && !dated {
		t.Errorf("%s: the answer does not say its moment: %s", step.name, body)
	}
	return append(out.Bytes(), '}')
}

func headersOf(lines []byte) http.Header {
	h := http.Header{}
	for line := range strings.Lines(string(lines)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			h.Set(name, strings.TrimSpace(value))
		}
	}
	return h
}

// resolve puts what earlier answers said in the place of "$NAME.path".
func (s *story) resolve(t *testing.T, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = s.resolve(t, v[key])
		}
	case []any:
		for i := range v {
			v[i] = s.resolve(t, v[i])
		}
	case string:
		if path, ok := strings.CutPrefix(v, "$"); ok {
			return s.said(t, strings.Split(path, "."))
		}
	}
	return v
}

func (s *story) said(t *testing.T, path []string) any {
	t.Helper()
	at := s.answers[path[0]]
	for _, part := range path[1:] {
		switch v := at.(type) {
		case map[string]any:
			at = v[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(v) {
				t.Fatalf("%s: no entry %s", strings.Join(path, "."), part)
			}
			at = v[i]
		}
	}
	if at == nil {
		t.Fatalf("%s was not answered", strings.Join(path, "."))
	}
	return at
}

// opaque are the fields whose values a reader of a story need not see.
var opaque = map[string]bool{"cursor": true, "startCursor": true, "endCursor": true, "recordedAt": true, "resume": true}

// written is an answer as a story shows it: fields in their order, what fits
// into a line in a line.
func written(t *testing.T, status int, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	fmt.Fprintf(&out, "HTTP %d\n", status)
	if err := spread(&out, "", body); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// member is a field of an object, or an element of a list with its place.
type member struct {
	key   string
	value json.RawMessage
}

// spread writes a value in one line, or with a line for each of its members.
func spread(out *bytes.Buffer, indent string, value []byte) error {
	const wide = 110
	members, object, err := membersOf(value)
	if err != nil {
		return err
	}
	line, err := inLine(value)
	if err != nil || len(members) == 0 || len(indent)+len(line) <= wide {
		out.WriteString(line)
		return err
	}
	open, shut := "[", "]"
	if object {
		open, shut = "{", "}"
	}
	out.WriteString(open)
	for i, m := range members {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n" + indent + "  ")
		if object {
			out.WriteString(strconv.Quote(m.key) + ": ")
		}
		if err := spread(out, indent+"  ", m.value); err != nil {
			return err
		}
	}
	out.WriteString("\n" + indent + shut)
	return nil
}

// inLine is a value in one line, with a blank behind colons and commas.
func inLine(value []byte) (string, error) {
	members, object, err := membersOf(value)
	if err != nil || members == nil && !object {
		return string(value), err
	}
	parts := make([]string, len(members))
	for i, m := range members {
		if parts[i], err = inLine(m.value); err != nil {
			return "", err
		}
		if object {
			parts[i] = strconv.Quote(m.key) + ": " + parts[i]
		}
	}
	if object {
		return "{" + strings.Join(parts, ", ") + "}", nil
	}
	return "[" + strings.Join(parts, ", ") + "]", nil
}

// membersOf takes an object or a list apart; anything else has nil.
func membersOf(value []byte) (members []member, object bool, err error) {
	dec := json.NewDecoder(bytes.NewReader(value))
	first, err := dec.Token()
	if err != nil {
		return nil, false, err
	}
	object = first == json.Delim('{')
	if !object && first != json.Delim('[') {
		return nil, false, nil
	}
	members = []member{}
	for dec.More() {
		var m member
		if object {
			key, err := dec.Token()
			if err != nil {
				return nil, object, err
			}
			m.key = key.(string)
		}
		if err := dec.Decode(&m.value); err != nil {
			return nil, object, err
		}
		if opaque[m.key] && m.value[0] == '"' {
			m.value = json.RawMessage(`"…"`)
		}
		members = append(members, m)
	}
	return members, object, nil
}
