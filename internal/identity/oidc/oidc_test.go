package oidc_test

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/identity/oidc"
)

// clock is the time of a server, which a test moves.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := new(clock)
	c.at.Store(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC).UnixNano())
	return c
}

func (c *clock) now() time.Time            { return time.Unix(0, c.at.Load()) }
func (c *clock) forward(by time.Duration)  { c.at.Add(int64(by)) }
func (c *clock) in(by time.Duration) int64 { return c.now().Add(by).Unix() }

func path(t testing.TB, text string) oidc.Path {
	t.Helper()
	p, err := oidc.ParsePath(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func config(t *testing.T, issuer string) oidc.Config {
	roles := path(t, "realm_access.roles")
	return oidc.Config{
		Issuer: issuer, Audience: "fundus", Skew: time.Minute, Name: path(t, "preferred_username"), Prefix: "land:",
		Grants: []oidc.Rule{
			{Claim: roles, Value: "fundus-editor", Grant: access.Grant{Role: access.Editor, Kinds: []catalogue.Kind{catalogue.KindService}}, Clearance: catalogue.Internal},
			{Claim: roles, Value: "fundus-board", Grant: access.Grant{Role: access.Board}, Clearance: catalogue.Confidential},
			{Claim: path(t, `https://land\.example/amt`), Value: "7", Grant: access.Grant{Role: access.Steward}, Clearance: catalogue.Public},
		},
		Otherwise: access.Anonymous(catalogue.Public),
	}
}

// server is one that takes the tokens of issuers.
func server(t *testing.T, c *clock, of ...*authority) oidc.Issuers {
	t.Helper()
	var all oidc.Issuers
	for _, a := range of {
		all = append(all, oidc.New(config(t, a.URL), oidc.Options{Now: c.now}))
	}
	all.Start(t.Context())
	return all
}

// person is what the token of somebody says.
func person(a *authority, c *clock) map[string]any {
	return map[string]any{
		"iss": a.URL, "aud": []string{"account", "fundus"}, "sub": "f:1", "preferred_username": "meyer",
		"iat": c.in(0), "exp": c.in(5 * time.Minute), "realm_access": map[string]any{"roles": []any{"other", "fundus-editor"}},
	}
}

func refused(t *testing.T, what string, err error, fault identity.Fault, part string) {
	t.Helper()
	no, ok := errors.AsType[*identity.Refusal](err)
	if !ok || no.Fault != fault || !strings.Contains(no.Message, part) {
		t.Errorf("%s: %v, want fault %d: …%s…", what, err, fault, part)
	}
}

func TestATokenOfAnIssuerSaysWhoAsks(t *testing.T) {
	for _, algorithm := range []jose.SignatureAlgorithm{jose.RS256, jose.PS256, jose.ES256, jose.ES384, jose.EdDSA} {
		c, k := newClock(), keyOf(t, "eins", algorithm)
		a := newAuthority(t, k)
		actor, err := server(t, c, a).Actor(t.Context(), k.sign(t, person(a, c), nil))
		if err != nil {
			t.Errorf("%s: %v", algorithm, err)
			continue
		}
		if actor.Name != "land:meyer" || actor.Clearance != catalogue.Internal || actor.Speaks || fmt.Sprint(actor.Grants) != "[reader editor of service]" {
			t.Errorf("%s: %+v", algorithm, actor)
		}
		if want := c.now().Add(6 * time.Minute); !actor.Until.Equal(want) {
			t.Errorf("%s: until %s, want %s", algorithm, actor.Until, want)
		}
	}
}

// Nothing that is not signed by the issuer, for this server and for now, is taken.
func TestATokenThatDoesNotHoldIsRefused(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.RS256)
	stranger := keyOf(t, "eins-of-a-stranger", jose.RS256)
	stranger.id = "eins"
	a := newAuthority(t, k)
	s, good := server(t, c, a), person(a, c)
	if _, err := s.Actor(t.Context(), k.sign(t, good, nil)); err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"another audience":       k.sign(t, changed(good, "aud", "others"), nil),
		"no audience":            k.sign(t, changed(good, "aud", nil), nil),
		"another key":            stranger.sign(t, good, nil),
		"a key it brings along":  withItsKey(t, stranger, good),
		"a key from elsewhere":   stranger.sign(t, good, map[jose.HeaderKey]any{"jku": a.URL + "/keys", "x5u": a.URL + "/keys"}),
		"what must be known":     k.sign(t, good, map[jose.HeaderKey]any{"crit": []string{"urgent"}, "urgent": true}),
		"no algorithm":           unsigned(good),
		"a public key as a word": hmacWith(t, k, good),
		"a changed claim":        tampered(k.sign(t, good, nil), good),
		"no signature":           strings.Join(strings.Split(k.sign(t, good, nil), ".")[:2], ".") + ".",
	} {
		_, err := s.Actor(t.Context(), token)
		refused(t, name, err, identity.Unknown, "not signed by its issuer, not for this server")
	}
	for name, c := range map[string]struct{ token, part string }{
		"another issuer":    {k.sign(t, changed(good, "iss", a.URL+"/"), nil), "an issuer that this server does not know"},
		"no issuer":         {k.sign(t, changed(good, "iss", nil), nil), "neither one of this server nor a JSON Web Token"},
		"an issuer in list": {k.sign(t, changed(good, "iss", []string{a.URL}), nil), "neither one of this server nor a JSON Web Token"},
		"opaque":            {"2YotnFZFEjr1zCsicMWpAA", "opaque tokens are not taken"},
		"encrypted":         {"a.b.c.d.e", "opaque tokens are not taken"},
		"dots":              {"..", "opaque tokens are not taken"},
		"expired":           {k.sign(t, changed(good, "exp", c.in(-time.Minute)), nil), "has expired"},
		"without end":       {k.sign(t, changed(good, "exp", nil), nil), "does not say when it ends"},
		"not yet":           {k.sign(t, changed(good, "nbf", c.in(61*time.Second)), nil), "does not hold yet"},
		"no name":           {k.sign(t, changed(good, "preferred_username", nil), nil), "no text in the claim"},
		"a number for name": {k.sign(t, changed(good, "preferred_username", 7), nil), "no text in the claim"},
		"a name of lines":   {k.sign(t, changed(good, "preferred_username", "a\nb"), nil), "not 1 to 200 characters on one line"},
		"a long name":       {k.sign(t, changed(good, "preferred_username", strings.Repeat("a", 201)), nil), "not 1 to 200 characters"},
	} {
		_, err := s.Actor(t.Context(), c.token)
		refused(t, name, err, identity.Unknown, c.part)
	}
}

