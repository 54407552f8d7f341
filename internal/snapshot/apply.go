package snapshot

import (
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/text"
)

// Apply returns the catalogue after a commit, whose revision must be the next. It
// refuses a commit that no plan on this snapshot can have made; s stays as it is
// either way. It costs what the commit touches, not what the catalogue holds.
func (s *Snapshot) Apply(c *catalogue.Commit) (*Snapshot, error) {
	return s.edit(s.edges.edit()).apply(c)
}

func (e *edit) apply(c *catalogue.Commit) (*Snapshot, error) {
	if c.Revision != e.base.revision+1 {
		return nil, catalogue.Errorf(catalogue.Conflict, "apply commit %d: the catalogue is at revision %d", c.Revision, e.base.revision)
	}
	for i := range c.Records {
		if err := e.record(&c.Records[i]); err != nil {
			return nil, fmt.Errorf("apply commit %d: %w", c.Revision, err)
		}
	}
	for next := range slices.Chunk(c.Edges, changesAhead) {
		e.fetch(next)
		for i := range next {
			if err := e.edge(&next[i]); err != nil {
				return nil, fmt.Errorf("apply commit %d: %w", c.Revision, err)
			}
		}
	}
	next := e.done()
	next.revision, next.recordedAt = c.Revision, c.Time
	return next, nil
}

// edit is the making of one snapshot from another.
type edit struct {
	base        *Snapshot
	lastRecord  catalogue.ID
	records     tableEdit[slotPage]
	kinds       [kinds]SetBuilder
	timeBound   *SetBuilder
	guarded     guardedEdit
	coded       codedEdit
	numbers     numbersEdit
	identifiers identifiersEdit
	names       *namesEdit
	text        *text.Edit // nil until the first change: it is dear to begin
	edges       *edgesEdit
	uses        usesEdit
	days        daysEdit

	moves bool // to a revision that has other ids; see Move
}

// edit begins with what the edges are to be changed by.
func (s *Snapshot) edit(edges *edgesEdit) *edit {
	e := &edit{
		base:       s,
		lastRecord: s.lastRecord,
		records:    s.records.pages.edit(),
		timeBound:  s.timeBound.Edit(),
		guarded:    s.guarded.edit(),
		coded:      codedEdit{base: s.coded},
		numbers:    numbersEdit{base: s.numbers},
		names:      s.names.edit(),
		edges:      edges,
		uses:       usesEdit{s.uses.pages.edit()},
		days:       s.days.edit(),
	}
	e.identifiers = identifiersEdit{s.identifiers.pages.edit(), e.kindOf}
	for k := range s.kinds {
		e.kinds[k] = *s.kinds[k].Edit()
	}
	return e
}

// kindOf is the kind of a record that is or was there.
func (e *edit) kindOf(id catalogue.ID) catalogue.Kind {
	if r := e.base.Record(id); r != nil {
		return r.Kind()
	}
	return records{e.records.table}.slot(id).record.Kind()
}

// record makes a new version of a record.
func (e *edit) record(v *catalogue.RecordVersion) error {
	old, next := e.base.Record(v.ID), v.Record
	switch {
	case v.ID == 0 || !v.Kind.Known():
		return catalogue.Errorf(catalogue.Invalid, "record %d: kind %d is not known to this version", v.ID, v.Kind)
	case old == nil && next == nil:
		return catalogue.Errorf(catalogue.Conflict, "%s %d: removed, but not there", v.Kind.Noun(), v.ID)
	case old == nil && v.ID <= e.lastRecord && !e.moves:
		return catalogue.Errorf(catalogue.Conflict, "%s %d: this id was used before, the last was %d", v.Kind.Noun(), v.ID, e.lastRecord)
	case old != nil && old.Kind() != v.Kind, next != nil && (next.Kind() != v.Kind || next.Base().ID != v.ID):
		return catalogue.Errorf(catalogue.Conflict, "%s %d: a new version is of another kind or record", v.Kind.Noun(), v.ID)
	}
	e.lastRecord = max(e.lastRecord, v.ID)
	if err := e.coded.replace(v.ID, v.Kind, old, next); err != nil {
		return err
	}
	e.numbers.replace(v.ID, v.Kind, old, next)
	e.replace(v.ID, v.Kind, old, next)
	return nil
}

