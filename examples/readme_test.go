package examples_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fundus/examples"
	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
	"fundus/internal/sample"
	"fundus/internal/store/sqlite"
)

var update = flag.Bool("update", false, "write the answers into the README")

const readme = "../README.md"

// question is a query in the README with the answer that stands below it.
var question = regexp.MustCompile("(?s)```graphql\n((?:\\{|query).*?)```\n```json\n(.*?)```")

// TestREADMEAnswersAreTrue asks the README's questions of the sample.
func TestREADMEAnswersAreTrue(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	ask := sampleServer(t)
	asked := 0
	out := question.ReplaceAllStringFunc(string(text), func(block string) string {
		asked++
		parts := question.FindStringSubmatch(block)
		answer := ask(parts[1])
		if strings.Contains(answer, `"errors"`) || !strings.Contains(answer, `"data"`) {
			t.Errorf("question %d: %s", asked, answer)
		}
		if !*update && answer != parts[2] {
			t.Errorf("question %d is answered otherwise; go test ./examples -run README -update writes it:\n%s", asked, answer)
		}
		return "```graphql\n" + parts[1] + "```\n```json\n" + answer + "```"
	})
	if asked != 19 {
		t.Errorf("found %d questions, the README promises ten, and shows four of how it hangs together, one of a decision and four of moments", asked)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sampleServer answers queries on the sample, as of a fixed day.
func sampleServer(t *testing.T) func(query string) string {
	ctx := context.Background()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "fundus.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	day := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	cat, err := live.Open(ctx, st, live.Options{Today: func() catalogue.Day { return live.DayOf(day()) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cat.Close() })
	for _, step := range sample.Steps() {
		b, err := bundle.FromFS(ctx, step.FS, &interchange.Findings{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cat.Commit(ctx, catalogue.Stamp{Actor: step.Actor, Message: step.Message, Origin: "sample"}, b.Changes); err != nil {
			t.Fatal(b.Locate(err))
		}
	}
	handler := graph.New(cat, graph.Options{Now: day})
	return func(query string) string { return post(t, handler, query) }
}

func post(t *testing.T, handler http.Handler, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if strings.Contains(query, "@") {
		return compact(w.Body.Bytes())
	}
	return compact(withoutMoment(t, w.Body.Bytes()))
}

// withoutMoment leaves out from which moment the answer is, which every answer
// says: those on the README to questions that choose a moment show it.
func withoutMoment(t *testing.T, answer []byte) []byte {
	t.Helper()
	cut := bytes.LastIndex(answer, []byte(`,"extensions":{"fundus":`))
	if cut < 0 {
		t.Fatalf("the answer does not say its moment: %s", answer)
	}
	return append(answer[:cut:cut], '}')
}

// wide is up to how many characters an object or a list stands on one line.
const wide = 110

// compact writes JSON for readers: what is short on one line, the rest indented.
func compact(data []byte) string {
	var b strings.Builder
	writeValue(&b, json.RawMessage(data), "")
	return b.String() + "\n"
}

func writeValue(b *strings.Builder, v json.RawMessage, indent string) {
	v = bytes.TrimSpace(v)
	line := spaced(v)
	if len([]rune(line))+len(indent) <= wide || v[0] != '{' && v[0] != '[' {
		b.WriteString(line)
		return
	}
	d := json.NewDecoder(bytes.NewReader(v))
	open, _ := d.Token()
	b.WriteString(open.(json.Delim).String() + "\n")
	for first := true; d.More(); first = false {
		if !first {
			b.WriteString(",\n")
		}
		b.WriteString(indent + "  ")
		if v[0] == '{' {
			key, _ := d.Token()
			b.WriteString(`"` + key.(string) + `": `)
		}
		var element json.RawMessage
		if d.Decode(&element) != nil {
			return
		}
		writeValue(b, element, indent+"  ")
	}
	b.WriteString("\n" + indent + string(v[len(v)-1]))
}

// spaced is JSON on one line with a blank after each comma and colon.
func spaced(v json.RawMessage) string {
	var indented bytes.Buffer
	if json.Indent(&indented, v, "", "") != nil {
		return string(v)
	}
	s := indented.String()
	s = strings.ReplaceAll(s, ",\n", ", ")
	return strings.ReplaceAll(s, "\n", "")
}

// TestTheREADMEListsTwentyFiveQuestions looks whether each stands there with a file
// that is there.
func TestTheREADMEListsTwentyFiveQuestions(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile(`(?m)^\|.*\| \[\d\d\]\(examples/(.*\.graphql)\) \|$`).FindAllStringSubmatch(string(text), -1)
	for _, file := range listed {
		if _, err := fs.Stat(examples.Files, file[1]); err != nil {
			t.Error(err)
		}
	}
	if len(listed) != 25 {
		t.Errorf("%d questions are listed", len(listed))
	}
}
