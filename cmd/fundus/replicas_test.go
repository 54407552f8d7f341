package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/pgtest"
)

// each is how many writes every replica takes.
var each = flag.Int("writes", 15, "how many writes each replica takes in the test of replicas")

// Any number of servers on one database are one catalogue: writes at each of them at
// once lose nothing of each other, none of them ever goes back, what one acknowledges
// arrives at all of them, at one revision all say the same, and who demands a
// revision gets it everywhere at once. All of this holds as well where hints get lost.
//
// How long it takes to arrive is told and not judged.
func TestReplicasAreOneCatalogue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		replicas int
		muted    bool
	}{{"two", 2, false}, {"three", 3, false}, {"three without hints", 3, true}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			url := pgtest.New(t)
			if c.muted {
				pgtest.Mute(t, url)
			}
			g := startReplicas(t, url, c.replicas)
			g.writeEverywhere()
			g.countIsRight()
			g.sayTheSame()
			g.giveWhatIsDemanded()
		})
	}
}

// replicas are servers on one database.
type replicas struct {
	*testing.T
	servers []*process
}

func startReplicas(t *testing.T, url string, n int) *replicas {
	t.Helper()
	g := &replicas{T: t}
	for range n {
		g.servers = append(g.servers, launchServer(t, url)) // all at once on an empty database
	}
	for _, s := range g.servers {
		s.awaitGreeting(t)
	}
	return g
}

// writeEverywhere lets a client of each replica count on in one and the same record,
// while others look at what arrives where.
func (g *replicas) writeEverywhere() {
	g.Helper()
	var writing, looking errgroup.Group
	acknowledged := make([][]sighting, len(g.servers))
	seen := make([][]sighting, len(g.servers))
	last := catalogue.Revision(*each * len(g.servers))
	ctx, cancel := context.WithTimeout(g.Context(), patience+time.Duration(last)*time.Second)
	defer cancel()
	for i, s := range g.servers {
		writing.Go(func() (err error) { acknowledged[i], err = countOn(ctx, s.address, i); return err })
		looking.Go(func() (err error) { seen[i], err = lookOn(ctx, s.address, last); return err })
	}
	if err := writing.Wait(); err != nil {
		g.Fatal(err)
	}
	if err := looking.Wait(); err != nil {
		g.Fatal(err)
	}
	gapFree(g.T, slices.Concat(acknowledged...))
	g.Logf("%d replicas, %d writes: seen at the others %s after they were acknowledged", len(g.servers), last, staleness(acknowledged, seen))
}

// sighting is when a revision was first seen.
type sighting struct {
	revision catalogue.Revision
	at       time.Time
}

// countOn adds one to the common count, and a record that says so, as often as it has
// to. Who comes too late looks again: that is what seen is for.
func countOn(ctx context.Context, address string, replica int) (acknowledged []sighting, err error) {
	for n := 0; n < *each; {
		count, seen, err := readCount(ctx, address)
		if err != nil {
			return nil, err
		}
		made, said, err := writeCount(ctx, address, count+1, seen, demand{writer: replica, number: n}.name())
		switch {
		case said.code() == "CONFLICT":
			continue
		case err != nil:
			return nil, err
		}
		acknowledged = append(acknowledged, sighting{made, time.Now()})
		n++
	}
	return acknowledged, nil
}

func readCount(ctx context.Context, address string) (count int, seen catalogue.Revision, err error) {
	var data struct {
		Solution *struct {
			Version  string
			Revision catalogue.Revision
		}
	}
	q := request{Query: fmt.Sprintf(`{solution(identifier:{scheme:%q,value:"count"}){version revision}}`, scheme)}
	if _, err = q.answered(ctx, address, &data); err != nil || data.Solution == nil {
		return 0, 0, err
	}
	_, err = fmt.Sscan(data.Solution.Version, &count)
	return count, data.Solution.Revision, err
}

func writeCount(ctx context.Context, address string, count int, seen catalogue.Revision, name string) (catalogue.Revision, reply, error) {
	put := func(identifier, version string, seen catalogue.Revision) any {
		return map[string]any{"put": map[string]any{"seen": seen, "solution": map[string]any{
			"identifiers": []any{map[string]any{"scheme": scheme, "value": identifier}}, "name": identifier, "version": version,
		}}}
	}
	var data struct {
		Commit struct{ Revision catalogue.Revision }
	}
	changes := []any{put("count", fmt.Sprint(count), seen), put(name, "", 0)}
	said, err := request{Query: commitQuestion, Variables: map[string]any{"changes": changes}}.answered(ctx, address, &data)
	return data.Commit.Revision, said, err
}

