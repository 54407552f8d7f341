package token_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/identity/token"
	"fundus/internal/store"
	"fundus/internal/store/sqlite"
)

// table is a store of tokens in memory, which can be away and counts how often it is read.
// It is a real implementation of the interface, not of the laws of it: those are the
// engines', in storetest.
type table struct {
	mu    sync.Mutex
	rows  []store.Token
	away  atomic.Bool
	reads atomic.Int64
}

func (s *table) AddToken(_ context.Context, t store.Token) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range s.rows {
		if row.ID == t.ID {
			return store.TokenThere(nil)
		}
	}
	s.rows = append(s.rows, t)
	return nil
}

func (s *table) AllTokens(context.Context) ([]store.Token, error) {
	s.reads.Add(1)
	if s.away.Load() {
		return nil, catalogue.Errorf(catalogue.Unavailable, "away")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]store.Token(nil), s.rows...), nil
}

func (s *table) RevokeToken(_ context.Context, id string, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rows {
		if s.rows[i].ID == id {
			s.rows[i].Revoked = at
		}
	}
	return nil
}

func (s *table) UseToken(_ context.Context, id string, day catalogue.Day) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rows {
		if s.rows[i].ID == id {
			s.rows[i].LastUsed = day
		}
	}
	return nil
}

// clock is the time of a server, which a test moves.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Now()} }

func (c *clock) now() time.Time           { return c.at }
func (c *clock) forward(by time.Duration) { c.at = c.at.Add(by) }

func keeper(st store.Tokens, c *clock) *token.Keeper {
	return token.NewKeeper(st, c.now, catalogue.DayOf, slog.New(slog.DiscardHandler))
}

func wish(name string) token.Wish {
	return token.Wish{Name: name, Grants: []access.Given{{Role: "editor", Kinds: []string{"service"}, Under: []string{"ars:03241"}}}, By: "root", For: 24 * time.Hour}
}

func made(t *testing.T, st store.Tokens, w token.Wish) (string, store.Token) {
	t.Helper()
	text, kept, err := token.Make(t.Context(), st, w, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return text, kept
}

func says(t *testing.T, err error, fault identity.Fault, part string) {
	t.Helper()
	no, ok := errors.AsType[*identity.Refusal](err)
	if !ok || no.Fault != fault || !strings.Contains(no.Message, part) {
		t.Errorf("%v, want fault %d: …%s…", err, fault, part)
	}
}

func TestWhoShowsATokenIsWhoItWasMadeFor(t *testing.T) {
	st := new(table)
	text, kept := made(t, st, wish("Fachverfahren"))
	k := keeper(st, newClock())
	defer k.Close()
	a, err := k.Actor(t.Context(), text, false)
	if err != nil {
		t.Fatal(err)
	}
	if a.Name != "Fachverfahren" || a.Through != kept.ID || a.Clearance != catalogue.Internal || a.Speaks || fmt.Sprint(a.Grants) != "[editor of service under ars:03241]" {
		t.Errorf("%+v", a)
	}
	if until := time.Until(a.Until); until <= 0 || until > 15*time.Minute {
		t.Errorf("he keeps an open connection for %s", until)
	}
}

func TestNothingOfASecretIsKept(t *testing.T) {
	st := new(table)
	text, kept := made(t, st, wish("Fachverfahren"))
	secret := text[len(token.Prefix)+len(kept.ID)+1:]
	if row := fmt.Sprintf("%+v %s", kept, kept.Digest); strings.Contains(row, secret[:8]) {
		t.Errorf("%s", row)
	}
}

func TestATokenThatDoesNotHoldIsRefusedWithTheReason(t *testing.T) {
	c := newClock()
	st := new(table)
	k := keeper(st, c)
	defer k.Close()
	local := wish("hier")
	local.LocalOnly = true
	here, _ := made(t, st, local)
	revoked, gone := made(t, st, wish("b"))
	expired, young := made(t, st, wish("c"))
	other, _ := made(t, new(table), wish("d"))
	if err := st.RevokeToken(t.Context(), gone.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	a, err := k.Actor(t.Context(), here, true)
	if err != nil || !a.Speaks {
		t.Errorf("on its machine: %+v, %v", a, err)
	}
	for text, part := range map[string]string{
		here: "only on the machine of the server", revoked: "was revoked", other: "does not know",
		expired + "a": "slip of the pen", "fundus_": "slip of the pen",
	} {
		_, err := k.Actor(t.Context(), text, false)
		says(t, err, identity.Unknown, part)
	}
	c.at = young.Expires.Add(-time.Nanosecond)
	if _, err := k.Actor(t.Context(), expired, false); err != nil {
		t.Errorf("before its end: %v", err)
	}
	c.forward(time.Nanosecond)
	_, err = k.Actor(t.Context(), expired, false)
	says(t, err, identity.Unknown, "has expired")
}

// What is revoked is refused within Fresh, and what is new is taken within a second,
// without any word between the one who writes and the one who reads.
func TestServersHeedWhatBecomesOfTokensWithinSeconds(t *testing.T) {
	c := newClock()
	st := new(table)
	k := keeper(st, c)
	defer k.Close()
	text, kept := made(t, st, wish("a"))
	if _, err := k.Actor(t.Context(), text, false); err != nil {
		t.Fatal(err)
	}
	young, _ := made(t, st, wish("b"))
	c.forward(time.Second)
	if _, err := k.Actor(t.Context(), young, false); err != nil {
		t.Errorf("a new token after a second: %v", err)
	}
	if err := st.RevokeToken(t.Context(), kept.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	c.forward(token.Fresh)
	_, err := k.Actor(t.Context(), text, false)
	says(t, err, identity.Unknown, "was revoked")
}

func TestAFloodOfMadeUpTokensDoesNotReachTheDatabase(t *testing.T) {
	c := newClock()
	st := new(table)
	k := keeper(st, c)
	defer k.Close()
	strangers := new(table)
	for range 100 {
		text, _ := made(t, strangers, wish("x"))
		for range 10 {
			_, err := k.Actor(t.Context(), text, false)
			says(t, err, identity.Unknown, "does not know")
		}
		c.forward(10 * time.Millisecond)
	}
	if n := st.reads.Load(); n != 1 {
		t.Errorf("1000 made-up tokens in a second read the tokens %d times", n)
	}
}

// Reading goes on while the database is away; so do the tokens that were known, for a
// minute. After that it is not known, which is nobody's fault.
func TestKnownTokensOutliveTheirDatabaseForAMinute(t *testing.T) {
	c := newClock()
	st := new(table)
	k := keeper(st, c)
	defer k.Close()
	text, _ := made(t, st, wish("a"))
	if _, err := k.Actor(t.Context(), text, false); err != nil {
		t.Fatal(err)
	}
	st.away.Store(true)
	for range 6 {
		c.forward(10 * time.Second)
		if _, err := k.Actor(t.Context(), text, false); err != nil {
			t.Error(err)
		}
	}
	c.forward(time.Second)
	_, err := k.Actor(t.Context(), text, false)
	says(t, err, identity.Away, "does not answer")
	st.away.Store(false)
	c.forward(token.Fresh)
	if _, err := k.Actor(t.Context(), text, false); err != nil {
		t.Errorf("it is back: %v", err)
	}
}

func TestTheDayOfAUseIsNotedOnceADay(t *testing.T) {
	c := newClock()
	st := new(table)
	k := keeper(st, c)
	text, _ := made(t, st, wish("a"))
	for range 3 {
		if _, err := k.Actor(t.Context(), text, false); err != nil {
			t.Fatal(err)
		}
	}
	k.Close()
	if want := catalogue.DayOf(time.Now()); st.rows[0].LastUsed != want {
		t.Errorf("%v, want %v", st.rows[0].LastUsed, want)
	}
}

func TestOfSeveralFirstStartsOneMakesTheToken(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "first.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	var texts atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			text, _, err := token.MakeFirst(t.Context(), st, wish("first start"), time.Now())
			if err != nil {
				t.Error(err)
			}
			if text != "" {
				texts.Add(1)
			}
		})
	}
	all.Wait()
	if n := texts.Load(); n != 1 {
		t.Errorf("%d tokens", n)
	}
}

