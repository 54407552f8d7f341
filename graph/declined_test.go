package graph_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"fundus/graph"
)

// refusals is a writer that remembers the code it is told of a refusal, as the log of
// requests does.
type refusals struct {
	*httptest.ResponseRecorder
	code string
}

func (r *refusals) Refused(code string) { r.code = code }

// Whoever watches requests is told of each that is refused by the code of its first error,
// whatever its status is; and of none that is carried out, if with errors.
func TestARefusedRequestIsToldByTheCodeOfItsFirstError(t *testing.T) {
	c := catalogueOf(t, onSQLite(t), filed)
	handlers := http.NewServeMux()
	handlers.Handle("/graphql", graph.New(c, graph.Options{}))
	handlers.Handle("/export", graph.NewExport(c, graph.Options{}))
	handlers.Handle("/dossier/{case}", graph.NewDossier(c, graph.Options{}))
	const dear = "{services(first:100){nodes{offers(first:100){nodes{id note service{id name}}}}}}"
	for _, each := range []struct {
		path, query, accept string
		status              int
		code                string
	}{
		{"/graphql?query=", dear, "", 400, "COMPLEXITY_LIMIT_EXCEEDED"},
		{"/graphql?query=", "{foo}", "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"/graphql?query=", "{foo}", "application/json", 200, "GRAPHQL_VALIDATION_FAILED"},
		{"/graphql?query=", "{foo}", "text/event-stream", 200, "GRAPHQL_VALIDATION_FAILED"},
		{"/graphql?query=", "{", "", 400, "GRAPHQL_PARSE_FAILED"},
		{"/graphql?documentId=", "sha256:0", "", 400, "DOCUMENT_NOT_FOUND"},
		{"/graphql?query=", "query @at(revision: 9) {areas{totalCount}}", "", 400, "NOT_FOUND"},
		{"/graphql?query=", "query @at(revision: 9) {areas{totalCount}}", "text/event-stream", 200, "NOT_FOUND"},
		{"/graphql?query=", `{areas(after:"x"){totalCount}}`, "", 200, ""},
		{"/graphql?query=", "{areas{totalCount}}", "", 200, ""},
		{"/export?format=csv&query=", "{foo}", "", 400, "GRAPHQL_VALIDATION_FAILED"},
		{"/export?format=csv&query=", "{catalogue{revision}}", "", 400, "INVALID"},
		{"/export?format=csv&query=", `{history(id:"x"){nodes{revision}}}`, "", 400, "INVALID"},
		{"/export?format=csv&query=", "{areas{nodes{id}}}", "", 200, ""},
		{"/dossier/akte:9?day=", "2025-09-01", "", 404, "NOT_FOUND"},
		{"/dossier/akte:9?tag=", "2025-09-01", "", 400, "INVALID"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, each.path+url.QueryEscape(each.query), nil)
		if each.accept != "" {
			r.Header.Set("Accept", each.accept)
		}
		w := &refusals{ResponseRecorder: httptest.NewRecorder()}
		handlers.ServeHTTP(w, r)
		if w.Code != each.status || w.code != each.code {
			t.Errorf("%s%s for %q: HTTP %d told as %q, want %d and %q: %.300s", each.path, each.query, each.accept, w.Code, w.code, each.status, each.code, w.Body)
		}
	}
}
