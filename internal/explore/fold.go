package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// outlook is what one record leads to in one role. It is looked at to its end before
// anything in it gets a slot, since how many records are alike decides what becomes
// of them: more than foldAbove new ones of a kind are folded into one group.
//
// Those of a group need no step kept for each of their statements, so a hub costs what
// it takes to look at them once.
type outlook struct {
	*vicinity
	from  slot
	role  catalogue.Role
	likes []like
	steps []step // to what is not known to be of a group
	told  []slot // the groups that have a bundle
}

// like are the new records of one kind. Records that the filter leaves out are apart,
// and are never folded: they are what one walks through.
type like struct {
	kind     catalogue.Kind
	leftOut  bool
	folds    bool
	arrivals []arrival
	bundle   bundle // of the steps that were not kept
}

// arrival is a record that is met for the first time, and the first statement that
// leads to it.
type arrival struct {
	id   catalogue.ID
	edge catalogue.EdgeID
}

// bundle counts the statements that lead to the records of a group.
type bundle struct {
	count int
	edge  catalogue.EdgeID // the statement while it is one, 0 when there are several
	end   catalogue.End    // at which the records stand in them
}

func (t *bundle) add(s step) { t.merge(bundle{1, s.edge, s.end}) }

func (t *bundle) merge(more bundle) {
	if t.count > 0 && more.count > 0 {
		more.edge = 0
	}
	if more.count > 0 {
		*t = bundle{t.count + more.count, more.edge, more.end}
	}
}

// look meets what a record leads to in a role; it says whether the budget sufficed.
func (o *outlook) look(n *vicinity, from slot, role catalogue.Role) bool {
	*o = outlook{vicinity: n, from: from, role: role, likes: o.likes[:0], steps: o.steps[:0], told: o.told[:0]}
	if !n.along(n.entry(from).id, role, o.visit) {
		o.forget()
		for _, group := range o.told {
			o.entry(group).bundle = bundle{}
		}
		return false
	}
	whole := o.settle()
	for _, s := range o.steps {
		if to := n.slots.at(s.to); to > 0 {
			o.arrive(s, to)
		}
	}
	for _, group := range o.told {
		n.join(from, group, role, n.entry(group).bundle)
		n.entry(group).bundle = bundle{}
	}
	return whole
}

// forget leaves what has no slot yet as if it had never been seen.
func (o *outlook) forget() {
	for i := range o.likes {
		for _, a := range o.likes[i].arrivals {
			if o.slots.at(a.id) < 0 {
				o.slots.set(a.id, 0)
			}
		}
	}
}

// visit takes a step. A record that has arrived and has no slot yet has the number of
// its likes, below 0.
func (o *outlook) visit(s step) bool {
	switch at := o.slots.at(s.to); {
	case at > 0 && o.entry(at).group():
		o.tell(at, bundle{1, s.edge, s.end})
	case at > 0:
		o.steps = append(o.steps, s)
	case at < 0:
		o.keep(&o.likes[-at-1], s)
	default:
		i := o.likesOf(s.to)
		l := &o.likes[i]
		o.slots.set(s.to, slot(-i-1))
		l.arrivals = append(l.arrivals, arrival{s.to, s.edge})
		l.folds = !l.leftOut && len(l.arrivals) > o.foldAbove && !o.unfolded(l.kind)
		o.keep(l, s)
	}
	return true
}

// keep keeps a step, or counts it where it is known to lead to a group.
func (o *outlook) keep(l *like, s step) {
	if l.folds {
		l.bundle.add(s)
		return
	}
	o.steps = append(o.steps, s)
}

// tell adds to the bundle of a group.
func (o *outlook) tell(group slot, t bundle) {
	own := &o.entry(group).bundle
	if own.count == 0 {
		o.told = append(o.told, group)
	}
	own.merge(t)
}

// likesOf is the number of the likes of a record that is met for the first time.
func (o *outlook) likesOf(id catalogue.ID) int {
	kind, leftOut := o.view.Snapshot().Record(id).Kind(), !o.shown(id)
	for i, l := range o.likes {
		if l.kind == kind && l.leftOut == leftOut {
			return i
		}
	}
	o.likes = append(o.likes, like{kind: kind, leftOut: leftOut})
	return len(o.likes) - 1
}

// settle gives slots: kind by kind, by number, what is left out behind what is shown.
func (o *outlook) settle() bool {
	slices.SortFunc(o.likes, func(a, b like) int {
		if a.kind == b.kind && a.leftOut != b.leftOut {
			if b.leftOut {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.kind, b.kind)
	})
	for i := range o.likes {
		l := &o.likes[i]
		slices.SortFunc(l.arrivals, func(a, b arrival) int { return cmp.Compare(a.id, b.id) })
		if l.folds && !o.fold(l) || !l.folds && !o.line(l) {
			o.forget()
			return false
		}
	}
	return true
}

// fold gives one slot to all that are alike. A group counts as one record met.
func (o *outlook) fold(l *like) bool {
	e := o.reached(l)
	e.members = make([]catalogue.ID, len(l.arrivals))
	for i, a := range l.arrivals {
		e.members[i] = a.id
	}
	at, ok := o.meet(e)
	if !ok {
		return false
	}
	for _, id := range e.members {
		o.slots.set(id, at)
	}
	o.tell(at, l.bundle)
	return true
}

// line gives a slot to each.
func (o *outlook) line(l *like) bool {
	for _, a := range l.arrivals {
		e := o.reached(l)
		e.id, e.edge = a.id, a.edge
		at, ok := o.meet(e)
		if !ok {
			return false
		}
		o.slots.set(a.id, at)
	}
	return true
}

// reached is the entry of records that are reached by this outlook.
func (o *outlook) reached(l *like) entry {
	return entry{kind: l.kind, distance: o.entry(o.from).distance + 1, from: o.from, role: o.role, leftOut: l.leftOut}
}

// arrive notes a kept step when its record has a slot.
func (o *outlook) arrive(s step, to slot) {
	t := bundle{1, s.edge, s.end}
	if o.entry(to).group() {
		o.tell(to, t)
		return
	}
	o.join(o.from, to, o.role, t)
}
