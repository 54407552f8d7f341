package view

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// What packages need that walk the catalogue by themselves (explore, rollout): what
// is seen, by number. Whoever reads the snapshot asks these first, so that what a
// view hides stays hidden from every walk.

// Sees says whether a record can be seen.
func (v *View) Sees(id catalogue.ID) bool { return v.sees(id) }

// SeesStatement says whether a statement can be seen: it holds on the day, and so
// does every record that takes part in it.
func (v *View) SeesStatement(id catalogue.EdgeID) bool { return v.seesEdge(id) }

// SeesRow is SeesStatement of a row that was read.
func (v *View) SeesRow(r *snapshot.EdgeRow) bool {
	return r.Valid(v.day) && !v.absent().Edges.Has(catalogue.ID(r.ID))
}

// Rows are the statements that can be seen in which a record has a role, oldest first,
// for who looks at all of them (snapshot.EdgeRows).
func (v *View) Rows(id catalogue.ID, role catalogue.Role) iter.Seq[snapshot.EdgeRow] {
	return func(yield func(snapshot.EdgeRow) bool) {
		for r := range v.snap.EdgeRows(id, role) {
			if v.SeesRow(&r) && !yield(r) {
				return
			}
		}
	}
}

// All are the records of a kind that the view sees.
func (v *View) All(kind catalogue.Kind) snapshot.Set { return v.all(kind) }

// Worded are the records of a set that hold each word of a text, word by word: those
// that hold the first, those that hold the second, and so on. Words that say nothing
// about a record are left out. A text of too many words is Invalid.
func (v *View) Worded(field, s string, among snapshot.Set) ([]snapshot.Set, error) {
	q, err := v.search(s)
	if err != nil {
		return nil, inField(field, err)
	}
	var out []snapshot.Set
	for _, word := range q.query.Apart() {
		out = append(out, words{v, word}.among(among))
	}
	return out, nil
}

// Handle is the handle of a record of a kind, false where the view sees none.
func Handle[R Record](v *View, id catalogue.ID) (R, bool) {
	r, ok := v.At(id).(R)
	return r, ok
}

// Stopped says that the time for an answer is over: an error once it is. Every
// long loop asks it now and then.
func (v *View) Stopped() error { return v.stopped() }

// Hurry notes that the answer is what was found by some instant, and might have
// been more: so it does not follow from the moment alone. Any goroutine may call it.
func (v *View) Hurry() { v.hurried.Store(true) }

// Hurried says whether an answer was cut short by the clock.
func (v *View) Hurried() bool { return v.hurried.Load() }

// Named is the number of a record that can be seen, by its global id or, with a colon
// in it, by a reference such as leika:99050012104000 or authority/ars:03241. Where
// there is none it is NotFound: a walk from nowhere would answer as if there were
// nothing to find; where there are several, Conflict.
func (v *View) Named(field, name string) (catalogue.ID, error) {
	if strings.Contains(name, ":") {
		return v.referred(field, name)
	}
	kind, id, err := catalogue.ParseGlobalID(name)
	if err != nil {
		return 0, inField(field, err)
	}
	if r := v.record(id); r == nil || r.Kind() != kind {
		return 0, nowhere(field, name)
	}
	return id, nil
}

// referred is the record that a reference means.
func (v *View) referred(field, name string) (catalogue.ID, error) {
	target, err := catalogue.Ref(name).Parse()
	switch {
	case err != nil:
		return 0, inField(field, err)
	case target.ID != 0:
		return v.Named(field, catalogue.GlobalID(target.Kind, target.ID))
	case target.Local != "":
		return 0, &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: name, Message: "local names are those of a change set; give an id or an identifier"}
	}
	i, err := asStored(target.Identifier.Scheme, target.Identifier.Value)
	if err != nil {
		return 0, inField(field, err)
	}
	found := v.carriers(target.Kind, i)
	switch len(found) {
	case 0:
		return 0, nowhere(field, name)
	case 1:
		return found[0], nil
	}
	return 0, &catalogue.Error{
		Kind: catalogue.Conflict, Field: field, Value: name,
		Message: fmt.Sprintf("%d records carry it: name the kind too, as in %s/%s, or give an id", len(found), v.snap.Record(found[0]).Kind().Noun(), i),
	}
}

