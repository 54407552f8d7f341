package snapshot

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fundus/internal/catalogue"
)

// BenchmarkCleared clears a state of which one service in a hundred and 3,000 datasets
// are confidential, with all that is stated of them: the first time, and once more after
// a commit. Who sees all is answered from the snapshot itself.
func BenchmarkCleared(b *testing.B) {
	s := state.load(b)
	secret := &catalogue.Commit{Revision: s.Revision() + 1}
	for id := range state.records() + state.datasets {
		r := s.Record(id + 1).Clone()
		m := r.Base()
		if service := r.Kind() == catalogue.KindService && id%100 == 0; service || r.Kind() == catalogue.KindDataset && id%50 == 0 {
			m.Visibility, m.Revision = catalogue.Confidential, secret.Revision
			secret.Records = append(secret.Records, catalogue.RecordVersion{ID: m.ID, Kind: r.Kind(), Record: r})
		}
	}
	s, err := s.Apply(secret)
	must(b, err)
	hidden := s.HiddenAt(catalogue.Public)
	b.Logf("%d records and %d edges are hidden", hidden.Records.Count(), hidden.Edges.Count())
	clear := func(b *testing.B, s *Snapshot) {
		for l := range s.clear.hidden {
			s.clear.hidden[l].Store(nil)
			s.clear.cleared[l].Store(nil)
		}
		_, err := s.Cleared(catalogue.Public, s)
		must(b, err)
	}
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.clear.line.last = [catalogue.VisibilityLevels]*Snapshot{}
			clear(b, s)
		}
	})
	for _, n := range []int{1, 100} {
		c, err := s.Plan(somePuts(rand.New(rand.NewPCG(1, 3)), n))
		must(b, err)
		next, err := s.Apply(c)
		must(b, err)
		b.Run(fmt.Sprint("after a commit of ", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				s.clear.line.last = [catalogue.VisibilityLevels]*Snapshot{}
				clear(b, s)
				b.StartTimer()
				clear(b, next)
			}
		})
	}
}
