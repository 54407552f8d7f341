package view

import "fundus/internal/catalogue"

// OldMoment is the moment that is compared with.
func (d Diff) OldMoment() Catalogue { return d.from.Catalogue() }

// NewMoment is the moment that sees otherwise.
func (d Diff) NewMoment() Catalogue { return d.to.Catalogue() }

// DiffCount is how many records of a kind, or statements of a relation, differ.
type DiffCount struct {
	class
	Added, Removed, Changed, Replaced int
}

func (c DiffCount) sum() int { return c.Added + c.Removed + c.Changed + c.Replaced }

// Counts are the numbers of entries by class, those of other pages too.
func (d Diff) Counts() []DiffCount {
	var out []DiffCount
	for c := range d.sets {
		of := func(x change) int { return d.sets[c][x].Count() }
		if n := (DiffCount{class(c), of(added), of(removed), of(changed), of(replaced)}); n.sum() > 0 {
			out = append(out, n)
		}
	}
	return out
}

// TotalCount is the number of entries.
func (d Diff) TotalCount() int {
	n := 0
	for _, c := range d.Counts() {
		n += c.sum()
	}
	return n
}

// Nodes are the entries of the page without their cursors.
func (d Diff) Nodes() []DiffEntry {
	out := make([]DiffEntry, len(d.Edges))
	for i, e := range d.Edges {
		out[i] = e.Node
	}
	return out
}

// page cuts the page out of the entries.
func (d *Diff) page(w window) {
	p := w.cut(d.walk)
	d.Info, d.Edges = p.info(w), make([]DiffEdge, len(p.entries))
	for i, at := range p.entries {
		e := DiffEntry{views: d.views, class: class(at.number), id: at.id}
		for !d.sets[e.class][e.change].Has(catalogue.ID(e.id)) {
			e.change++
		}
		d.Edges[i] = DiffEdge{w.cursor(at), e}
	}
}

// walk visits the entries. A place is (class, id).
func (d *Diff) walk(from *position, backward bool, visit func(position) bool) {
	goOn := true
	for i := range d.sets {
		c := i
		if backward {
			c = len(d.sets) - 1 - i
		}
		number, start := int64(c), catalogue.EdgeID(0)
		switch {
		case from == nil:
		case number == from.number:
			start = catalogue.EdgeID(from.id)
		case (number < from.number) != backward:
			continue // the cursor has passed this class
		}
		all := d.sets[c][added].Or(d.sets[c][removed]).Or(d.sets[c][changed]).Or(d.sets[c][replaced])
		members(all)(start, backward, func(id catalogue.EdgeID) bool {
			goOn = visit(position{number: number, id: uint32(id)})
			return goOn
		})
		if !goOn {
			return
		}
	}
}

// DiffEdge is an entry on a page of a difference.
type DiffEdge struct {
	Cursor string
	Node   DiffEntry
}

// DiffEntry is a record or statement that two views see differently.
type DiffEntry struct {
	views
	class
	change change
	id     uint32
}

// Kind is the kind of records, false for statements.
func (c class) Kind() (catalogue.Kind, bool) { return catalogue.Kind(c), c < firstRelation }

// Relation is what statements state, false for records.
func (c class) Relation() (catalogue.Relation, bool) {
	if c < firstRelation {
		return 0, false
	}
	return catalogue.Relation(c - firstRelation), true
}

// Change is how they differ.
func (e DiffEntry) Change() string { return changeNames[e.change] }

// GlobalID is the id of the record or statement.
func (e DiffEntry) GlobalID() string {
	if kind, ok := e.Kind(); ok {
		return catalogue.GlobalID(kind, catalogue.ID(e.id))
	}
	return catalogue.GlobalEdgeID(catalogue.EdgeID(e.id))
}

// Before is the record or statement as the first view sees it, nil for none.
func (e DiffEntry) Before() Node {
	if e.change == added {
		return nil
	}
	return e.class.in(e.from, e.id)
}

// After is the record or statement as the second view sees it, nil for none.
func (e DiffEntry) After() Node {
	if e.change == removed || e.change == replaced {
		return nil
	}
	return e.class.in(e.to, e.id)
}

// ReplacedBy is what the second view sees in its place, nil for none.
func (e DiffEntry) ReplacedBy() Node {
	if e.change != replaced {
		return nil
	}
	if _, ok := e.Kind(); ok {
		return e.class.in(e.to, e.successor(catalogue.ID(e.id)))
	}
	return e.class.in(e.to, e.restated(catalogue.EdgeID(e.id)))
}

// in is the handle of something of the class, nil for what a view does not see.
func (c class) in(v *View, id uint32) Node {
	if c < firstRelation {
		if r := v.at(catalogue.ID(id)); r != nil {
			return r
		}
		return nil
	}
	if s, ok := v.StatementAt(catalogue.EdgeID(id)); ok {
		return s
	}
	return nil
}

// Name is the name of a record, and of a statement what it reads.
func (e DiffEntry) Name() string {
	for _, n := range []Node{e.After(), e.Before()} {
		switch n := n.(type) {
		case Statement:
			return reading(&n.edge, e.record)
		case Record:
			return n.self().rec.Base().Name.String()
		}
	}
	return ""
}

// Fields are what is otherwise: all of what was added, all that was said by what
// was removed, and of a statement that was replaced what the other says instead.
func (e DiffEntry) Fields() []FieldChange {
	after := e.After()
	if s, ok := e.ReplacedBy().(Statement); ok {
		after = s
	}
	if _, ok := e.Kind(); ok {
		return told(catalogue.CompareRecords(recordOf(e.Before()), recordOf(after)), e.record)
	}
	return told(catalogue.CompareEdges(edgeOf(e.Before()), edgeOf(after)), e.record)
}

func recordOf(n Node) catalogue.Record {
	if r, ok := n.(Record); ok {
		return r.self().rec
	}
	return nil
}

func edgeOf(n Node) *catalogue.Edge {
	if s, ok := n.(Statement); ok {
		return &s.edge
	}
	return nil
}

// record is a record that an entry names.
func (v views) record(id catalogue.ID) catalogue.Record {
	if r := v.to.snap.Record(id); r != nil {
		return r
	}
	return v.from.snap.Record(id)
}
