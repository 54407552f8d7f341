// Package casework says how a case may move and what of it may change when: the one
// place where the guards of a decision stand, for writes through GraphQL, files and
// the command line alike. live calls Settle for every commit, under the append lock,
// after it is planned and before it is stored; an assumption is settled alike.
//
//	DRAFT ─► NEED_FROZEN ─► SEARCHED ─► GATED ─► ASSESSED ─► READY ─► DECIDED
//	                           ▲          ▲         ▲  │      │ ▲ │       │
//	                           └──────────┴─────────┴─ RETURNED │ │    IN_EFFECT ◄┐
//	                                                   DEFERRED ┘◄┘       │       │
//	                                                                  REVIEW_DUE ─┘ by itself
//	DECIDED ─► SUPERSEDED | LAPSED          REVIEW_DUE ─► CONFIRMED | SUPERSEDED | LAPSED
//	any state before DECIDED ─► WITHDRAWN   CONFIRMED ─► REVIEW_DUE
//
// What is stored is the step that somebody took last. The state follows from it and
// from what is so now (StateOf): before the decision it is the furthest state up to
// the step whose guards hold, so that a piece of evidence which is removed or expires
// reopens what rested on it; after the decision it is REVIEW_DUE as soon as something
// drifted. Moves are made from the state, one in a commit, and all guards on the way
// hold at each move up to DECIDED. After it they are not asked again: what was decided
// cannot be mended, and what has changed since is drift.
//
// Settle first completes what only the program may write (author and steps of a case,
// receipts, assessments, who asked for a deviation and who approved it) and refuses
// who claims something else; a forged receipt never enters. Then it holds the commit
// against what is locked (lock.go) and against the guards of each move (guard.go).
// Receipts are taken at the head before the commit, so that they can be asked again at
// that revision. An assessment sees what the commit itself files, so that scores and
// their assessment may come together: its revision is that of the commit.
//
// Everything here is a pure function of two snapshots, the commit, who makes it and the
// day. Who acts is what the stamp of the commit says; whether that is so is not known
// here. A commit that touches no case costs one look at each of its versions.
package casework
