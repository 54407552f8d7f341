package graph_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"fundus/graph"
)

// TestEveryAttackByTheRequestIsAnsweredWithinBounds sends what is no harm by what it asks,
// but by how: each is refused, or answered as if nothing was the matter with it, and nothing
// is changed by it.
func TestEveryAttackByTheRequestIsAnsweredWithinBounds(t *testing.T) {
	const (
		plain  = "application/json"
		change = `mutation{putService(record:{name:\"Hund\"}){revision}}`
		body   = `{"query":"` + change + `"}`
		ask    = `{"query":"{__typename}"}`
	)
	byGet := "?query=" + url.QueryEscape(strings.ReplaceAll(change, `\`, ""))
	type header map[string]string
	c := catalogueOf(t, onSQLite(t), nil)
	s := serve(t, c, graph.Options{})
	settle := settled(t, s)
	for _, a := range []struct {
		name, method, target, body string
		headers                    header
		status                     int
	}{
		{"3 MB of brackets", "POST", "/graphql", strings.Repeat("[", 3<<20), header{"Content-Type": plain}, 413},
		{"3 MB of brackets in a document", "POST", "/graphql", `{"query":"` + strings.Repeat("{a", 3<<19) + `"}`, header{"Content-Type": plain}, 413},
		{"1 MB of brackets", "POST", "/graphql", strings.Repeat("[", 1<<20), header{"Content-Type": plain}, 400},
		{"1 MB of brackets in a document", "POST", "/graphql", `{"query":"` + strings.Repeat("{a", 520_000) + `"}`, header{"Content-Type": plain}, 400},
		{"1 MB of members", "POST", "/graphql", `{` + strings.Repeat(`"query":"{a}",`, 70_000) + `"query":"{b}"}`, header{"Content-Type": plain}, 400},
		{"a batch of thousands", "POST", "/graphql", "[" + strings.Repeat(ask+",", 20_000) + ask + "]", header{"Content-Type": plain}, 400},
		{"what is not UTF-8", "POST", "/graphql", "{\"query\":\"{__typename} #\xff\"}", header{"Content-Type": plain}, 400},
		{"too long a form of UTF-8", "POST", "/graphql", "{\"query\":\"{__typename} #\xc0\xaf\"}", header{"Content-Type": plain}, 400},
		{"a form", "POST", "/graphql", "query=" + url.QueryEscape(change), header{"Content-Type": "application/x-www-form-urlencoded"}, 415},
		{"a form with files", "POST", "/graphql", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n" + body + "\r\n--x--\r\n", header{"Content-Type": "multipart/form-data; boundary=x"}, 415},
		{"a document for a body", "POST", "/graphql", change, header{"Content-Type": "application/graphql"}, 415},
		{"JSON as plain text, which no browser asks leave for", "POST", "/graphql", body, header{"Content-Type": "text/plain"}, 415},
		{"JSON of no type", "POST", "/graphql", body, nil, 415},
		{"a change by GET", "GET", "/graphql" + byGet, "", nil, 405},
		{"a change by GET that says it is POST", "GET", "/graphql" + byGet, "", header{"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST", "X-Method-Override": "POST"}, 405},
		{"a change by GET, in the address too", "GET", "/graphql" + byGet + "&_method=POST", "", nil, 405},
		{"a change to where files are made", "POST", "/export?format=csv", body, header{"Content-Type": plain}, 400},
		{"a change from another site", "POST", "/graphql", body, header{"Content-Type": plain, "Origin": "https://anderswo.example", "Sec-Fetch-Site": "cross-site"}, 403},
		{"a change from no site", "POST", "/graphql", body, header{"Content-Type": plain, "Origin": "null"}, 403},
		{"another protocol", "POST", "/graphql", ask, header{"Content-Type": plain, "Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAAQAAP__"}, 200},
		{"a WebSocket of another site", "GET", "/graphql", "", header{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "https://anderswo.example"}, 403},
		{"a media type of 500 kB", "POST", "/graphql", ask, header{"Content-Type": plain, "Accept": strings.Repeat("a/b;q=0.1,", 50_000)}, 406},
		{"parameters of a media type", "POST", "/graphql", ask, header{"Content-Type": plain + strings.Repeat(";a=b", 100_000)}, 200},
		{"tags by the hundred thousand", "GET", "/graphql?query={__typename}", "", header{"If-None-Match": strings.Repeat(`"a",`, 150_000)}, 200},
		{"parameters by the hundred thousand", "GET", "/graphql?" + strings.Repeat("a&", 100_000) + "query={__typename}", "", nil, 400},
		{"a document in the address", "GET", "/graphql?query=" + strings.Repeat("%7Ba", 100_000), "", nil, 400},
		{"variables in the address", "GET", "/graphql?query={__typename}&variables=" + strings.Repeat("[", 500_000), "", nil, 400},
		{"a case that is a way", "GET", "/dossier/..%2f..%2fetc%2fpasswd", "", nil, 400},
		{"a case with a NUL", "GET", "/dossier/%00", "", nil, 400},
		{"a case with a line end", "GET", "/dossier/a%0d%0aSet-Cookie:x", "", nil, 400},
		{"a format with a line end", "GET", "/export?format=csv%0d%0aX:y&query={__typename}", "", nil, 400},
	} {
		var status int
		var text []byte
		var got http.Header
		e := taken(t, func() {
			r, err := http.NewRequestWithContext(t.Context(), a.method, s.URL+a.target, strings.NewReader(a.body))
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range a.headers {
				r.Header.Set(name, value)
			}
			status, got, text = sent(t, s, r)
		})
		e.within(t, a.name, text)
		if status != a.status || got.Get("X") != "" || got.Get("Set-Cookie") != "" || strings.Contains(string(text), "root:") {
			t.Errorf("%s: HTTP %d, not %d: %v %.300s", a.name, status, a.status, got, text)
		}
	}
	settle()
	if n := c.Snapshot().Revision(); n != 0 {
		t.Errorf("%d changes were made", n)
	}
}
