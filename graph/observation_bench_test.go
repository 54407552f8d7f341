package graph_test

import (
	"encoding/json"
	"log/slog"
	"slices"
	"testing"
	"time"

	"fundus/graph"
	"fundus/internal/logbook"
	"fundus/internal/metrics"
	"fundus/internal/sample"
	"fundus/internal/sight"
)

// BenchmarkObservation answers an operation that nobody watches and one that is counted
// and looked at for slowness, as every server does, in turns. watching-% is what the
// second takes more, by the medians.
func BenchmarkObservation(b *testing.B) {
	s := catalogueOf(b, onSQLite(b), sample.FS()).Snapshot()
	now := func() time.Time { return noon }
	watch := sight.Several{metrics.New(metrics.Options{}), logbook.Slow{Log: slog.New(slog.DiscardHandler), Than: time.Second}}
	for _, c := range []struct{ name, query string }{
		{"least", `{catalogue{revision}}`},
		{"page", `{services(first:20){totalCount edges{node{id name}}}}`},
	} {
		b.Run(c.name, func(b *testing.B) {
			alone := graph.New(still{s: s}, graph.Options{Now: now, AnswerBytes: -1})
			watched := graph.New(still{s: s}, graph.Options{Now: now, AnswerBytes: -1, Observer: watch})
			body, err := json.Marshal(request{Query: c.query})
			if err != nil {
				b.Fatal(err)
			}
			var without, with []time.Duration
			for b.Loop() {
				start := time.Now()
				post(b, alone, body)
				middle := time.Now()
				post(b, watched, body)
				without, with = append(without, middle.Sub(start)), append(with, time.Since(middle))
			}
			least, more := median(without), median(with)
			b.ReportMetric(float64(more-least), "watching-ns/op")
			b.ReportMetric(100*float64(more-least)/float64(least), "watching-%")
		})
	}
}

// median is what a busy machine disturbs least.
func median(of []time.Duration) time.Duration {
	slices.Sort(of)
	return of[len(of)/2]
}
