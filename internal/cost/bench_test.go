package cost_test

import (
	"fmt"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/cost"
	"fundus/internal/view"
)

// BenchmarkCurve asks for a curve of a solution that a thousand authorities may use, with
// as many builds as are compared.
func BenchmarkCurve(b *testing.B) {
	w := &world{}
	w.add(&catalogue.Solution{Development: catalogue.SphereFederal})
	service := w.add(&catalogue.Service{})
	w.relate(catalogue.Edge{Relation: catalogue.Supports, From: 1, To: service})
	for i := range 1000 {
		id := w.add(&catalogue.Authority{Population: 1000 + i})
		w.relate(catalogue.Edge{Relation: catalogue.CompetentFor, From: id, To: service})
	}
	fee, much := catalogue.Money(100_000_00), catalogue.Money(100_000_000_00)
	w.price(&catalogue.CostModel{PriceFunction: catalogue.PriceCostShare, Yearly: &fee, PartnerPopulation: 1_000_000, Years: 5}, 1)
	for range 20 {
		build := w.add(&catalogue.Solution{Development: catalogue.SphereMunicipal})
		w.relate(catalogue.Edge{Relation: catalogue.Supports, From: build, To: service})
		w.price(&catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Yearly: &much, Years: 5}, build)
	}
	snap := w.view().Snapshot()
	q := cost.Query{Solution: solution, Adopters: []int{1, 10, 100, 1000}}
	for _, builds := range []int{1, 20} {
		b.Run(fmt.Sprint("Against", builds), func(b *testing.B) {
			if builds == 1 {
				q.Build = new(catalogue.GlobalID(catalogue.KindSolution, w.edges[len(w.edges)-1].To))
			} else {
				q.Build = nil
			}
			for b.Loop() {
				m := must(cost.Find(view.New(snap, today), q)).Models()[0]
				must(m.Points())
				m.BreakEven()
			}
		})
	}
}
