package snapshot

import "fundus/internal/catalogue"

// guarded are the records and statements that not everybody may see, at the level of
// their visibility; the sets of level 0 stay empty. A record is there by what holds for
// its kind too, a statement by what it says itself alone.
type guarded struct {
	records, edges [catalogue.VisibilityLevels]Set
}

func (g *guarded) edit() (e guardedEdit) {
	for level := range g.records {
		e.records[level], e.edges[level] = *g.records[level].Edit(), *g.edges[level].Edit()
	}
	return e
}

// guardedEdit changes a copy of guarded. Its two halves may be changed at once, each by
// one goroutine.
type guardedEdit struct {
	records, edges [catalogue.VisibilityLevels]SetBuilder
}

// record notes the version of a record, nil for a removed one.
func (e *guardedEdit) record(id catalogue.ID, r catalogue.Record) {
	level := 0
	if r != nil {
		level = catalogue.VisibilityOf(r).Level()
	}
	for l := 1; l < len(e.records); l++ {
		member(&e.records[l], id, l == level)
	}
}

// edge notes what a statement says of who may see it, nothing for a removed one.
func (e *guardedEdit) edge(id catalogue.EdgeID, says catalogue.Visibility) {
	for l := 1; l < len(e.edges); l++ {
		member(&e.edges[l], catalogue.ID(id), says != "" && says.Level() == l)
	}
}

func (e *guardedEdit) done() (g guarded) {
	for level := range e.records {
		g.records[level], g.edges[level] = e.records[level].Set(), e.edges[level].Set()
	}
	return g
}

// Visibility is who may see a record: what it says or what holds for its kind, or the
// visibility of a case that it lies in, whichever is stricter.
func (s *Snapshot) Visibility(id catalogue.ID) catalogue.Visibility {
	r := s.Record(id)
	if r == nil {
		return catalogue.Public // there is nothing to see
	}
	v := catalogue.VisibilityOf(r)
	for e := range s.Edges(id, catalogue.FiledIn.Role(catalogue.EndFrom)).All() {
		v = v.Stricter(catalogue.VisibilityOf(s.Record(s.EdgeAt(e, catalogue.EndTo))))
	}
	return v
}

// EdgeVisibility is who may see an edge: what it says or the visibility of a record that
// takes part in it, whichever is strictest.
func (s *Snapshot) EdgeVisibility(id catalogue.EdgeID) catalogue.Visibility {
	v := catalogue.Public
	row := s.edges.row(id)
	if own := row.visibility(); own != "" {
		v = own
	}
	for _, end := range [...]catalogue.ID{row.from, row.to, row.via, row.area} {
		v = v.Stricter(s.Visibility(end))
	}
	return v
}

// Hidden is what somebody may not see.
type Hidden struct {
	Records Set
	Edges   Set // the members are edge ids
}

// Empty says whether everything can be seen.
func (h *Hidden) Empty() bool { return h.Records.Empty() && h.Edges.Empty() }

// and is what one of two hides.
func (h *Hidden) and(other *Hidden) *Hidden {
	return &Hidden{h.Records.Or(other.Records), h.Edges.Or(other.Edges)}
}

// HiddenAt is what is too secret for a clearance: the records that are, what lies in a
// case that is, and the statements that are or in which such a record takes part. It is
// found once.
func (s *Snapshot) HiddenAt(c catalogue.Visibility) *Hidden {
	of := &s.clear.hidden[c.Level()]
	if known := of.Load(); known != nil {
		return known
	}
	found := s.findHidden(c.Level())
	of.Store(found)
	return found
}

func (s *Snapshot) findHidden(clearance int) *Hidden {
	var above Set
	edges := NewSet()
	for level := clearance + 1; level < catalogue.VisibilityLevels; level++ {
		above = above.Or(s.guarded.records[level])
		for e := range s.guarded.edges[level].All() {
			edges.Add(e)
		}
	}
	records := above.Edit()
	for id := range above.And(s.Kind(catalogue.KindCase)).All() {
		for e := range s.Edges(id, catalogue.FiledIn.Role(catalogue.EndTo)).All() {
			records.Add(s.EdgeAt(e, catalogue.EndFrom))
		}
	}
	all := records.Set()
	for id := range all.All() {
		for _, l := range s.edges.lists(id) {
			for e := range l.All() {
				edges.Add(catalogue.ID(e))
			}
		}
	}
	return &Hidden{all, edges.Set()}
}
