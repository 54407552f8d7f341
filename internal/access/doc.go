// Package access decides who may do what: from who acts, what he wants to do, and the
// records and statements that it is done to. Nothing else in the program decides it.
// Whoever answers (a field, a socket, a file, a command that speaks with a server) asks
// here, and does what he is told.
//
//	Actor ── May(Action) ────────────────► may he at all?
//	      └─ Change(before, commit, day) ─► may he change just this?
//
// What somebody may see is his clearance. It is no decision for each record: whoever has
// less than all of it is answered from a catalogue in which the rest does not exist
// (snapshot.Cleared). What he changes must be what he may see, before and after.
//
// An editor may be limited to kinds of records, and to authorities: he then answers for
// these, what is part of them, and what they own or publish (reach.go).
package access
