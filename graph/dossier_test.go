package graph_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fundus/graph"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
)

// filed is a catalogue with a case in it, about which something is known only later.
var filed = fstest.MapFS{
	"services.yaml": {Data: []byte(`[{identifiers: ['leika:99115005104000'], name: Wohnsitz anmelden}]`)},
	"cases.yaml":    {Data: []byte(`[{identifiers: ['akte:2025/07'], name: Wohnsitzanmeldung, lane: S, step: DRAFT}]`)},
	"evidenceItems.yaml": {Data: []byte(`
- {identifiers: ['akte:n1'], name: Auskunft von heute, evidenceKind: STATEMENT, grade: B}
- {identifiers: ['akte:n2'], name: Auskunft von morgen, evidenceKind: STATEMENT, grade: B, validFrom: 2025-10-01}
`)},
	"relations.yaml": {Data: []byte(`
- {relation: FILED_IN, from: 'evidence/akte:n1', to: 'case/akte:2025/07'}
- {relation: FILED_IN, from: 'evidence/akte:n2', to: 'case/akte:2025/07'}
- {relation: CONCERNS, from: 'case/akte:2025/07', to: 'leika:99115005104000'}
`)},
}

// takeDossier asks for an archive.
func takeDossier(t *testing.T, s *httptest.Server, method, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+"/dossier/"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, body
}

var filedCase = url.PathEscape("akte:2025/07")

// An archive says what it is and from when, holds, and is the same by its id.
func TestAnArchiveSaysWhatItIs(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), filed), graph.Options{Version: "1"})
	answer, body := takeDossier(t, s, http.MethodGet, filedCase)
	h := answer.Header
	if answer.StatusCode != http.StatusOK || h.Get("Content-Type") != "application/zip" || h.Get("Content-Disposition") != "attachment; filename=akte-2025-07.zip" ||
		h.Get("Fundus-Revision") != "1" || h.Get("Fundus-Day") != "2025-09-01" || h.Get("Cache-Control") != "public, no-cache" || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("HTTP %d %v", answer.StatusCode, h)
	}
	r, err := dossier.Verify(bytes.NewReader(body), int64(len(body)))
	if err != nil || !r.OK() || r.Head.Revision != 1 || r.Head.Program != "1" {
		t.Errorf("%v %v", err, r)
	}
	if _, again := takeDossier(t, s, http.MethodGet, r.Head.Case); !bytes.Equal(again, body) {
		t.Error("by its id it is another")
	}
}

// Who has the archive is told so; HEAD says all that GET says, and sends nothing; and one
// of a revision and a day stays what it is.
func TestAnArchiveIsKeptByWhoHasIt(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), filed), graph.Options{Version: "1"})
	got, body := takeDossier(t, s, http.MethodGet, filedCase)
	tag := got.Header.Get("ETag")
	if answer, body := takeDossier(t, s, http.MethodGet, filedCase, "If-None-Match", tag); answer.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("who has it gets HTTP %d and %d bytes", answer.StatusCode, len(body))
	}
	head, nothing := takeDossier(t, s, http.MethodHead, filedCase)
	if head.StatusCode != http.StatusOK || len(nothing) > 0 || head.ContentLength != int64(len(body)) || head.Header.Get("ETag") != tag {
		t.Errorf("HEAD: HTTP %d, %d bytes of %d", head.StatusCode, head.ContentLength, len(body))
	}
	other, _ := takeDossier(t, s, http.MethodGet, filedCase+"?revision=1&day=2025-09-02")
	if h := other.Header; h.Get("ETag") == tag || !strings.Contains(h.Get("Cache-Control"), "immutable") {
		t.Errorf("another day: %v", h)
	}
}

// The archive of who may see less is another, which holds as well, and nobody takes one for
// the other.
func TestAnArchiveIsThatOfAClearance(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), filed)
	commitBundle(t, c, fstest.MapFS{
		"evidenceItems.yaml": {Data: []byte(`[{identifiers: ['akte:n3'], name: Vertrauliche Auskunft, evidenceKind: STATEMENT, grade: B, visibility: CONFIDENTIAL}]`)},
		"relations.yaml":     {Data: []byte(`[{relation: FILED_IN, from: 'evidence/akte:n3', to: 'case/akte:2025/07'}]`)},
	}, catalogue.Stamp{Actor: "test"})
	tags := map[string]bool{}
	for of, links := range map[catalogue.Visibility]int{catalogue.Internal: 1, catalogue.Confidential: 2} {
		answer, body := takeDossier(t, serve(t, c, graph.Options{Version: "1", Clearance: of}), http.MethodGet, filedCase, "Via", "1.1 proxy") // not from this machine
		r, err := dossier.Verify(bytes.NewReader(body), int64(len(body)))
		if err != nil || !r.OK() || r.Links != links || bytes.Contains(body, []byte("Vertrauliche")) != (links == 2) {
			t.Errorf("%s: HTTP %d, %v, %d links, %v", of, answer.StatusCode, err, r.Links, r.Findings)
		}
		tags[answer.Header.Get("ETag")] = true
	}
	if len(tags) != 2 {
		t.Errorf("tags: %v", tags)
	}
}

