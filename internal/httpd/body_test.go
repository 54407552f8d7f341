package httpd_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"

	"fundus/internal/httpd"
)

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func packed(text, coding string) *http.Request {
	r := request("POST", "/graphql", text)
	r.Header.Set("Content-Encoding", coding)
	return r
}

func TestABodyMayBePacked(t *testing.T) {
	h := surface(httpd.Options{BodyBytes: 100})
	for coding, body := range map[string]string{"gzip": gzipped(t, "Grüße"), " GZIP": gzipped(t, "Grüße"), "identity": "Grüße"} {
		if w := answer(h, packed(body, coding)); w.Code != 200 || !strings.HasSuffix(w.Body.String(), "body=Grüße") {
			t.Errorf("%s: %d %s", coding, w.Code, w.Body)
		}
	}
}

// max-body holds for a body as it comes and as it is unpacked.
func TestMaxBodyHoldsAtItsBoundAndIsRefusedBeyond(t *testing.T) {
	const limit = 1000
	h := surface(httpd.Options{BodyBytes: limit})
	twice := gzipped(t, strings.Repeat("x", limit/2))
	for name, c := range map[string]struct {
		request *http.Request
		status  int
	}{
		"plain, at the bound":        {request("POST", "/graphql", strings.Repeat("x", limit)), 200},
		"plain, beyond":              {request("POST", "/graphql", strings.Repeat("x", limit+1)), 413},
		"unpacked, at the bound":     {packed(gzipped(t, strings.Repeat("x", limit)), "gzip"), 200},
		"unpacked, beyond":           {packed(gzipped(t, strings.Repeat("x", limit+1)), "gzip"), 413},
		"a bomb":                     {packed(gzipped(t, strings.Repeat("\x00", 1<<19)), "gzip"), 413},
		"in two members, at":         {packed(twice+twice, "gzip"), 200},
		"in two members, beyond":     {packed(twice+twice+gzipped(t, "x"), "gzip"), 413},
		"packed, beyond as it comes": {packed(gzipped(t, "x")+strings.Repeat("\x00", limit), "gzip"), 413},
	} {
		w := answer(h, c.request)
		if w.Code != c.status {
			t.Errorf("%s: %d %.200s, want %d", name, w.Code, w.Body, c.status)
		}
		if c.status == 413 && (code(t, w) != "BODY_TOO_LARGE" || !strings.Contains(w.Body.String(), `"limit":1000`) || !strings.Contains(w.Body.String(), "1000 bytes, the limit")) {
			t.Errorf("%s: %s", name, w.Body)
		}
	}
}

func TestWhatIsPackedWronglyIsRefused(t *testing.T) {
	h := surface(httpd.Options{})
	for name, c := range map[string]struct {
		request *http.Request
		status  int
		code    string
	}{
		"no gzip":             {packed("{}", "gzip"), 400, "INVALID"},
		"breaks off":          {packed(gzipped(t, "{}")[:20], "gzip"), 400, "INVALID"},
		"rubbish behind":      {packed(gzipped(t, "{}")+"rubbish", "gzip"), 400, "INVALID"},
		"not UTF-8 within":    {packed(gzipped(t, "Gr\xfc\xdfe"), "gzip"), 400, "INVALID"},
		"another coding":      {packed("{}", "br"), 415, "UNSUPPORTED_MEDIA_TYPE"},
		"twice":               {packed(gzipped(t, gzipped(t, "{}")), "gzip, gzip"), 415, "UNSUPPORTED_MEDIA_TYPE"},
		"a coding of its own": {packed("{}", "x-private"), 415, "UNSUPPORTED_MEDIA_TYPE"},
	} {
		w := answer(h, c.request)
		if got := code(t, w); w.Code != c.status || got != c.code {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if c.status == 415 && w.Header().Get("Accept-Encoding") != "gzip, identity" {
			t.Errorf("%s: Accept-Encoding %q", name, w.Header().Get("Accept-Encoding"))
		}
	}
}
