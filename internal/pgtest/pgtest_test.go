package pgtest_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"fundus/internal/pgtest"
)

// ownerProcess turns a copy of this test binary into the owner of a cluster that
// waits to be killed.
const ownerProcess = "FUNDUS_PGTEST_OWNER"

func TestMain(m *testing.M) {
	if os.Getenv(ownerProcess) == "" {
		os.Exit(m.Run())
	}
	cluster, err := pgtest.Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(cluster.Dir())
	select {}
}

func TestEveryTestHasADatabaseOfItsOwn(t *testing.T) {
	for _, name := range []string{"first", "second"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			execute(t, connect(t, pgtest.New(t)), "create table only_mine (n int)")
		})
	}
}

func TestADatabaseIsDroppedWithItsTestEvenWhileConnected(t *testing.T) {
	var url string
	t.Run("owner", func(t *testing.T) {
		url = pgtest.New(t)
		connect(t, url)
	})
	_, err := pgx.Connect(t.Context(), url)
	if err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Fatalf("connect after the test: %v, want a database that does not exist", err)
	}
}

func TestWhatWasCommittedOutlivesAKill(t *testing.T) {
	cluster := pgtest.NewCluster(t)
	url := cluster.Database(t)
	before := connect(t, url)
	execute(t, before, "create table kept (n int)")

	cluster.Kill(t)
	if err := before.Ping(t.Context()); err == nil {
		t.Error("a connection outlived its server")
	}
	cluster.Restart(t)
	execute(t, connect(t, url), "insert into kept values (1)")

	cluster.Stop(t)
	cluster.Restart(t)
	execute(t, connect(t, url), "insert into kept values (2)")
}

// The owner is killed with its cluster running: only the watchdog can clean up.
func TestAClusterDoesNotOutliveAKilledOwner(t *testing.T) {
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), ownerProcess+"=1")
	owner.Stderr = os.Stderr
	output, err := owner.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("the owner announced no cluster: %v", err)
	}
	if err := owner.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = owner.Wait() // reports the kill

	waitUntilGone(t, strings.TrimSpace(line))
}

func TestAnAnnouncedFolderMustBeAThrowAwayCluster(t *testing.T) {
	stranger := exec.Command(os.Args[0], "-test.run=^TestEveryTestHasADatabaseOfItsOwn$")
	stranger.Env = append(os.Environ(), pgtest.Variable+"=/var/run/postgresql")
	out, err := stranger.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "not the folder of a throw-away cluster") {
		t.Fatalf("tests pointed to a real server's folder: %v\n%s", err, out)
	}
}

func waitUntilGone(t *testing.T, dir string) {
	t.Helper()
	patience := time.After(time.Minute)
	for {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		select {
		case <-time.Tick(5 * time.Millisecond):
		case <-patience:
			t.Fatalf("%s is still there", dir)
		}
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) }) // its server may be gone by design
	return conn
}

func execute(t *testing.T, conn *pgx.Conn, statement string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
