package httpd_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/httpd"
	"fundus/internal/identity"
)

// known is a surface that takes everybody for an actor, or says what is wrong.
func known(a access.Actor, err error) http.Handler {
	return httpd.Handler(httpd.Options{
		Console: http.NotFoundHandler(),
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			end, ends := r.Context().Deadline()
			fmt.Fprintf(w, "%s %v %v", identity.Of(r.Context()).Name, ends, end.Equal(a.Until))
		}),
		Identify: func(*http.Request, bool) (access.Actor, error) { return a, err },
	})
}

// RFC 6750, 3 and 3.1: what is wrong, in the status and in the challenge.
func TestWhoCannotBeIdentifiedIsToldWhy(t *testing.T) {
	for name, c := range map[string]struct {
		err             error
		status          int
		code, challenge string
		retry           string
	}{
		"nothing shown": {&identity.Refusal{Fault: identity.Missing, Message: "sign in"}, 401, "UNAUTHENTICATED", `Bearer realm="Fundus"`, ""},
		"unreadable":    {&identity.Refusal{Fault: identity.Malformed, Message: "twice"}, 400, "INVALID", `Bearer realm="Fundus", error="invalid_request"`, ""},
		"does not hold": {fmt.Errorf("sign in: %w", identity.Refuse("expired")), 401, "UNAUTHENTICATED", `Bearer realm="Fundus", error="invalid_token"`, ""},
		"of any sort":   {errors.New("no"), 401, "UNAUTHENTICATED", `Bearer realm="Fundus", error="invalid_token"`, ""},
		"issuer away":   {&identity.Refusal{Fault: identity.Away, Message: "away", Retry: 1500 * time.Millisecond}, 503, "UNAVAILABLE", "", "2"},
	} {
		for _, target := range []string{"/graphql", "/whoami"} {
			r := request("GET", target, "")
			w := answer(known(access.Actor{}, c.err), r)
			if got := code(t, w); w.Code != c.status || got != c.code || w.Header().Get("WWW-Authenticate") != c.challenge || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("%s %s: %d %s %v", name, target, w.Code, got, w.Header())
			}
		}
	}
}

// What is asked with a token ends with it. A socket ends itself, and says why.
func TestWhatIsAskedWithATokenEndsWithIt(t *testing.T) {
	a := access.Actor{Name: "meyer", Until: time.Now().Add(time.Minute)}
	if w := answer(known(a, nil), request("POST", "/graphql", "{}")); w.Body.String() != "meyer true true" {
		t.Errorf("%s", w.Body)
	}
	r := request("GET", "/graphql", "")
	r.Header.Set("Upgrade", "websocket")
	if w := answer(known(a, nil), r); w.Body.String() != "meyer false false" {
		t.Errorf("a socket: %s", w.Body)
	}
	a.Until = time.Time{}
	if w := answer(known(a, nil), request("POST", "/graphql", "{}")); w.Body.String() != "meyer false true" {
		t.Errorf("without an end: %s", w.Body)
	}
}

func TestEverybodyLearnsAsWhomHeIsSignedIn(t *testing.T) {
	until := time.Date(3026, 3, 1, 8, 0, 0, 0, time.UTC) // his request ends then
	editor := access.Grant{Role: access.Editor, Kinds: []catalogue.Kind{catalogue.KindService}}
	for want, a := range map[string]access.Actor{
		`{"name":null,"roles":["reader"],"grants":[{"role":"reader"}],"clearance":"PUBLIC","changes":false,"until":null}`: access.Anonymous(catalogue.Public),
		`{"name":"meyer","roles":["reader","editor"],"grants":[{"role":"reader"},{"role":"editor","kinds":["service"]},{"role":"editor","kinds":["service"]}],"clearance":"INTERNAL","changes":true,"until":"3026-03-01T08:00:00Z"}`: {
			Name: "meyer", Clearance: catalogue.Internal, Until: until, Grants: []access.Grant{{Role: access.Reader}, editor, editor},
		},
	} {
		w := answer(known(a, nil), request("GET", "/whoami", ""))
		if got := w.Body.String(); got != want+"\n" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	if w := answer(known(access.Actor{}, nil), request("GET", "/graphql", "")); w.Header().Get("Vary") != "Authorization" {
		t.Errorf("caches may give the answer of one to another: %v", w.Header())
	}
	if w := answer(known(access.Actor{}, nil), request("POST", "/whoami", "")); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}
