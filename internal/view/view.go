package view

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// View is the catalogue of one snapshot as it holds on one day.
type View struct {
	snap   *snapshot.Snapshot
	day    catalogue.Day
	absent func() *snapshot.Absent // what does not hold on the day; found when it is asked for
	narrow narrowings
	counts counts
	ahead  ahead
	whole  func() bool     // whether every statement can be seen
	done   <-chan struct{} // nil: no end

	assumed int // changes that the snapshot assumes
	lag     time.Duration
	hurried atomic.Bool // the clock has cut the answer short
	kept    kept
}

// New is the view of a snapshot on a day.
func New(s *snapshot.Snapshot, day catalogue.Day) *View {
	v := &View{snap: s, day: day, absent: sync.OnceValue(func() *snapshot.Absent { return s.AbsentOn(day) })}
	v.whole = sync.OnceValue(v.findWhole)
	return v
}

// Assumes tells the view how many changes its snapshot assumes on top of its
// revision. Like all that tells a view something it is called before it is used.
func (v *View) Assumes(changes int) { v.assumed = changes }

// LagsBy tells the view how old its snapshot may be.
func (v *View) LagsBy(lag time.Duration) { v.lag = lag }

// Snapshot is the snapshot that the view looks at.
func (v *View) Snapshot() *snapshot.Snapshot { return v.snap }

// Day is the day on which facts must hold to be seen.
func (v *View) Day() catalogue.Day { return v.day }

// record is a record that can be seen, nil for any other.
func (v *View) record(id catalogue.ID) catalogue.Record {
	r := v.snap.Record(id)
	if r == nil {
		return nil
	}
	if m := r.Base(); !v.day.Valid(m.ValidFrom, m.ValidUntil) {
		return nil
	}
	return r
}

// sees says whether a record can be seen.
func (v *View) sees(id catalogue.ID) bool {
	return id != 0 && v.record(id) != nil
}

// seesEdge says whether a statement can be seen: it holds on the day, and so
// does every record that takes part in it.
func (v *View) seesEdge(e catalogue.EdgeID) bool {
	return v.snap.EdgeValid(e, v.day) && !v.absent().Edges.Has(catalogue.ID(e))
}

// statements is how many statements can be seen.
func (v *View) statements() int {
	n := v.snap.EdgesOn(v.day)
	for e := range v.absent().Edges.All() {
		if v.snap.EdgeValid(catalogue.EdgeID(e), v.day) {
			n--
		}
	}
	return n
}

// all are the records of a kind that the view sees.
func (v *View) all(kind catalogue.Kind) snapshot.Set {
	return v.snap.Kind(kind).AndNot(v.absent().Records)
}

// everything is the records of all kinds that the view sees.
func (v *View) everything() snapshot.Set {
	return v.snap.Everything().AndNot(v.absent().Records)
}

// Node is the handle of a record by its global id, nil when there is none.
func (v *View) Node(globalID string) (Record, error) {
	kind, id, err := catalogue.ParseGlobalID(globalID)
	if err != nil {
		return nil, err
	}
	r := v.record(id)
	if r == nil || r.Kind() != kind {
		return nil, nil
	}
	return v.handle(r), nil
}

// Find is a record or a statement by its global id, nil when there is none. What
// is no id of this catalogue is the id of nothing in it.
func (v *View) Find(globalID string) Node {
	if s, ok, err := v.Statement(globalID); ok && err == nil {
		return s
	}
	if r, err := v.Node(globalID); r != nil && err == nil {
		return r
	}
	return nil
}

// FindAll finds several; the result has nil for each that is not there.
func (v *View) FindAll(globalIDs []string) ([]Node, error) {
	if len(globalIDs) > MaxPage {
		err := badPage("ids", fmt.Sprintf("at most %d ids, not %d", MaxPage, len(globalIDs)))
		err.Err = Limit(MaxPage)
		return nil, err
	}
	out := make([]Node, len(globalIDs))
	for i, id := range globalIDs {
		out[i] = v.Find(id)
	}
	return out, nil
}

