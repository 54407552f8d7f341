// Package reuse looks for what could be reused: the solutions that match a need, each
// on its rung of the ladder, with the reasons why it came up.
//
//	Need ── Search ──► Found ── Fill ──► SearchReceipt ── Replayed, Rerun ──► what is otherwise
//	NeedInput ── CheckNeed ──► Check ── rungs ──► Candidate: gates, users, standards, connection
//	solution ── StandingOf, ReusabilityOf, AlternativesOf, FlagOf
//
// A search is a function of the view, the ladder and the need: nothing else goes in,
// and the same three give the same hits in the same order, bit for bit. That is what
// a receipt rests on (Fill): it can be asked again at its revision, years later.
//
// What comes up is ordered by the ladder first, then by how much of the need it
// matches, then by name. Strength is no judgement and lifts nothing over a rung: it
// says of two solutions on one rung which a reader should look at first.
//
// Gates are read from what is stated (Gates), and known never more than that: where
// nothing is stated the verdict is UNKNOWN, which counts as not met and is not FAIL
// either. A verdict of this package is a reading of the catalogue; what a case goes by
// is the gate result that people file with evidence.
//
// The rules, the ladder and the gates are records: none is a constant here. Of the
// official lists two are read: who regulates a service (Typisierung, see regulated),
// and the groups of the minimum requirements of "Einer für Alle" (see reusability.go).
package reuse
