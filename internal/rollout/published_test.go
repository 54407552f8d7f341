package rollout_test

import (
	"fmt"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/rollout"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

func TestThePublishedFiguresComeOut(t *testing.T) {
	for seed := range uint64(3) {
		b := snapshot.NewBuilder()
		if err := generate.Into(b, generate.Niedersachsen2025, seed); err != nil {
			t.Fatal(err)
		}
		v := view.New(must(b.Build(1, time.Unix(1, 0))), must(catalogue.ParseDay("2025-08-26")))
		got := map[catalogue.Availability]int{}
		for _, c := range must(rollout.Availabilities(v, nil)) {
			a, _ := c.Availability()
			got[a] = c.Count()
		}
		c := must(rollout.Cover(v, rollout.CoverageQuery{Services: view.Filter{"focus": true}}))
		told := fmt.Sprint(got[catalogue.AvailableStatewide], got[catalogue.AvailableInDistrict], got[catalogue.AvailableSomewhere], c.Services, c.Strict().Numerator, c.Strict().Denominator)
		if told != "1069 0 742 16 502 2283" {
			t.Errorf("seed %d: %s", seed, told)
		}
	}
}