func withItsKey(t *testing.T, k key, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: k.algorithm, Key: k.Signer}, &jose.SignerOptions{EmbedJWK: true})
	if err != nil {
		t.Fatal(err)
	}
	return compact(t, signer, claims)
}

func part(v any) string {
	text, _ := json.Marshal(v)
	return base64.RawURLEncoding.EncodeToString(text)
}

func unsigned(claims map[string]any) string {
	return part(map[string]any{"alg": "none", "typ": "JWT"}) + "." + part(claims) + "."
}

// hmacWith takes the public key, which everybody knows, for a secret.
func hmacWith(t *testing.T, k key, claims map[string]any) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(k.Public())
	if err != nil {
		t.Fatal(err)
	}
	word := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: jose.JSONWebKey{Key: word, KeyID: k.id}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return compact(t, signer, claims)
}

func tampered(token string, claims map[string]any) string {
	parts := strings.Split(token, ".")
	parts[1] = part(changed(claims, "preferred_username", "chef"))
	return strings.Join(parts, ".")
}

// Clocks differ, by no more than the operator says.
func TestClocksMayDifferByTheSkew(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.ES256)
	a := newAuthority(t, k)
	s, good := server(t, c, a), person(a, c)
	for name, claims := range map[string]map[string]any{
		"expired just now": changed(good, "exp", c.in(-59*time.Second)),
		"from just later":  changed(good, "nbf", c.in(60*time.Second)),
		"made just later":  changed(good, "iat", c.in(30*time.Second)),
	} {
		if _, err := s.Actor(t.Context(), k.sign(t, claims, nil)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Foreign claims are what they are, and count for nothing where they are of another type.
func TestOnlyClaimsOfTheRightTypeGiveARole(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.ES256)
	a := newAuthority(t, k)
	s, good := server(t, c, a), person(a, c)
	roles := func(v any) map[string]any { return changed(good, "realm_access", map[string]any{"roles": v}) }
	for name, w := range map[string]struct {
		claims map[string]any
		want   string
	}{
		"one":                  {roles("fundus-board"), "[reader board] CONFIDENTIAL"},
		"two":                  {roles([]string{"fundus-board", "fundus-editor"}), "[reader editor of service board] CONFIDENTIAL"},
		"one among others":     {roles([]any{1, nil, map[string]any{}, "fundus-board"}), "[reader board] CONFIDENTIAL"},
		"as names of members":  {roles(map[string]any{"fundus-board": true}), "[reader] PUBLIC"},
		"in a list of a list":  {roles([]any{[]any{"fundus-board"}}), "[reader] PUBLIC"},
		"in another case":      {roles("Fundus-Board"), "[reader] PUBLIC"},
		"a part of it":         {roles("fundus-board "), "[reader] PUBLIC"},
		"a flat claim":         {changed(good, "realm_access", "fundus-board"), "[reader] PUBLIC"},
		"a claim with a dot":   {changed(good, "realm_access.roles", "fundus-board"), "[reader editor of service] INTERNAL"},
		"a number":             {changed(changed(good, "realm_access", nil), "https://land.example/amt", 7), "[reader] PUBLIC"},
		"an address for name":  {changed(changed(good, "realm_access", nil), "https://land.example/amt", "7"), "[reader steward] PUBLIC"},
		"nothing":              {changed(good, "realm_access", nil), "[reader] PUBLIC"},
		"a member by its case": {changed(good, "realm_access", map[string]any{"Roles": "fundus-board"}), "[reader] PUBLIC"},
	} {
		actor, err := s.Actor(t.Context(), k.sign(t, w.claims, nil))
		if got := fmt.Sprint(actor.Grants, " ", actor.Clearance); err != nil || got != w.want || !actor.Known() {
			t.Errorf("%s: %s, %v; want %s", name, got, err, w.want)
		}
	}
}

// An issuer changes its keys: the new one is found when a token names it, and the old one
// counts as long as the issuer shows it.
func TestKeysAreFollowedAsTheyRotate(t *testing.T) {
	c, first, second := newClock(), keyOf(t, "eins", jose.RS256), keyOf(t, "zwei", jose.ES256)
	a := newAuthority(t, first)
	s := server(t, c, a)
	take := func(k key) error {
		_, err := s.Actor(t.Context(), k.sign(t, person(a, c), nil))
		return err
	}
	a.publish(first, second)
	c.forward(10 * time.Second)
	for _, k := range []key{first, second} {
		if err := take(k); err != nil {
			t.Errorf("%s: %v", k, err)
		}
	}
	a.publish(second)
	if err := take(first); err != nil {
		t.Errorf("keys are not looked at for every token: %v", err)
	}
	c.forward(time.Hour + time.Second)
	refused(t, "a key that was withdrawn", take(first), identity.Unknown, "not signed by its issuer")
	if err := take(second); err != nil {
		t.Error(err)
	}
}

func TestMadeUpKeysDoNotHammerTheIssuer(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.ES256)
	a := newAuthority(t, k)
	s := server(t, c, a)
	for n := range 200 {
		k.id = fmt.Sprint("erfunden ", n)
		_, err := s.Actor(t.Context(), k.sign(t, person(a, c), nil))
		refused(t, k.id, err, identity.Unknown, "not signed by its issuer")
		c.forward(100 * time.Millisecond)
	}
	if n := a.fetches.Load(); n > 3 {
		t.Errorf("the keys were fetched %d times in 20 seconds", n)
	}
}

