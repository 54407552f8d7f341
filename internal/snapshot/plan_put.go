package snapshot

import (
	"bytes"
	"reflect"
	"slices"

	"fundus/internal/catalogue"
)

// put makes a record, or a new version of the one that is meant.
func (p *planner) put(c *catalogue.Put) {
	if c.Record == nil {
		p.fail(catalogue.Invalid, "record", "", "a Put names a record")
		return
	}
	id, ok := p.target(p.at, c)
	if !ok {
		return
	}
	current := p.record(id)
	if p.stale(c.Seen, p.recordRevision(id), current != nil) {
		return
	}
	next, ok := p.version(c, id, current)
	if !ok {
		if current == nil {
			p.draft(id, nil, c.Record.Clone()) // lest all that names it be reported too
		}
		return
	}
	next.Base().ID = id
	p.identify(id, next)
	if current == nil || !same(current, next) {
		p.draft(id, current, next)
	}
}

// target is the record that a Put means, a new one if need be. It may be asked
// ahead of the Put's turn, for a reference, and answers the same then.
func (p *planner) target(i int, c *catalogue.Put) (catalogue.ID, bool) {
	if id, asked := p.targets[i]; asked {
		return id, id != 0
	}
	before := p.at
	p.at = i
	id, ok := p.meant(c)
	p.at = before
	if ok && id == 0 {
		p.lastRecord++
		id = p.lastRecord
		p.drafts[id] = &draft{kind: c.Record.Kind(), wanted: true}
	}
	if i != before || c.Local != "" {
		p.targets[i] = id
	}
	return id, ok
}

// meant is the existing record that a Put means, 0 for a new one.
func (p *planner) meant(c *catalogue.Put) (id catalogue.ID, ok bool) {
	m, kind := c.Record.Base(), c.Record.Kind()
	if m.ID != 0 {
		switch p.kind(m.ID) {
		case kind:
			return m.ID, true
		case 0:
			p.fail(catalogue.NotFound, "id", catalogue.GlobalID(kind, m.ID), "there is no such %s, or no longer", kind.Noun())
		default:
			p.fail(catalogue.Invalid, "id", catalogue.GlobalID(kind, m.ID), "this id is not of a %s; the kind of a record never changes", kind.Noun())
		}
		return 0, false
	}
	found := p.carryingOwn(kind, m.Identifiers)
	if len(found) == 0 && c.Seen != 0 {
		found = p.carryingShared(kind, m.Identifiers)
	}
	if len(found) > 1 {
		p.fail(catalogue.Conflict, "identifiers", "", "they are carried by %d records: %s; say by id which one is meant", len(found), p.describeAll(found))
		return 0, false
	}
	if len(found) == 1 {
		return found[0], true
	}
	return 0, true
}

// carryingOwn are the records that carry one of the identifiers of which each
// belongs to one record.
func (p *planner) carryingOwn(kind catalogue.Kind, all []catalogue.Identifier) []catalogue.ID {
	var found []catalogue.ID
	for _, i := range all {
		if !i.Shared() {
			found = union(found, p.carriers(kind, i))
		}
	}
	return found
}

// carryingShared are the records that carry one of the shared keys and are not
// known by another name in a scheme that is used here.
func (p *planner) carryingShared(kind catalogue.Kind, all []catalogue.Identifier) []catalogue.ID {
	other := func(id catalogue.ID) bool {
		r := p.record(id)
		return r == nil || slices.ContainsFunc(all, func(i catalogue.Identifier) bool {
			_, named := r.Base().Identifier(i.Scheme)
			return named && !i.Shared()
		})
	}
	var found []catalogue.ID
	for _, i := range all {
		if i.Shared() {
			found = union(found, slices.DeleteFunc(slices.Clone(p.carriers(kind, i)), other))
		}
	}
	return found
}

func union(ids, more []catalogue.ID) []catalogue.ID {
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// version is the record that a Put makes of the current one, checked.
func (p *planner) version(c *catalogue.Put, id catalogue.ID, current catalogue.Record) (catalogue.Record, bool) {
	source, ok := p.source(c.Source)
	if !ok {
		return nil, false
	}
	if source == id { // it could never be removed, nor imported again
		p.fail(catalogue.Invalid, "source", string(c.Source), "a source is not its own source; leave it out")
		return nil, false
	}
	next := c.Record.Clone()
	if current != nil && c.Fields != nil {
		merged, err := merge(current, next, c.Fields)
		if err != nil {
			p.refuse("fields", err)
			return nil, false
		}
		next = merged
	} else {
		next.Base().Source = source
		stayGuarded(current, next)
	}
	catalogue.Normalise(next)
	if current != nil && c.Fields != nil && source != 0 && !same(current, next) {
		next.Base().Source = source // a source that says nothing new takes nothing over
	}
	if err := catalogue.Check(next); err != nil {
		p.refuse("", err)
		return nil, false
	}
	return next, true
}

// stayGuarded keeps what a record says of who may see it where a new version says
// nothing of that: who imports a register again does not mean to publish what
// somebody has made secret in it. That ends by saying what it is to be instead.
func stayGuarded(current, next catalogue.Record) {
	if m := next.Base(); current != nil && m.Visibility == "" {
		m.Visibility = current.Base().Visibility
	}
}

// source resolves the source of a statement; none is allowed.
func (p *planner) source(ref catalogue.Ref) (catalogue.ID, bool) {
	if ref == "" {
		return 0, true
	}
	r, ok := p.resolve("source", ref, maskOf(catalogue.KindSource))
	return r.id, ok
}

// identify notes identifiers that belong to another record.
func (p *planner) identify(id catalogue.ID, next catalogue.Record) {
	for _, i := range next.Base().Identifiers {
		if i.Shared() {
			continue
		}
		for _, other := range p.carriers(next.Kind(), i) {
			if other != id {
				p.fail(catalogue.Conflict, "identifiers", i.String(), "%s belongs to %s", i, p.describeAll([]catalogue.ID{other}))
			}
		}
	}
}

// draft makes next the current version of a record.
func (p *planner) draft(id catalogue.ID, current, next catalogue.Record) {
	p.forget()
	p.drafts[id] = &draft{kind: next.Kind(), record: next}
	head := p.Record(id)
	for _, i := range next.Base().Identifiers {
		if head == nil || !slices.Contains(head.Base().Identifiers, i) {
			p.carried[i] = union(p.carried[i], []catalogue.ID{id})
		}
	}
	from := catalogue.ID(0)
	if current != nil {
		from = current.Base().Source
	}
	p.moveUse(from, next.Base().Source)
}

// same reports whether two versions of a record say the same. Fields that are
// empty and fields that are not there are the same: both are stored as nothing.
func same(a, b catalogue.Record) bool {
	if a.Base().Source != b.Base().Source || a.Kind() != b.Kind() {
		return false
	}
	revision, id := b.Base().Revision, b.Base().ID
	defer func() { b.Base().Revision, b.Base().ID = revision, id }()
	b.Base().Revision, b.Base().ID = a.Base().Revision, a.Base().ID
	if reflect.DeepEqual(a, b) {
		return true
	}
	first, err := catalogue.EncodeRecord(a)
	second, err2 := catalogue.EncodeRecord(b)
	return err == nil && err2 == nil && bytes.Equal(first, second)
}
