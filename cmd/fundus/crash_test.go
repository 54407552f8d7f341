package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/internal/pgtest"
)

// The ordinary run is short; "make crash" is the long one.
var (
	kills = flag.Int("kills", 10, "how often the crash test kills, on each engine")
	seed  = flag.Uint64("seed", 0, "what the crash test draws whom it kills and when from; 0 draws that too")
)

// Whatever dies in the middle of writing, what was acknowledged is there as it was
// asked for, every change set is there as a whole or not at all and never twice, and
// revisions have no gaps.
//
// What dies is killed by SIGKILL: the server, also while it starts, and PostgreSQL
// with all its processes. For SQLite the server is the database. So this proves the
// order of writes and answers, recovery, and the settling of lost answers by their
// key. It does not prove what a power cut leaves: the kernel outlives a killed
// process and has all that it wrote, synchronised or not (PostgreSQL even runs with
// fsync off here). That a commit reaches the disk before it is confirmed follows from
// settings, which TestDurabilityIsDemanded (store/sqlite) and
// TestSynchronousCommitIsDemanded (store/postgres) hold.
//
// The seed repeats what is drawn: change sets, whom it hits, and after how long. What
// is under way in that moment is up to the machine.
func TestWhatWasAcknowledgedOutlivesAnyKill(t *testing.T) {
	t.Parallel()
	if *seed == 0 {
		*seed = rand.Uint64()
	}
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		newOrdeal(t, emptyFile(t), nil).run()
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		cluster := pgtest.NewCluster(t)
		newOrdeal(t, cluster.Database(t), cluster).run()
	})
}

// ordeal is a server with writers whose machine fails again and again.
type ordeal struct {
	*testing.T
	database string
	cluster  *pgtest.Cluster // nil for SQLite
	chance   *rand.Rand
	server   *process
	address  atomic.Pointer[string]
	ledger   *ledger
	seen     *comparison
	killed   struct{ server, starting, database int }
}

func newOrdeal(t *testing.T, database string, cluster *pgtest.Cluster) *ordeal {
	l := newLedger()
	o := &ordeal{T: t, database: database, cluster: cluster, chance: rand.New(rand.NewPCG(*seed, 0)), ledger: l, seen: newComparison(l)}
	o.start()
	return o
}

func (o *ordeal) start() {
	o.Helper()
	_, acknowledged := o.ledger.count()
	o.server = startServer(o.T, o.database)
	if o.server.revision < acknowledged {
		o.Fatalf("the server starts at revision %d, it had acknowledged %d", o.server.revision, acknowledged)
	}
	o.address.Store(&o.server.address)
}

const writers = 4

func (o *ordeal) run() {
	begun := time.Now()
	ctx, cancel := context.WithCancel(o.Context())
	defer cancel()
	group, ctx := errgroup.WithContext(ctx)
	stop := make(chan struct{})
	for n := range writers {
		w := &writer{number: n, chance: rand.New(rand.NewPCG(*seed, uint64(n+1))), ledger: o.ledger, address: &o.address}
		group.Go(func() error { return w.write(ctx, stop) })
	}
	for o.total() < *kills-1 && ctx.Err() == nil {
		o.awaitMoment(ctx)
		o.fail()
		o.look(o.seen)
	}
	close(stop)
	defer time.AfterFunc(patience, cancel).Stop()
	if err := group.Wait(); err != nil {
		o.Error(err)
	}
	o.server.kill(o.T)
	o.killed.server++
	o.lookAtTheEnd()
	o.report(time.Since(begun))
}

func (o *ordeal) total() int { return o.killed.server + o.killed.starting + o.killed.database }

// awaitMoment waits until some more change sets were acknowledged, and then for a
// moment that has nothing to do with them.
func (o *ordeal) awaitMoment(ctx context.Context) {
	before, _ := o.ledger.count()
	more, then := 1+o.chance.IntN(5), time.Duration(o.chance.IntN(20_000))*time.Microsecond
	if !eventually(func() bool {
		now, _ := o.ledger.count()
		return now >= before+more || ctx.Err() != nil
	}) {
		o.Fatalf("seed %d, after kill %d: nothing is acknowledged any more, the last answer was %v", *seed, o.total(), o.ledger.lastTrouble())
	}
	<-time.After(then)
}

// fail kills the server, the database or both, and starts again what was killed.
func (o *ordeal) fail() {
	victim := o.chance.IntN(3)
	if victim > 0 && o.cluster != nil {
		o.cluster.Kill(o.T)
		o.killed.database++
	}
	if victim < 2 || o.cluster == nil {
		o.server.kill(o.T)
		o.killed.server++
	}
	if victim > 0 && o.cluster != nil {
		o.cluster.Restart(o.T)
	}
	if o.server.ProcessState == nil {
		return
	}
	for o.chance.IntN(4) == 0 && o.total() < *kills-1 {
		o.failWhileStarting()
	}
	o.start()
}

func (o *ordeal) failWhileStarting() {
	starting := launchServer(o.T, o.database)
	<-time.After(time.Duration(o.chance.IntN(300)) * time.Millisecond)
	starting.kill(o.T)
	o.killed.starting++
}

// look audits the log beside the running server, as any second program may.
func (o *ordeal) look(a *comparison) {
	o.Helper()
	st, err := openStore(o.Context(), o.database, slog.New(slog.DiscardHandler))
	if err != nil {
		o.Fatal(err)
	}
	defer st.Close()
	if err := a.read(o.Context(), st); err != nil {
		o.Fatalf("seed %d, after kill %d: %v", *seed, o.total(), err)
	}
}

// lookAtTheEnd reads all that there is once more, first as the last kill left it.
func (o *ordeal) lookAtTheEnd() {
	o.Helper()
	check := exec.CommandContext(o.Context(), "fundus", "--database", o.database, "check")
	if said, err := check.CombinedOutput(); err != nil || !strings.HasSuffix(string(said), ", 0 problems\n") {
		o.Errorf("seed %d: fundus check ends with %v: %s", *seed, err, said)
	}
	o.seen = newComparison(o.ledger)
	o.look(o.seen)
}

// report sums up; what was left open is neither promised nor refused.
func (o *ordeal) report(took time.Duration) {
	l := o.ledger
	open, made := 0, 0
	for name := range l.asked {
		if l.acknowledged[name] == 0 && !l.refused[name] {
			open++
			if o.seen.made[name] != 0 {
				made++
			}
		}
	}
	of := fmt.Sprintf("%d kills (%d of the server, %d of it while starting, %d of the database)", o.total(), o.killed.server, o.killed.starting, o.killed.database)
	o.Logf("seed %d: %s in %s; %d change sets acknowledged (%d of them by their key after a lost answer), %d refused, %d left open of which %d were made; revision %d: none lost, half made or made twice",
		*seed, of, took.Round(time.Second), len(l.acknowledged), l.settled, len(l.refused), open, made, o.seen.head)
}
