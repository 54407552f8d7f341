package graph_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"fundus/graph"
)

// TestAFloodOfDocumentsIsKeptInBoundedMemory sends more distinct documents than
// are kept, each as long as the limits allow.
func TestAFloodOfDocumentsIsKeptInBoundedMemory(t *testing.T) {
	s := world(t, graph.Options{})
	fill := strings.Repeat("day ", 200)
	blank := strings.Repeat(" ", 30_000)
	flood := func(from, to int) uint64 {
		for i := from; i < to; i++ {
			if a := askFor(t, s, request{Query: fmt.Sprintf("query Q%d{catalogue{%s}}%s", i, fill, blank)}); len(a.Errors) > 0 {
				t.Fatal(a.Errors)
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	full := flood(0, 220)
	after := flood(220, 440)
	const most = 128 << 20
	if full > most || after > full+full/4 {
		t.Errorf("%d MiB after 220 documents, %d MiB after 440", full>>20, after>>20)
	}
	t.Logf("%d MiB, %d MiB", full>>20, after>>20)
}
