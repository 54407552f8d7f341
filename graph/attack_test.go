package graph_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"fundus/graph"
)

// What a request may take at most, however it was made up: of the processor, of which
// the tests' own share and the race detector's are counted too, of memory, and of the
// line. Nothing here is measured by the clock.
const (
	mostCPU       = 2 * time.Second
	mostAllocated = 512 << 20
	mostAnswered  = 64 << 10
)

// attack is an operation that is sent to do harm.
type attack struct {
	name, query string
	// variables is JSON as it is sent; "" for none.
	variables string
	// code is that of the first error; "" for an answer without one.
	code      string
	operation string // which of the document's is meant; "" for its only one
	// unreadable variables are no JSON that is read.
	unreadable bool
	file       string // the code where files are made, if that is another
}

// body is the attack as the body of a request.
func (a attack) body(t testing.TB) string {
	t.Helper()
	variables := a.variables
	if variables == "" {
		variables = "null"
	}
	return fmt.Sprintf(`{"query":%s,"operationName":%s,"variables":%s}`, encoded(t, a.query), encoded(t, a.operation), variables)
}

func encoded(t testing.TB, s string) []byte {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// effort is what something took.
type effort struct {
	cpu       time.Duration
	allocated uint64
}

// taken is the effort of the whole process for what is done meanwhile.
func taken(t testing.TB, do func()) effort {
	t.Helper()
	cpu, bytes := spent(t)
	do()
	cpuAfter, bytesAfter := spent(t)
	return effort{cpuAfter - cpu, bytesAfter - bytes}
}

func spent(t testing.TB) (time.Duration, uint64) {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), sample[0].Value.Uint64()
}

// within says that an attack took no more than any request may.
func (e effort) within(t *testing.T, name string, answer []byte) {
	t.Helper()
	if e.cpu > mostCPU || e.allocated > mostAllocated || len(answer) > mostAnswered {
		t.Errorf("%s: took %s of the processor and %d MiB for %d bytes", name, e.cpu, e.allocated>>20, len(answer))
	}
}

// TestEveryAttackIsAnsweredWithinBounds sends each attack by POST.
func TestEveryAttackIsAnsweredWithinBounds(t *testing.T) {
	s := world(t, graph.Options{})
	settle := settled(t, s)
	for _, a := range attacks() {
		var text []byte
		e := taken(t, func() { _, text = sentTo(t, s, "/graphql", "application/json", a.body(t)) })
		e.within(t, a.name, text)
		a.answered(t, text)
	}
	settle()
}

// answered says that the answer is the one that the attack deserves.
func (a attack) answered(t *testing.T, text []byte) {
	t.Helper()
	var got answer
	if err := json.Unmarshal(text, &got); err != nil || got.code() != a.code || len(got.Errors) > 10 {
		t.Errorf("%s: not %q: %.300s (%v)", a.name, a.code, text, err)
	}
}

// TestEveryAttackOnASocketIsAnsweredWithinBounds sends the same as messages of one
// WebSocket, which lives on.
func TestEveryAttackOnASocketIsAnsweredWithinBounds(t *testing.T) {
	s := world(t, graph.Options{Ending: t.Context().Done()})
	settle := settled(t, s)
	w := dial(t, s)
	for _, a := range attacks() {
		if a.unreadable {
			continue // no message, which ends a socket: graph/socket
		}
		var text string
		e := taken(t, func() {
			w.say(`{"type":"subscribe","id":"1","payload":` + a.body(t) + `}`)
			text = only(t, w)
		})
		e.within(t, a.name, []byte(text))
		a.answered(t, []byte(text))
	}
	w.leave()
	settle()
}

// only is the one answer of an operation, which is complete.
func only(t testing.TB, w *wsEar) string {
	t.Helper()
	e := heard(t, w)
	if e.kind == "error" {
		return `{"errors":` + e.text + "}"
	}
	if end := heard(t, w); end.kind != "complete" {
		t.Fatalf("after %s: %+v", e.text, end)
	}
	return e.text
}

// TestEveryAttackOnAFileIsAnsweredWithinBounds sends the same to where files are made. What
// is an answer elsewhere is no list, and so no file.
func TestEveryAttackOnAFileIsAnsweredWithinBounds(t *testing.T) {
	s := world(t, graph.Options{})
	settle := settled(t, s)
	for _, a := range attacks() {
		var text []byte
		e := taken(t, func() { _, text = sentTo(t, s, "/export?format=csv", "application/json", a.body(t)) })
		e.within(t, a.name, text)
		if a.code == "" {
			a.code = "INVALID"
		}
		a.code = cmp.Or(a.file, a.code)
		a.answered(t, text)
	}
	settle()
}

func sentTo(t testing.TB, s *httptest.Server, path, kind, body string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	status, _, text := sent(t, s, r)
	return status, text
}

func sent(t testing.TB, s *httptest.Server, r *http.Request) (int, http.Header, []byte) {
	t.Helper()
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, text
}

// settled answers with what is looked at when all was sent: the server answers on, and
// nothing of what it did runs any more.
func settled(t *testing.T, s *httptest.Server) func() {
	t.Helper()
	lives := func() {
		t.Helper()
		if a := askFor(t, s, request{Query: "{catalogue{revision}}"}); len(a.Errors) > 0 {
			t.Errorf("afterwards: %v", a.Errors)
		}
		s.Client().CloseIdleConnections()
	}
	lives()
	before := goleak.IgnoreCurrent()
	return func() {
		t.Helper()
		lives()
		goleak.VerifyNone(t, before)
	}
}
