package graph_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"fundus/graph"
)

// TestRequestsAreThoseOfGraphQLOverHTTP asks in every way that the
// specification has, and in some that it has not. What is refused is not
// carried out, and its body is not given back.
func TestRequestsAreThoseOfGraphQLOverHTTP(t *testing.T) {
	const (
		question = `{"query":"{__typename}"}`
		change   = `mutation{putService(record:{name:"Hund"}){revision}}`
		both     = "application/graphql-response+json"
		plain    = "application/json"

		newAndOld = both + " or " + plain
	)
	get := "/graphql?query=" + url.QueryEscape("query Q($n:Int){services(first:$n){totalCount}}")
	cat := catalogueOf(t, onSQLite(t), nil)
	s := serve(t, cat, graph.Options{})
	for _, c := range []struct {
		name, method, path, body string
		headers                  []string // name, value, …
		status                   int
		contentType, says        string
	}{
		{"POST", "POST", "/graphql", question, []string{"Content-Type", plain}, 200, plain, `{"data":{"__typename":"Query"}`},
		{"POST with a charset", "POST", "/graphql", question, []string{"Content-Type", plain + "; charset=utf-8"}, 200, plain, `"data"`},
		{"Accept of old clients", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", plain}, 200, plain, `"data"`},
		{"Accept of new clients", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", both}, 200, both, `"data"`},
		{"Accept of browsers", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", "*/*"}, 200, plain, `"data"`},
		{"GET", "GET", get, "", nil, 200, plain, `{"data":{"services":{"totalCount":0}}`},
		{"GET with variables", "GET", get + "&variables=" + url.QueryEscape(`{"n":3}`), "", nil, 200, plain, `"totalCount":0`},
		{"GET of one operation of two", "GET", "/graphql?operationName=B&query=" + url.QueryEscape("query A{__typename} query B{b:__typename}"), "", nil, 200, plain, `{"data":{"b":"Query"}`},
		{"GET of a change", "GET", "/graphql?query=" + url.QueryEscape(change), "", nil, 405, plain, "GET"},
		{"GET of a change beside a question", "GET", "/graphql?operationName=B&query=" + url.QueryEscape("query A{__typename} mutation B"+strings.TrimPrefix(change, "mutation")), "", nil, 405, plain, "GET"},
		{"GET of nothing", "GET", "/graphql", "", nil, 400, plain, "no operation"},
		{"GET with broken variables", "GET", get + "&variables={", "", nil, 400, plain, "variables"},
		{"a form", "POST", "/graphql", "query=" + url.QueryEscape(change), []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, plain, "application/json"},
		{"a form with files", "POST", "/graphql", "--x--", []string{"Content-Type", "multipart/form-data; boundary=x"}, 415, plain, "application/json"},
		{"application/graphql", "POST", "/graphql", change, []string{"Content-Type", "application/graphql"}, 415, plain, "application/json"},
		{"no content type", "POST", "/graphql", question, nil, 415, plain, "application/json"},
		{"two content types", "POST", "/graphql", question, []string{"Content-Type", plain, "Content-Type", "text/plain"}, 415, plain, "once"},
		{"broken JSON", "POST", "/graphql", `{"query":"geheim`, []string{"Content-Type", plain}, 400, plain, "JSON"},
		{"more than one JSON", "POST", "/graphql", question + question, []string{"Content-Type", plain}, 400, plain, "JSON"},
		{"a batch", "POST", "/graphql", "[" + question + "]", []string{"Content-Type", plain}, 400, plain, "BATCHING_OFF"},
		{"no query", "POST", "/graphql", `{}`, []string{"Content-Type", plain}, 400, plain, "no operation"},
		{"a query that is a number", "POST", "/graphql", `{"query":5}`, []string{"Content-Type", plain}, 400, plain, "query in the body"},
		{"variables that are a list", "POST", "/graphql", `{"query":"{__typename}","variables":[]}`, []string{"Content-Type", plain}, 400, plain, "variables in the body"},
		{"a name that is an object", "POST", "/graphql", `{"query":"{__typename}","operationName":{}}`, []string{"Content-Type", plain}, 400, plain, "operationName in the body"},
		{"extensions that are a text", "POST", "/graphql", `{"query":"{__typename}","extensions":"x"}`, []string{"Content-Type", plain}, 400, plain, "extensions in the body"},
		{"null for what is optional", "POST", "/graphql", `{"query":"{__typename}","operationName":null,"variables":null,"extensions":null}`, []string{"Content-Type", plain}, 200, plain, `"data"`},
		{"null", "POST", "/graphql", `null`, []string{"Content-Type", plain}, 400, plain, "JSON object"},
		{"a text", "POST", "/graphql", `"{__typename}"`, []string{"Content-Type", plain}, 400, plain, "JSON object"},
		{"a batch of none", "POST", "/graphql", " []", []string{"Content-Type", plain}, 400, plain, "BATCHING_OFF"},
		{"a member of later versions", "POST", "/graphql", `{"query":"{__typename}","incremental":[1]}`, []string{"Content-Type", plain}, 200, plain, `"data"`},
		{"a member in capitals", "POST", "/graphql", `{"QUERY":"{__typename}"}`, []string{"Content-Type", plain}, 400, plain, "no operation"},
		{"a member twice", "POST", "/graphql", `{"query":"{__typename}","query":"{a:__typename}"}`, []string{"Content-Type", plain}, 400, plain, `\"query\" twice`},
		{"a variable twice", "POST", "/graphql", `{"query":"query($n:Int){services(first:$n){totalCount}}","variables":{"n":1,"n":2}}`, []string{"Content-Type", plain}, 400, plain, `\"n\" twice`},
		{"a parameter twice", "GET", get + "&query=x", "", nil, 400, plain, "query is given more than once"},
		{"variables with a member twice", "GET", get + "&variables=" + url.QueryEscape(`{"n":1,"n":2}`), "", nil, 400, plain, `\"n\" twice`},
		{"half a character in a variable", "POST", "/graphql", `{"query":"query($s:String){services(search:$s){totalCount}}","variables":{"s":"\ud800"}}`, []string{"Content-Type", plain}, 400, plain, "surrogate"},
		{"half a character in the query", "POST", "/graphql", `{"query":"{services(search:\"\ud800\"){totalCount}}"}`, []string{"Content-Type", plain}, 400, plain, "surrogate"},
		{"half a character, escaped in the language", "POST", "/graphql", `{"query":"{services(search:\"\\ud800\"){totalCount}}"}`, []string{"Content-Type", plain}, 400, plain, "GRAPHQL_PARSE_FAILED"},
		{"two halves, escaped in the language", "POST", "/graphql", `{"query":"{services(search:\"\\ud83d\\ude00\"){totalCount}}"}`, []string{"Content-Type", plain}, 200, plain, `"data"`},
		{"half a character in a comment", "POST", "/graphql", `{"query":"{__typename} # \\ud800"}`, []string{"Content-Type", plain}, 200, plain, `"data"`},
		{"half a character in the address", "GET", "/graphql?query=%7B__typename%7D%ED%A0%80", "", nil, 400, both, "UTF-8"},
		{"a byte order mark", "POST", "/graphql", "\ufeff" + question, []string{"Content-Type", plain}, 400, plain, "byte order mark"},
		{"an answer in parts", "POST", "/graphql", `{"query":"{services{totalCount ... @defer{nodes{name}}}}"}`, []string{"Content-Type", plain}, 400, plain, "@defer"},
		{"no GraphQL", "POST", "/graphql", `{"query":"{"}`, []string{"Content-Type", plain}, 400, plain, "GRAPHQL_PARSE_FAILED"},
		{"not valid", "POST", "/graphql", `{"query":"{foo}"}`, []string{"Content-Type", plain}, 400, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"not valid, for old clients", "POST", "/graphql", `{"query":"{foo}"}`, []string{"Content-Type", plain, "Accept", plain}, 200, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"an unknown operation", "POST", "/graphql", `{"query":"query A{__typename}","operationName":"B"}`, []string{"Content-Type", plain}, 400, plain, "no operation \\\"B\\\""},
		{"which of two operations", "POST", "/graphql", `{"query":"query A{__typename} query B{__typename}"}`, []string{"Content-Type", plain}, 400, plain, "operationName"},
		{"a subscription", "POST", "/graphql", `{"query":"subscription{x}"}`, []string{"Content-Type", plain}, 400, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"a subscription to one answer", "POST", "/graphql", `{"query":"subscription{changes{next}}"}`, []string{"Content-Type", plain}, 406, plain, "text/event-stream"},
		{"a subscription to anything", "POST", "/graphql", `{"query":"subscription{changes{next}}"}`, []string{"Content-Type", plain, "Accept", "*/*"}, 406, plain, "text/event-stream"},
		{"a subscription of old clients", "POST", "/graphql", `{"query":"subscription{changes{next}}"}`, []string{"Content-Type", plain, "Accept", plain}, 406, plain, "WebSocket"},
		{"a subscription that is not valid, for either", "POST", "/graphql", `{"query":"subscription{x}"}`, []string{"Content-Type", plain, "Accept", both + ", text/event-stream"}, 400, both, "GRAPHQL_VALIDATION_FAILED"},
		{"a question for either", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", both + ", text/event-stream"}, 200, both, `"data"`},
		{"a change by GET, as events", "GET", "/graphql?query=" + url.QueryEscape(change), "", []string{"Accept", "text/event-stream"}, 405, both, "GET"},
		{"another protocol than WebSocket", "GET", get, "", []string{"Connection", "Upgrade, HTTP2-Settings", "Upgrade", "h2c"}, 200, plain, `"data"`},
		{"not UTF-8", "POST", "/graphql", "{\"query\":\"{__typename} #\xff\"}", []string{"Content-Type", plain}, 400, both, "UTF-8"},
		{"a large body", "POST", "/graphql", question + strings.Repeat(" ", 1<<20), []string{"Content-Type", plain}, 413, both, "1048576"},
		{"Accept by liking", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", both + ";q=0.3, " + plain + ";q=0.9"}, 200, plain, `"data"`},
		{"Accept of a browser's address line", "GET", get, "", []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}, 200, plain, `"data"`},
		{"Accept of nothing of ours", "POST", "/graphql", question, []string{"Content-Type", plain, "Accept", "text/html"}, 406, both, newAndOld},
		{"a charset of yore", "POST", "/graphql", question, []string{"Content-Type", plain + "; charset=iso-8859-1"}, 415, plain, "UTF-8"},
		{"PUT", "PUT", "/graphql", question, []string{"Content-Type", plain}, 405, both, "POST"},
		{"an Upgrade that is no WebSocket", "POST", "/graphql", question, []string{"Content-Type", plain, "Connection", "Upgrade", "Upgrade", "h2c"}, 200, plain, `"data"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), c.method, s.URL+c.path, strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i < len(c.headers); i += 2 {
				r.Header.Add(c.headers[i], c.headers[i+1])
			}
			answer, err := s.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body := new(strings.Builder)
			if err := answer.Write(body); err != nil {
				t.Fatal(err)
			}
			_, text, _ := strings.Cut(body.String(), "\r\n\r\n")
			kind, _, _ := strings.Cut(answer.Header.Get("Content-Type"), ";")
			if answer.StatusCode != c.status || kind != c.contentType || !strings.Contains(text, c.says) {
				t.Errorf("HTTP %d %s: %s", answer.StatusCode, kind, text)
			}
			if strings.Contains(text, `"errors"`) && strings.Contains(text, `"data"`) {
				t.Errorf("an error before execution has data: %s", text)
			}
			if strings.Contains(text, "geheim") {
				t.Errorf("the body comes back: %s", text)
			}
		})
	}
	if n := cat.Snapshot().Revision(); n != 0 {
		t.Errorf("%d changes were made", n)
	}
}
