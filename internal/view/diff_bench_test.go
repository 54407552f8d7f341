package view_test

import (
	"strconv"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// BenchmarkDifferences compares a synthetic state with what is near it and with what
// has nothing in common with it.
func BenchmarkDifferences(b *testing.B) {
	for name, moments := range map[string]func(*testing.B) (from, to *view.View){
		"neighbouring revisions": func(*testing.B) (from, to *view.View) {
			return seen(state()), seen(touched(state()))
		},
		"neighbouring days": func(*testing.B) (from, to *view.View) {
			return seen(state()), view.New(state(), benchDay+1)
		},
		"two years": func(*testing.B) (from, to *view.View) {
			return seen(state()), view.New(state(), benchDay-730)
		},
		"nothing shared": func(b *testing.B) (from, to *view.View) {
			return seen(touched(state())), seen(again(b))
		},
		"nothing there": func(*testing.B) (from, to *view.View) {
			return seen(snapshot.Empty()), seen(state())
		},
	} {
		b.Run(name, func(b *testing.B) {
			from, to := moments(b)
			b.ReportAllocs()
			entries := 0
			for b.Loop() {
				entries = good(view.Differences(from, to, view.DiffQuery{})).TotalCount()
			}
			b.ReportMetric(float64(entries), "entries")
		})
	}
}

func seen(s *snapshot.Snapshot) *view.View { return view.New(s, benchDay) }

// touched is a snapshot after a commit that changes ten services.
func touched(s *snapshot.Snapshot) *snapshot.Snapshot {
	var changes []catalogue.Change
	for id := range s.Kind(catalogue.KindService).All() {
		r := s.Record(id).Clone()
		r.Base().Description = catalogue.T("anders " + strconv.Itoa(int(id)))
		changes = append(changes, catalogue.Put{Record: r, Seen: catalogue.AnyRevision})
		if len(changes) == 10 {
			break
		}
	}
	return good(s.Apply(good(s.Plan(changes))))
}

// again is the state built once more.
func again(b *testing.B) *snapshot.Snapshot {
	builder := snapshot.NewBuilder()
	if err := generate.Into(builder, generate.State, 1); err != nil {
		b.Fatal(err)
	}
	return good(builder.Build(1, time.Unix(1, 0)))
}
