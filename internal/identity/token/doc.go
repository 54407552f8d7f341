// Package token keeps API tokens: keys of the program's own, for machines and for those
// who have no issuer of identities.
//
//	fundus_k3j5ab2q_…52 letters of secret…7 of a sum
//
// A token is shown once, when it is made (Make). What is kept is its SHA-256, what its
// bearer may do, and until when: every token ends. Whoever reads the database learns none.
//
// A Keeper knows the tokens of a store. It reads them all, a few seconds apart and only
// when one is shown, and looks for the one that is shown in memory: however many are made
// up and shown, the database is asked no more often than that. So a token that is revoked
// is refused on every server within seconds (Fresh), and one that was just made is taken
// within one. While the database is away the last list counts, for a minute (Patience):
// reading goes on without it, and nobody can revoke anything in it then either. After that
// it is not known which tokens hold, and their bearers are told to come back.
package token
