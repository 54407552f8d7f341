package live_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/pgtest"
)

// A connection that is lost in mid-commit leaves its caller with a plain answer and
// the catalogue with exactly one commit, whichever way it went.
func TestALostCommitIsFollowedToItsOutcome(t *testing.T) {
	for name, cut := range map[string]pgtest.Cut{"not made": pgtest.CutBefore, "made": pgtest.CutAfter} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := pgtest.New(t)
			proxy := pgtest.NewProxy(t, url)
			c := start(t, openPostgres(t, proxy.URL), live.Options{})

			proxy.Arm(cut)
			result := commit(t, c, area("03241", "Region Hannover"))
			if result.Revision != 1 || result.Repeated || result.Commit == nil || len(result.Commit.Records) != 1 {
				t.Errorf("the commit says %+v", result)
			}
			if next := commit(t, c, area("03251", "Landkreis Diepholz")); next.Revision != 2 {
				t.Errorf("the next revision is %d, want 2", next.Revision)
			}
		})
	}
}

// While the database is away, reads go on, Lag grows and writes are Unavailable;
// when it is back, so are they, without anybody's help.
func TestReadsGoOnWhileTheDatabaseIsAway(t *testing.T) {
	cluster := pgtest.NewCluster(t)
	c := start(t, openPostgres(t, cluster.Database(t)), live.Options{})
	commit(t, c, area("03241", "Region Hannover"))

	cluster.Kill(t)
	eventually(t, func() bool { return c.Lost() != nil })
	if ids := c.Snapshot().Lookup(catalogue.KindArea, ars("03241")); len(ids) != 1 {
		t.Errorf("without its database the catalogue finds %v", ids)
	}
	_, err := c.Commit(t.Context(), catalogue.Stamp{}, []catalogue.Change{area("03251", "Landkreis Diepholz")})
	if catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("a write without a database: %v, want it unavailable", err)
	}
	before := c.Lag()
	if after := c.Lag(); after <= before {
		t.Errorf("the age went from %s to %s", before, after)
	}

	cluster.Restart(t)
	eventually(t, func() bool { return c.Lost() == nil })
	if result := commit(t, c, area("03251", "Landkreis Diepholz")); result.Revision != 2 {
		t.Errorf("the first write afterwards is revision %d, want 2", result.Revision)
	}
}
