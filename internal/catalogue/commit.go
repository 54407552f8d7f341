package catalogue

import "time"

// Commit is what one commit made: the new versions of records and edges, in
// order of their ids. It is immutable, and all that replicas need: applying the
// commits 1 to n to the empty catalogue gives the catalogue at revision n.
type Commit struct {
	Revision Revision
	Stamp
	Records []RecordVersion
	Edges   []EdgeVersion
}

// Stamp is who, when, why and from where: what the log says about a commit.
type Stamp struct {
	Time    time.Time // when it was recorded, UTC, to the microsecond; set by the store under the append lock
	Actor   string    // who asked for it
	Message string    // why, in the actor's words
	Origin  string    // through what it came: "graphql putService", "import gvisys GV100AD_301123.txt"
	// Key makes a commit repeatable: a second commit with the same non-empty key is
	// not made; its asker is told the revision of the first, or that the key was
	// used for something else (Conflict).
	Key string
	// Digest says what the key was used for: the change set (DigestOf). Actor,
	// Message and Origin are no part of it: who asks again may give another reason,
	// and what is in the catalogue then is the same. Zero is not known, and equals
	// any other: a commit without a key, or of a time before digests were kept.
	Digest Digest
}

// RecordVersion is a version of a record: the record, or its end.
type RecordVersion struct {
	ID      ID
	Kind    Kind
	Record  Record // nil: the record is removed
	Created bool   // there was no version before
}

// EdgeVersion is a version of an edge: the edge, or its end. Edge.ID is always
// set; of a removed edge, its relation and ends too.
type EdgeVersion struct {
	Edge    Edge
	Removed bool
	Created bool
}

// Empty says whether the commit changes nothing. Nothing is recorded then: the
// same file twice makes no new revision.
func (c *Commit) Empty() bool { return len(c.Records) == 0 && len(c.Edges) == 0 }