// What does not hold on the day is not in the archive, and takes no link of its chain.
func TestAnArchiveHoldsWhatIsSeenOnItsDay(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), filed), graph.Options{})
	for day, links := range map[string]int{"2025-09-30": 1, "2025-10-01": 2} {
		_, body := takeDossier(t, s, http.MethodGet, filedCase+"?day="+day)
		r, err := dossier.Verify(bytes.NewReader(body), int64(len(body)))
		if err != nil || r.Links != links || bytes.Contains(body, []byte("von morgen")) != (links == 2) {
			t.Errorf("%s: %v, %d links", day, err, r.Links)
		}
	}
}

// What is wrong with a question is told as it is of every other.
func TestWhatHasNoArchiveIsRefused(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), filed), graph.Options{})
	for _, c := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "akte:9", 404, `"NOT_FOUND"`},
		{"GET", "x", 400, `"INVALID"`},
		{"GET", "leika:99115005104000", 404, "this record is no case"},
		{"GET", filedCase + "?revision=-1", 400, `"field":"revision"`},
		{"GET", filedCase + "?revision=7", 404, "there is no revision 7 yet"},
		{"GET", filedCase + "?day=2025-02-30", 400, `"field":"day"`},
		{"GET", filedCase + "?day=", 400, `"field":"day"`},
		{"GET", filedCase + "?day=2025-01-01&day=2025-01-02", 400, "each parameter once"},
		{"GET", filedCase + "?tag=2025-01-01", 400, "the parameters are revision and day"},
		{"GET", filedCase + "?revision=0", 404, `"NOT_FOUND"`},
		{"GET", "%ff", 400, "UTF-8"},
		{"GET", filedCase + "?day=%ff", 400, "UTF-8"},
		{"POST", filedCase, 405, "GET or HEAD"},
		{"PUT", filedCase, 405, "GET or HEAD"},
	} {
		answer, body := takeDossier(t, s, c.method, c.path)
		if answer.StatusCode != c.status || !strings.Contains(string(body), c.says) || !strings.Contains(string(body), `"errors"`) || answer.Header.Get("ETag") != "" {
			t.Errorf("%s %s: HTTP %d %s", c.method, c.path, answer.StatusCode, body)
		}
	}
}

// An archive has the time of an operation. When it is over, none is sent.
func TestAnArchiveThatTakesTooLongIsUnavailable(t *testing.T) {
	s := serve(t, catalogueOf(t, onSQLite(t), filed), graph.Options{Operation: time.Nanosecond})
	if answer, body := takeDossier(t, s, http.MethodGet, filedCase); answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body), "UNAVAILABLE") {
		t.Errorf("HTTP %d %s", answer.StatusCode, body)
	}
}

// slow is a catalogue that holds those who ask until it lets them.
type slow struct {
	graph.Source
	begun, let chan struct{}
}

// Lag is what every operation asks for.
func (s slow) Lag() time.Duration {
	s.begun <- struct{}{}
	<-s.let
	return s.Source.Lag()
}

// So many archives are made at once; who asks for one more is told when to ask again.
func TestNoMoreArchivesAreMadeAtOnceThanMayBe(t *testing.T) {
	source := slow{catalogueOf(t, onSQLite(t), filed), make(chan struct{}), make(chan struct{})}
	handler := graph.NewDossier(source, graph.Options{Files: graph.NewFiles(1)})
	get := func(ctx context.Context) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/dossier/x", nil)
		r.SetPathValue("case", "akte:2025/07")
		handler.ServeHTTP(w, r)
		return w
	}
	first := make(chan int, 1)
	go func() { first <- get(t.Context()).Code }()
	<-source.begun
	if w := get(t.Context()); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "10" || w.Header().Get("ETag") != "" {
		t.Errorf("HTTP %d %v", w.Code, w.Header())
	}
	close(source.let)
	if code := <-first; code != http.StatusOK {
		t.Errorf("HTTP %d", code)
	}
}
