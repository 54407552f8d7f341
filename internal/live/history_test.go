package live_test

import (
	"reflect"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/live"
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
