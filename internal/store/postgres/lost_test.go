package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/pgtest"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
)

// A connection that is lost while it commits leaves the outcome open, in both
// directions; the key settles it.
func TestALostCommitIsSettledByItsKey(t *testing.T) {
	for _, lost := range []struct {
		name string
		cut  pgtest.Cut
		made bool
	}{{"before the server has it", pgtest.CutBefore, false}, {"after the server has made it", pgtest.CutAfter, true}} {
		t.Run(lost.name, func(t *testing.T) {
			t.Parallel()
			proxy := pgtest.NewProxy(t, pgtest.New(t))
			s := open(t, proxy.URL)

			proxy.Arm(lost.cut)
			_, err := s.Append(t.Context(), catalogue.Stamp{Key: "k"}, oneArea)
			var unknown *store.OutcomeError
			if !errors.As(err, &unknown) || unknown.Key != "k" || catalogue.KindOf(err) != catalogue.Unavailable {
				t.Fatalf("error %v, want an unknown outcome", err)
			}
			again, err := s.Append(t.Context(), catalogue.Stamp{Key: "k"}, oneArea)
			if err != nil || again.Revision != 1 || again.Repeated != lost.made {
				t.Errorf("again: %+v, %v; want revision 1, repeated %t", again, err, lost.made)
			}
		})
	}
}

// A server that dies under an open commit leaves nothing of it, answers nobody
// meanwhile, and goes on from where it was.
func TestAKilledServerLeavesWholeCommitsOnly(t *testing.T) {
	cluster := pgtest.NewCluster(t)
	s := open(t, cluster.Database(t))
	if _, err := s.Append(t.Context(), catalogue.Stamp{}, oneArea); err != nil {
		t.Fatal(err)
	}

	_, err := s.Append(t.Context(), catalogue.Stamp{}, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		cluster.Kill(t)
		return oneArea(ctx, head)
	})
	wantUnavailable(t, err)
	_, err = s.Head(t.Context())
	wantUnavailable(t, err)

	cluster.Restart(t)
	head, err := s.Head(t.Context())
	if err != nil || head.Revision != 1 {
		t.Fatalf("after the restart the head is %+v, %v; want revision 1", head, err)
	}
	if _, err := s.Append(t.Context(), catalogue.Stamp{}, oneArea); err != nil {
		t.Errorf("after the restart: %v", err)
	}
}

// A server that shuts down in order sends everybody away with a reason, which is
// not the caller's fault either.
func TestAStoppedServerIsUnavailable(t *testing.T) {
	cluster := pgtest.NewCluster(t)
	s := open(t, cluster.Database(t))
	cluster.Stop(t)
	_, err := s.Append(t.Context(), catalogue.Stamp{}, oneArea)
	wantUnavailable(t, err)
	wantUnavailable(t, s.Load(t.Context(), 0, nil))
}

// A hint crosses programs through the database, also after the listening
// connections were lost: nobody here polls.
func TestHintsCrossPrograms(t *testing.T) {
	url := pgtest.New(t)
	writer, reader := open(t, url), open(t, url)
	for revision := range catalogue.Revision(4) {
		if revision == 2 {
			const listeners = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fundus listener'"
			if err := execute(t.Context(), url, listeners); err != nil {
				t.Fatal(err)
			}
		}
		woken := make(chan error, 1)
		go func() { woken <- untilRevision(t.Context(), reader, revision+1) }()
		if _, err := writer.Append(t.Context(), catalogue.Stamp{}, oneArea); err != nil {
			t.Fatal(err)
		}
		if err := <-woken; err != nil {
			t.Fatal(err)
		}
	}
}

func untilRevision(ctx context.Context, s store.Store, revision catalogue.Revision) error {
	for {
		head, err := s.Head(ctx)
		if err != nil || head.Revision >= revision {
			return err
		}
		if err := s.Wait(ctx, head.Revision); err != nil {
			return err
		}
	}
}

// A hint beyond the log wakes once, and one of another catalogue in the same
// database never: nobody here polls.
func TestHintsThatAreNotTrueWakeOnceAtMost(t *testing.T) {
	url := pgtest.New(t)
	s := open(t, url)
	if err := execute(t.Context(), url, "create schema other"); err != nil {
		t.Fatal(err)
	}
	other := open(t, url+"&search_path=other")
	for hint, s := range map[string]store.Store{
		"select pg_notify('fundus', 'other/9000000000')":                other,
		"select pg_notify('fundus', current_schema() || '/9000000000')": s,
	} {
		hintUntilHeard(t, url, hint, s)
	}
	for _, s := range []store.Store{s, other} {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if err := untilRevision(ctx, s, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting ended with %v, want the caller's error", err)
		}
	}
}

func hintUntilHeard(t *testing.T, url, hint string, s store.Store) {
	t.Helper()
	woken := make(chan error, 1)
	go func() { woken <- s.Wait(t.Context(), 0) }()
	for {
		if err := execute(t.Context(), url, hint); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-woken:
			if err != nil {
				t.Fatal(err)
			}
			return
		case <-time.After(10 * time.Millisecond): // it does not listen yet
		}
	}
}