// An issuer that is away takes nothing from those whose keys are known. Of others it is
// not known whether their tokens hold.
func TestKnownKeysOutliveAnOutageOfTheIssuer(t *testing.T) {
	c, k, young := newClock(), keyOf(t, "eins", jose.ES256), keyOf(t, "zwei", jose.ES256)
	a := newAuthority(t, k)
	s := server(t, c, a)
	a.away.Store(true)
	for range 3 {
		c.forward(2 * time.Hour)
		if _, err := s.Actor(t.Context(), k.sign(t, person(a, c), nil)); err != nil {
			t.Error(err)
		}
	}
	c.forward(time.Minute)
	_, err := s.Actor(t.Context(), young.sign(t, person(a, c), nil))
	refused(t, "a new key", err, identity.Away, "does not answer")
	a.away.Store(false)
	a.publish(k, young)
	c.forward(10 * time.Second)
	if _, err := s.Actor(t.Context(), young.sign(t, person(a, c), nil)); err != nil {
		t.Errorf("it is back: %v", err)
	}
}

func TestAServerStartsWithoutItsIssuerAndFindsItLater(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.ES256)
	a := newAuthority(t, k)
	a.away.Store(true)
	s := server(t, c, a)
	token := k.sign(t, person(a, c), nil)
	_, err := s.Actor(t.Context(), token)
	refused(t, "away", err, identity.Away, "does not answer")
	a.away.Store(false)
	look, end := time.NewTicker(5*time.Millisecond), time.After(30*time.Second)
	defer look.Stop()
	for err != nil {
		select {
		case <-look.C: // it is looked for again in a second
			_, err = s.Actor(t.Context(), token)
		case <-end:
			t.Fatal(err)
		}
	}
}

