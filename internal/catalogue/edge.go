package catalogue

// Edge is one statement of a relation between two records.
//
// Relation, From, To, Via and Area never change in the life of an edge: they
// say what is stated. Everything else says how far, since when and by whom, and
// a new version may change it. Two edges with the same Key cannot stand beside
// each other; statements of different sources can.
type Edge struct {
	ID       EdgeID
	Revision Revision // the commit that made this version
	Relation Relation
	From     ID
	To       ID
	Via      ID // 0: none
	Area     ID // 0: not limited to an area
	EdgeFacts
	Source ID // the Source record that says so, 0 for none
}

// EdgeFacts is what a new version of an edge may change.
type EdgeFacts struct {
	Status     OfferStatus   `json:"status,omitempty"` // of offers
	Evidence   EvidenceGrade `json:"evidence,omitempty"`
	ValidFrom  Day           `json:"validFrom,omitzero"`  // since when it holds; of an offer, since when it has its status
	ValidUntil Day           `json:"validUntil,omitzero"` // the last day it holds
	URL        string        `json:"url,omitempty"`       // where it can be seen; of an offer, the online service
	Report     string        `json:"report,omitempty"`    // test report, an address
	Note       string        `json:"note,omitempty"`
	// Visibility is who may see it, if fewer than those who may see all records that
	// take part in it; "" for these.
	Visibility Visibility `json:"visibility,omitempty"`
}

// EdgeKey is what tells statements apart: what is stated, by whom, since when.
type EdgeKey struct {
	Relation            Relation
	From, To, Via, Area ID
	Source              ID
	ValidFrom           Day
}

// Key is the edge's key.
func (e *Edge) Key() EdgeKey {
	return EdgeKey{e.Relation, e.From, e.To, e.Via, e.Area, e.Source, e.ValidFrom}
}

// At is the record at one end of the edge, 0 for none.
func (e *Edge) At(end End) ID {
	switch end {
	case EndFrom:
		return e.From
	case EndTo:
		return e.To
	case EndVia:
		return e.Via
	default:
		return e.Area
	}
}

// check adds the rules that the qualifiers of an edge break by themselves.
func (f *EdgeFacts) check(relation Relation, c *checker) {
	facts := relation.Facts()
	c.code(OfferStatuses, "status", string(f.Status))
	c.code(EvidenceGrades, "evidence", string(f.Evidence))
	if facts.Status && f.Status == "" {
		c.add("status", "", "an offer needs a status")
	}
	if !facts.Status && f.Status != "" {
		c.add("status", string(f.Status), "only an offer has a status")
	}
	if f.Report != "" && !facts.Report {
		c.add("report", f.Report, "only IMPLEMENTS and CONFORMS_TO carry a test report")
	}
	c.url("url", f.URL)
	c.url("report", f.Report)
	c.clean("note", f.Note, longestLine)
	c.validity(f.ValidFrom, f.ValidUntil)
	c.code(Visibilities, "visibility", string(f.Visibility))
}

// CheckEdgeFacts says which rules the qualifiers of an edge of a relation
// break, in the words of a record called name.
func CheckEdgeFacts(name string, relation Relation, f *EdgeFacts) error {
	c := &checker{record: name}
	f.check(relation, c)
	return c.errs.OrNil()
}
