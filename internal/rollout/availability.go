package rollout

import (
	"slices"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// AvailabilityCount is how many services have an availability.
type AvailabilityCount struct {
	availability catalogue.Availability
	services     []catalogue.ID
}

// Availability is the one they have; false for services that are offered, and nowhere
// live.
func (c AvailabilityCount) Availability() (catalogue.Availability, bool) {
	return c.availability, c.availability != ""
}

// Count is how many have it.
func (c AvailabilityCount) Count() int { return len(c.services) }

// Services are the ids of those that have it.
func (c AvailabilityCount) Services() []string {
	out := make([]string, len(c.services))
	for i, id := range c.services {
		out[i] = catalogue.GlobalID(catalogue.KindService, id)
	}
	return out
}

// Availabilities counts the services that a filter means by their availability, each
// value of the list, none that is live last.
func Availabilities(v *view.View, services view.Filter) ([]AvailabilityCount, error) {
	asked, err := v.Matching(catalogue.KindService, services)
	if err != nil {
		return nil, err
	}
	of, err := availabilities(v, slices.Collect(asked.All()))
	if err != nil {
		return nil, err
	}
	var out []AvailabilityCount
	for _, code := range catalogue.Availabilities.Codes {
		out = append(out, AvailabilityCount{availability: catalogue.Availability(code.Name)})
	}
	out = append(out, AvailabilityCount{})
	for id := range asked.All() {
		at := slices.IndexFunc(out, func(c AvailabilityCount) bool { return c.availability == of[0] })
		out[at].services = append(out[at].services, id)
		of = of[1:]
	}
	return out, nil
}

// availabilities are those of some services, found by all hands.
func availabilities(v *view.View, services []catalogue.ID) ([]catalogue.Availability, error) {
	r, err := reachOf(v)
	if err != nil {
		return nil, err
	}
	out := make([]catalogue.Availability, len(services))
	var all sync.WaitGroup
	for hand := range hands {
		own := r.another()
		all.Go(func() {
			for i := hand; i < len(services); i += hands {
				if i/hands%servicesAtOnce == 0 && v.Stopped() != nil {
					return
				}
				out[i], _ = own.of(services[i])
			}
		})
	}
	all.Wait()
	return out, v.Stopped()
}

// AvailabilityOf is how far a service can be used online on the day of the view; false
// where it is offered, and nowhere live.
func AvailabilityOf(v *view.View, service catalogue.ID) (catalogue.Availability, bool, error) {
	r, err := reachOf(v)
	if err != nil {
		return "", false, err
	}
	a, ok := r.of(service)
	return a, ok, nil
}

// reach measures the land of offers against the land of a country, of states and of
// districts. Any goroutine may ask it; one is answered after the other.
type reach struct {
	mutex  sync.Mutex
	reader *reader
	desk   *desk
	ladder [3][]territory.Region // by place in the code list
}

// another is one with a desk of its own.
func (r *reach) another() *reach {
	return &reach{reader: newReader([]*scene{r.desk.scene}), desk: newDesk(r.desk.scene, panes{}), ladder: r.ladder}
}

type reachKey struct{}

// reachOf is that of a view, which is made once.
func reachOf(v *view.View) (*reach, error) {
	return view.Kept(v, reachKey{}, func() (*reach, error) {
		s, err := newScene(v, newRoll(v.Snapshot()), CoverageQuery{})
		if err != nil {
			return nil, err
		}
		r := &reach{reader: newReader([]*scene{s}), desk: newDesk(s, panes{})}
		for id := range v.All(catalogue.KindArea).All() {
			if rung := rungOf(s.snap.Record(id).(*catalogue.Area).AreaKind); rung < len(r.ladder) {
				r.ladder[rung] = append(r.ladder[rung], s.land.OfArea(id))
			}
		}
		return r, nil
	})
}

// rungOf is the place on the ladder of the areas of a kind, behind its end for those
// that are on none.
func rungOf(k catalogue.AreaKind) int {
	switch {
	case k == "COUNTRY":
		return 0
	case k == "STATE":
		return 1
	case isDistrict(k):
		return 2
	}
	return 3
}

// of is the availability of a service.
func (r *reach) of(service catalogue.ID) (catalogue.Availability, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	d := r.desk
	r.reader.read(service)
	d.beginOffers(r.reader)
	if len(d.offers) == 0 {
		return catalogue.NotConsidered, true
	}
	d.takeOffers(d.days[0].day)
	if !d.paintLit(wholeLens) {
		return "", false
	}
	for rung, areas := range r.ladder {
		for _, area := range areas {
			if extent, _ := d.lit.Measure(area); extent == territory.Wholly {
				return catalogue.Availability(catalogue.Availabilities.Codes[rung].Name), true
			}
		}
	}
	return catalogue.AvailableSomewhere, true
}
