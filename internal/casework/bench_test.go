package casework_test

import (
	"testing"

	"fundus/internal/casework"
	"fundus/internal/catalogue"
)

// BenchmarkSettle is what a commit pays: nearly nothing where it touches no case.
func BenchmarkSettle(b *testing.B) {
	d := at(b, catalogue.CaseReady)
	for name, changes := range map[string][]catalogue.Change{
		"no case":    {put("andere", &catalogue.Service{})},
		"a decision": {step(catalogue.CaseDecided)},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c, err := d.Plan(changes)
				if err == nil {
					err = casework.Settle(d.Snapshot, c, catalogue.Stamp{Actor: "gremium", Message: "weil"}, today)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+", planned only", func(b *testing.B) {
			for b.Loop() {
				if _, err := d.Plan(changes); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStateOf is the state of a case that is ready: all guards up to READY.
func BenchmarkStateOf(b *testing.B) {
	d := at(b, catalogue.CaseReady)
	for b.Loop() {
		d.state(b)
	}
}
