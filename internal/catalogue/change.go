package catalogue

// Change is one wish about the catalogue: Put, Remove, Relate, Unrelate or
// Supersede. A change set is a slice of them, made in one commit or not at all.
//
// They are made in order, each seeing what those before it did: of two that
// speak of the same, the later has the last word. One thing is seen ahead of
// its turn: a Ref may name a record that a later Put of the same set makes, by
// its local name or by an identifier. A Supersede is about the set as a whole,
// wherever it stands in it.
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

// Supersede says that the set states all that a source has to say about some
// records in some roles: a newer edition of a register, another harvest of a
// portal, the next version of a file. What the source said of them before and
// the set does not say again, by a Relate, ends when all other changes are made.
//
// Only statements of that source about those records in those roles end. What
// others say stays, and so does what the source says of records that are not
// named, so that an extract of a register ends nothing outside it. What is said
// again is the same statement as before: no new version is made of it, unless
// it says something else, and the Relate needs no Seen.
//
// How they end depends on whether the source speaks as of a day.
//
// With AsOf 0 they are withdrawn: no longer in the catalogue from this revision
// on, as if unrelated one by one. The log keeps them. A statement is said again
// by its EdgeKey, the day included.
//
// With a day, it is known when they no longer held: they get the day before as
// their last (one that began on that day is withdrawn, and what has ended before
// stays as it is). Valid time stays truthful the other way too: a Relate without
// ValidFrom says again what stands, since whenever; if nothing such stands, the
// new statement holds from AsOf on where the source has spoken of the record in
// that role before, else, since nothing is known of the time before, without a
// first day. An edition is a Conflict that is older than what the catalogue has
// of the source, for it would undo the newer: where a record is an Area of a
// later AsOf, by the source, or a statement in question begins after the day.
// Editions are taken in their order.
type Supersede struct {
	Source  Ref // the Source record whose statements end; required
	Records []Ref
	Roles   []Role // how the records take part in those statements
	AsOf    Day
}
