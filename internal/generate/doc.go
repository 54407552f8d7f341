// Package generate makes synthetic catalogues of a state's and of the country's
// size: for benchmarks, for load tests, and to try the program before one's own
// registers are in it.
//
// Nothing in them is a fact, and nothing can be taken for one: every statement
// comes from one source of the kind SYNTHETIC, every name ends in
// "(synthetisch)", addresses are under .invalid (RFC 2606), and identifiers have
// the scheme "synthetic", never that of a register.
//
// The same scale and seed give the same catalogue, bit for bit, on every
// machine: there is no clock and no floating point here. It is not stored
// anywhere: walking it makes it, each kind and relation by itself, so that the
// sixteen million offers of the country need no memory of their own. What two
// walks must agree on, such as the solution that most offers of a service go
// through, is computed from its number and not drawn.
//
// One scale is not drawn throughout: Niedersachsen2025 is made so that the figures the
// state published in August 2025 come out, each as the answer to a question; published
// says which, and how the sentence about the executing authorities is read.
//
// The shape is that of real registers where it costs: few authorities offer
// thousands of services and most a few hundred, few solutions carry most offers,
// and areas are a tree of four levels. Ids are dense, by kind.
package generate
