package admission_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"fundus/internal/admission"
)

// refusal is the refusal that an error is.
func refusal(t testing.TB, err error) *admission.Refusal {
	t.Helper()
	no, ok := errors.AsType[*admission.Refusal](err)
	if !ok {
		t.Fatalf("%v is no refusal", err)
	}
	return no
}

func entered(t *testing.T, g *admission.Gate) func() {
	t.Helper()
	leave, err := g.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return leave
}

func TestAGateLetsAsManyInAsItHasPlacesAndAsManyWaitAsItsQueueHas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate(2, 1, time.Second)
		first, second := entered(t, g), entered(t, g)
		let := make(chan func())
		go func() {
			leave, err := g.Enter(t.Context())
			if err != nil {
				t.Error(err)
			}
			let <- leave
		}()
		synctest.Wait()
		_, err := g.Enter(t.Context())
		if no := refusal(t, err); no.Code != "TOO_BUSY" || no.Status != 503 || no.Limit != 1 || no.RetryAfter() != "1" {
			t.Errorf("one beyond the queue is told %+v", no)
		}
		first()
		third := <-let
		second()
		third()
		entered(t, g)()
	})
}

func TestNobodyWaitsAtAGateLongerThanItsPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate(1, 1, 2500*time.Millisecond)
		defer entered(t, g)()
		began := time.Now()
		_, err := g.Enter(t.Context())
		if no := refusal(t, err); no.Code != "TOO_BUSY" || no.Limit != 1 || no.RetryAfter() != "3" || time.Since(began) != 2500*time.Millisecond {
			t.Errorf("after %s told %+v, come back in %s s", time.Since(began), no, no.RetryAfter())
		}
	})
}

func TestWhoGoesAwayLeavesTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate(1, 1, time.Hour)
		leave := entered(t, g)
		gone, away := context.WithCancel(t.Context())
		went := make(chan error)
		go func() {
			_, err := g.Enter(gone)
			went <- err
		}()
		synctest.Wait()
		away()
		if err := <-went; !errors.Is(err, context.Canceled) {
			t.Errorf("who went away is told %v", err)
		}
		next := make(chan error)
		go func() {
			_, err := g.Enter(t.Context())
			next <- err
		}()
		synctest.Wait()
		leave()
		if err := <-next; err != nil {
			t.Errorf("who takes the place in the queue is told %v", err)
		}
	})
}

func TestWhoMayWaitIsNotCountedInTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate(1, 0, time.Second)
		leave := entered(t, g)
		in := make(chan struct{})
		go func() {
			leave, err := g.Wait(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			leave()
			close(in)
		}()
		<-time.After(time.Hour) // of the bubble
		leave()
		<-in
		entered(t, g)()
	})
}

// However clients come and go, no more are in than there are places, and all places
// are free again in the end.
func TestAGateIsNeverFullerThanItsPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.IntRange(1, 5).Draw(t, "places")
		g := admission.NewGate(places, 0, time.Nanosecond)
		var in []func()
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			if len(in) > 0 && rapid.Bool().Draw(t, "leave") {
				in[0]()
				in = in[1:]
				continue
			}
			leave, err := g.Enter(context.Background())
			if (err == nil) != (len(in) < places) {
				t.Fatalf("with %d of %d in: %v", len(in), places, err)
			}
			if err == nil {
				in = append(in, leave)
			}
		}
		for _, leave := range in {
			leave()
		}
		for range places {
			if _, err := g.Enter(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestAClientMayAskInABurstAndThenAtItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := admission.NewPace(2, 3)
		for i := range 3 {
			if err := p.Admit("a"); err != nil {
				t.Fatalf("request %d of a burst of 3: %v", i+1, err)
			}
		}
		no := refusal(t, p.Admit("a"))
		if no.Code != "RATE_LIMITED" || no.Status != 429 || no.Limit != 3 || no.After != 500*time.Millisecond || no.RetryAfter() != "1" {
			t.Errorf("one beyond the burst is told %+v", no)
		}
		if err := p.Admit("b"); err != nil {
			t.Errorf("another client pays for it: %v", err)
		}
		<-time.After(no.After) // of the bubble
		if err := p.Admit("a"); err != nil {
			t.Errorf("after the time that was told: %v", err)
		}
		if p.Admit("a") == nil {
			t.Error("and one more")
		}
	})
}

func TestWhoIsRefusedPaysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := admission.NewPace(1, 1)
		_ = p.Admit("a")
		for range 1000 {
			if p.Admit("a") == nil {
				t.Fatal("beyond the burst")
			}
		}
		<-time.After(time.Second) // of the bubble
		if err := p.Admit("a"); err != nil {
			t.Error(err)
		}
	})
}

