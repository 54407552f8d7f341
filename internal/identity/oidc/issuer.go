package oidc

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"fundus/internal/access"
	"fundus/internal/catalogue"
)

// Config is an issuer whose tokens count, as the operator describes it.
type Config struct {
	Issuer   string // as it stands in its tokens, to the letter
	Audience string // whom its tokens must be for
	// Skew is how far the clocks of the issuer and of this machine may differ.
	Skew time.Duration
	// Name is where the name stands as which a bearer acts, and Prefix what is put before
	// it, so that two issuers do not speak of two people by one name.
	Name   Path
	Prefix string
	Grants []Rule
	// Otherwise is what somebody has to whom no rule gives anything.
	Otherwise access.Actor
}

// Rule gives a grant to whoever has a value in a claim, by itself or in a list.
type Rule struct {
	Claim Path
	Value string
	Grant access.Grant
	// Clearance that comes with it.
	Clearance catalogue.Visibility
}

// Options are what an issuer needs of its surroundings. The zero value of each is its
// default.
type Options struct {
	Now    func() time.Time  // time.Now
	Client http.RoundTripper // http.DefaultTransport
	Log    *slog.Logger      // silent
}

// Issuer verifies the tokens of one issuer. Any number of goroutines use it.
type Issuer struct {
	Config
	Options
	keys atomic.Pointer[keys] // nil until the issuer was reached
}

// algorithms are those that are taken: signatures with a public key (RFC 7518, RFC 8037).
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512,
	oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// New is an issuer that was not reached yet: Issuers.Start does that.
func New(c Config, o Options) *Issuer {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Client == nil {
		o.Client = http.DefaultTransport
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Issuer{Config: c, Options: o}
}

// Start looks for the issuers, and waits for a moment until each is found. Those that are
// away are looked for until the context ends: a server starts without them, since their
// tokens are not all that it takes.
func (is Issuers) Start(ctx context.Context) {
	var first sync.WaitGroup
	for _, i := range is {
		first.Go(func() {
			soon, cancel := context.WithTimeout(ctx, patience/2)
			defer cancel()
			if err := i.discover(soon); err != nil {
				go i.retry(ctx, err)
			}
		})
	}
	first.Wait()
}

// retry looks again, first soon and then less often.
func (i *Issuer) retry(ctx context.Context, err error) {
	for wait := time.Second; err != nil; wait = min(2*wait, time.Minute) {
		i.Log.WarnContext(ctx, "an issuer of identities is not found; its tokens cannot be verified until it is", "issuer", i.Issuer, "error", err, "again", wait)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
		err = i.discover(ctx)
	}
	i.Log.InfoContext(ctx, "an issuer of identities was found", "issuer", i.Issuer)
}

func (i *Issuer) discover(ctx context.Context) error {
	client := bounded(i.Client)
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, client), patience)
	defer cancel()
	provider, err := oidc.NewProvider(ctx, i.Issuer)
	if err != nil {
		return err
	}
	var said struct {
		Keys string `json:"jwks_uri"`
	}
	if err := provider.Claims(&said); err != nil {
		return err
	}
	if err := CheckAddress(said.Keys); err != nil {
		return err
	}
	k := &keys{address: said.Keys, client: client, now: i.Now, log: i.Log}
	if err := k.fetch(ctx); err != nil {
		return err
	}
	i.keys.Store(k)
	return nil
}
