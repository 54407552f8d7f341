package console

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"fundus/internal/picture"
)

// ask sends one request to a handler with a single example.
func ask(t *testing.T, method, target string, header ...string) *http.Response {
	t.Helper()
	example, err := ParseExample("reuse.graphql", "# Was gibt es schon?\n{ services { totalCount } }\n")
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	Handler([]Example{example}).ServeHTTP(recorder, request)
	return recorder.Result()
}

func TestEachFileIsServedWithItsTypeAndTag(t *testing.T) {
	for target, want := range map[string]string{
		"/":              "text/html; charset=utf-8",
		"/index.html":    "text/html; charset=utf-8",
		"/console.css":   "text/css; charset=utf-8",
		"/console.js":    "text/javascript; charset=utf-8",
		"/js/editor.js":  "text/javascript; charset=utf-8",
		"/favicon.svg":   "image/svg+xml",
		"/examples.json": "application/json",
	} {
		response := ask(t, "GET", target)
		if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != want {
			t.Errorf("GET %s: %d %q, want 200 %q", target, response.StatusCode, response.Header.Get("Content-Type"), want)
		}
		if tag := response.Header.Get("ETag"); len(tag) != 34 || response.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("GET %s: ETag %q, Cache-Control %q", target, tag, response.Header.Get("Cache-Control"))
		}
	}
}

func TestAKnownFileIsNotSentAgain(t *testing.T) {
	tag := ask(t, "GET", "/console.js").Header.Get("ETag")
	again := ask(t, "GET", "/console.js", "If-None-Match", tag)
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("with the current tag: %d, want 304", again.StatusCode)
	}
	if old := ask(t, "GET", "/console.js", "If-None-Match", `"older"`); old.StatusCode != http.StatusOK {
		t.Errorf("with an older tag: %d, want 200", old.StatusCode)
	}
}

func TestHeadTellsTheLengthAndSendsNothing(t *testing.T) {
	response := ask(t, "HEAD", "/")
	var body [1]byte
	if n, _ := response.Body.Read(body[:]); n != 0 || response.ContentLength == 0 {
		t.Errorf("HEAD / sent %d bytes, Content-Length %d", n, response.ContentLength)
	}
}

func TestEveryAnswerIsProtected(t *testing.T) {
	for _, c := range []struct {
		method, target string
		status         int
	}{
		{"GET", "/", 200}, {"GET", "/js/", 404}, {"GET", "/missing.js", 404}, {"GET", "/static/index.html", 404},
		{"GET", "/js/..%2fconsole.go", 404}, {"POST", "/", 405}, {"DELETE", "/examples.json", 405},
	} {
		response := ask(t, c.method, c.target)
		if response.StatusCode != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.target, response.StatusCode, c.status)
		}
		for name, part := range map[string]string{
			"Content-Security-Policy": "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "no-referrer",
			"X-Frame-Options":         "DENY",
		} {
			if !strings.Contains(response.Header.Get(name), part) {
				t.Errorf("%s %s: %s is %q, want %q", c.method, c.target, name, response.Header.Get(name), part)
			}
		}
	}
}

func TestThePolicyHasNoExceptionButForDrawings(t *testing.T) {
	const drawings = "default-src 'self'; img-src 'self' blob:; style-src 'self' 'sha256-"
	rest, found := strings.CutPrefix(policy, drawings)
	if !found {
		t.Fatalf("the policy is %s, want it to begin with %s", policy, drawings)
	}
	for _, exception := range []string{"unsafe", "http", "data:", "blob:", "*", "sha"} {
		if strings.Contains(rest, exception) {
			t.Errorf("the content security policy allows %q: %s", exception, policy)
		}
	}
}

func TestThePolicyAllowsTheStyleOfADrawing(t *testing.T) {
	drawing := picture.Text(picture.SVG, picture.Graph{Title: "Was um „Wohngeld“ steht"})
	styles := regexp.MustCompile(`(?s)<style>(.*?)</style>|style="`).FindAllStringSubmatch(drawing, -1)
	if len(styles) != 1 || !strings.Contains(policy, hashOf(styles[0][1])) {
		t.Errorf("a drawing has %d styles, and the policy is %s", len(styles), policy)
	}
}

func TestExamplesKeepTheirOrderAndNumbers(t *testing.T) {
	var examples []Example
	for _, name := range []string{"b", "a"} {
		example, err := ParseExample(name, "# "+name+"\n# variables: {\"n\": 12345678901234567890}\nquery Q($n: Int) { n }")
		if err != nil {
			t.Fatal(err)
		}
		examples = append(examples, example)
	}
	recorder := httptest.NewRecorder()
	Handler(examples).ServeHTTP(recorder, httptest.NewRequest("GET", "/examples.json", nil))
	var got []map[string]any
	body := recorder.Body.String()
	if err := json.Unmarshal([]byte(body), &got); err != nil || len(got) != 2 || got[0]["name"] != "b" || got[1]["title"] != "a" {
		t.Fatalf("examples.json is %s (%v)", body, err)
	}
	if !strings.Contains(body, `"n":12345678901234567890`) {
		t.Errorf("the number was changed: %s", body)
	}
}

func TestNoExamplesAreAnEmptyList(t *testing.T) {
	recorder := httptest.NewRecorder()
	Handler(nil).ServeHTTP(recorder, httptest.NewRequest("GET", "/examples.json", nil))
	if recorder.Body.String() != "[]" {
		t.Errorf("examples.json is %q, want []", recorder.Body)
	}
}
