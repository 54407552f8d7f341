package view

import (
	"cmp"
	"slices"
	"time"

	"fundus/internal/catalogue"
)

// ChangeMarks are the places in both times at which the neighbourhood of a record
// is another than before, for whoever steps from one to the next.
//
// The revisions come from the log, a page at a time; the days follow from the
// view's snapshot, whatever its own day.
type ChangeMarks struct {
	in         *View
	of         catalogue.ID
	whole      bool
	TotalCount int
	Recorded   []RevisionMark
}

// MostMarked is of how many statements of a record marks are told.
const MostMarked = 5000

// RevisionMark is a revision at which something changed.
type RevisionMark struct {
	catalogue.Mark
	RecordedAt time.Time
}

// Revision is the revision.
func (m RevisionMark) Revision() int { return int(m.Mark.Revision) }

// DayMark is a day on which something holds that did not the day before, or the
// other way round.
type DayMark struct {
	Day            catalogue.Day
	Begins, Ceases int
}

// Stretch is a page of a list whose entries are their own cursors: so many of those
// after one and before another, from the beginning, or from the end.
type Stretch[K cmp.Ordered] struct {
	First, Last   *int
	After, Before *K
}

// cut takes the stretch out of a list in ascending order.
func cut[T any, K cmp.Ordered](all []T, key func(T) K, s Stretch[K]) ([]T, error) {
	w, err := Paging{First: s.First, Last: s.Last}.window(0)
	if err != nil {
		return nil, err
	}
	place := func(k K) (int, bool) {
		return slices.BinarySearchFunc(all, k, func(x T, k K) int { return cmp.Compare(key(x), k) })
	}
	low, high := 0, len(all)
	if s.Before != nil {
		high, _ = place(*s.Before)
	}
	if s.After != nil {
		at, found := place(*s.After)
		if low = at; found {
			low++
		}
	}
	all = all[min(low, high):high]
	if w.backward {
		return all[max(0, len(all)-w.size):], nil
	}
	return all[:min(w.size, len(all))], nil
}

// MarksOf cuts a page out of the revisions that mark the neighbourhood of a record.
// What came after the view's revision is not known to it.
func (v *View) MarksOf(globalID string, marks []catalogue.Mark, whole bool, s Stretch[int]) (ChangeMarks, error) {
	_, id, err := catalogue.ParseGlobalID(globalID)
	if err != nil {
		return ChangeMarks{}, err
	}
	if later := slices.IndexFunc(marks, func(m catalogue.Mark) bool { return m.Revision > v.snap.Revision() }); later >= 0 {
		marks = marks[:later]
	}
	if len(marks) == 0 {
		return ChangeMarks{}, &catalogue.Error{Kind: catalogue.NotFound, Field: "id", Value: globalID, Message: "the log knows no record of this id"}
	}
	page, err := cut(marks, func(m catalogue.Mark) int { return int(m.Revision) }, s)
	c := ChangeMarks{in: v, of: id, whole: whole, TotalCount: len(marks)}
	for _, m := range page {
		c.Recorded = append(c.Recorded, RevisionMark{Mark: m})
	}
	return c, err
}

// Revisions are those of the page.
func (c ChangeMarks) Revisions() []catalogue.Revision {
	out := make([]catalogue.Revision, len(c.Recorded))
	for i, m := range c.Recorded {
		out[i] = m.Mark.Revision
	}
	return out
}

// At is the page with when its revisions were recorded.
func (c ChangeMarks) At(stamps map[catalogue.Revision]catalogue.Stamp) ChangeMarks {
	for i := range c.Recorded {
		c.Recorded[i].RecordedAt = stamps[c.Recorded[i].Mark.Revision].Time.UTC()
	}
	return c
}

// Complete says whether every statement of the record was looked at.
func (c ChangeMarks) Complete() bool { return c.whole && c.statements(func(catalogue.EdgeID) {}) }

// Days are days on which what holds in the neighbourhood is not what held the day
// before.
func (c ChangeMarks) Days(first *int, after *catalogue.Day, last *int, before *catalogue.Day) ([]DayMark, error) {
	if err := c.in.stopped(); err != nil {
		return nil, err
	}
	marks := map[catalogue.Day]*DayMark{}
	at := func(d catalogue.Day) *DayMark {
		if marks[d] == nil {
			marks[d] = &DayMark{Day: d}
		}
		return marks[d]
	}
	note := func(from, until catalogue.Day) {
		if from != 0 {
			at(from).Begins++
		}
		if until != 0 {
			at(until+1).Ceases++
		}
	}
	records := map[catalogue.ID]bool{c.of: true}
	c.statements(func(id catalogue.EdgeID) {
		x, _ := c.in.snap.Edge(id)
		note(x.ValidFrom, x.ValidUntil)
		for _, id := range []catalogue.ID{x.From, x.To, x.Via, x.Area} {
			records[id] = true
		}
	})
	for id := range records {
		if r := c.in.snap.Record(id); r != nil {
			note(r.Base().ValidFrom, r.Base().ValidUntil)
		}
	}
	all := make([]DayMark, 0, len(marks))
	for _, m := range marks {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b DayMark) int { return cmp.Compare(a.Day, b.Day) })
	return cut(all, func(m DayMark) catalogue.Day { return m.Day }, Stretch[catalogue.Day]{first, last, after, before})
}

// statements visits the statements that name the record, each once, and says
// whether these were all: no more than MostMarked are visited.
func (c ChangeMarks) statements(visit func(catalogue.EdgeID)) (all bool) {
	seen := map[catalogue.EdgeID]bool{}
	all = true
	c.in.snap.RolesOf(c.of, func(role catalogue.Role, _ int) bool {
		for id := range c.in.snap.Edges(c.of, role).All() {
			if seen[id] {
				continue
			}
			if len(seen) == MostMarked {
				all = false
				return false
			}
			seen[id] = true
			visit(id)
		}
		return true
	})
	return all
}
