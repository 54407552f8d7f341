package view_test

import (
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// TestOpenDeviationsAreThoseThatAreOpen compares the filter with what a deviation says of
// itself, for each status and day that makes a difference.
func TestOpenDeviationsAreThoseThatAreOpen(t *testing.T) {
	const day catalogue.Day = 739_000
	b := snapshot.NewBuilder()
	id := catalogue.ID(0)
	for _, status := range catalogue.DeviationStatuses.Codes {
		for _, expires := range []catalogue.Day{0, day - 1, day, day + 1} {
			id++
			d := &catalogue.Deviation{DeviationStatus: catalogue.DeviationStatus(status.Name), Reason: "r", Expires: expires}
			d.ID, d.Revision, d.Name = id, 1, catalogue.T("n")
			if err := b.Record(d); err != nil {
				t.Fatal(err)
			}
		}
	}
	snap, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	v := view.New(snap, day)
	for _, open := range []bool{true, false} {
		set, err := v.Matching(catalogue.KindDeviation, view.Deviations(nil, day, open))
		if err != nil {
			t.Fatal(err)
		}
		for id := range v.All(catalogue.KindDeviation).All() {
			d, _ := view.Handle[view.Deviation](v, id)
			if set.Has(id) != (d.Open() == open) {
				t.Errorf("%s, expires %s: open %v, among the open=%v %v", d.DeviationStatus, d.Expires, d.Open(), open, set.Has(id))
			}
		}
	}
}
