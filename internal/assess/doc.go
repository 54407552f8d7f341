// Package assess ranks the options of a case: by rung first, and within a rung by
// points, which are exact decimals that add up, with what is unknown as an interval
// from 0 to 100. Money stands beside them and never in them.
//
// An assessment is a function of the file, and so of the view, the need, the rules
// and the weights. It never stores anything; Fill writes it into a record that
// somebody else stores.
package assess
