// Package view is what a question sees: the catalogue of one snapshot, as it
// holds on one day.
//
// A View is chosen once for an operation and everything that the operation
// reads comes out of it, so an answer cannot mix two moments; a Diff names the two
// that it compares. A View hands out handles: a record together with the View that
// it was seen from. A handle's edges are methods that need no context and no loader,
// because the snapshot is in memory; they run where they are called.
//
//	View ── Node, Lookup ──► Service, Authority, … (handles)
//	     ── List ──────────► Connection[Service] ── Facets, TotalCount (when asked for)
//	handle ── OfferedBy … ─► Related[Authority]  ── the edge's own facts beside each node
//	     ── Relations ─────► Related[Record]
//	     ── Search ────────► Search
//	two Views ── Differences ──► Diff
//	View, what the log says ──► History, ChangeMarks
//
// Rooms that walk the whole by themselves (explore, rollout, territory) have a door of
// their own (door.go): what is seen, by number. They page as every list does:
//
//	a list that is computed whole ───────── Cut ──► Listed
//	a set of records of one kind ────────── Some ──► Connection
//	a list too long to compute, found from a place on ── Forward
//	a walk that goes on where its budget ended ───────── Resume
//
// What a View hides, it hides before it counts: records and statements that do
// not hold on its day neither appear nor are counted, nor do they lead anywhere.
//
// What is too secret for whoever asks is not in the snapshot that a View is given
// (snapshot.Cleared), so a View need not hide it.
//
// What was recorded is another matter (RecordedChange, History, FeedPage): it is no
// secret of one day, is told whole, and ends with the view's revision. What is secret of
// it for whoever asks is taken out before it comes here (snapshot.Veil).
//
// One Filter serves lists, related records and facets; it is interpreted by the
// table of attributes and the table of relations in catalogue, so that schema,
// filter and index cannot drift apart. Cursors are keyset cursors, bound to the
// question (kind, filter, order) that they were made for: a cursor of another
// question is an error, never a wrong page.
//
// A View never changes anything and never waits. It is used by one operation,
// whose fields may run concurrently.
package view

//go:generate go run ./gen
