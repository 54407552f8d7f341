// Package archtest holds the import rules of this program.
//
//	cmd/fundus → graph, interchange, httpd, live, store engines
//	graph → {live, explore, rollout, picture}
//	live → {snapshot, store}
//	{explore, rollout} → view → snapshot → {catalogue, text}
//	{store, interchange} → catalogue
//
// The table in rules_test.go is authoritative: it has one row for each package,
// and a package without a row fails, so that adding a room is a decision and not
// an accident. What the test looks at is what `go list` says of the sources; test
// files are free to import what they exercise, within the limits of outsiders.
//
// It checks imports and not behaviour. The one look into code is for the clock and
// randomness in rooms that are pure: such a call needs no import that would show.
//
// A linter could hold the first half of this (depguard), but not a row for every
// package, and its answer names a pattern where this one names the rule.
package archtest