func TestATokenIsMadeOnlyAsItCanBe(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*token.Wish)
		part   string
	}{
		"nobody":               {func(w *token.Wish) { w.Name = " " }, "actor"},
		"two lines":            {func(w *token.Wish) { w.Name = "a\nb" }, "actor"},
		"for ever":             {func(w *token.Wish) { w.For = token.Longest + 1 }, "at most 732 days"},
		"for no time":          {func(w *token.Wish) { w.For = 0 }, "at most 732 days"},
		"no role":              {func(w *token.Wish) { w.Grants = nil }, "1 to 20 roles"},
		"no such role":         {func(w *token.Wish) { w.Grants[0].Role = "root" }, `role: "root": a role is one of reader, editor`},
		"no such kind":         {func(w *token.Wish) { w.Grants[0].Kinds = []string{"servce"} }, `kinds: "servce": an editor keeps service, `},
		"not an editor's kind": {func(w *token.Wish) { w.Grants[0].Kinds = []string{"case"} }, "an editor keeps"},
		"no identifier":        {func(w *token.Wish) { w.Grants[0].Under = []string{"Hannover"} }, "under"},
		"a limited board":      {func(w *token.Wish) { w.Grants[0].Role = "board" }, "only an editor is limited"},
	} {
		w := wish("a")
		c.change(&w)
		st := new(table)
		if _, _, err := token.Make(t.Context(), st, w, time.Now()); err == nil || !strings.Contains(err.Error(), c.part) || len(st.rows) > 0 {
			t.Errorf("%s: %v, want …%s…", name, err, c.part)
		}
	}
}

// No log line has anything of a token.
func TestNoLogHasATokenInIt(t *testing.T) {
	var lines bytes.Buffer
	st := new(table)
	text, kept := made(t, st, wish("a"))
	st.rows[0].Grants = `[{"role":"emperor"}]` // of a newer program
	k := token.NewKeeper(st, time.Now, catalogue.DayOf, slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug})))
	defer k.Close()
	_, err := k.Actor(t.Context(), text, false)
	says(t, err, identity.Unknown, "does not know")
	if !strings.Contains(lines.String(), kept.ID) || strings.Contains(lines.String(), text[20:40]) {
		t.Errorf("%s", &lines)
	}
}