// Each issuer vouches for its own, with its own keys.
func TestOneIssuerDoesNotSignForAnother(t *testing.T) {
	c, ours, theirs := newClock(), keyOf(t, "eins", jose.ES256), keyOf(t, "eins", jose.RS256)
	a, b := newAuthority(t, ours), newAuthority(t, theirs)
	s := server(t, c, a, b)
	for issuer, k := range map[*authority]key{a: ours, b: theirs} {
		if _, err := s.Actor(t.Context(), k.sign(t, person(issuer, c), nil)); err != nil {
			t.Error(err)
		}
	}
	_, err := s.Actor(t.Context(), theirs.sign(t, person(a, c), nil))
	refused(t, "the other", err, identity.Unknown, "not signed by its issuer")
}

// What an issuer says of itself is believed only within what it may be.
func TestAnIssuerThatSaysWhatItMustNotIsNotFound(t *testing.T) {
	for name, said := range map[string]func(map[string]any){
		"another issuer":       func(own map[string]any) { own["issuer"] = "https://other.example" },
		"keys over plain HTTP": func(own map[string]any) { own["jwks_uri"] = "http://keys.example/" },
		"no keys":              func(own map[string]any) { delete(own, "jwks_uri") },
		"without end":          func(own map[string]any) { own["x"] = strings.Repeat("x", 1<<20) },
	} {
		c, k := newClock(), keyOf(t, "eins", jose.ES256)
		a := newAuthority(t, k)
		a.said = said
		_, err := server(t, c, a).Actor(t.Context(), k.sign(t, person(a, c), nil))
		refused(t, name, err, identity.Away, "does not answer")
	}
}

// What the log says of a token that does not hold has nothing of the token in it.
func TestNoLogHasATokenInIt(t *testing.T) {
	c, k := newClock(), keyOf(t, "eins", jose.ES256)
	a := newAuthority(t, k)
	var lines bytes.Buffer
	i := oidc.New(config(t, a.URL), oidc.Options{Now: c.now, Log: slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	s := oidc.Issuers{i}
	s.Start(t.Context())
	token := k.sign(t, changed(person(a, c), "aud", "others"), nil)
	if _, err := s.Actor(t.Context(), token); err == nil {
		t.Fatal("taken")
	}
	for _, p := range append(strings.Split(token, "."), "meyer") {
		if strings.Contains(lines.String(), p) {
			t.Errorf("%s", &lines)
		}
	}
}

func FuzzActor(f *testing.F) {
	i := oidc.Issuers{oidc.New(oidc.Config{Issuer: "https://a.example", Audience: "fundus"}, oidc.Options{})}
	for _, seed := range []string{"a.b.c", "..", unsigned(map[string]any{"iss": "https://a.example"}), unsigned(map[string]any{"iss": []string{}}), "e30.e30.e30"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, token string) {
		if a, err := i.Actor(t.Context(), token); err == nil || a.Known() {
			t.Errorf("%q is taken", token)
		}
	})
}

func FuzzParsePath(f *testing.F) {
	for _, seed := range []string{"sub", "realm_access.roles", `https://a\.example/x`, "", ".", "a..b", `\.`, "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := oidc.ParsePath(text); err != nil && fmt.Sprint(p) != "{[]}" {
			t.Errorf("%q: %v with %v", text, p, err)
		}
	})
}
