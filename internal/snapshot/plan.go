package snapshot

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"fundus/internal/catalogue"
)

// MostChanges is the largest change set.
const MostChanges = 5_000_000

// Plan says what a change set makes of this catalogue: the commit that would be
// the next, with references resolved, ids given out and everything left out that
// changes nothing. It stores nothing. Its error is Errors, naming "changes[i]" and
// the record, or a single *Error.
//
// Changes are made in turn, each on top of those before it; a reference may also
// name a record that a later Put makes, and a Supersede frames them all. A Put without an id means the record that
// carries one of its identifiers. A key that several records may share counts only
// if no identifier of the Put's own is known, if it says so of one record alone,
// and not for a record that is called otherwise in a scheme the Put names; with
// Seen 0 it does not count, so that a second service with the same key can be made.
func (s *Snapshot) Plan(changes []catalogue.Change) (*catalogue.Commit, error) {
	return s.plan(changes, func() bool { return false })
}

// plan is Plan that ends as Unavailable once it is told to stop. A change set of a few
// changes can ask for much: to end what a source says of a hub, or to look for a cycle
// along a long chain.
func (s *Snapshot) plan(changes []catalogue.Change, stop func() bool) (*catalogue.Commit, error) {
	if len(changes) > MostChanges {
		return nil, catalogue.Errorf(catalogue.Invalid, "%d changes; a change set has at most %d", len(changes), MostChanges)
	}
	p := newPlanner(s, changes)
	p.stop = stop
	p.openEditions()
	for p.at = 0; p.at < len(changes) && !p.full && p.goOn(); p.at++ {
		p.coming = p.at + 1
		p.change(changes[p.at])
	}
	if p.stopped {
		return nil, catalogue.Errorf(catalogue.Unavailable, "the changes took too long to check and were stopped; ask for less at once")
	}
	p.closeEditions()
	if err := p.errs.OrNil(); err != nil {
		return nil, err
	}
	return p.commit(), nil
}

// planner is the head with the changes so far laid over it.
type planner struct {
	*Snapshot
	changes []catalogue.Change
	at      int // the change being made
	coming  int // Puts from here on are still to be made

	errs catalogue.Errors
	full bool // no room for more errors, or no time for more changes: stop

	stop    func() bool
	steps   int
	stopped bool // by stop

	lastRecord catalogue.ID
	drafts     map[catalogue.ID]*draft
	carried    map[catalogue.Identifier][]catalogue.ID // by drafts, that the head does not know of
	usesMore   map[catalogue.ID]int                    // by source, in addition to the head's

	touched map[catalogue.EdgeID]catalogue.Edge // of the head; without relation: removed
	created edgeList                            // ids above the head's; without relation: removed again
	keys    keyIndex
	links   links

	editions editions

	targets  map[int]catalogue.ID // what Puts mean, where that was asked ahead or by a local name
	locals   map[string]int
	ahead    map[catalogue.Identifier][]int // Puts by identifier; nil until wanted
	resolved map[resolvable]resolution      // until the next change of a record
}

// draft is a record as the changes so far have left it.
type draft struct {
	kind   catalogue.Kind
	record catalogue.Record // nil: removed, or promised by a later Put
	wanted bool             // a later Put will make it
}

func newPlanner(s *Snapshot, changes []catalogue.Change) *planner {
	p := &planner{
		Snapshot:   s,
		changes:    changes,
		lastRecord: s.lastRecord,
		drafts:     map[catalogue.ID]*draft{},
		carried:    map[catalogue.Identifier][]catalogue.ID{},
		usesMore:   map[catalogue.ID]int{},
		touched:    map[catalogue.EdgeID]catalogue.Edge{},
		keys:       newKeyIndex(),
		links:      links{},
		targets:    map[int]catalogue.ID{},
		locals:     map[string]int{},
		resolved:   map[resolvable]resolution{},
	}
	for i, c := range changes {
		if put, ok := c.(catalogue.Put); ok && put.Local != "" {
			p.at = i
			p.name(put.Local)
		}
	}
	return p
}

func (p *planner) name(local string) {
	if first, taken := p.locals[local]; taken {
		p.fail(catalogue.Invalid, "local", local, "changes[%d] bears the same local name", first)
		return
	}
	p.locals[local] = p.at
}

func (p *planner) change(c catalogue.Change) {
	switch c := c.(type) {
	case catalogue.Put:
		p.put(&c)
	case catalogue.Remove:
		p.remove(&c)
	case catalogue.Relate:
		p.relate(&c)
	case catalogue.Unrelate:
		p.unrelate(&c)
	case catalogue.Supersede: // opened before the first change, closed after the last
	default:
		p.fail(catalogue.Invalid, "", "", "a change is a Put, Remove, Relate, Unrelate or Supersede, not %T", c)
	}
}

// breath is after how many steps a planner asks whether its time is over.
const breath = 4096

