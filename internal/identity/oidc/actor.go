package oidc

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
)

// Issuers are those whose tokens count.
type Issuers []*Issuer

// Actor is who shows a token of one of them.
func (is Issuers) Actor(ctx context.Context, token string) (access.Actor, error) {
	named, ok := namedIssuer(token)
	if !ok {
		return access.Actor{}, identity.Refuse("the token is neither one of this server nor a JSON Web Token; opaque tokens are not taken")
	}
	at := slices.IndexFunc(is, func(i *Issuer) bool { return i.Issuer == named })
	if at < 0 {
		return access.Actor{}, identity.Refuse("the token is of an issuer that this server does not know")
	}
	return is[at].actor(ctx, token)
}

// namedIssuer is the issuer that a token names, which nobody has verified.
func namedIssuer(token string) (string, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return "", false
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return "", false
	}
	var said claims
	if json.Unmarshal(payload, &said) != nil {
		return "", false
	}
	return said.text(Path{[]string{"iss"}})
}

func (i *Issuer) actor(ctx context.Context, token string) (access.Actor, error) {
	known := i.keys.Load()
	if known == nil {
		return access.Actor{}, away()
	}
	signature := &attempt{keys: known}
	verified, err := oidc.NewVerifier(i.Issuer, signature, &oidc.Config{
		ClientID: i.Audience, SupportedSigningAlgs: algorithms, SkipExpiryCheck: true, // times has our skew
	}).Verify(ctx, token)
	switch {
	case signature.away:
		return access.Actor{}, away()
	case err != nil:
		i.Log.DebugContext(ctx, "a token does not hold", "issuer", i.Issuer, "error", err)
		return access.Actor{}, identity.Refuse("the token is not signed by its issuer, not for this server, or of no algorithm that is taken")
	}
	var said claims
	if err := verified.Claims(&said); err != nil {
		return access.Actor{}, identity.Refuse("the claims of the token cannot be read")
	}
	until, err := i.times(said)
	if err != nil {
		return access.Actor{}, err
	}
	return i.granted(said, until)
}

func away() error {
	return &identity.Refusal{Fault: identity.Away, Message: "the issuer of the token does not answer, so it cannot be verified now", Retry: pause}
}

// attempt is the verification of one signature. It remembers what go-oidc, which wraps no
// errors, does not tell: that it is open whether the signature holds.
type attempt struct {
	*keys
	away bool
}

// VerifySignature is that of the keys.
func (a *attempt) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := a.keys.VerifySignature(ctx, token)
	a.away = errors.Is(err, errAway)
	return payload, err
}

// times says whether a token holds now, and until when (RFC 7519, 4.1.4 and 4.1.5). One
// that never ends does not.
func (i *Issuer) times(said claims) (until time.Time, err error) {
	now := i.Now()
	exp, err := said.instant("exp")
	switch {
	case err != nil:
		return time.Time{}, err
	case exp.IsZero():
		return time.Time{}, identity.Refuse("the token does not say when it ends (exp)")
	case !now.Before(exp.Add(i.Skew)):
		return time.Time{}, identity.Refuse("the token has expired")
	}
	nbf, err := said.instant("nbf")
	if err != nil {
		return time.Time{}, err
	}
	if now.Add(i.Skew).Before(nbf) {
		return time.Time{}, identity.Refuse("the token does not hold yet")
	}
	return exp.Add(i.Skew), nil
}

// instant is a NumericDate; zero where there is none.
func (c claims) instant(name string) (time.Time, error) {
	raw, there := c[name]
	if !there {
		return time.Time{}, nil
	}
	var seconds float64
	if json.Unmarshal(raw, &seconds) != nil || math.Abs(seconds) > 1<<40 || string(raw) == "null" {
		return time.Time{}, identity.Refuse("a time in the token is no number of seconds")
	}
	return time.Unix(int64(seconds), 0), nil
}

// granted is who a token speaks of, with what all rules give together. Somebody to whom
// none gives anything is known, and may do what everybody may.
func (i *Issuer) granted(said claims, until time.Time) (access.Actor, error) {
	name, ok := said.text(i.Name)
	if !ok {
		return access.Actor{}, identity.Refuse("the token has no text in the claim that this server takes for the name")
	}
	a := access.Actor{Name: i.Prefix + name, Grants: slices.Clone(i.Otherwise.Grants), Clearance: i.Otherwise.Clearance, Until: until}
	if err := catalogue.CheckActor(a.Name); err != nil {
		return access.Actor{}, identity.Refuse("the name in the token is not 1 to 200 characters on one line")
	}
	for _, r := range i.Grants {
		if slices.Contains(said.texts(r.Claim), r.Value) {
			a.Grants = append(a.Grants, r.Grant)
			a.Clearance = a.Clearance.Stricter(r.Clearance)
		}
	}
	return a, nil
}
