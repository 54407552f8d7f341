package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// issuer is an issuer of identities on this machine, with one key.
type issuer struct {
	*httptest.Server
	key *ecdsa.PrivateKey
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := key.PublicKey.Bytes() // 4, then x and y
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": i.URL, "jwks_uri": i.URL + "/keys"})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"keys": []any{map[string]any{
			"kty": "EC", "crv": "P-256", "kid": "eins", "x": base64.RawURLEncoding.EncodeToString(point[1:33]), "y": base64.RawURLEncoding.EncodeToString(point[33:]),
		}}})
	})
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

// sign is a token of somebody with roles (RFC 7515, RFC 7518 3.4).
func (i *issuer) sign(t *testing.T, name string, holds time.Duration, roles ...string) string {
	t.Helper()
	part := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	signed := part(map[string]any{"alg": "ES256", "kid": "eins", "typ": "JWT"}) + "." + part(map[string]any{
		"iss": i.URL, "aud": "fundus", "sub": "1", "preferred_username": name, "exp": time.Now().Add(holds).Unix(), "realm_access": map[string]any{"roles": roles},
	})
	digest := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, i.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	signature := append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// People sign in at their issuer, and may what the operator says of their roles. The log
// has them by name.
func TestAServerTakesTheTokensOfItsIssuer(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	file := filepath.Join(t.TempDir(), "identity.yaml")
	text := strings.ReplaceAll(`
anonymous: {read: false}
issuers:
  - issuer: URL
    audience: fundus
    name: preferred_username
    prefix: "land:"
    grants: [{claim: realm_access.roles, value: redaktion, role: editor}]
`, "URL", i.URL)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServer(t, emptyFile(t), "--identity", file)
	nobody := caller{address: s.address}
	editor := caller{address: s.address, token: i.sign(t, "meyer", time.Hour, "redaktion")}
	known := caller{address: s.address, token: i.sign(t, "schmidt", time.Hour)}
	late := caller{address: s.address, token: i.sign(t, "meyer", -2*time.Minute, "redaktion")}
	for who, c := range map[string]struct {
		caller
		code string
	}{"nobody": {nobody, "UNAUTHENTICATED"}, "an editor": {editor, ""}, "somebody without a role": {known, "FORBIDDEN"}, "an editor of yesterday": {late, "UNAUTHENTICATED"}} {
		if got := c.post(t, changeService); got != c.code {
			t.Errorf("%s changes something: %q, want %q", who, got, c.code)
		}
	}
	if got := editor.socket(t, changeService); got != "" {
		t.Errorf("an editor over a socket: %q", got)
	}
	if _, said := editor.get(t, "/whoami"); !strings.Contains(said, `"name":"land:meyer"`) {
		t.Errorf("%s", said)
	}
	_, made := editor.send(t, http.MethodPost, "/graphql", `{"query":"mutation{putArea(record:{name:\"Musterland\"}){record{id}}}"}`)
	var said struct {
		Data struct {
			PutArea struct{ Record struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(made), &said); err != nil {
		t.Fatal(err)
	}
	_, log := editor.send(t, http.MethodPost, "/graphql", `{"query":"{history(id:\"`+said.Data.PutArea.Record.ID+`\"){edges{node{actor}}}}"}`)
	if !strings.Contains(log, "land:meyer") {
		t.Errorf("the log does not say who it was: %s", log)
	}
}
