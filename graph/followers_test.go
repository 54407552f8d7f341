package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// Those who read as fast as they can, over either transport, are told every one of a
// thousand commits in their order, while they are made.
func TestNobodyMissesACommit(t *testing.T) {
	const commits = 1000
	c := catalogueOf(t, onSQLite(t), nil)
	s := serve(t, c, graph.Options{Ending: t.Context().Done()})
	var followers errgroup.Group
	for _, listen := range listeners {
		for range 3 {
			e := listen(t, s, `subscription{changes(after:0){changes{revision}next complete}}`, nil, "")
			followers.Go(func() error {
				for want := 1; want <= commits; {
					event, err := e.hear()
					if err != nil {
						return err
					}
					for _, change := range event.Data.Changes.Changes {
						if change.Revision != want {
							return fmt.Errorf("after revision %d comes %d", want-1, change.Revision)
						}
						want++
					}
				}
				e.leave()
				return nil
			})
		}
	}
	for i := range commits {
		made(t, c, named(fmt.Sprint("A", i)))
	}
	if err := followers.Wait(); err != nil {
		t.Error(err)
	}
}

// Clients that ask for everything and read nothing are cut off. Meanwhile they hold a
// page each, whatever there would be to tell: here 150 MB.
func TestWhoDoesNotReadIsCutOffAndHoldsNextToNothing(t *testing.T) {
	const each, records = 5, 3000
	c := catalogueOf(t, onSQLite(t), nil)
	text := catalogue.T(strings.Repeat("Wort ", 1000))
	for range records / 1000 {
		var changes []catalogue.Change
		for range 1000 {
			changes = append(changes, catalogue.Put{Seen: catalogue.AnyRevision, Record: &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T("A"), Description: text}}})
		}
		made(t, c, changes...)
	}
	var running atomic.Int32
	whole := surface(c, graph.Options{Patience: time.Second / 2, Ending: t.Context().Done()})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		running.Add(1)
		defer running.Add(-1)
		whole.ServeHTTP(w, r)
	}))
	defer s.Close()
	before := heap()
	asleep := map[string]ear{} // one of each transport, who wakes up later
	for way, listen := range listeners {
		for range each {
			asleep[way] = listen(t, s, following, nil, "0")
		}
	}
	most := uint64(0)
	for look := time.Tick(50 * time.Millisecond); running.Load() > 0; <-look {
		most = max(most, heap())
	}
	// A page of these is half a megabyte, as values, as JSON and on its way; all that
	// there is would be fifteen.
	if grown := int64(most) - int64(before); grown > 2*each*(6<<20) {
		t.Errorf("%d clients who do not read hold %d MiB", 2*each, grown>>20)
	} else {
		t.Logf("%d clients who do not read hold %d MiB", 2*each, grown>>20)
	}
	// What was on its way when a client was cut off still reaches it, and then there is
	// no more; from there it goes on.
	for way, e := range asleep {
		read, next := 0, "0"
		for {
			event, err := e.hear()
			if err != nil {
				break
			}
			read, next = read+len(event.Data.Changes.Changes), event.Data.Changes.Next
		}
		if read >= records {
			t.Errorf("%s: was not cut off", way)
		}
		for again := overWebSocket(t, s, following, map[string]any{"after": next}, ""); read < records; {
			read += len(heard(t, again).Data.Changes.Changes)
		}
		if read != records {
			t.Errorf("%s: read %d changes, there are %d", way, read, records)
		}
	}
}

// heap is what lives.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkFanOut makes one commit after the other while a thousand subscriptions
// follow, on forty sockets, and waits until each has been told.
func BenchmarkFanOut(b *testing.B) {
	const sockets, each = 40, 25
	c := catalogueOf(b, onSQLite(b), nil)
	s := serve(b, c, graph.Options{Ending: b.Context().Done()})
	heard := make(chan int, sockets*each)
	for range sockets {
		w := dial(b, s)
		for i := range each {
			w.subscribe(fmt.Sprint(i), `subscription{changes{changes{revision action id name}next}}`, nil)
		}
		go count(b.Context(), w, heard)
	}
	await := func() {
		for range sockets * each {
			<-heard
		}
	}
	await() // the first events
	b.ReportAllocs()
	told := time.Duration(0)
	for b.Loop() {
		if _, err := c.Commit(b.Context(), catalogue.Stamp{}, []catalogue.Change{named("A")}); err != nil {
			b.Fatal(err)
		}
		made := time.Now()
		await()
		told += time.Since(made)
	}
	b.ReportMetric(float64(told.Microseconds())/float64(b.N)/1000, "told-ms/op")
}

// count says of each message that it came.
func count(ctx context.Context, w *wsEar, heard chan<- int) {
	for {
		if _, _, err := w.conn.Read(ctx); err != nil {
			return
		}
		heard <- 1
	}
}
