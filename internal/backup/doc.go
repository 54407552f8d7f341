// Package backup is a store's log as a file: everything that a store remembers,
// without the engine that remembers it. It moves a catalogue from one engine to
// another, and keeps it where no database is.
//
//	store A ── Commits ──► Write ──► file ──► Reader ── Restore ──► store B
//
// A file is gzip over lines of JSON, so that it can be looked at without this
// program, in decades too:
//
//	{"fundus":"backup","format":1}
//	{"commit":{"revision":1,"time":"2025-09-01T08:00:00.000001Z","actor":"ada",…,"records":1,"edges":1}}
//	{"record":{"id":1,"kind":"service","created":true,"body":{"name":"Wohnsitz anmelden"}}}
//	{"edge":{"id":1,"relation":"OFFERS","from":2,"to":1,"status":"LIVE","created":true}}
//	…
//	{"end":{"revision":1,"sha256":"…"}}
//
// Behind a commit come as many records and edges as it says; a record without a
// body was removed by it. Days, codes and keys are spelt as in bundles.
//
// The end carries a SHA-256 of all lines before it, and nothing follows: a file
// that was cut short, altered or damaged has no such end. That is known only when
// the last line was read, so whoever takes the commits in before must be able to
// take them back; a store's Restore is.
//
// A file is one prefix of the log: the commits up to the head at the time it was
// begun. Versions never change and later commits are not asked for, so nobody has
// to stop writing meanwhile. Memory is bounded by the largest commit.
//
// A change of the format is a new number in the first line. Older programs refuse
// what a newer one wrote, also where only a code or a field is new to them: to
// leave out what is not understood would be another catalogue.
//
// Why not a copy of the tables: two engines would have two formats, and a file of
// one could not be restored in the other. Why not a bundle: that is the catalogue
// of one moment, in which numbers and history are not kept.
package backup