// goOn counts a step, of which there may be many for one change, and says whether
// there is time for it.
func (p *planner) goOn() bool {
	if p.steps++; p.steps%breath == 0 && p.stop() {
		p.stopped, p.full = true, true
	}
	return !p.stopped
}

// fail notes what is wrong with the change being made.
func (p *planner) fail(kind catalogue.ErrorKind, field, value, format string, args ...any) {
	p.report(&catalogue.Error{Kind: kind, Field: field, Value: value, Message: fmt.Sprintf(format, args...)})
}

func (p *planner) report(e *catalogue.Error) {
	e.Record = fmt.Sprintf("changes[%d] %s", p.at, describe(p.changes[p.at]))
	p.full = !p.errs.Add(e)
}

// refuse notes every rule that an error of the catalogue names; the field, if
// given, is where it was met.
func (p *planner) refuse(field string, err error) {
	var many catalogue.Errors
	var one *catalogue.Error
	switch {
	case errors.As(err, &many):
		for _, e := range many {
			found := *e
			p.report(&found)
		}
	case errors.As(err, &one):
		found := *one
		if field != "" {
			found.Field = field
		}
		p.report(&found)
	default:
		p.fail(catalogue.Invalid, field, "", "%v", err)
	}
}

// describe names a change in a message.
func describe(c catalogue.Change) string {
	switch c := c.(type) {
	case catalogue.Put:
		if c.Record == nil {
			return "put"
		}
		return catalogue.Describe(c.Record)
	case catalogue.Remove:
		return "remove " + string(c.Target)
	case catalogue.Relate:
		if c.ID != 0 {
			return fmt.Sprintf("statement %d", c.ID)
		}
		return fmt.Sprintf("%s %s → %s", c.Relation, c.From, c.To)
	case catalogue.Unrelate:
		return fmt.Sprintf("statement %d", c.ID)
	case catalogue.Supersede:
		return "supersede " + string(c.Source)
	}
	return fmt.Sprintf("%T", c)
}

// record is a record as it is now, nil for none.
func (p *planner) record(id catalogue.ID) catalogue.Record {
	if d, ok := p.drafts[id]; ok {
		return d.record
	}
	return p.Record(id)
}

// kind is the kind of a record that is there or will be, 0 for none.
func (p *planner) kind(id catalogue.ID) catalogue.Kind {
	if d, ok := p.drafts[id]; ok {
		if d.record == nil && !d.wanted {
			return 0
		}
		return d.kind
	}
	if r := p.Record(id); r != nil {
		return r.Kind()
	}
	return 0
}

// recordRevision is the revision of a record's version in the head, 0 for none.
func (p *planner) recordRevision(id catalogue.ID) catalogue.Revision {
	if r := p.Record(id); r != nil {
		return r.Base().Revision
	}
	return 0
}

// stale notes a Conflict if the writer did not see what stands in the head.
func (p *planner) stale(seen, head catalogue.Revision, there bool) bool {
	switch {
	case seen == catalogue.AnyRevision, seen == 0 && !there, seen != 0 && seen == head:
		return false
	case seen == 0 && head != 0:
		p.fail(catalogue.Conflict, "seen", "0", "it exists already at revision %d; give seen: %d to replace it", head, head)
	case seen == 0:
		p.fail(catalogue.Conflict, "seen", "0", "an earlier change of this set makes it already")
	case head == 0:
		p.fail(catalogue.Conflict, "seen", fmt.Sprint(seen), "it does not exist, or no longer")
	default:
		p.fail(catalogue.Conflict, "seen", fmt.Sprint(seen), "it was changed since: its current version is of revision %d", head)
	}
	return true
}

// moveUse counts a statement that has changed its source.
func (p *planner) moveUse(from, to catalogue.ID) {
	if from != to {
		p.usesMore[from]--
		p.usesMore[to]++
	}
}

// commit puts together what is different from the head.
func (p *planner) commit() *catalogue.Commit {
	c := &catalogue.Commit{Revision: p.Revision() + 1}
	for _, id := range slices.Sorted(maps.Keys(p.drafts)) {
		p.addRecord(c, id, p.drafts[id])
	}
	c.Edges = make([]catalogue.EdgeVersion, 0, len(p.touched)+p.created.n)
	for _, id := range slices.Sorted(maps.Keys(p.touched)) {
		x, removed := p.touched[id], false
		if x.Relation == 0 {
			x, _ = p.Edge(id)
			removed = true
		}
		x.Revision = c.Revision
		c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: x, Removed: removed})
	}
	for i := range p.created.n {
		if x := *p.created.at(i); x.Relation != 0 {
			x.Revision = c.Revision
			c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: x, Created: true})
		}
	}
	return c
}

func (p *planner) addRecord(c *catalogue.Commit, id catalogue.ID, d *draft) {
	head := p.Record(id)
	switch {
	case d.record == nil && head == nil:
		return
	case d.record == nil:
		c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: d.kind})
		return
	case head != nil && same(head, d.record):
		return
	}
	d.record.Base().Revision = c.Revision
	c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: d.kind, Record: d.record, Created: head == nil})
}
