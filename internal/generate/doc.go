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
// One scale is not drawn throughout. Niedersachsen2025 is made so that the figures which
// the government of Niedersachsen gave in August 2025 come out, each as the answer to a
// question:
//
//	"1,069 services available online"             availability STATEWIDE
//	"742 more in one municipality at least"       availability MUNICIPALITY
//	"16 focus services, 14 of them in rollout"    focus, and offers IN_ROLLOUT
//	"provided digitally in only 22 % of 2,283
//	 executing authorities"                       coverage of the focus services, strict: 502
//
// The last sentence does not say how it was counted. It is a share of authorities, so it
// is not one of pairs, of which there are more than authorities, nor of people. Of the
// two readings that count authorities it fits the strict one. Two of the sixteen are
// finished, so the state offers them for all, and every authority that executes one of
// them offers something: loosely read the share would be far above a half, and nobody
// would write "only". And a rollout has arrived in an authority when all is there that
// it executes; the one that has one service of ten online is what the sentence complains
// about, not what it counts. With seed 1 the catalogue gives 220 thousandths strictly
// read, 804 for any, 438 for pairs and 335 for people. Only the first is made to be so.
//
// There are cases too, with the policy that they were decided by. They are as large as
// real ones and lead where real ones lead, but nobody made them step by step: what else
// the program would have written into a receipt or an assessment is made up, carries no
// digest, and a search that is made again finds other hits. Files leave them out
// (WithoutCases), for an import takes cases step by step only.
//
// The shape is that of real registers where it costs: few authorities offer
// thousands of services and most a few hundred, few solutions carry most offers,
// and areas are a tree of four levels. Ids are dense, by kind.
package generate
