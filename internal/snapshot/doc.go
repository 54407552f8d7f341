// Package snapshot holds the catalogue at one revision: immutable, in memory,
// indexed both ways along every relation, for millions of edges. It answers every
// question about a moment, and plans every write; how a moment came about the log
// says (live).
//
//	Builder ── rows of a store, in any order ──► Snapshot at revision n
//	Snapshot ── Plan(change set) ──► Commit n+1     (stored by others)
//	Snapshot ── Apply(Commit n+1) ──► Snapshot n+1
//	Snapshot ── Move(difference) ──► Snapshot at another revision, earlier or later
//	Snapshot ── Assume(change set) ──► Snapshot n as if, stored nowhere
//	Snapshot ── Cleared(clearance) ──► Snapshot n without what is too secret
//
// The log of commits is authoritative; a snapshot is what follows from it. Apply
// and Plan are pure functions, without clock, chance or I/O, so replicas that read
// the same log hold the same catalogue and refuse the same changes.
//
// Invariants. A Snapshot never changes: any number of goroutines read it without a
// lock, and one that was read yesterday still says what it said. Apply copies what
// it touches and shares the rest: pages of records and edges (table.go), chunks of
// sets (set.go), nodes of B-trees (names.go). A posting list is the one thing that
// grows in place, behind the length that any reader holds, and that keeps what is gone
// for a while; who reads it gets an EdgeList, which passes over that (edges_list.go).
//
// Several commits may be applied to one snapshot, from several goroutines: that is
// how a write that came to nothing looks from here. What is assumed or moved to
// branches off, and takes nothing from the next commit (edges_edit.go).
//
// Why not B-trees throughout: edges are most of a catalogue. In rows of 32 bytes
// with dense ids they take about 51 bytes with all four posting lists, are found in
// a tenth of a microsecond and mean nothing to the garbage collector; in B-trees
// they took 99 and ten times as long. Why not a heap object for each edge: sixteen
// million of them would be traced in every collection.
package snapshot
