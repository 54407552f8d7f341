package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"fundus/examples"
	"fundus/graph"
)

const (
	trustedText  = `query Stand { catalogue { revision } } query Tag { catalogue { day } }`
	followedText = `subscription { changes { next } }`
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func documents(t testing.TB, folder fstest.MapFS) *graph.Documents {
	t.Helper()
	d, err := graph.ReadDocuments(folder, graph.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// trusting is a server with some trusted documents.
func trusting(t *testing.T, only bool) *httptest.Server {
	t.Helper()
	d := documents(t, fstest.MapFS{
		"stand.graphql":     {Data: []byte(trustedText + "\n")},
		"sub/areas.graphql": {Data: []byte(`{ areas(first: 1) { nodes { name } } }`)},
		"follow.graphql":    {Data: []byte(followedText)},
		"README.md":         {Data: []byte("no document")},
	})
	return serve(t, catalogueOf(t, onSQLite(t), os.DirFS("testdata/world")), graph.Options{Documents: d, OnlyTrusted: only, Ending: t.Context().Done()})
}

// raw posts a body as it is.
func raw(t *testing.T, s *httptest.Server, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"/graphql", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	status, answer := do(t, s, r)
	return status, string(answer)
}

func get(t *testing.T, s *httptest.Server, path string, values url.Values) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path+"?"+values.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	status, answer := do(t, s, r)
	return status, string(answer)
}

// A trusted document is answered by its name, in every way in which requests come,
// whether or not others are answered.
func TestATrustedDocumentIsAnsweredByItsHash(t *testing.T) {
	id := hashOf(trustedText)
	const want = `{"data":{"catalogue":{"revision":1}}`
	for _, only := range []bool{false, true} {
		s := trusting(t, only)
		for name, body := range map[string]string{
			"after the specification":     `{"documentId":"sha256:` + id + `","operationName":"Stand"}`,
			"without a prefix":            `{"documentId":"` + id + `","operationName":"Stand"}`,
			"as the file stands there":    `{"documentId":"sha256:` + hashOf(trustedText+"\n") + `","operationName":"Stand"}`,
			"as Apollo's clients do":      `{"operationName":"Stand","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + id + `"}}}`,
			"as text":                     `{"query":"` + trustedText + `","operationName":"Stand"}`,
			"as text that says its hash":  `{"query":"` + trustedText + `","operationName":"Stand","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + id + `"}}}`,
			"as text with its documentId": `{"query":"` + trustedText + `","operationName":"Stand","documentId":"sha256:` + id + `"}`,
		} {
			if status, got := raw(t, s, body); status != 200 || !strings.HasPrefix(got, want) {
				t.Errorf("only %v: %s: %d %s", only, name, status, got)
			}
		}
		if status, got := get(t, s, "/graphql", url.Values{"documentId": {"sha256:" + id}, "operationName": {"Stand"}}); status != 200 || !strings.HasPrefix(got, want) {
			t.Errorf("only %v: by GET: %d %s", only, status, got)
		}
		persisted := url.Values{"operationName": {"Stand"}, "extensions": {`{"persistedQuery":{"version":1,"sha256Hash":"` + id + `"}}`}}
		if status, got := get(t, s, "/graphql", persisted); status != 200 || !strings.HasPrefix(got, want) {
			t.Errorf("only %v: by GET as Apollo's clients do: %d %s", only, status, got)
		}
		file := url.Values{"documentId": {"sha256:" + hashOf(`{ areas(first: 1) { nodes { name } } }`)}, "format": {"csv"}}
		if status, got := get(t, s, "/export", file); status != 200 || !strings.Contains(got, "name") {
			t.Errorf("only %v: as a file: %d %s", only, status, got)
		}
	}
}

func TestATrustedDocumentIsFollowedByItsHash(t *testing.T) {
	s := trusting(t, true)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?documentId=sha256:"+hashOf(followedText), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	if e := heard(t, listen(t, r)); e.kind != "next" {
		t.Errorf("a stream tells %s %s", e.kind, e.text)
	}
	w := dial(t, s)
	w.say(`{"type":"subscribe","id":"1","payload":{"query":"","extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hashOf(followedText) + `"}}}}`)
	if e := heard(t, w); e.kind != "next" {
		t.Errorf("a socket tells %s %s", e.kind, e.text)
	}
	w.say(`{"type":"subscribe","id":"2","payload":{"query":"` + followedText + ` "}}`)
	if e := heard(t, w); e.kind != "error" || !strings.Contains(e.text, "DOCUMENT_NOT_TRUSTED") {
		t.Errorf("of another document a socket tells %s %s", e.kind, e.text)
	}
}

func TestWhatIsNotTrustedIsRefusedWhereOnlyTrustIsAnswered(t *testing.T) {
	s := trusting(t, true)
	for name, body := range map[string]string{
		"another document":    `{"query":"{catalogue{revision}}"}`,
		"one blank more":      `{"query":"` + trustedText + ` "}`,
		"introspection":       `{"query":"{__schema{types{name}}}"}`,
		"no document":         `{"query":""}`,
		"what cannot be read": `{"query":"{"}`,
	} {
		if status, got := raw(t, s, body); status != 400 || !strings.Contains(got, `"code":"DOCUMENT_NOT_TRUSTED"`) {
			t.Errorf("%s: %d %s", name, status, got)
		}
	}
	if status, got := get(t, s, "/export", url.Values{"query": {"{areas{nodes{id}}}"}, "format": {"csv"}}); status != 400 || !strings.Contains(got, "DOCUMENT_NOT_TRUSTED") {
		t.Errorf("as a file: %d %s", status, got)
	}
}

// A document that is not known is never kept, whatever a client says of it.
func TestADocumentThatIsNotKnownIsRefusedAndNotLearnt(t *testing.T) {
	text := `{catalogue{revision}}`
	apollo := `"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hashOf(text) + `"}}`
	s := trusting(t, false)
	for range 2 {
		if _, got := raw(t, s, "{"+apollo+"}"); !strings.Contains(got, `"message":"PersistedQueryNotFound"`) || !strings.Contains(got, `"code":"PERSISTED_QUERY_NOT_FOUND"`) {
			t.Errorf("Apollo's client is told %s", got)
		}
		if _, got := raw(t, s, `{"documentId":"sha256:`+hashOf(text)+`"}`); !strings.Contains(got, `"code":"DOCUMENT_NOT_FOUND"`) {
			t.Errorf("told %s", got)
		}
		if status, got := raw(t, s, `{"query":"`+text+`",`+apollo+"}"); status != 200 {
			t.Errorf("the text is answered %d %s", status, got)
		}
	}
	for name, body := range map[string]string{
		"of another text": `{"query":"{areas{totalCount}}",` + apollo + "}",
		"no hash":         `{"query":"{areas{totalCount}}","extensions":{"persistedQuery":{"version":1}}}`,
		"no text":         `{"query":"{areas{totalCount}}","extensions":{"documentId":7}}`,
	} {
		if status, got := raw(t, s, body); status != 400 || !strings.Contains(got, `"code":"INVALID"`) {
			t.Errorf("%s: %d %s", name, status, got)
		}
	}
	none := world(t, graph.Options{})
	if _, got := raw(t, none, "{"+apollo+"}"); !strings.Contains(got, `"message":"PersistedQueryNotSupported"`) || !strings.Contains(got, `"code":"PERSISTED_QUERY_NOT_SUPPORTED"`) {
		t.Errorf("without documents Apollo's client is told %s", got)
	}
}

// A change by GET stays refused, though its document is trusted.
func TestATrustedChangeIsNotMadeByGET(t *testing.T) {
	text := `mutation { putArea(record: {name: "A"}) { revision } }`
	s := serve(t, catalogueOf(t, onSQLite(t), nil), graph.Options{Documents: documents(t, fstest.MapFS{"a.graphql": {Data: []byte(text)}})})
	if status, got := get(t, s, "/graphql", url.Values{"documentId": {"sha256:" + hashOf(text)}}); status != 405 {
		t.Errorf("%d %s", status, got)
	}
}

func TestAFolderWithABrokenDocumentIsRefusedWithFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no GraphQL":       {"query A {\n  catalogue {\n", "b.graphql:3: "},
		"an unknown field": {"query A {\n  katalog\n}", `b.graphql:2: Cannot query field "katalog"`},
		"no operation":     {"fragment F on Query { catalogue { day } }", "b.graphql:1: "},
		"empty":            {"", "b.graphql: there is no operation in it"},
		"not UTF-8":        {"{ catalogue { day } } # Gr\xfc\xdfe", "b.graphql: not UTF-8"},
		"a cycle":          {"{...F} fragment F on Query { ...F }", "b.graphql:1: the fragment F contains itself"},
		"beyond a limit":   {strings.Repeat(" ", 40_000) + "{catalogue{day}}", "b.graphql: too large: 40016 bytes of query text, the limit is 32768"},
	} {
		_, err := graph.ReadDocuments(fstest.MapFS{"a.graphql": {Data: []byte(trustedText)}, "b.graphql": {Data: []byte(c.text)}}, graph.Limits{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// The examples could all be trusted.
func TestDocumentsAreListedWithTheirHashesAndOperations(t *testing.T) {
	d, err := graph.ReadDocuments(examples.Files, graph.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.All()) < 50 {
		t.Errorf("%d documents", len(d.All()))
	}
	first := d.All()[0]
	text, err := examples.Files.ReadFile(first.File)
	if err != nil {
		t.Fatal(err)
	}
	if first.ID != hashOf(string(text)) || first.File != "01-bestand.graphql" || len(first.Operations) != 1 || first.Operations[0] != "Bestand" {
		t.Errorf("%+v", first)
	}
	if twice := documents(t, fstest.MapFS{"x.graphql": {Data: []byte(trustedText)}}).All()[0].Operations; len(twice) != 2 || twice[1] != "Tag" {
		t.Errorf("operations %v", twice)
	}
}
