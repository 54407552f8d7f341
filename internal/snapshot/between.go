package snapshot

import "fundus/internal/catalogue"

// The following say cheaply of what two catalogues may differ. They compare pages
// first, so between moments that share structure they cost what is different and
// not what the catalogue holds; between others they look at everything once.

// RecordsApart visits the records of which the two do not have the same version,
// ascending, until told to stop.
func (s *Snapshot) RecordsApart(other *Snapshot, visit func(catalogue.ID) bool) {
	versions := versionsOf(s, other)
	var none slotPage
	apart(s.records.pages, other.records.pages, func(at uint32, a, b *slotPage) bool {
		a, b = orNone(a, &none), orNone(b, &none)
		for k := range a {
			if !versions.same(a[k].record, b[k].record) && !visit(catalogue.ID(at*slotsPerPage+uint32(k))) {
				return false
			}
		}
		return true
	})
}

// EdgesApart visits the edges of which the two do not have the same version,
// ascending, until told to stop.
func (s *Snapshot) EdgesApart(other *Snapshot, visit func(catalogue.EdgeID) bool) {
	versions := versionsOf(s, other)
	var none rowPage
	apart(s.edges.pages, other.edges.pages, func(at uint32, a, b *rowPage) bool {
		a, b = orNone(a, &none), orNone(b, &none)
		for k := range a {
			if !versions.sameRow(&a[k], &b[k]) && !visit(catalogue.EdgeID(at*rowsPerPage+uint32(k))) {
				return false
			}
		}
		return true
	})
}

// versions is how two catalogues tell whether they have the same version of
// something. One log makes one version of a thing in one commit; what is only
// assumed bears a revision that a commit may come to bear as well.
type versions struct{ byRevision bool }

func versionsOf(a, b *Snapshot) versions { return versions{!a.assumed && !b.assumed} }

func (v versions) same(a, b catalogue.Record) bool {
	return a == b || v.byRevision && a != nil && b != nil && a.Base().Revision == b.Base().Revision
}

func (v versions) sameRow(a, b *row) bool {
	if v.byRevision {
		return a.revision == b.revision && a.relation() == b.relation()
	}
	return *a == *b && !a.rare() // rare facts stand elsewhere
}

func orNone[P any](page, none *P) *P {
	if page == nil {
		return none
	}
	return page
}

// apart visits the places at which two tables do not share a page, in order, with
// the page of each, nil for none.
func apart[P any](a, b table[P], visit func(at uint32, a, b *P) bool) {
	for i := range max(len(a.branches), len(b.branches)) {
		x, y := a.branchAt(i), b.branchAt(i)
		if x == y {
			continue
		}
		for k := range fanout {
			at := uint32(i*fanout+k) * fanout
			if !apartInLeaf(at, x.leafAt(k), y.leafAt(k), visit) {
				return
			}
		}
	}
}

func apartInLeaf[P any](at uint32, a, b *leaf[P], visit func(at uint32, a, b *P) bool) bool {
	if a == b {
		return true
	}
	for k := range uint32(fanout) {
		p, q := a.pageAt(k), b.pageAt(k)
		if p != q && !visit(at+k, p, q) {
			return false
		}
	}
	return true
}

func (t table[P]) branchAt(i int) *branch[P] {
	if i >= len(t.branches) {
		return nil
	}
	return t.branches[i]
}

func (b *branch[P]) leafAt(k int) *leaf[P] {
	if b == nil {
		return nil
	}
	return b.leaves[k]
}

func (l *leaf[P]) pageAt(k uint32) *P {
	if l == nil {
		return nil
	}
	return l.pages[k]
}

// TimeBound is the records that do not hold for ever.
func (s *Snapshot) TimeBound() Set { return s.timeBound }

// EdgesOfOneDay visits the edges that hold on one of two days and not on the other,
// ascending, until told to stop. Whether there are any is known at once; to find
// them it looks at every edge up to the last.
func (s *Snapshot) EdgesOfOneDay(one, other catalogue.Day, visit func(catalogue.EdgeID) bool) {
	first, last := min(one, other), max(one, other)
	left := s.days.between(first, last)
	for id := catalogue.EdgeID(1); left > 0 && id <= s.edges.last; id++ {
		r := s.edges.row(id)
		if !r.there() {
			continue
		}
		if from := r.validFrom(); from > first && from <= last {
			left--
		}
		if until := r.validUntil(); until != 0 && until >= first && until < last {
			left--
		}
		if r.holds(first) != r.holds(last) && !visit(id) {
			return
		}
	}
}

// between is how often an edge begins to hold behind the first of two days, up to
// the last, and how often one ceases to.
func (d days) between(first, last catalogue.Day) int {
	if first >= last {
		return 0
	}
	return before(d.begins, last+1) - before(d.begins, first+1) + before(d.ends, last) - before(d.ends, first)
}
