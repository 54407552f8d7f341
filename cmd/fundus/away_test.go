package main

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/pgtest"
)

// A replica that is cut off from the database goes on answering from what it has,
// says how old that is, refuses writes and what is demanded beyond, and catches up by
// itself with what the others wrote in the meantime.
func TestAReplicaThatIsCutOffSaysSoAndCatchesUp(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	proxy := pgtest.NewProxy(t, url)
	here := startServer(t, url)
	there := startServer(t, proxy.URL, "--timeout", "3s") // the longest wait for what is demanded

	wantWritten(t, here, 1)
	awaitRevision(t, there, 1)
	proxy.Part()
	wantAway(t, there, 1)
	wantWritten(t, here, 2)
	wantAway(t, there, 1)
	demanded := request{Query: "{catalogue{revision}}", atLeast: 2}
	if said, err := demanded.send(t.Context(), there.address); err != nil || said.code() != "UNAVAILABLE" {
		t.Errorf("what is demanded and not there is answered %s, %v", said.Data, err)
	}

	proxy.Rejoin()
	awaitRevision(t, there, 2)
	awaitContact(t, there)
	wantWritten(t, there, 3)
	awaitRevision(t, here, 3)
}

// The same when the database itself is away: for all replicas, and without a restart
// of any.
func TestReplicasOutliveTheirDatabase(t *testing.T) {
	t.Parallel()
	cluster := pgtest.NewCluster(t)
	g := startReplicas(t, cluster.Database(t), 2)
	wantWritten(t, g.servers[0], 1)
	awaitRevision(t, g.servers[1], 1)
	cluster.Stop(t)
	for _, s := range g.servers {
		wantAway(t, s, 1)
	}
	cluster.Restart(t)
	for _, s := range g.servers {
		awaitContact(t, s)
	}
	wantWritten(t, g.servers[1], 2)
	awaitRevision(t, g.servers[0], 2)
}

// wantWritten makes a revision.
func wantWritten(t *testing.T, s *process, revision catalogue.Revision) {
	t.Helper()
	if said, err := addOne(t.Context(), s); err != nil || said.Extensions.Fundus.Revision != revision {
		t.Fatalf("a write for revision %d: %+v, %v\n%s", revision, said, err, &s.errs)
	}
}

func addOne(ctx context.Context, s *process) (reply, error) {
	count, seen, err := readCount(ctx, s.address)
	if err != nil {
		return reply{}, err
	}
	_, said, err := writeCount(ctx, s.address, count+1, seen, time.Now().String())
	return said, err
}

func awaitRevision(t *testing.T, s *process, revision catalogue.Revision) {
	t.Helper()
	if !eventually(func() bool {
		now, _, err := catalogueOf(t.Context(), s)
		return err == nil && now == revision
	}) {
		t.Fatalf("revision %d never arrived", revision)
	}
}

func catalogueOf(ctx context.Context, s *process) (catalogue.Revision, time.Duration, error) {
	var data struct {
		Catalogue struct {
			Revision catalogue.Revision
			Lag      int64
		}
	}
	_, err := request{Query: "{catalogue{revision lag}}"}.answered(ctx, s.address, &data)
	return data.Catalogue.Revision, time.Duration(data.Catalogue.Lag) * time.Millisecond, err
}

// tooOld is an age that no answer has while there is contact: the poll comes first.
const tooOld = 2 * time.Second

var saidLag = regexp.MustCompile(`^ok, the database was last heard of (\S+) ago`)

// wantAway waits until a server has noticed that it is alone, and looks at what it
// still does.
func wantAway(t *testing.T, s *process, revision catalogue.Revision) {
	t.Helper()
	var now catalogue.Revision
	if !eventually(func() bool {
		var lag time.Duration
		var err error
		if now, lag, err = catalogueOf(t.Context(), s); err != nil {
			t.Fatalf("a question that needs no database: %v", err)
		}
		return lag > tooOld
	}) {
		t.Fatal("the answers do not say that they grow old")
	}
	if now != revision {
		t.Errorf("without the database it answers from revision %d, had %d", now, revision)
	}
	status, text := ready(t, s)
	said := saidLag.FindStringSubmatch(text)
	if status != http.StatusOK || said == nil {
		t.Fatalf("/readyz says %d %s", status, text)
	}
	if lag, err := time.ParseDuration(said[1]); err != nil || lag <= tooOld {
		t.Errorf("/readyz says %s", text)
	}
	if said, err := addOne(t.Context(), s); said.code() != "UNAVAILABLE" {
		t.Errorf("a write without the database: %+v, %v", said, err)
	}
}

func awaitContact(t *testing.T, s *process) {
	t.Helper()
	if !eventually(func() bool {
		_, lag, err := catalogueOf(t.Context(), s)
		return err == nil && lag < tooOld
	}) {
		t.Fatal("the database is not found again")
	}
}

func ready(t *testing.T, s *process) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.address+"/readyz", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := clients.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}
