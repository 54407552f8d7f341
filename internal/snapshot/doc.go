// Package snapshot holds the catalogue at one revision: immutable, in memory,
// indexed both ways along every relation, for millions of edges.
package snapshot
