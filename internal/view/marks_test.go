package view

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
)

// A day is marked exactly where not the same holds in the neighbourhood as on the
// day before.
func TestADayIsMarkedWhereSomethingElseHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		id := catalogue.ID(rapid.IntRange(1, drawnRecords).Draw(t, "record"))
		near := neighbourhood(id, w.snap)
		hold := func(day catalogue.Day) (out []string) {
			for _, name := range near {
				from, until := validity(w, name)
				if day.Valid(from, until) {
					out = append(out, name)
				}
			}
			return out
		}
		hundred := 100
		marks, err := ChangeMarks{in: w.View, of: id, whole: true}.Days(&hundred, nil, nil, nil)
		must(t, err)
		for day := drawnDay - 3; day < drawnDay+4; day++ {
			marked := slices.ContainsFunc(marks, func(m DayMark) bool { return m.Day == day })
			if differs := !slices.Equal(hold(day-1), hold(day)); differs != marked {
				t.Errorf("on day %s it is %v that something else holds than before, marked: %+v", day, differs, marks)
			}
		}
	})
}

// validity is how long a record or statement holds by itself.
func validity(w *world, globalID string) (from, until catalogue.Day) {
	subject, _ := catalogue.ParseSubject(globalID)
	if x, ok := w.snap.Edge(subject.Edge); ok {
		return x.ValidFrom, x.ValidUntil
	}
	m := w.snap.Record(subject.Record).Base()
	return m.ValidFrom, m.ValidUntil
}

func TestAStretchLeadsFromAnEntryToTheNext(t *testing.T) {
	all := []int{2, 3, 5, 7, 11}
	n := func(n int) *int { return &n }
	for _, c := range []struct {
		ask  Stretch[int]
		want []int
	}{
		{Stretch[int]{}, all},
		{Stretch[int]{First: n(2)}, []int{2, 3}},
		{Stretch[int]{Last: n(2)}, []int{7, 11}},
		{Stretch[int]{First: n(1), After: n(3)}, []int{5}},
		{Stretch[int]{First: n(1), After: n(4)}, []int{5}},
		{Stretch[int]{Last: n(1), Before: n(5)}, []int{3}},
		{Stretch[int]{After: n(2), Before: n(11)}, []int{3, 5, 7}},
		{Stretch[int]{First: n(2), After: n(11)}, nil},
		{Stretch[int]{Last: n(2), Before: n(2)}, nil},
		{Stretch[int]{After: n(7), Before: n(3)}, nil},
		{Stretch[int]{First: n(0)}, nil},
	} {
		if got, err := cut(all, func(x int) int { return x }, c.ask); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v (%v), want %v", c.ask, got, err, c.want)
		}
	}
	for _, ask := range []Stretch[int]{{First: n(1), Last: n(1)}, {First: n(-1)}, {Last: n(MaxPage + 1)}} {
		if _, err := cut(all, func(x int) int { return x }, ask); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%+v: %v", ask, err)
		}
	}
}