func TestAClientHoldsNoMoreThanItsShare(t *testing.T) {
	s := admission.NewShare("TOO_MANY_SUBSCRIPTIONS", "subscriptions", 2)
	var back [2]func()
	for i := range back {
		var err error
		if back[i], err = s.Take("a"); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Take("a")
	if no := refusal(t, err); no.Code != "TOO_MANY_SUBSCRIPTIONS" || no.Status != 429 || no.Limit != 2 || no.Message != "too many subscriptions at once: the limit for a client is 2" {
		t.Errorf("told %+v", no)
	}
	if _, err := s.Take("b"); err != nil {
		t.Errorf("another client: %v", err)
	}
	back[0]()
	if _, err := s.Take("a"); err != nil {
		t.Errorf("after one was given back: %v", err)
	}
}

func TestNothingIsHeldAgainstNobody(t *testing.T) {
	p, s := admission.NewPace(1, 1), admission.NewShare("X", "x", 1)
	for range 5 {
		if err := p.Admit(admission.Asking(t.Context())); err != nil {
			t.Error(err)
		}
		if _, err := s.Take(""); err != nil {
			t.Error(err)
		}
	}
}

func TestWithoutALimitEverybodyIsLetIn(t *testing.T) {
	g, p, s := admission.NewGate(0, 0, 0), admission.NewPace(0, 0), admission.NewShare("X", "x", 0)
	for range 5 {
		if _, err := g.Enter(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := g.Wait(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := s.Take("a"); err != nil {
			t.Error(err)
		}
		if err := p.Admit("a"); err != nil {
			t.Error(err)
		}
	}
}

func TestAClientIsANameOrAnAddress(t *testing.T) {
	for _, c := range []struct {
		name, address string
		want          admission.Client
	}{
		{"ada", "192.0.2.1", "name ada"},
		{"192.0.2.1", "192.0.2.2", "name 192.0.2.1"},
		{"", "192.0.2.1", "address 192.0.2.1"},
		{"", "::ffff:192.0.2.1", "address 192.0.2.1"},
		{"", "2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"},
		{"", "2001:db8:1:2::9", "address 2001:db8:1:2::/64"},
		{"", "fe80::1%eth0", "address fe80::/64"},
	} {
		if got := admission.ClientOf(c.name, netip.MustParseAddr(c.address)); got != c.want {
			t.Errorf("%q at %s is %q, want %q", c.name, c.address, got, c.want)
		}
	}
	ctx := admission.With(t.Context(), "name ada")
	if got := admission.Asking(ctx); got != "name ada" {
		t.Errorf("asking is %q", got)
	}
}

// BenchmarkClients shows what it takes to remember clients that each ask once.
func BenchmarkClients(b *testing.B) {
	p := admission.NewPace(1, 1)
	b.ReportAllocs()
	for i := range b.N {
		_ = p.Admit(admission.Client(fmt.Sprint("address ", i)))
	}
}

// TestAPlaceGoesToWhoHasFewest lets one client ask without pause, and another once.
func TestAPlaceGoesToWhoHasFewest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate(2, 8, time.Hour)
		let := make(chan string)
		leaving := make(chan struct{})
		ask := func(name string) {
			ctx := admission.With(t.Context(), admission.Client(name))
			go func() {
				leave, err := g.Enter(ctx)
				if err != nil {
					let <- refusal(t, err).Code
					return
				}
				let <- name
				<-leaving
				leave()
			}()
			synctest.Wait()
		}
		for range 6 { // two are in, four wait: half of the queue
			ask("greedy")
		}
		if first, second := <-let, <-let; first != "greedy" || second != "greedy" {
			t.Fatalf("%s and %s are in", first, second)
		}
		if ask("greedy"); <-let != "TOO_BUSY" {
			t.Error("one client takes more than half of the queue")
		}
		ask("modest")
		leaving <- struct{}{}
		if next := <-let; next != "modest" {
			t.Errorf("%s is next", next)
		}
		for range 6 {
			leaving <- struct{}{}
			select {
			case next := <-let:
				if next != "greedy" {
					t.Errorf("%s is next", next)
				}
			case <-time.After(time.Minute): // of the bubble: nobody is left
			}
		}
		entered(t, g)()
	})
}

// TestAGateLosesNoPlace lets clients come, wait, lose patience and go away in any order,
// and then fills the gate.
func TestAGateLosesNoPlace(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		type visit struct {
			client        string
			comes, stays  time.Duration
			leaves, waits bool
		}
		span := rapid.Map(rapid.IntRange(0, 30), func(n int) time.Duration { return time.Duration(n) * time.Millisecond })
		visits := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) visit {
			return visit{rapid.SampledFrom([]string{"", "a", "b"}).Draw(r, "client"), span.Draw(r, "comes"), span.Draw(r, "stays"), rapid.Bool().Draw(r, "leaves"), rapid.Bool().Draw(r, "waits")}
		}), 0, 20).Draw(r, "visits")
		const places = 2
		synctest.Test(t, func(t *testing.T) {
			g := admission.NewGate(places, 4, 15*time.Millisecond)
			var in, most atomic.Int32
			var all sync.WaitGroup
			for _, v := range visits {
				all.Go(func() {
					ctx, cancel := context.WithCancel(admission.With(t.Context(), admission.Client(v.client)))
					defer cancel()
					<-time.After(v.comes) // of the bubble
					if v.leaves {
						time.AfterFunc(10*time.Millisecond, cancel)
					}
					enter := g.Enter
					if v.waits {
						enter = g.Wait
					}
					leave, err := enter(ctx)
					if err != nil {
						return
					}
					for n := in.Add(1); n > most.Load(); {
						most.Store(n)
					}
					<-time.After(v.stays)
					in.Add(-1)
					leave()
				})
			}
			all.Wait()
			if most.Load() > places {
				t.Errorf("%d were in at once", most.Load())
			}
			first, second := entered(t, g), entered(t, g)
			first()
			second()
		})
	})
}
