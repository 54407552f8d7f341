package view

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Diff is what another view sees otherwise: what it does not see any more, what it
// sees besides, and what it sees with other facts. The two may be of other
// revisions, of other days, or under an assumption; they are of one log.
//
//	pages that two snapshots do not share ─┐
//	what holds on one of two days only ────┼─► looked at in both views ─► sets by class and change ─► counts, pages
//	statements of records seen in one only ┘
//
// It is exact: what is not looked at is the same in both. Entries are in the order
// of their class, records by kind before statements by relation, and then of their
// ids; of each only its number is kept until a page shows it.
//
// Everything is told through the two views, so what a view hides no difference
// shows.
type Diff struct {
	views
	sets  [classes][changes]snapshot.Set
	Edges []DiffEdge
	Info  PageInfo
}

// views are what is compared.
type views struct{ from, to *View }

// DiffFilter says which entries are meant. Neither kinds nor relations: all; one of
// them: no others.
type DiffFilter struct {
	Kinds     []catalogue.Kind
	Relations []catalogue.Relation
	Changes   []string
}

// DiffQuery is what a difference can be asked.
type DiffQuery struct {
	Paging
	Filter DiffFilter
	Around string // the id of a record: only it, its statements and the records at their other ends
}

// class is a kind of records or a relation of statements.
type class uint8

const (
	firstRelation = class(catalogue.KindCount)
	classes       = int(firstRelation) + catalogue.Relations
)

func ofKind(k catalogue.Kind) class         { return class(k) }
func ofRelation(r catalogue.Relation) class { return firstRelation + class(r) }

// change is what happened with an entry.
type change uint8

const (
	added change = iota
	removed
	changed
	replaced
	changes
)

var changeNames = [changes]string{"ADDED", "REMOVED", "CHANGED", "REPLACED"}

// Differences are what to sees otherwise than from.
func Differences(from, to *View, q DiffQuery) (Diff, error) {
	d := Diff{views: views{from, to}}
	w, err := to.window(q.Paging, question("diff", q.Around, q.Filter))
	if err != nil {
		return d, err
	}
	c := comparison{views: d.views, filter: q.Filter}
	if q.Around == "" {
		c.everywhere()
	} else if err := c.around(q.Around); err != nil {
		return d, err
	}
	c.settle()
	if err := to.stopped(); err != nil {
		return d, err
	}
	d.sets = c.sets()
	d.page(w)
	return d, nil
}

// comparison is a difference in the making.
type comparison struct {
	views
	filter DiffFilter
	marked [classes][changes]*snapshot.SetBuilder
	ended  [catalogue.Relations]snapshot.SetBuilder // statements, before it is known what replaces them
	looks  int                                      // for breath
}

func (d *comparison) sets() (out [classes][changes]snapshot.Set) {
	for c := range d.marked {
		for x, marked := range d.marked[c] {
			if marked != nil {
				out[c][x] = marked.Set()
			}
		}
	}
	return out
}

// everywhere looks at whatever may be different.
func (d *comparison) everywhere() {
	a, b := d.from.snap, d.to.snap
	if a == b && d.from.day == d.to.day {
		return
	}
	a.RecordsApart(b, d.record)
	a.EdgesApart(b, d.edge)
	// A statement is seen with all its records only, so those of a record that is
	// seen in one view are not seen in the other, whether they are one version or not.
	hidden, there := d.from.absent().Edges, d.to.absent().Edges
	for id := range hidden.AndNot(there).Or(there.AndNot(hidden)).All() {
		if !d.edge(catalogue.EdgeID(id)) {
			return
		}
	}
	if d.from.day == d.to.day {
		return
	}
	for id := range a.TimeBound().Or(b.TimeBound()).All() {
		if !d.record(id) {
			return
		}
	}
	b.EdgesOfOneDay(d.from.day, d.to.day, d.edge)
}

