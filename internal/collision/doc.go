// Package collision finds what is built twice: pairs of a build and another solution
// that overlap.
//
// A build is a solution that is developed in-house (an Eigenentwicklung), or is in its
// planned or pilot phase, or is delivered by a project that is planned or under way;
// none that phases out. The other is any solution that is not retired. A pair of two
// builds is one pair, the build first that comes first by name.
//
// Two solutions overlap in things that both have. What a thing counts falls with the
// number n of solutions that have it, so that what everybody uses joins nobody:
//
//	overlap     thing                                base × 2/n    base/n     at most
//	SERVICE     a service that both serve, by what   always                   400
//	            they support or by offers via them
//	CAPABILITY  a capability that both provide       always                   200
//	DATA        a dataset that both work on          both write    else       200
//	                                                 or hold it
//	INTERFACE   an interface that both have          both expose   else       100
//	                                                 it
//	TEXT        a word of name, description and      always                   100
//	            features, of four letters or more
//
// The base is the most that an overlap counts, of a word a quarter of it. The score is
// the sum, 0 to 1000, each thing rounded down. Two solutions that alone have a service
// get the whole 400 for it; of four that share a capability, each two get 100. Words alone
// never come further than 100, which is where the list begins unless asked otherwise.
//
// A thing that more than 64 solutions have, or more than a third of them where that is
// less, but never four or fewer, is left out: it would make thousands of pairs
// of no worth. How many were left out is said (Skipped).
//
// A solution that carries more than 2,000 offers is a platform: it could carry any, so
// that of services it has only those that it is said to support.
//
// The numbers are here and not in the catalogue, because they decide nothing: they order
// a list of things to look at. What becomes of a pair is for people, and is stated in
// the catalogue: a case that concerns both, or that they are deliberately kept apart
// (status.go). Nothing is stored here, and a pair that no longer overlaps is gone.
package collision
