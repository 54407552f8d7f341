package rollout_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

func TestAnAvailabilityIsTheWidestAreaThatLiveOffersFill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t).on(drawDay(t))
		v, naive := view.New(w.snapshot(t), today), w.truth()
		want := map[catalogue.Availability][]string{}
		for _, id := range w.of(catalogue.KindService) {
			a := naive.availability(id)
			want[a] = append(want[a], catalogue.GlobalID(catalogue.KindService, id))
			got, known := must2(rollout.AvailabilityOf(v, id))
			same(t, "availability", a, got)
			same(t, "known", a != "", known)
		}
		for _, c := range must(rollout.Availabilities(v, nil)) {
			a, _ := c.Availability()
			same(t, "count", len(want[a]), c.Count())
			if c.Count() > 0 {
				same(t, "services", want[a], c.Services())
			}
		}
	})
}

func must2[T, U any](x T, y U, err error) (T, U) {
	if err != nil {
		panic(err)
	}
	return x, y
}

func (w *truth) availability(service catalogue.ID) catalogue.Availability {
	reached, offered, live := land{}, false, false
	for _, e := range w.edges {
		if e.Relation == catalogue.Offers && e.To == service {
			offered = true
			if e.Status == catalogue.OfferLive {
				live = true
				reached = reached.with(w.land(e))
			}
		}
	}
	if !offered {
		return catalogue.NotConsidered
	}
	for _, rung := range []struct {
		kind catalogue.AreaKind
		is   catalogue.Availability
	}{{"COUNTRY", catalogue.AvailableNationwide}, {"STATE", catalogue.AvailableStatewide}, {"RURAL_DISTRICT", catalogue.AvailableInDistrict}} {
		for _, id := range w.of(catalogue.KindArea) {
			if w.records[id-1].(*catalogue.Area).AreaKind == rung.kind && w.area(id).all(reached) {
				return rung.is
			}
		}
	}
	if live {
		return catalogue.AvailableSomewhere
	}
	return ""
}
