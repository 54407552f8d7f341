package rollout

import (
	"cmp"
	"math/bits"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// ParallelSolutions is a service that is live through several solutions in the same district
// (Parallelbetrieb): in the district as a whole, or in municipalities of it. What is
// offered for more than a district, as by the state, counts in each that it reaches.
type ParallelSolutions struct {
	in                *districts
	service, district catalogue.ID
	place             int // of the district
	SolutionCount     int
}

// FindParallels looks at the services that are meant; those with most solutions in a
// district come first.
func FindParallels(v *view.View, services view.Filter, paging view.Paging) (view.Listed[ParallelSolutions], error) {
	meant, err := v.Matching(catalogue.KindService, services)
	if err != nil {
		return view.Listed[ParallelSolutions]{}, err
	}
	d := newDistricts(v)
	var list []ParallelSolutions
	for service := range meant.All() {
		if err := v.Stopped(); err != nil {
			return view.Listed[ParallelSolutions]{}, err
		}
		list = append(list, d.parallels(service)...)
	}
	slices.SortFunc(list, func(a, b ParallelSolutions) int {
		return cmp.Or(cmp.Compare(b.SolutionCount, a.SolutionCount), cmp.Compare(a.service, b.service), cmp.Compare(a.district, b.district))
	})
	return view.Cut(v, paging, list,
		func(p ParallelSolutions) view.Place {
			return view.Place{Number: -int64(p.SolutionCount)<<32 + int64(p.service), ID: p.district}
		},
		"parallelSolutions", services)
}

// districts are where offers reach, district by district.
type districts struct {
	*view.View
	land    *land
	all     []catalogue.ID
	regions []territory.Region
	known   map[catalogue.ID]districtSet // by area, or by authority
}

// districtSet is a set of districts by their places, 64 in a word: what the state
// offers reaches all of them, and there are many such offers.
type districtSet []uint64

func (s districtSet) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s districtSet) add(other districtSet) {
	for i, word := range other {
		s[i] |= word
	}
}

func newDistricts(v *view.View) *districts {
	d := &districts{View: v, land: newLand(v), known: map[catalogue.ID]districtSet{}}
	for id := range v.All(catalogue.KindArea).All() {
		if a, ok := v.Snapshot().Record(id).(*catalogue.Area); ok && isDistrict(a.AreaKind) {
			d.all, d.regions = append(d.all, id), append(d.regions, d.land.OfArea(id))
		}
	}
	return d
}

func (d *districts) none() districtSet { return make(districtSet, (len(d.all)+63)/64) }

// of are the districts that an offer reaches. The result is shared: read only.
func (d *districts) of(e catalogue.EdgeID) districtSet {
	by := cmp.Or(d.Snapshot().EdgeAt(e, catalogue.EndArea), d.Snapshot().EdgeAt(e, catalogue.EndFrom))
	reached, ok := d.known[by]
	if ok {
		return reached
	}
	reached = d.none()
	where := d.land.where(e)
	for i, r := range d.regions {
		if r.Touches(where) {
			reached[i/64] |= 1 << (i % 64)
		}
	}
	d.known[by] = reached
	return reached
}

// through are the solutions through which a service is live, and where.
func (d *districts) through(service catalogue.ID) map[catalogue.ID]districtSet {
	snap := d.Snapshot()
	out := map[catalogue.ID]districtSet{}
	for e := range snap.Edges(service, catalogue.Offers.Role(catalogue.EndTo)).All() {
		solution := snap.EdgeAt(e, catalogue.EndVia)
		if solution == 0 || snap.EdgeStatus(e) != catalogue.OfferLive || !d.SeesStatement(e) {
			continue
		}
		if out[solution] == nil {
			out[solution] = d.none()
		}
		out[solution].add(d.of(e))
	}
	return out
}

func (d *districts) parallels(service catalogue.ID) (out []ParallelSolutions) {
	counts := make([]int, len(d.all))
	for _, where := range d.through(service) {
		for i, word := range where {
			for ; word != 0; word &= word - 1 {
				counts[i*64+bits.TrailingZeros64(word)]++
			}
		}
	}
	for i, n := range counts {
		if n > 1 {
			out = append(out, ParallelSolutions{d, service, d.all[i], i, n})
		}
	}
	return out
}

// Service is the service.
func (p ParallelSolutions) Service() view.Service { return handle[view.Service](p.in.View, p.service) }

// District is the district.
func (p ParallelSolutions) District() view.Area { return handle[view.Area](p.in.View, p.district) }

// Solutions are the solutions, by number.
func (p ParallelSolutions) Solutions() []view.Solution {
	var ids []catalogue.ID
	for solution, where := range p.in.through(p.service) {
		if where.has(p.place) {
			ids = append(ids, solution)
		}
	}
	return handles[view.Solution](p.in.View, sorted(ids))
}