// replace brings the indexes up to date that are not by attribute.
func (e *edit) replace(id catalogue.ID, k catalogue.Kind, old, next catalogue.Record) {
	was, is := faceOf(old), faceOf(next)
	if was.key != is.key || (old == nil) != (next == nil) {
		e.rename(id, k, old != nil, was.key, next != nil, is.key)
	}
	page, _ := e.records.own(uint32(id) / slotsPerPage)
	page[id%slotsPerPage] = slot{next, is.key}
	if !slices.Equal(was.identifiers, is.identifiers) || (old == nil) != (next == nil) {
		for _, i := range was.identifiers {
			e.identifiers.remove(entryOf(old, i))
		}
		for _, i := range is.identifiers {
			e.identifiers.add(entryOf(next, i))
		}
	}
	member(&e.kinds[k], id, next != nil)
	member(e.timeBound, id, is.timeBound)
	e.guarded.record(id, next)
	e.uses.moved(was.source, is.source)
	e.reindex(old, next)
}

func (e *edit) rename(id catalogue.ID, k catalogue.Kind, was bool, from string, is bool, to string) {
	if was {
		e.names.remove(k, from, id)
	}
	if is {
		e.names.add(k, to, id)
	}
}

// reindex brings the text index up to date.
func (e *edit) reindex(old, next catalogue.Record) {
	var was, is text.Document
	if old != nil {
		was = Document(old)
	}
	if next != nil {
		is = Document(next)
	}
	if slices.Equal(was.Fields, is.Fields) {
		return
	}
	if e.text == nil {
		e.text = e.base.text.Edit()
	}
	if old != nil {
		e.text.Remove(was)
	}
	if next != nil {
		e.text.Put(is)
	}
}

// member makes id a member or not, touching the set only where that is news.
func member(s *SetBuilder, id catalogue.ID, is bool) {
	switch {
	case s.Has(id) == is:
	case is:
		s.Add(id)
	default:
		s.Remove(id)
	}
}

// face is what the indexes want to know of a record; zero for none.
type face struct {
	key         string
	identifiers []catalogue.Identifier
	timeBound   bool
	source      catalogue.ID
}

func faceOf(r catalogue.Record) face {
	if r == nil {
		return face{}
	}
	m := r.Base()
	return face{SortKey(m.Name.String()), m.Identifiers, m.ValidFrom != 0 || m.ValidUntil != 0, m.Source}
}

// fetch reads ahead what edge looks at, where there are more changes than one.
func (e *edit) fetch(of []catalogue.EdgeVersion) {
	var ids [changesAhead]catalogue.EdgeID
	for i := range of {
		ids[i] = of[i].Edge.ID
	}
	e.edges.fetch(ids[:len(of)])
}

// edge makes a new version of an edge.
func (e *edit) edge(v *catalogue.EdgeVersion) error {
	id := v.Edge.ID
	old := *e.edges.row(id)
	if v.Removed {
		if err := e.edges.remove(id); err != nil {
			return err
		}
		e.uses.moved(old.source, 0)
		e.days.add(&old, -1)
		e.guarded.edge(id, "")
		return nil
	}
	if err := checkEdge(&v.Edge); err != nil {
		return err
	}
	if err := e.edges.put(&v.Edge); err != nil {
		return err
	}
	e.uses.moved(old.source, v.Edge.Source)
	e.days.add(&old, -1)
	e.days.add(e.edges.row(id), 1)
	e.guarded.edge(id, v.Edge.Visibility)
	return nil
}

func (e *edit) done() *Snapshot {
	next := &Snapshot{
		lastRecord:  e.lastRecord,
		records:     records{e.records.done()},
		timeBound:   e.timeBound.Set(),
		guarded:     e.guarded.done(),
		coded:       e.coded.done(),
		numbers:     e.numbers.done(),
		identifiers: e.identifiers.done(),
		names:       e.names.done(),
		text:        e.base.text,
		edges:       e.edges.done(),
		uses:        e.uses.done(),
		days:        e.days.done(),
	}
	if e.text != nil {
		next.text = e.text.Index()
	}
	for k := range e.kinds {
		next.kinds[k] = e.kinds[k].Set()
	}
	next.clear.line = e.base.clear.line
	return next.derive()
}
