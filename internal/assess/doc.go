// Package assess ranks the options of a case: by rung first, and within a rung by
// points, which are exact decimals that add up, with what is unknown as an interval
// from 0 to 100. Money stands beside them and never in them.
//
//	file ──► board ──► sheet ──► order, scores        what stands where
//	          │          └─────► flips, weight spans  what would change that
//	          └─► facts ──► Fill … later … Drift      what has changed since
//
// A board is the options with their points, recorded by people or measured in the
// catalogue; a sheet is its arithmetic and knows no record. Who asks "what if" changes
// the board and asks again: nothing is ever stored here. Fill writes an assessment
// into a record that somebody else stores.
//
// Invariants. An option that is excluded or fails a gate is behind all others,
// whatever its points. Of two others the one on the better rung is before, whatever
// their points. Contributions add up to the score to the last digit. What nobody knows
// is never 0 and never met: it is an interval. A judgement without evidence that the
// view sees is no judgement. What the view hides has no part in any of it.
//
// All numbers are integers: points have two places and weights none, so that each
// contribution has four, as a Decimal has; ends of weight spans are found on the grid
// of Decimals by integer arithmetic, not by fractions that are rounded afterwards.
package assess
