package catalogue

// Change is one wish about the catalogue: Put, Remove, Relate or Unrelate. A
// change set is a slice of them, made in one commit or not at all.
//
// They are made in order, each seeing what those before it did: of two that
// speak of the same, the later has the last word. One thing is seen ahead of
// its turn: a Ref may name a record that a later Put of the same set makes, by
// its local name or by an identifier.
type Change interface {
	// digest tells every field, so that two change sets are known to be the same.
	digest(*Digester)
}

// Put makes a record, or replaces the record that it means.
//
// It means the record with Record.Base().ID, where that is set, else the one
// that carries one of its identifiers (all that match must be the same), else a
// new one. A replacement is whole: what the new version does not say is gone.
type Put struct {
	Local  string // a name for this record within the change set, optional
	Record Record
	Source Ref // the Source record that says so, optional; never the record itself
	// Fields names the fields that the writer speaks of, as spelt in files
	// ("name", "population"). Where a record is replaced, its other fields stay
	// and its identifiers are joined: a register may bring its own facts up to
	// date without wiping what others added. Of a named Text the languages that
	// the writer does not speak stay. Nil means all fields.
	Fields []string
	// Seen is the revision of the version that the writer saw and replaces: 0
	// for a record that must not exist yet, AnyRevision to replace whatever is
	// there. Anything else that does not match is a Conflict.
	Seen Revision
}

// Remove ends the life of a record. Its edges end with it if Cascade says so;
// otherwise a record with edges, or that is the source of a statement, stays
// and the change is a Conflict. A Source in use is not removed even with Cascade.
type Remove struct {
	Target  Ref
	Cascade bool
	Seen    Revision
}

// Relate states a relation, or replaces the qualifiers of the statement with
// the same key (see EdgeKey), or of the edge ID where that is set.
type Relate struct {
	ID                  EdgeID // 0: found by its key
	Relation            Relation
	From, To, Via, Area Ref
	Source              Ref
	EdgeFacts
	// Seen is as in Put: with 0 a statement of this key must not exist yet,
	// not even by an earlier change of the set; with AnyRevision the last wins.
	Seen Revision
}

// Unrelate withdraws a statement.
type Unrelate struct {
	ID   EdgeID
	Seen Revision
}
