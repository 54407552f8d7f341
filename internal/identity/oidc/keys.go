package oidc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const (
	// pause is how long an issuer is left alone after it was asked for keys.
	pause = 10 * time.Second
	// old is when known keys are looked at again.
	old = time.Hour
	// mostKeys bounds what a token without the name of its key is tried with.
	mostKeys = 16
)

// keys are the public keys of an issuer.
type keys struct {
	address string
	client  *http.Client
	now     func() time.Time
	log     *slog.Logger

	mu    sync.Mutex // held while they are fetched, by the one who fetches
	known []jose.JSONWebKey
	at    time.Time // when they were fetched
	next  time.Time // not before are they fetched again
	away  bool      // the last time failed
}

var (
	errUnknownKey = errors.New("no key of the issuer has signed the token")
	errAway       = errors.New("the issuer does not answer, and the key of the token is not known")
)

// VerifySignature gives the payload of a token that a key of the issuer has signed. Which
// algorithms are taken is decided before.
func (k *keys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	names := make([]jose.SignatureAlgorithm, len(algorithms))
	for i, a := range algorithms {
		names[i] = jose.SignatureAlgorithm(a)
	}
	signed, err := jose.ParseSignedCompact(token, names)
	if err != nil {
		return nil, err
	}
	name := signed.Signatures[0].Header.KeyID // there is one: who calls has looked
	for _, key := range k.named(ctx, name) {
		if payload, err := signed.Verify(key.Key); err == nil {
			return payload, nil
		}
	}
	return nil, k.unknown(name)
}

// named are the keys with a name, or all for none, fetched anew if there is no such key or
// those known are old.
func (k *keys) named(ctx context.Context, name string) []jose.JSONWebKey {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.now()
	if (len(k.matching(name)) == 0 || now.Sub(k.at) > old) && !now.Before(k.next) {
		if err := k.fetchLocked(ctx); err != nil {
			k.log.WarnContext(ctx, "the keys of an issuer cannot be fetched; those known before count", "keys", k.address, "error", err)
		}
	}
	return k.matching(name)
}

func (k *keys) matching(name string) []jose.JSONWebKey {
	if name == "" {
		return k.known
	}
	return slices.DeleteFunc(slices.Clone(k.known), func(key jose.JSONWebKey) bool { return key.KeyID != name })
}

// unknown is why no key has signed a token: none could, or it could not be learnt.
func (k *keys) unknown(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.away && (name == "" || len(k.matching(name)) == 0) {
		return errAway
	}
	return errUnknownKey
}

func (k *keys) fetch(ctx context.Context) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.fetchLocked(ctx)
}

// fetchLocked asks for longer than its caller is there: others wait for the same.
func (k *keys) fetchLocked(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience/2)
	defer cancel()
	found, err := k.ask(ctx)
	k.next, k.away = k.now().Add(pause), err != nil
	if err != nil {
		return err
	}
	k.known, k.at = found, k.now()
	return nil
}

func (k *keys) ask(ctx context.Context) ([]jose.JSONWebKey, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := k.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", k.address, answer.Status)
	}
	return readKeys(text)
}

// readKeys takes the public keys for signatures out of a set, and leaves alone what it
// does not know: issuers add keys of new kinds (RFC 7517, 5).
func readKeys(text []byte) ([]jose.JSONWebKey, error) {
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(text, &set); err != nil {
		return nil, fmt.Errorf("the keys of the issuer cannot be read: %w", err)
	}
	var out []jose.JSONWebKey
	for _, raw := range set.Keys {
		var key jose.JSONWebKey
		if key.UnmarshalJSON(raw) != nil || key.Use == "enc" || !key.IsPublic() || !key.Valid() {
			continue
		}
		if out = append(out, key); len(out) == mostKeys {
			break
		}
	}
	if len(out) == 0 {
		return nil, errors.New("the issuer has no public key for signatures that this program knows")
	}
	return out, nil
}
