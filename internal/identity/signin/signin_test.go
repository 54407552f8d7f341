package signin_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/identity/oidc"
	"fundus/internal/identity/signin"
	"fundus/internal/identity/token"
	"fundus/internal/store/sqlite"
)

// house is a door, two tokens for it, and what was said to those who were not let in.
type house struct {
	*signin.Door
	editor, local string
	refused       []string
}

func open(t *testing.T) *house {
	t.Helper()
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "door.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	k := token.NewKeeper(st, time.Now, catalogue.DayOf, slog.New(slog.DiscardHandler))
	t.Cleanup(func() { k.Close(); st.Close() })
	h := &house{Door: &signin.Door{Anonymous: access.Anonymous(catalogue.Public), Tokens: k}}
	h.Refused = func(_ context.Context, a access.Attempt) { h.refused = append(h.refused, a.Reason) }
	for role, into := range map[string]*string{"editor": &h.editor, "admin": &h.local} {
		w := token.Wish{Name: role, Grants: []access.Given{{Role: role}}, LocalOnly: role == "admin", By: "root", For: time.Hour}
		if *into, _, err = token.Make(t.Context(), st, w, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func asking(authorization string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql?access_token=fundus_x", strings.NewReader("{}"))
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	return r
}

func wantRefusal(t *testing.T, err error, fault identity.Fault, part string) {
	t.Helper()
	if no, ok := errors.AsType[*identity.Refusal](err); !ok || no.Fault != fault || !strings.Contains(no.Message, part) {
		t.Errorf("%v, want fault %d: …%s…", err, fault, part)
	}
}

// wantTurnedAway is wantRefusal for a socket, of which the audit must hear.
func (h *house) wantTurnedAway(t *testing.T, err error, fault identity.Fault, part string) {
	t.Helper()
	wantRefusal(t, err, fault, part)
	if n := len(h.refused); n == 0 || h.refused[n-1] != err.Error() {
		t.Errorf("%v: told %q", err, h.refused)
	}
}

func TestFromThisMachineWithoutATokenOneIsNobody(t *testing.T) {
	h := open(t)
	for _, local := range []bool{true, false} {
		a, err := h.Identify(asking(""), local)
		if err != nil || a.Known() || a.Speaks || a.May(access.Change) == nil || a.Clearance != catalogue.Public {
			t.Errorf("local %v: %+v, %v", local, a, err)
		}
	}
}

func TestATokenOfTheMachineCountsThereAlone(t *testing.T) {
	h := open(t)
	if a, err := h.Identify(asking("Bearer "+h.local), true); err != nil || a.Name != "admin" || !a.Speaks {
		t.Errorf("%+v, %v", a, err)
	}
	_, err := h.Identify(asking("Bearer "+h.local), false)
	wantRefusal(t, err, identity.Unknown, "only on the machine of the server")
	if a, err := h.Identify(asking("Bearer "+h.editor), false); err != nil || a.Name != "editor" || a.Speaks {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestWhoShowsWhatDoesNotHoldIsNotTakenForNobody(t *testing.T) {
	h := open(t)
	for shown, c := range map[string]struct {
		fault identity.Fault
		part  string
	}{
		"Bearer fundus_abc":  {identity.Unknown, "slip of the pen"},
		"Bearer eyJh.eyJp.x": {identity.Unknown, "tokens of its own"},
		"Basic cm9vdDpyb290": {identity.Unknown, "takes Authorization: Bearer"},
		"Bearer":             {identity.Malformed, "not one token"},
	} {
		_, err := h.Identify(asking(shown), true)
		wantRefusal(t, err, c.fault, c.part)
	}
	h.Issuers = oidc.Issuers{oidc.New(oidc.Config{Issuer: "https://login.example"}, oidc.Options{})}
	_, err := h.Identify(asking("Bearer opaque"), true)
	wantRefusal(t, err, identity.Unknown, "opaque tokens are not taken")
}

func TestWhereNobodyReadsUnknownOneIsToldToSignIn(t *testing.T) {
	h := open(t)
	h.Anonymous.Grants = nil
	_, err := h.Identify(asking(""), true)
	wantRefusal(t, err, identity.Missing, "sign in with a token")
	if _, err := h.Identify(asking("Bearer "+h.editor), false); err != nil {
		t.Error(err)
	}
	handshake := asking("") // of a browser, which cannot show a token here
	handshake.Header.Set("Upgrade", "websocket")
	a, err := h.Identify(handshake, true)
	if err != nil || a.May(access.Read) == nil {
		t.Errorf("a handshake: %+v, %v", a, err)
	}
	_, _, err = h.Admit(identity.With(t.Context(), a), nil)
	h.wantTurnedAway(t, err, identity.Missing, "sign in with a token")
}

func TestAServerThatIsOnlyReadAcceptsNoChangeFromAnybody(t *testing.T) {
	h := open(t)
	h.OnlyReads = true
	a, err := h.Identify(asking("Bearer "+h.local), true)
	if no := a.May(access.Change); err != nil || no == nil || !strings.Contains(no.Error(), "accepts no changes") {
		t.Errorf("%v, %v", no, err)
	}
	if a.Clearance != catalogue.Confidential {
		t.Errorf("he sees up to %s", a.Clearance)
	}
}

// A socket is opened by whoever its first message shows, or else its handshake.
func TestASocketIsOpenedByItsFirstMessageOrItsHandshake(t *testing.T) {
	h := open(t)
	anonymous := identity.With(t.Context(), h.Anonymous)
	for payload, want := range map[string]string{
		``: "", `null`: "", `{}`: "", `{"locale":"de"}`: "",
		`{"Authorization":"Bearer ` + h.editor + `"}`: "editor",
		`{"authorization":"bearer ` + h.editor + `"}`: "editor",
	} {
		ctx, until, err := h.Admit(anonymous, []byte(payload))
		if err != nil || identity.Of(ctx).Name != want || until.IsZero() != (want == "") {
			t.Errorf("%s: %+v until %s, %v", payload, identity.Of(ctx), until, err)
		}
	}
	editor, err := h.Identify(asking("Bearer "+h.editor), false)
	if err != nil {
		t.Fatal(err)
	}
	if ctx, until, err := h.Admit(identity.With(t.Context(), editor), nil); err != nil || identity.Of(ctx).Name != "editor" || until.IsZero() {
		t.Errorf("by the handshake: %+v until %s, %v", identity.Of(ctx), until, err)
	}
	here := `{"Authorization":"Bearer ` + h.local + `"}`
	if ctx, _, err := h.Admit(identity.AtHand(anonymous, true), []byte(here)); err != nil || identity.Of(ctx).Name != "admin" {
		t.Errorf("on its machine: %+v, %v", identity.Of(ctx), err)
	}
	_, _, err = h.Admit(identity.AtHand(anonymous, false), []byte(here))
	h.wantTurnedAway(t, err, identity.Unknown, "only on the machine of the server")
}

func TestAFirstMessageThatCannotBeReadOpensNothing(t *testing.T) {
	h := open(t)
	for payload, fault := range map[string]identity.Fault{
		`[]`:                             identity.Malformed,
		`{"Authorization":7}`:            identity.Malformed,
		`{"Authorization":""}`:           identity.Malformed,
		`{"Authorization":["Bearer x"]}`: identity.Malformed,
		`{"Authorization":"B","authorization":"B"}`: identity.Malformed,
		`{"Authorization":"Bearer x y"}`:            identity.Malformed,
		`{"Authorization":"Basic x"}`:               identity.Unknown,
		`{"Authorization":"Bearer x"}`:              identity.Unknown,
	} {
		_, _, err := h.Admit(identity.With(t.Context(), h.Anonymous), []byte(payload))
		h.wantTurnedAway(t, err, fault, "")
	}
}

func FuzzAdmit(f *testing.F) {
	for _, seed := range []string{"", "null", "{}", `{"Authorization":"Bearer x"}`, `{"AUTHORIZATION":null}`, "["} {
		f.Add(seed)
	}
	d := &signin.Door{Anonymous: access.Anonymous(catalogue.Public)}
	f.Fuzz(func(t *testing.T, payload string) {
		if strings.Contains(payload, token.Prefix) {
			return // this door has no tokens
		}
		ctx, _, _ := d.Admit(identity.With(t.Context(), d.Anonymous), []byte(payload))
		if a := identity.Of(ctx); a.Known() || a.May(access.Change) == nil {
			t.Errorf("%q makes somebody: %+v", payload, a)
		}
	})
}