// lookOn keeps looking at a replica until it is at a revision.
func lookOn(ctx context.Context, address string, last catalogue.Revision) (seen []sighting, err error) {
	var newest catalogue.Revision
	for newest < last {
		var data struct {
			Catalogue struct{ Revision catalogue.Revision }
		}
		said, err := request{Query: "{catalogue{revision}}"}.answered(ctx, address, &data)
		now := data.Catalogue.Revision
		switch {
		case err != nil:
			return nil, fmt.Errorf("looking for revision %d, at %d: %w", last, newest, err)
		case now != said.Extensions.Fundus.Revision:
			return nil, fmt.Errorf("an answer of revision %d says that it is of %d", now, said.Extensions.Fundus.Revision)
		case now < newest:
			return nil, fmt.Errorf("revision %d is seen after %d", now, newest)
		case now > newest:
			newest = now
			seen = append(seen, sighting{now, time.Now()})
		}
		select {
		case <-time.After(2 * time.Millisecond):
		case <-ctx.Done():
			return nil, fmt.Errorf("revision %d never arrived, the newest is %d", last, newest)
		}
	}
	return seen, nil
}

// gapFree says that what was acknowledged anywhere are the revisions from 1 on.
func gapFree(t *testing.T, acknowledged []sighting) {
	t.Helper()
	slices.SortFunc(acknowledged, func(a, b sighting) int { return int(a.revision) - int(b.revision) })
	for i, a := range acknowledged {
		if a.revision != catalogue.Revision(i+1) {
			t.Fatalf("the acknowledgements have revision %d where %d should be", a.revision, i+1)
		}
	}
}

// staleness sums up how long revisions took from their acknowledgement to the others.
func staleness(acknowledged, seen [][]sighting) string {
	var took []time.Duration
	for i, told := range acknowledged {
		for j, there := range seen {
			for _, a := range told {
				first := slices.IndexFunc(there, func(s sighting) bool { return s.revision >= a.revision })
				if j != i && first >= 0 {
					took = append(took, max(0, there[first].at.Sub(a.at)))
				}
			}
		}
	}
	slices.Sort(took)
	at := func(percent int) time.Duration { return took[(len(took)-1)*percent/100].Round(time.Millisecond / 10) }
	return fmt.Sprintf("p50 %s, p99 %s, max %s", at(50), at(99), at(100))
}

// countIsRight says that no write has overwritten what another had counted.
func (g *replicas) countIsRight() {
	g.Helper()
	for _, s := range g.servers {
		if count, _, err := readCount(g.Context(), s.address); err != nil || count != *each*len(g.servers) {
			g.Errorf("%d writes were counted, %d were acknowledged (%v)", count, *each*len(g.servers), err)
		}
	}
}

// sayTheSame compares what the replicas say of all that there was, at every revision.
func (g *replicas) sayTheSame() {
	g.Helper()
	for revision := range catalogue.Revision(*each*len(g.servers) + 1) {
		q := request{Query: fmt.Sprintf(`query @at(revision: %d, day: "2026-01-01") {
			catalogue { revision recordedAt } solutions(first: 50) { totalCount nodes { id name version revision } } }`, revision)}
		var first string
		for i, s := range g.servers {
			said, err := q.send(g.Context(), s.address)
			if err != nil || len(said.Errors) > 0 {
				g.Fatalf("revision %d: %v, %v", revision, said.Errors, err)
			}
			if i == 0 {
				first = string(said.Data)
			}
			if got := string(said.Data); got != first || !strings.Contains(got, fmt.Sprintf(`"revision":%d`, revision)) {
				g.Errorf("at revision %d one replica says\n%s\nand another\n%s", revision, first, got)
			}
		}
	}
}

// giveWhatIsDemanded writes at one replica and demands that from all others at once.
func (g *replicas) giveWhatIsDemanded() {
	g.Helper()
	for n := range 3 * len(g.servers) {
		at := n % len(g.servers)
		name := fmt.Sprint("demanded ", n)
		count, seen, err := readCount(g.Context(), g.servers[at].address)
		if err != nil {
			g.Fatal(err)
		}
		revision, _, err := writeCount(g.Context(), g.servers[at].address, count+1, seen, name)
		if err != nil {
			g.Fatal(err)
		}
		var all sync.WaitGroup
		for i, s := range g.servers {
			if i != at {
				all.Go(func() { wantAtLeast(g.T, s, revision, name) })
			}
		}
		all.Wait()
	}
}

func wantAtLeast(t *testing.T, s *process, revision catalogue.Revision, name string) {
	t.Helper()
	var data struct{ Solution *struct{ Name string } }
	q := request{Query: fmt.Sprintf(`{solution(identifier:{scheme:%q,value:%q}){name}}`, scheme, name), atLeast: revision}
	said, err := q.answered(t.Context(), s.address, &data)
	if err != nil || said.Extensions.Fundus.Revision < revision || data.Solution == nil || data.Solution.Name != name {
		t.Errorf("at least revision %d: the answer is of %d and has %v (%v)", revision, said.Extensions.Fundus.Revision, data.Solution, err)
	}
}
