package rollout

import (
	"slices"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// CoverageState is what is true of a pair, or of an authority in a reading.
type CoverageState string

// The states.
const (
	Covered       CoverageState = "COVERED"
	PartlyCovered CoverageState = "PARTLY_COVERED"
	NotCovered    CoverageState = "NOT_COVERED"
	Unknown       CoverageState = "UNKNOWN"
)

var stateNames = [states]CoverageState{Covered, PartlyCovered, NotCovered, Unknown}

// is says whether a state is the one that is named.
func (s CoverageState) is(of state) bool { return s == stateNames[of] }

// evidence finds what is behind the numbers of an answer. But for what is behind all of
// them together, nothing of it is kept while numbers are counted: it is counted anew when
// somebody asks, once for all groups that have the services and the lens in common.
type evidence struct {
	open  func() (*answer, error) // the answer, prepared as it was for its numbers
	mutex sync.Mutex
	known map[looked]*pane
	looks *looks // that are left for all that is asked
}

// looked is what was looked at: a part of the services, through a lens.
type looked struct {
	part int
	lens lens
}

// behind is where the evidence of some figures lies.
type behind struct {
	*evidence
	looked
	group int // of authorities
}

// everything is the part of all services, and the group of all authorities.
const everything = -1

// keeping keeps the pane of all that was counted.
func (e *evidence) keeping(all *pane) *evidence {
	e.known = map[looked]*pane{{everything, wholeLens}: all}
	return e
}

func (e *evidence) of(part int, l lens, group int) behind {
	return behind{e, looked{part, l}, group}
}

// services are those that are meant.
func (b behind) services(a *answer) []catalogue.ID {
	if b.part == everything {
		return a.services
	}
	return a.parts[b.part]
}

// has says whether an authority is among those that are meant.
func (b behind) has(a *answer, body int32) bool {
	return b.group == everything || a.bodies[body].group == int32(b.group)
}

// pane has the marks of the authorities.
func (b behind) pane(a *answer) (*pane, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if p, met := b.known[b.looked]; met {
		return p, nil
	}
	counted, err := census{[]*scene{a.scene}, panes{lasting: []lens{b.lens}}, b.looks}.together(b.services(a))
	if err != nil {
		return nil, err
	}
	b.known[b.looked] = counted.desks[0].sheets[0].panes[0]
	return b.known[b.looked], nil
}

// IDs are the authorities of a state, by their numbers.
func (r AuthorityReading) IDs(state CoverageState) ([]string, error) {
	a, err := r.behind.open()
	if err != nil {
		return nil, err
	}
	p, err := r.behind.pane(a)
	if err != nil {
		return nil, err
	}
	out := []string{}
	for _, body := range slices.Sorted(slices.Values(p.touched)) {
		if r.behind.has(a, body) && state.is(r.judge(p.marks[body])) {
			out = append(out, catalogue.GlobalID(catalogue.KindAuthority, a.ids[body]))
		}
	}
	return out, nil
}

// CoveragePair is a service that is asked of an authority.
type CoveragePair struct {
	Authority view.Authority
	Service   view.Service
}

// CoveragePairs is a page of pairs.
type CoveragePairs struct {
	Nodes    []CoveragePair
	PageInfo view.PageInfo
}

// List are the pairs of a state, by the numbers of their services and then of their
// authorities. A page costs the services that it goes through.
func (r PairReading) List(state CoverageState, first *int, after *string) (CoveragePairs, error) {
	a, err := r.behind.open()
	if err != nil {
		return CoveragePairs{}, err
	}
	page, err := a.view.Forward(view.Paging{First: first, After: after}, "pairs", state,
		a.query.Services, a.query.Authorities, a.query.Basis, a.query.GroupBy, r.behind.spelt(a))
	if err != nil {
		return CoveragePairs{}, err
	}
	found, err := r.behind.pairs(a, state, page.After(), page.Size()+1)
	if err != nil {
		return CoveragePairs{}, err
	}
	shown := found[:min(page.Size(), len(found))]
	out := CoveragePairs{Nodes: make([]CoveragePair, 0, len(shown)), PageInfo: page.Info(shown, len(found) > len(shown))}
	for _, at := range shown {
		out.Nodes = append(out.Nodes, CoveragePair{handle[view.Authority](a.view, at.ID), handle[view.Service](a.view, serviceAt(at))})
	}
	return out, nil
}

// spelt tells groups of an answer apart.
func (b behind) spelt(a *answer) string {
	out := b.lens.key().order
	if b.part != everything {
		out += a.partKeys[b.part].order
	}
	if b.group != everything {
		out += "\x00" + a.bodyKeys[b.group].order
	}
	return out
}

// placeOf is where a pair stands among all.
func placeOf(service, authority catalogue.ID) view.Place {
	return view.Place{Number: int64(service), ID: authority}
}

// serviceAt is the service of the pair at a place.
func serviceAt(p view.Place) catalogue.ID { return catalogue.ID(p.Number) }

// pairs are the first pairs of a state behind a place.
func (b behind) pairs(a *answer, state CoverageState, after view.Place, most int) ([]view.Place, error) {
	d, r, services := newDesk(a.scene, panes{}), newReader([]*scene{a.scene}), b.services(a)
	from, _ := slices.BinarySearch(services, serviceAt(after))
	var out []view.Place
	for i, id := range services[from:] {
		if i%servicesAtOnce == 0 {
			if err := a.view.Stopped(); err != nil {
				return nil, err
			}
		}
		r.read(id)
		d.open(r)
		if len(d.pairs) == 0 {
			continue
		}
		if err := b.looks.spend(len(d.pairs)); err != nil {
			return nil, err
		}
		d.light(b.lens)
		for _, p := range d.sorted() {
			at := placeOf(id, a.ids[p.body])
			passed := id == serviceAt(after) && at.ID <= after.ID
			if passed || !b.has(a, p.body) || !state.is(d.look(&p, b.lens).state) {
				continue
			}
			if out = append(out, at); len(out) == most {
				return out, nil
			}
		}
	}
	return out, nil
}
