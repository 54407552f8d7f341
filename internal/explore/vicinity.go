package explore

import (
	"fundus/internal/catalogue"
)

// vicinity is the walk of a neighbourhood: breadth first, record by record in the order in
// which they were met, and of each role by role. What a role leads to is met whole or
// not at all (outlook), so whatever ends the walk, what it has met by then is the
// beginning of what it would have met.
type vicinity struct {
	*steps
	direction Direction
	foldAbove int
	unfolded  func(catalogue.Kind) bool // kinds that are never folded
	shown     func(catalogue.ID) bool   // whether the filter means a record

	slots   slots
	entries []entry // by slot
	ties    []tie   // between what is shown
	hops    []hop   // to and from what is left out
	outlook outlook
}

// entry is what was met at a slot: a record, or many that were folded into one.
type entry struct {
	id       catalogue.ID // 0 of a group
	kind     catalogue.Kind
	distance int
	from     slot // from which it was first reached, 0 of the centre
	role     catalogue.Role
	edge     catalogue.EdgeID // 0 of a group
	leftOut  bool             // by the filter: it is walked through and not shown
	whole    bool             // all its roles have been looked at
	members  []catalogue.ID   // of a group, ascending
	bundle   bundle
}

func (e *entry) group() bool { return e.members != nil }

// tie is what statements say between two slots in one role, in the direction of the
// arrows of the package comment.
type tie struct {
	from, to slot
	role     catalogue.Role   // of the record at from; 0 of a bridge
	end      catalogue.End    // of the record at to
	edge     catalogue.EdgeID // the statement, 0 where they are several
	count    int
	elided   int // records left out between the two, 0 where there are none
}

// hop is a step between two slots of which one is left out.
type hop struct{ from, to slot }

// entry is what stands at a slot. It is valid until another is met.
func (n *vicinity) entry(p slot) *entry { return &n.entries[p-1] }

// meet gives a slot, false when the budget has none left.
func (n *vicinity) meet(e entry) (slot, bool) {
	if !n.meter.node() {
		return 0, false
	}
	n.entries = append(n.entries, e)
	return slot(len(n.entries)), true
}

// begin meets the centre, whatever the filter means.
func (n *vicinity) begin(id catalogue.ID) {
	at, _ := n.meet(entry{id: id, kind: n.view.Snapshot().Record(id).Kind()})
	n.slots.set(id, at)
}

// walk goes on from all that is nearer than the depth, until the budget is spent.
// Groups end it: what is folded is not walked on from.
func (n *vicinity) walk(depth int) {
	for p := slot(1); int(p) <= len(n.entries) && n.entry(p).distance < depth; p++ {
		if n.entry(p).group() {
			continue
		}
		if !n.expand(p) {
			return
		}
		n.entry(p).whole = true
	}
}

// expand looks at all roles of a record.
func (n *vicinity) expand(p slot) bool {
	id := n.entry(p).id
	return n.roles(id, func(role catalogue.Role, statements int) bool {
		return n.meter.affords(statements) && n.outlook.look(n, p, role)
	})
}

// join notes that a step leads from a record to a slot, count times.
func (n *vicinity) join(from, to slot, role catalogue.Role, t bundle) {
	a, b := n.entry(from), n.entry(to)
	if a.leftOut || b.leftOut {
		n.hops = append(n.hops, hop{from, to})
		return
	}
	if n.direction == Both && b.whole {
		return // noted when it was the other's turn
	}
	x := tie{from: from, to: to, role: role, end: t.end, edge: t.edge, count: t.count}
	if !outwards(role.End(), t.end) {
		x.from, x.to = to, from
		x.role, x.end = role.Relation().Role(t.end), role.End()
	}
	n.ties = append(n.ties, x)
}

// outwards says whether a step between two ends goes along the arrows.
func outwards(from, to catalogue.End) bool {
	for _, a := range outward {
		if a.from == from && a.to == to {
			return true
		}
	}
	return false
}
