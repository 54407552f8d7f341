package token

import (
	"context"
	"crypto/subtle"
	"log/slog"
	"sync"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/store"
)

// How old the list of tokens may be.
const (
	Fresh    = 5 * time.Second // without a look at the store
	newest   = time.Second     // when a token is not in it
	Patience = time.Minute     // while the store is away
)

// Bounds of one look at the store, for which others wait, and of noting one use, for
// which nobody does.
const (
	reading = time.Second
	noting  = 5 * time.Second
)

// again is how long the bearer of a token keeps a connection that stays open before he
// must show it anew, so that a token that was revoked does not hold on to one.
const again = 15 * time.Minute

// Keeper knows the tokens of a store. Any number of goroutines use it.
type Keeper struct {
	store store.Tokens
	now   func() time.Time
	day   func(time.Time) catalogue.Day
	log   *slog.Logger

	mu    sync.Mutex // held while the store is read, by the one who reads
	known map[string]kept
	at    time.Time // of the last look that succeeded
	retry time.Time // not before, after a look that failed
	noted map[string]catalogue.Day
	notes sync.WaitGroup
}

type kept struct {
	store.Token
	grants []access.Grant
}

// NewKeeper knows nothing yet. day is the one on which an instant falls.
func NewKeeper(st store.Tokens, now func() time.Time, day func(time.Time) catalogue.Day, log *slog.Logger) *Keeper {
	return &Keeper{store: st, now: now, day: day, log: log, noted: map[string]catalogue.Day{}}
}

// Close waits for what is written behind the answers.
func (k *Keeper) Close() { k.notes.Wait() }

// Is says whether a text claims to be one of our tokens.
func Is(text string) bool { return len(text) >= len(Prefix) && text[:len(Prefix)] == Prefix }

// Actor is who shows a token, from this machine or another.
func (k *Keeper) Actor(ctx context.Context, text string, local bool) (access.Actor, error) {
	shown, ok := read(text)
	if !ok {
		return access.Actor{}, identity.Refuse("the token is not complete, or has a slip of the pen")
	}
	t, found, err := k.find(ctx, shown.id)
	if err != nil {
		return access.Actor{}, err
	}
	digest, now := shown.digest(), k.now()
	switch {
	case !found || subtle.ConstantTimeCompare(digest[:], t.Digest[:]) != 1:
		return access.Actor{}, identity.Refuse("this server does not know the token")
	case !t.Revoked.IsZero():
		return access.Actor{}, identity.Refuse("the token was revoked")
	case !now.Before(t.Expires):
		return access.Actor{}, identity.Refuse("the token has expired")
	case t.LocalOnly && !local:
		return access.Actor{}, identity.Refuse("the token counts only on the machine of the server itself; \"fundus token create\" makes one for others")
	}
	k.note(t.ID, k.day(now))
	until := t.Expires
	if soon := now.Add(again); soon.Before(until) {
		until = soon
	}
	return access.Actor{Name: t.Name, Grants: t.grants, Clearance: t.Clearance, Through: t.ID, Until: until, Speaks: t.LocalOnly}, nil
}

// find looks in the list, which it brings up to date if it is too old for the answer.
func (k *Keeper) find(ctx context.Context, id string) (kept, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, found := k.known[id]
	most := Fresh
	if !found {
		most = newest
	}
	now := k.now()
	if now.Sub(k.at) >= most && !now.Before(k.retry) {
		k.read(ctx, now)
	}
	if now.Sub(k.at) > Patience {
		return kept{}, false, &identity.Refusal{Fault: identity.Away, Message: "the database that knows the tokens does not answer", Retry: 5 * time.Second}
	}
	t, found := k.known[id]
	return t, found, nil
}

// read looks at the store for longer than its caller is there, so that one who leaves
// does not spoil the list for others.
func (k *Keeper) read(ctx context.Context, now time.Time) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reading)
	defer cancel()
	all, err := k.store.AllTokens(ctx)
	if err != nil {
		k.retry = k.now().Add(Fresh)
		k.log.WarnContext(ctx, "the tokens cannot be read; those known before count for a while", "error", err, "age", now.Sub(k.at))
		return
	}
	known := make(map[string]kept, len(all))
	for _, t := range all {
		grants, err := Grants(t)
		if err != nil { // of a newer program: better no token than one that may more
			k.log.WarnContext(ctx, "a token says what this program does not know, and is left out", "token", t.ID, "error", err)
			continue
		}
		known[t.ID] = kept{t, grants}
	}
	k.known, k.at = known, now
}

// note writes the day of a use down, once a day and behind the answer: it is a help to
// those who clean up, and nobody's to wait for.
func (k *Keeper) note(id string, day catalogue.Day) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.noted[id] == day || k.known[id].LastUsed >= day {
		return
	}
	k.noted[id] = day
	k.notes.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), noting)
		defer cancel()
		if err := k.store.UseToken(ctx, id, day); err != nil {
			k.log.DebugContext(ctx, "the use of a token was not noted", "token", id, "error", err)
		}
	})
}