func nowhere(field, name string) *catalogue.Error {
	return &catalogue.Error{Kind: catalogue.NotFound, Field: field, Value: name, Message: "there is no such record at this moment"}
}

// Facts is the test of a filter on a statement's own facts.
func (v *View) Facts(f EdgeFilter) (func(catalogue.EdgeID) bool, error) { return v.edgeFilter(f) }

// RecordFilter says which records of any kind are meant. Like Filter it is the
// input object of the schema:
//
//	kinds                      the kinds that are meant, all by default
//	services, authorities, …   which records of that kind, all by default
type RecordFilter = map[string]any

// Meant are the records that a filter of all kinds means. A filter of a kind that
// is not among the kinds would say nothing, and is Invalid.
func (v *View) Meant(f RecordFilter) (snapshot.Set, error) {
	kinds, err := kindsOf(f["kinds"])
	if err != nil {
		return snapshot.Set{}, err
	}
	var meant snapshot.Set
	for _, k := range catalogue.Kinds() {
		own, within := object(f[k.Plural()]), slices.Contains(kinds, k)
		if own != nil && !within {
			return snapshot.Set{}, badFilter(k.Plural(), fmt.Sprintf("%s is not among kinds", k.Code()))
		}
		if !within {
			continue
		}
		some, err := v.Matching(k, own)
		if err != nil {
			return snapshot.Set{}, err
		}
		meant = meant.Or(some)
	}
	return meant, nil
}

// kindsOf are the kinds that are named, all where none are.
func kindsOf(value any) ([]catalogue.Kind, error) {
	if absent(value) {
		return catalogue.Kinds(), nil
	}
	var out []catalogue.Kind
	for _, x := range values(value) {
		k, ok := catalogue.KindByCode(codeOf(x))
		if !ok {
			return nil, badFilter("kinds", fmt.Sprintf("%q is no kind", codeOf(x)))
		}
		out = append(out, k)
	}
	return out, nil
}

// codeOf is how the schema spells a kind, however it comes.
func codeOf(x any) string {
	if k, ok := reflect.TypeAssert[catalogue.Kind](plain(x)); ok {
		return k.Code()
	}
	return str(x)
}

// Days are those on which a statement can be seen, both included, 0 for open: its own
// that are also those of every record that takes part in it. There are none where the
// first is behind the last. For walks through many days, which ask SeesStatement for one.
func (v *View) Days(id catalogue.EdgeID) (from, until catalogue.Day) {
	e, _ := v.snap.Edge(id)
	from, until = e.ValidFrom, e.ValidUntil
	bound := v.snap.TimeBound()
	for _, record := range [...]catalogue.ID{e.From, e.To, e.Via, e.Area} {
		if !bound.Has(record) {
			continue
		}
		m := v.snap.Record(record).Base()
		from = max(from, m.ValidFrom)
		if until == 0 || m.ValidUntil != 0 && m.ValidUntil < until {
			until = m.ValidUntil
		}
	}
	return from, until
}

// Others are the records to which one is joined in a role by statements that can be
// seen, each once, by number.
func (v *View) Others(id catalogue.ID, role catalogue.Role) []catalogue.ID {
	var out []catalogue.ID
	for e := range v.snap.Edges(id, role).All() {
		if v.SeesStatement(e) {
			out = append(out, v.snap.EdgeAt(e, role.Opposite()))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// OthersOf is Others of one kind, where a role leads to several.
func (v *View) OthersOf(id catalogue.ID, role catalogue.Role, kind catalogue.Kind) []catalogue.ID {
	return slices.DeleteFunc(v.Others(id, role), func(other catalogue.ID) bool { return v.snap.Record(other).Kind() != kind })
}
