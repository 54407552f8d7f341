package rollout

import (
	"sync"

	"fundus/internal/catalogue"
)

// census counts the pairs of services in some scenes, with several goroutines: pure
// work, for which two halves take half the time.
type census struct {
	scenes []*scene
	plan   panes
	looks  *looks
}

// hands are how many goroutines count. A server answers others besides.
const hands = 2

// servicesAtOnce is after how many services it is asked whether the time is over.
const servicesAtOnce = 16

// fits says whether the pairs of all services are few enough, where that can be told
// beforehand: that is where they are given.
func (c census) fits() error {
	n := 0
	for _, s := range c.scenes {
		if s.query.basis() == ofGiven {
			for _, on := range s.days {
				n += on.services.Count() * len(s.meant) * (len(c.plan.lasting) + len(c.plan.passing))
			}
		}
	}
	return (&looks{most: c.looks.most, why: c.looks.why}).spend(n)
}

// crew is one goroutine with its desks, one for each scene.
type crew struct {
	reader *reader
	desks  []*desk
	looks  *looks
}

func (c census) crew() crew {
	out := crew{newReader(c.scenes), make([]*desk, len(c.scenes)), c.looks}
	for i, s := range c.scenes {
		out.desks[i] = newDesk(s, c.plan)
	}
	return out
}

// work works off some services.
func (c crew) work(services []catalogue.ID) error {
	for i, id := range services {
		if i%servicesAtOnce == 0 {
			if err := c.reader.view.Stopped(); err != nil {
				return err
			}
		}
		c.reader.read(id)
		looks := 0
		for _, d := range c.desks {
			looks += d.work(c.reader)
		}
		if err := c.looks.spend(looks); err != nil {
			return err
		}
	}
	return nil
}

// passing are the passing panes of the first day of a desk.
func (d *desk) passing(plan panes) []*pane { return d.sheets[0].panes[len(plan.lasting):] }

// take counts the parts of the services, of one scene of one day. done is told of each
// part what stands in the passing panes, one part at a time and in no order. What stands
// in the lasting panes is on the desk that it returns.
func (c census) take(parts [][]catalogue.ID, done func(part int, passing []*pane) error) (crew, error) {
	if len(parts) == 1 {
		all, err := c.together(parts[0])
		if err != nil {
			return crew{}, err
		}
		return all, done(0, all.desks[0].passing(c.plan))
	}
	return c.each(parts, done)
}

// together counts one part with all hands.
func (c census) together(services []catalogue.ID) (crew, error) {
	share := (len(services) + hands - 1) / hands
	return c.hands(func(hand int, own crew) error {
		from := min(hand*share, len(services))
		return own.work(services[from:min(from+share, len(services))])
	})
}

// each counts the parts, one hand this and one hand that.
func (c census) each(parts [][]catalogue.ID, done func(int, []*pane) error) (crew, error) {
	var one sync.Mutex
	next := 0
	take := func() int {
		one.Lock()
		defer one.Unlock()
		next++
		return next - 1
	}
	return c.hands(func(_ int, own crew) error {
		for part := take(); part < len(parts); part = take() {
			if err := own.work(parts[part]); err != nil {
				return err
			}
			one.Lock()
			err := done(part, own.desks[0].passing(c.plan))
			one.Unlock()
			if err != nil {
				return err
			}
			own.pass(c.plan)
		}
		return nil
	})
}

// pass makes the passing panes ready for the next part.
func (c crew) pass(plan panes) {
	for _, d := range c.desks {
		for _, p := range d.passing(plan) {
			p.clear()
		}
	}
}

// hands lets every hand work at desks of its own, and puts together what they counted.
func (c census) hands(work func(hand int, own crew) error) (crew, error) {
	var crews [hands]crew
	var errs [hands]error
	var all sync.WaitGroup
	for hand := range hands {
		all.Go(func() {
			crews[hand] = c.crew()
			errs[hand] = work(hand, crews[hand])
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return crew{}, err
		}
	}
	for _, other := range crews[1:] {
		crews[0].add(other)
	}
	return crews[0], nil
}

// add adds what others have counted.
func (c crew) add(other crew) {
	for i, d := range c.desks {
		for j := range d.sheets {
			d.sheets[j].add(&other.desks[i].sheets[j])
		}
	}
}
