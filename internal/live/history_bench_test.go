package live_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// benchmarkHistory reads a page of twenty changes of the record that every commit
// of the benchmarks before has changed.
func benchmarkHistory(b *testing.B, c *live.Catalogue) {
	of := catalogue.Subject{Record: 1, Kind: catalogue.KindService}
	turns := 0
	for b.Loop() {
		all := must[[]catalogue.Turn](b)(c.Turns(b.Context(), of))
		turns = len(all)
		must[[]catalogue.Alteration](b)(c.Alterations(b.Context(), of, all[max(0, turns-20):]))
	}
	b.ReportMetric(float64(turns), "changes")
}

// benchmarkMarks reads those of an authority with five hundred offers.
func benchmarkMarks(b *testing.B, c *live.Catalogue) {
	of := catalogue.Subject{Record: offer(1).From, Kind: catalogue.KindAuthority}
	marks := 0
	for b.Loop() {
		all, _, err := c.Marks(b.Context(), of, 5000, snapshot.Veil{})
		if err != nil {
			b.Fatal(err)
		}
		marks = len(all)
	}
	b.ReportMetric(float64(marks), "marks")
	b.ReportMetric(float64(c.Snapshot().Edges(of.Record, catalogue.Offers.Role(catalogue.EndFrom)).Len()), "offers")
}
