package oidc_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

// authority is an issuer of identities on this machine: discovery and keys over HTTP, and
// real signatures.
type authority struct {
	*httptest.Server
	mu      sync.Mutex
	keys    []jose.JSONWebKey
	away    atomic.Bool
	fetches atomic.Int64 // of keys
	said    func(own map[string]any)
}

// newAuthority is one with a key.
func newAuthority(t *testing.T, keys ...key) *authority {
	t.Helper()
	a := new(authority)
	a.publish(keys...)
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

// publish replaces the keys that the issuer shows.
func (a *authority) publish(keys ...key) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.keys = nil
	for _, k := range keys {
		a.keys = append(a.keys, jose.JSONWebKey{Key: k.Public(), KeyID: k.id, Algorithm: string(k.algorithm), Use: "sig"})
	}
}

// ServeHTTP answers as issuers do (OpenID Connect Discovery 1.0).
func (a *authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if a.away.Load() {
		http.Error(w, "away", http.StatusBadGateway)
		return
	}
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		own := map[string]any{
			"issuer": a.URL, "jwks_uri": a.URL + "/keys", "authorization_endpoint": a.URL + "/auth", "token_endpoint": a.URL + "/token",
			"id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"},
		}
		if a.said != nil {
			a.said(own)
		}
		_ = json.NewEncoder(w).Encode(own)
	case "/keys":
		a.fetches.Add(1)
		a.mu.Lock()
		defer a.mu.Unlock()
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: a.keys})
	default:
		http.NotFound(w, r)
	}
}

// key is a private key of an issuer, by a name.
type key struct {
	crypto.Signer
	id        string
	algorithm jose.SignatureAlgorithm
}

// made are keys, each made once: RSA takes its time.
var made sync.Map

func keyOf(t *testing.T, id string, algorithm jose.SignatureAlgorithm) key {
	t.Helper()
	if known, ok := made.Load(id + string(algorithm)); ok {
		return known.(key)
	}
	var signer crypto.Signer
	var err error
	switch algorithm {
	case jose.ES256:
		signer, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case jose.ES384:
		signer, err = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	case jose.EdDSA:
		_, signer, err = ed25519.GenerateKey(rand.Reader)
	default:
		signer, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		t.Fatal(err)
	}
	k := key{signer, id, algorithm}
	made.Store(id+string(algorithm), k)
	return k
}

// sign is a token with claims, signed with a key. Headers beside alg and kid are extra.
func (k key) sign(t *testing.T, claims map[string]any, extra map[jose.HeaderKey]any) string {
	t.Helper()
	options := &jose.SignerOptions{ExtraHeaders: extra}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: k.algorithm, Key: jose.JSONWebKey{Key: k.Signer, KeyID: k.id}}, options.WithType("JWT"))
	if err != nil {
		t.Fatal(err)
	}
	return compact(t, signer, claims)
}

// compact is a token of a signer of any sort.
func compact(t *testing.T, signer jose.Signer, claims map[string]any) string {
	t.Helper()
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// changed are claims with others in their place; nil takes one away.
func changed(claims map[string]any, name string, value any) map[string]any {
	out := maps.Clone(claims)
	out[name] = value
	if value == nil {
		delete(out, name)
	}
	return out
}

func (k key) String() string { return fmt.Sprint(k.algorithm, " ", k.id) }