// around looks at a record and its neighbourhood in both views.
func (d *comparison) around(name string) error {
	kind, id, err := d.named(name)
	if err != nil {
		return inField("around", err)
	}
	there := false
	for _, v := range []*View{d.from, d.to} {
		r := v.snap.Record(id)
		if r == nil || r.Kind() != kind {
			continue
		}
		there = true
		v.snap.RolesOf(id, func(role catalogue.Role, _ int) bool {
			for e := range v.snap.Edges(id, role).All() {
				if !d.near(v, e) {
					return false
				}
			}
			return true
		})
	}
	if !there {
		return &catalogue.Error{Kind: catalogue.NotFound, Field: "around", Value: name, Message: "neither moment has a record of this id"}
	}
	d.record(id)
	return nil
}

// named is the record that an id means, or an identifier: that of the later moment
// or, where nothing there carries it, of the earlier one.
func (d *comparison) named(name string) (catalogue.Kind, catalogue.ID, error) {
	if !strings.Contains(name, ":") {
		return catalogue.ParseGlobalID(name)
	}
	in := d.to
	id, err := in.Named("around", name)
	if catalogue.KindOf(err) == catalogue.NotFound {
		in = d.from
		id, err = in.Named("around", name)
	}
	if err != nil {
		return 0, 0, err
	}
	return in.snap.Record(id).Kind(), id, nil
}

// near looks at a statement and at its records.
func (d *comparison) near(v *View, e catalogue.EdgeID) bool {
	for _, end := range []catalogue.End{catalogue.EndFrom, catalogue.EndTo, catalogue.EndVia, catalogue.EndArea} {
		if id := v.snap.EdgeAt(e, end); id != 0 && !d.record(id) {
			return false
		}
	}
	return d.edge(e)
}

// record looks at a record in both views; looking twice does no harm. It says
// whether there is time to go on.
func (d *comparison) record(id catalogue.ID) bool {
	a, b := d.from.record(id), d.to.record(id)
	switch {
	case a == nil && b == nil || a == b:
	case a != nil && b != nil && a.Kind() == b.Kind():
		if len(catalogue.CompareRecords(a, b)) > 0 {
			d.mark(ofKind(a.Kind()), changed, uint32(id))
		}
	default:
		if a != nil {
			d.mark(ofKind(a.Kind()), gone(d.successor(id) != 0), uint32(id))
		}
		if b != nil {
			d.mark(ofKind(b.Kind()), added, uint32(id))
		}
	}
	return d.breathe()
}

// edge looks at a statement in both views.
func (d *comparison) edge(id catalogue.EdgeID) bool {
	was, is := d.from.seesEdge(id), d.to.seesEdge(id)
	if !was && !is {
		return d.breathe()
	}
	a, b := d.from.snap.EdgeRelation(id), d.to.snap.EdgeRelation(id)
	if was && is && a == b {
		old, _ := d.from.snap.Edge(id)
		now, _ := d.to.snap.Edge(id)
		if now.Revision = old.Revision; old != now {
			d.mark(ofRelation(a), changed, uint32(id))
		}
		return d.breathe()
	}
	if was {
		d.ended[a].Add(catalogue.ID(id))
	}
	if is {
		d.mark(ofRelation(b), added, uint32(id))
	}
	return d.breathe()
}

func (d *comparison) mark(c class, x change, id uint32) {
	if !d.filter.wants(c, x) {
		return
	}
	if d.marked[c][x] == nil {
		d.marked[c][x] = snapshot.NewSet()
	}
	d.marked[c][x].Add(catalogue.ID(id))
}

func (f *DiffFilter) wants(c class, x change) bool {
	if f.Changes != nil && !slices.Contains(f.Changes, changeNames[x]) {
		return false
	}
	if f.Kinds == nil && f.Relations == nil {
		return true
	}
	if c < firstRelation {
		return slices.Contains(f.Kinds, catalogue.Kind(c))
	}
	return slices.Contains(f.Relations, catalogue.Relation(c-firstRelation))
}

// breathe says now and then whether there is time to go on.
func (d *comparison) breathe() bool {
	d.looks++
	return d.looks%breath != 0 || d.to.stopped() == nil
}

// String spells the filter for what binds a cursor.
func (f DiffFilter) String() string { return fmt.Sprint(f.Kinds, f.Relations, f.Changes) }
