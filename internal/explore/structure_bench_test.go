package explore_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"
)

var wholeDay = func() catalogue.Day {
	d, err := catalogue.ParseDay("2025-12-31")
	if err != nil {
		panic(err)
	}
	return d
}()

func askWhole[T any](b *testing.B, question func(*view.View) (T, error)) {
	s := state()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := question(view.New(s, wholeDay)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConcentration(b *testing.B) {
	for _, by := range []explore.Subject{explore.BySolution, explore.ByOperator, explore.ByVendor} {
		for _, metric := range []explore.Metric{explore.Services, explore.Authorities, explore.Population} {
			for _, through := range []explore.Through{explore.ThroughDirect, explore.ThroughDependencies} {
				b.Run(string(by+"/")+string(metric+"/")+string(through), func(b *testing.B) {
					askWhole(b, func(v *view.View) (explore.Concentration, error) {
						return explore.ConcentrationOf(v, explore.ConcentrationQuery{By: by, Metric: metric, Through: through})
					})
				})
			}
		}
	}
}

func BenchmarkComponents(b *testing.B) {
	for name, q := range map[string]explore.ComponentQuery{
		"All":       {},
		"DependsOn": {Relations: []catalogue.Relation{catalogue.DependsOn}},
		"Live":      {Relations: []catalogue.Relation{catalogue.Offers}, Where: view.EdgeFilter{"status": map[string]any{"in": []catalogue.OfferStatus{catalogue.OfferLive}}}},
	} {
		b.Run(name, func(b *testing.B) {
			askWhole(b, func(v *view.View) (explore.Components, error) { return explore.ComponentsOf(v, q) })
		})
	}
}

func BenchmarkCycles(b *testing.B) {
	for _, r := range []catalogue.Relation{catalogue.DependsOn, catalogue.DerivedFrom} {
		b.Run(r.String(), func(b *testing.B) {
			askWhole(b, func(v *view.View) (explore.Cycles, error) {
				return explore.CyclesOf(v, explore.CycleQuery{Relation: r})
			})
		})
	}
}

func BenchmarkOrphans(b *testing.B) {
	for name, q := range map[string]explore.OrphanQuery{
		"Datasets":        {Kind: catalogue.KindDataset},
		"UnreadDatasets":  {Kind: catalogue.KindDataset, Relations: []catalogue.Relation{catalogue.Reads, catalogue.Takes}},
		"ServicesNotLive": {Kind: catalogue.KindService, Relations: []catalogue.Relation{catalogue.Offers}, Where: view.EdgeFilter{"status": map[string]any{"in": []catalogue.OfferStatus{catalogue.OfferLive}}}},
	} {
		b.Run(name, func(b *testing.B) {
			askWhole(b, func(v *view.View) (explore.RecordConnection, error) { return explore.Orphans(v, q) })
		})
	}
}

func BenchmarkIslands(b *testing.B) {
	askWhole(b, func(v *view.View) (explore.Islands, error) { return explore.IslandsOf(v, explore.IslandQuery{}) })
}

func BenchmarkPeerComparison(b *testing.B) {
	s := state()
	id, _ := s.Kind(catalogue.KindAuthority).Next(0)
	byKind := map[string]catalogue.ID{"District": id + 5, "Municipality": id + 500}
	for name, id := range byKind {
		for _, group := range []explore.PeerGroup{explore.SameKindAndSize, explore.SameKind} {
			b.Run(name+"/"+string(group), func(b *testing.B) {
				askWhole(b, func(v *view.View) (explore.PeerComparison, error) {
					return explore.ComparePeers(v, explore.PeerQuery{Authority: catalogue.GlobalID(catalogue.KindAuthority, id), Group: group})
				})
			})
		}
	}
}
