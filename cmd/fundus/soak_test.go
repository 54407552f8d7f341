package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The ordinary run is short; "make soak" is the long one.
var soak = flag.Duration("soak", 6*time.Second, "how long the soak puts a server under load")

// A server that runs for long under all that clients do to it becomes no larger. After
// each of many rounds of load its clients leave, and when it rests it is looked at: what
// lives on its heap, what is resident, its goroutines and its open files. The first third
// of the rounds fills caches, which are bounded (and small here, so that they are full by
// then); of the last third nothing may be larger than of the second, but for a margin of
// a twentieth, below which a leak would have to be looked for longer. In the short run the
// caches still fill: of memory it sees only what is gross.
func TestAServerUnderLoadStaysFlat(t *testing.T) {
	t.Parallel()
	p := launchProgram(t, "fundus-probed", emptyFile(t), "--sample", "--max-answers", "8388608", "--max-past", "33554432", "--log-level", "error")
	p.awaitGreeting(t)
	probe := probeOf(p.Process.Pid)
	t.Cleanup(func() { _ = os.Remove(probe) })
	c := newEverybody(t, p.address)
	const rounds = 15
	seen := []footprint{measured(t, probe)}
	for range rounds {
		if err := c.load(t.Context(), *soak/rounds); err != nil {
			t.Fatalf("%v\n%s", err, &p.errs)
		}
		seen = append(seen, rest(t, probe, seen))
		t.Log(seen[len(seen)-1])
	}
	t.Logf("in %s: %s", *soak, c.sum())
	if said := p.errs.String(); said != "" {
		t.Errorf("the server has something to say:\n%s", said)
	}
	seen = seen[1:] // before all load
	before, after := most(seen[rounds/3:2*rounds/3]), most(seen[2*rounds/3:])
	slack := uint64(4 << 20)
	if *soak < time.Minute {
		slack *= 3 // it grows by 4 MiB on a quiet machine, by twice that on one with much to do
	}
	if after.exceeds(before, slack) {
		t.Errorf("it grows: the most of the second third is %s\nof the last third %s", before, after)
	}
}

// footprint is how large a process is.
type footprint struct {
	Heap       uint64 // bytes that live, after collection
	Resident   uint64 // bytes; 0 where the system does not say
	Goroutines int
	Files      int
}

// String gives it to read.
func (f footprint) String() string {
	return fmt.Sprintf("%.1f MiB live, %.1f MiB resident, %d goroutines, %d open files", float64(f.Heap)/(1<<20), float64(f.Resident)/(1<<20), f.Goroutines, f.Files)
}

// most is the largest of each.
func most(of []footprint) (m footprint) {
	for _, f := range of {
		m.Heap, m.Resident = max(m.Heap, f.Heap), max(m.Resident, f.Resident)
		m.Goroutines, m.Files = max(m.Goroutines, f.Goroutines), max(m.Files, f.Files)
	}
	return m
}

// exceeds allows a twentieth, and what a collector or a pool of connections may hold
// more at one time than at another, in bytes of the heap.
func (f footprint) exceeds(g footprint, slack uint64) bool {
	return f.Heap > g.Heap+g.Heap/20+slack || f.Resident > g.Resident+g.Resident/20+4*slack ||
		f.Goroutines > g.Goroutines+g.Goroutines/20+4 || f.Files > g.Files+g.Files/20+4
}

// rest looks at a server until it has let go of what its clients left behind: until it
// has no more goroutines and files than it ever rested with, or has had time enough.
func rest(t *testing.T, probe string, seen []footprint) footprint {
	t.Helper()
	enough, again := time.After(5*time.Second), time.NewTicker(50*time.Millisecond)
	defer again.Stop()
	before := most(seen)
	for {
		f := measured(t, probe)
		if f.Goroutines <= before.Goroutines && f.Files <= before.Files {
			return f
		}
		select {
		case <-again.C:
		case <-enough:
			return f
		}
	}
}

// probeOf is the socket at which the program "fundus-probed" says how large it is.
func probeOf(pid int) string { return fmt.Sprintf("/tmp/fundus-probe-%d", pid) }

// serveProbe tells each one that connects, after a collection.
func serveProbe() {
	l, err := new(net.ListenConfig).Listen(context.Background(), "unix", probeOf(os.Getpid()))
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			debug.FreeOSMemory()
			_ = json.NewEncoder(conn).Encode(ownFootprint())
			_ = conn.Close()
		}
	}()
}

func ownFootprint() footprint {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	f := footprint{Heap: m.HeapAlloc, Goroutines: runtime.NumGoroutine()}
	files, _ := os.ReadDir("/dev/fd")
	f.Files = len(files)
	status, _ := os.ReadFile("/proc/self/status") // not everywhere
	if _, rest, found := strings.Cut(string(status), "VmRSS:"); found {
		kb, _ := strconv.ParseUint(strings.Fields(rest)[0], 10, 64)
		f.Resident = kb << 10
	}
	return f
}

func measured(t *testing.T, probe string) (f footprint) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "unix", probe)
	if err != nil {
		t.Fatalf("the server is gone: %v", err)
	}
	defer conn.Close()
	if err := json.NewDecoder(conn).Decode(&f); err != nil {
		t.Fatal(err)
	}
	return f
}
