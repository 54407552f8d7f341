package live_test

import (
	"reflect"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// replayed is what a naive replay of the log says of everything that ever was.
func replayed(t *testing.T, st store.Store) map[catalogue.Subject][]catalogue.Alteration {
	t.Helper()
	out := map[catalogue.Subject][]catalogue.Alteration{}
	records, edges := map[catalogue.ID]catalogue.Record{}, map[catalogue.EdgeID]*catalogue.Edge{}
	err := st.Commits(t.Context(), 0, func(c *catalogue.Commit) error {
		for _, v := range c.Records {
			of := catalogue.Subject{Record: v.ID, Kind: v.Kind}
			out[of] = append(out[of], catalogue.Alteration{Revision: c.Revision, Stamp: c.Stamp, OldRecord: records[v.ID], NewRecord: v.Record})
			records[v.ID] = v.Record
		}
		for _, v := range c.Edges {
			of, now := catalogue.Subject{Edge: v.Edge.ID}, &v.Edge
			if v.Removed {
				now = nil
			}
			out[of] = append(out[of], catalogue.Alteration{Revision: c.Revision, Stamp: c.Stamp, OldEdge: edges[v.Edge.ID], NewEdge: now})
			edges[v.Edge.ID] = now
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The history of every record and every statement is what a replay of the log says,
// of those that are gone too; of what never was there is none.
func TestTheHistoryOfEverythingIsWhatTheLogSays(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := fresh(t)
			c := start(t, open(), live.Options{})
			chronicle(t, c, 20)
			gone := 0
			for of, want := range replayed(t, open()) {
				turns, err := c.Turns(t.Context(), of)
				if err != nil {
					t.Fatal(err)
				}
				got, err := c.Alterations(t.Context(), of, turns)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Fatalf("%+v: %+v (%v), want %+v", of, got, err, want)
				}
				if want[len(want)-1].Action() == catalogue.Removed {
					gone++
				}
				if last, err := c.Last(t.Context(), []catalogue.ID{of.Record}); of.Record != 0 &&
					(err != nil || !reflect.DeepEqual(last[of.Record], want[len(want)-1].Record())) {
					t.Errorf("%+v is last %+v (%v)", of, last, err)
				}
			}
			if gone == 0 {
				t.Error("nothing was ever removed")
			}
			for _, of := range []catalogue.Subject{{Record: 1, Kind: catalogue.KindService}, {Record: 999, Kind: catalogue.KindArea}, {Edge: 999}} {
				if turns, err := c.Turns(t.Context(), of); err != nil || len(turns) > 0 {
					t.Errorf("%+v: %v (%v)", of, turns, err)
				}
			}
		})
	}
}

// marked is what a naive replay of the log says of the neighbourhood of an area.
func marked(log map[catalogue.Subject][]catalogue.Alteration, of catalogue.ID) map[catalogue.Revision]catalogue.Mark {
	out := map[catalogue.Revision]catalogue.Mark{}
	count := func(r catalogue.Revision, n func(*catalogue.Mark)) {
		m := out[r]
		m.Revision = r
		n(&m)
		out[r] = m
	}
	while := map[catalogue.ID]map[catalogue.Revision]bool{}
	for subject, alterations := range log {
		e := alterations[0].Edge()
		if subject.Edge == 0 || e.From != of && e.To != of {
			continue
		}
		last := catalogue.Revision(1 << 30)
		for _, a := range alterations {
			count(a.Revision, func(m *catalogue.Mark) { m.Statements++ })
			if a.Action() == catalogue.Removed {
				last = a.Revision
			}
		}
		other := e.From + e.To - of
		if while[other] == nil {
			while[other] = map[catalogue.Revision]bool{}
		}
		for r := alterations[0].Revision; r <= min(last, 100); r++ {
			while[other][r] = true
		}
	}
	for subject, alterations := range log {
		for _, a := range alterations {
			switch {
			case subject.Record == of:
				count(a.Revision, func(m *catalogue.Mark) { m.Record++ })
			case subject.Record != 0 && while[subject.Record][a.Revision]:
				count(a.Revision, func(m *catalogue.Mark) { m.Neighbours++ })
			}
		}
	}
	return out
}

// The marks of a record are the revisions that changed it, its statements, or a
// record at their other ends while it was there.
func TestMarksAreWhereTheNeighbourhoodChanged(t *testing.T) {
	for name, fresh := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := fresh(t)
			c := start(t, open(), live.Options{})
			chronicle(t, c, 25)
			wantMarks(t, c, replayed(t, open()))
		})
	}
}

func wantMarks(t *testing.T, c *live.Catalogue, log map[catalogue.Subject][]catalogue.Alteration) {
	t.Helper()
	neighbours := 0
	for of := range log {
		if of.Record == 0 {
			continue
		}
		want := marked(log, of.Record)
		got, whole, err := c.Marks(t.Context(), of, 1000, snapshot.Veil{})
		if err != nil || !whole || len(got) != len(want) {
			t.Fatalf("%+v: %+v, %v (%v), want %+v", of, got, whole, err, want)
		}
		for _, m := range got {
			if m != want[m.Revision] {
				t.Errorf("%+v: %+v, want %+v", of, m, want[m.Revision])
			}
			neighbours += m.Neighbours
		}
		if few, whole, err := c.Marks(t.Context(), of, 0, snapshot.Veil{}); err != nil || len(few) == 0 || whole && len(got) > len(few) {
			t.Errorf("%+v: without statements %+v, %v (%v)", of, few, whole, err)
		}
	}
	if none, _, err := c.Marks(t.Context(), catalogue.Subject{Record: 1, Kind: catalogue.KindService}, 1000, snapshot.Veil{}); err != nil || len(none) > 0 {
		t.Errorf("an area has marks as a service: %v (%v)", none, err)
	}
	if neighbours == 0 {
		t.Error("no neighbour ever changed")
	}
}