// Lookup is the record of a kind with an identifier, nil when there is none.
// Where several records share the identifier it says Conflict and names the
// way out; an identifier that nothing can carry is Invalid.
func (v *View) Lookup(kind catalogue.Kind, i catalogue.Identifier) (Record, error) {
	i, err := asStored(i.Scheme, i.Value)
	if err != nil {
		return nil, err
	}
	found := v.carriers(kind, i)
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return v.at(found[0]), nil
	}
	return nil, catalogue.Errorf(catalogue.Conflict, "%d %s carry %s; list them with filter: {identifier: {scheme: %q, in: [%q]}}",
		len(found), kind.Plural(), i, i.Scheme, i.Value)
}

// asStored is an identifier in the spelling that records carry: people write a
// Leistungsschlüssel with blanks between its groups.
func asStored(scheme, value string) (catalogue.Identifier, error) {
	if scheme == catalogue.SchemeLeika {
		key, err := catalogue.ParseLeikaKey(value)
		if err != nil {
			return catalogue.Identifier{}, inField("identifier", err)
		}
		value = string(key)
	}
	// Without its form a scheme could hold the colon that ends it.
	if strings.Contains(scheme, ":") {
		return catalogue.Identifier{}, badFilter("identifier", fmt.Sprintf("%q is no scheme: it has a colon", scheme))
	}
	i, err := catalogue.ParseIdentifier(scheme + ":" + value)
	return i, inField("identifier", err)
}

// inField names the field of the question in an error that names none.
func inField(field string, err error) error {
	if own, ok := errors.AsType[*catalogue.Error](err); ok {
		named := *own
		named.Field = field
		return &named
	}
	return err
}

// carriers are the records of a kind that are seen and carry an identifier. A
// regional key padded with zeros means the longest key that one carries.
func (v *View) carriers(kind catalogue.Kind, i catalogue.Identifier) []catalogue.ID {
	var found []catalogue.ID
	for _, id := range v.snap.Lookup(kind, i) {
		if v.sees(id) {
			found = append(found, id)
		}
	}
	if len(found) == 0 && i.Scheme == catalogue.SchemeARS {
		if shorter := catalogue.ARS(i.Value).Shorter(); len(shorter) > 0 {
			return v.carriers(kind, catalogue.Identifier{Scheme: i.Scheme, Value: string(shorter[0])})
		}
	}
	return found
}

// Count is how many records of a kind the view sees.
func (v *View) Count(kind catalogue.Kind) int { return v.all(kind).Count() }

// At is the handle of a record that is seen, nil for any other.
func (v *View) At(id catalogue.ID) Record { return v.at(id) }

// at is At for the package.
func (v *View) at(id catalogue.ID) Record {
	if id == 0 {
		return nil
	}
	if r := v.record(id); r != nil {
		return v.handle(r)
	}
	return nil
}

// On is the same catalogue on another day, for as long as the answer may take. What
// has been found out of the one day is not known of the other.
func (v *View) On(day catalogue.Day) *View {
	if day == v.day {
		return v
	}
	other := New(v.snap, day)
	other.assumed, other.lag, other.done = v.assumed, v.lag, v.done
	return other
}

// Assuming is the same moment as if changes had been made to it. Nobody settles them, so
// they must not be about what is filed in a case.
func (v *View) Assuming(changes []catalogue.Change) (*View, error) {
	asPlanned := func(*catalogue.Commit) error { return nil }
	s, err := v.snap.Assume(changes, asPlanned, func() bool { return v.Stopped() != nil })
	if err != nil {
		return nil, err
	}
	other := New(s, v.day)
	other.assumed, other.lag, other.done = v.assumed+len(changes), v.lag, v.done
	return other, nil
}
