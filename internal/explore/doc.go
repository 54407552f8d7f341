// Package explore answers how things hang together: what is near a record, how two
// records are joined, what depends on what, and what shape the whole has.
//
// Every question takes a View, so it is of one moment, one day and one assumption,
// and what the View hides neither appears, nor is counted, nor leads anywhere. The
// graph that is walked is this:
//
//	nodes   the records that the view sees, of all kinds
//	steps   a statement joins its first record (from) with each of its others
//	        (to, via, area), and to with via: an authority OFFERS a service via a
//	        solution, so a service is one step from the solution that carries an
//	        offer of it. An area is joined with the first record alone.
//
//	 from ──► to        A step along the arrows is OUTGOING, against them INCOMING.
//	  │ ╲     │
//	  │  ╲    ▼
//	  ▼   ╲─► via
//	 area
//
// Every walk has a Budget and says honestly how far it came (Outcome): a catalogue
// has hubs with hundreds of thousands of statements, and three steps from anywhere
// is everywhere. Nodes are met in a fixed order, nearest first and by number, so
// that the same question has the same answer; only a walk that the clock stopped
// has not (View.Hurry).
//
// An Impact follows dependences, which are some of the steps in one of their directions
// (catalogue.Dependence): what fails at their one end fails at the other.
//
// What is asked of the whole (components, cycles, orphans, islands, concentration, a
// comparison with peers) has no Budget: half of a whole says nothing true about it.
// These answers are bounded by the catalogue and end with the time of the operation,
// whole or not at all. They keep what they know of each record in slices by number,
// since a map of millions would be most of their time.
//
// What was found can be drawn (package picture), with no more than can be looked at.
//
// Nothing is read twice that can be counted: posting lists know their length before
// they are walked, and a walk from two ends goes on where there is less to do.
package explore