// Where every hint is lost, who polls sees a commit nevertheless, and who does not is
// not woken.
func TestAHintThatIsLostCostsAPollInterval(t *testing.T) {
	url := pgtest.New(t)
	pgtest.Mute(t, url)
	writer, deaf := open(t, url), open(t, url)
	hintUntilHeard(t, url, "notify fundus, 'public/1'", deaf)
	polling, err := postgres.Open(t.Context(), url, postgres.Options{Poll: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { polling.Close() })

	if _, err := deaf.Head(t.Context()); err != nil { // takes the hint back, which was not true
		t.Fatal(err)
	}
	for revision := range catalogue.Revision(3) {
		seen := make(chan error, 1)
		go func() { seen <- untilRevision(t.Context(), polling, revision+1) }()
		if _, err := writer.Append(t.Context(), catalogue.Stamp{}, oneArea); err != nil {
			t.Fatal(err)
		}
		if err := <-seen; err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := deaf.Wait(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting without hints and polls ended with %v, want the caller's error", err)
	}
}

// Connections that died unnoticed cost a writer nothing.
func TestTheFirstWriteAfterAllConnectionsWereCutSucceeds(t *testing.T) {
	url := pgtest.New(t)
	s := open(t, url)
	for revision := range catalogue.Revision(4) {
		const all = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
		if err := execute(t.Context(), url, all); err != nil {
			t.Fatal(err)
		}
		made, err := s.Append(t.Context(), catalogue.Stamp{}, oneArea)
		if err != nil || made.Revision != revision+1 {
			t.Fatalf("made %+v (%v), want revision %d", made, err, revision+1)
		}
	}
}

// Connections on which nothing comes any more, and nobody says so, are given up after
// a time, by who reads and by who writes.
func TestConnectionsThatHaveFallenSilentAreGivenUp(t *testing.T) {
	proxy := pgtest.NewProxy(t, pgtest.New(t))
	s, err := postgres.Open(t.Context(), proxy.URL, postgres.Options{Poll: time.Hour, Patience: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	defer proxy.Part() // so that nobody has to wait for the silent ones to be closed

	proxy.Strand()
	if made, err := s.Append(t.Context(), catalogue.Stamp{}, oneArea); err != nil || made.Revision != 1 {
		t.Errorf("made %+v, %v", made, err)
	}
	proxy.Strand()
	_, err = s.Head(t.Context())
	wantUnavailable(t, err)
	if head, err := s.Head(t.Context()); err != nil || head.Revision != 1 {
		t.Errorf("the head is %+v, %v", head, err)
	}
}

// A program that stands still while it has the append lock loses it, and then cannot
// commit any more.
func TestWhoStandsStillLosesTheAppendLock(t *testing.T) {
	url := pgtest.New(t)
	const soon = "do $$ begin execute format('alter database %I set idle_in_transaction_session_timeout = 200', current_database()); end $$"
	if err := execute(t.Context(), url, soon); err != nil {
		t.Fatal(err)
	}
	still, other := open(t, url), open(t, url)
	_, err := still.Append(t.Context(), catalogue.Stamp{}, func(ctx context.Context, head store.Head) (*catalogue.Commit, error) {
		made, err := other.Append(t.Context(), catalogue.Stamp{}, oneArea)
		if err != nil || made.Revision != 1 {
			t.Errorf("the other made %+v, %v", made, err)
		}
		return oneArea(ctx, head)
	})
	wantUnavailable(t, err)
	if head, err := other.Head(t.Context()); err != nil || head.Revision != 1 {
		t.Errorf("the head is %+v, %v", head, err)
	}
}

// What a user gets wrong is answered in the user's words.
func TestWrongAddressesAreExplained(t *testing.T) {
	url := pgtest.New(t)
	for address, want := range map[string]catalogue.ErrorKind{
		"postgres://%zz":                               catalogue.Invalid,
		"mysql://root@there":                           catalogue.Invalid,
		strings.Replace(url, "?", "_not_there?", 1):    catalogue.Unavailable,
		"postgres://postgres@/db?host=/nowhere/at/all": catalogue.Unavailable,
	} {
		s, err := postgres.Open(t.Context(), address, postgres.Options{})
		if err == nil {
			s.Close()
		}
		if catalogue.KindOf(err) != want {
			t.Errorf("%s: error %v, want kind %s", address, err, want)
		}
	}
}

// Nobody's setting makes a confirmed commit less than durable.
func TestSynchronousCommitIsDemanded(t *testing.T) {
	url := pgtest.New(t)
	if err := execute(t.Context(), url, "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$"); err != nil {
		t.Fatal(err)
	}
	s := open(t, url)
	if got := s.Setting(t, "synchronous_commit"); got != "on" {
		t.Errorf("synchronous_commit is %s", got)
	}
}

// Nobody has to set that a program that stands still loses the append lock.
func TestABoundOfTheAppendLockIsDemanded(t *testing.T) {
	const name, want = "idle_in_transaction_session_timeout", "5min"
	if got := open(t, pgtest.New(t)).Setting(t, name); got != want {
		t.Errorf("%s is %s, want %s", name, got, want)
	}
}

func wantUnavailable(t *testing.T, err error) {
	t.Helper()
	if catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("error %v, want it unavailable", err)
	}
}

// open opens a store that never polls.
func open(t *testing.T, url string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, postgres.Options{Poll: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func oneArea(_ context.Context, head store.Head) (*catalogue.Commit, error) {
	area := &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T("Gebiet")}}
	return &catalogue.Commit{Records: []catalogue.RecordVersion{
		{ID: catalogue.ID(head.Revision + 1), Kind: catalogue.KindArea, Record: area, Created: true},
	}}, nil
}
