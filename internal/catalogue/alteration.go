package catalogue

// Subject is a record or a statement, of which the log can say how it came about.
// One of its two ids is 0.
type Subject struct {
	Record ID
	Kind   Kind // of the record
	Edge   EdgeID
}

// ParseSubject reads the global id of a record or of a statement.
func ParseSubject(globalID string) (Subject, error) {
	if edge, err := ParseGlobalEdgeID(globalID); err == nil {
		return Subject{Edge: edge}, nil
	}
	kind, id, err := ParseGlobalID(globalID)
	return Subject{Record: id, Kind: kind}, err
}

// GlobalID is the name of the subject for the world outside.
func (s Subject) GlobalID() string {
	if s.Edge != 0 {
		return GlobalEdgeID(s.Edge)
	}
	return GlobalID(s.Kind, s.Record)
}

// Turn is a revision at which a subject became another.
type Turn struct {
	Revision Revision
	Before   Revision // that made the version before, 0 where there was none
	Removed  bool     // there is no version since
}

// Alteration is what one commit did to one subject.
type Alteration struct {
	Revision Revision
	Stamp    Stamp
	// Of a record, its versions before and after; nil for none.
	OldRecord, NewRecord Record
	// Of a statement, likewise.
	OldEdge, NewEdge *Edge
}

// Action is what an alteration is for its subject, as the schema spells it.
type Action string

// The actions.
const (
	Created Action = "CREATED"
	Changed Action = "CHANGED"
	Removed Action = "REMOVED"
)

// Action is what was done.
func (a *Alteration) Action() Action {
	switch {
	case a.OldRecord == nil && a.OldEdge == nil:
		return Created
	case a.NewRecord == nil && a.NewEdge == nil:
		return Removed
	}
	return Changed
}

// Record is the record as the commit left it, or as it was when it was removed;
// nil for a statement.
func (a *Alteration) Record() Record {
	if a.NewRecord != nil {
		return a.NewRecord
	}
	return a.OldRecord
}

// Edge is the statement as the commit left it, or as it was; nil for a record.
func (a *Alteration) Edge() *Edge {
	if a.NewEdge != nil {
		return a.NewEdge
	}
	return a.OldEdge
}

// Subject is what was altered.
func (a *Alteration) Subject() Subject {
	if e := a.Edge(); e != nil {
		return Subject{Edge: e.ID}
	}
	r := a.Record()
	return Subject{Record: r.Base().ID, Kind: r.Kind()}
}

// Fields are what the alteration changed: of what was created all that it says, of
// what was removed all that it said.
func (a *Alteration) Fields() []FieldChange {
	if a.Edge() != nil {
		return CompareEdges(a.OldEdge, a.NewEdge)
	}
	return CompareRecords(a.OldRecord, a.NewRecord)
}
