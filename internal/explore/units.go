package explore

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// routes are the solutions through which something is reached, by number.
type routes struct {
	via     bitset
	unknown bool // it is also reached through nobody knows what
}

// unknownRoute stands for the solution of an offer of which that is not known.
const unknownRoute = -1

func newRoutes(solutions int) *routes { return &routes{via: newBitset(solutions)} }

func (w *routes) add(via int32) {
	if via == unknownRoute {
		w.unknown = true
		return
	}
	w.via.add(via)
}

func (w *routes) or(other *routes) {
	w.via.or(other.via)
	w.unknown = w.unknown || other.unknown
}

func unitsOf(v *view.View, m Metric, solutions int) units {
	switch m {
	case Services:
		return &records{solutions: solutions, end: catalogue.EndTo, routes: map[catalogue.ID]*routes{}}
	case Authorities:
		return &records{solutions: solutions, end: catalogue.EndFrom, routes: map[catalogue.ID]*routes{}}
	case Population:
	}
	return &people{solutions: solutions, view: v, land: territory.New(v), routes: map[place]*routes{}}
}

// records are units that weigh one each: the services that are offered, or the
// authorities that offer.
type records struct {
	solutions int
	end       catalogue.End
	routes    map[catalogue.ID]*routes
}

func (r *records) offer(service, authority, _ catalogue.ID, via int32) {
	id := service
	if r.end == catalogue.EndFrom {
		id = authority
	}
	w := r.routes[id]
	if w == nil {
		w = newRoutes(r.solutions)
		r.routes[id] = w
	}
	w.add(via)
}

func (r *records) reached(visit func(int, *routes)) {
	for _, w := range r.routes {
		visit(1, w)
	}
}

func (r *records) gaps() int { return 0 }

// people are inhabitants, by pieces of land, and those whom an authority serves that
// covers no area.
type people struct {
	solutions  int
	view       *view.View
	land       *territory.Territory
	routes     map[place]*routes
	last       place // with its routes: offers of one place stand together
	lastRoutes *routes
	missing    int
}

// place is where an offer holds: in an area, or else where its authority is.
type place struct{ authority, area catalogue.ID }

func (p *people) offer(_, authority, area catalogue.ID, via int32) {
	at := place{authority: authority}
	if area != 0 {
		at = place{area: area}
	}
	if p.lastRoutes == nil || at != p.last {
		p.last, p.lastRoutes = at, p.routes[at]
		if p.lastRoutes == nil {
			p.lastRoutes = newRoutes(p.solutions)
			p.routes[at] = p.lastRoutes
		}
	}
	p.lastRoutes.add(via)
}

func (p *people) reached(visit func(int, *routes)) {
	pieces, all := make([]*routes, p.land.Pieces()), p.land.NewTally()
	for at, w := range p.routes {
		region := p.land.OfArea(at.area)
		if at.area == 0 {
			region = p.land.Of(at.authority)
		}
		if region.Empty() {
			p.elsewhere(at.authority, w, visit)
			continue
		}
		all.Add(region)
		for piece := range p.land.In(region) {
			if pieces[piece] == nil {
				pieces[piece] = newRoutes(p.solutions)
			}
			pieces[piece].or(w)
		}
	}
	for piece, w := range pieces {
		if n, known := p.land.PeopleIn(territory.Piece(piece)); w != nil && known {
			visit(n, w)
		}
	}
	_, unknown := all.People()
	p.missing += unknown
}

// elsewhere visits the people of an authority that covers no area.
func (p *people) elsewhere(authority catalogue.ID, w *routes, visit func(int, *routes)) {
	a, ok := p.view.Snapshot().Record(authority).(*catalogue.Authority)
	if !ok || a.Population == 0 {
		p.missing++
		return
	}
	visit(a.Population, w)
}

func (p *people) gaps() int { return p.missing }

// pairs counts the pairs of an authority and a service that it offers, authority by
// authority. Most have one route; for the others each is kept until the authority
// is settled.
type pairs struct {
	services numbering
	first    []int32 // of the authority at hand, by service: its first route and offset, 0 for none
	offered  []int32 // services
	more     []arrow // from services to their further routes
	single   []int   // pairs with one known route, by solution
	total    int
	routes   *routes
}

// offset keeps a route apart from none, the unknown one included.
const offset = 2

func pairsOf(v *view.View, services snapshot.Set, solutions int) pairs {
	p := pairs{services: numberingOf(services, v.Snapshot().MaxRecord()), single: make([]int, solutions), routes: newRoutes(solutions)}
	p.first = make([]int32, len(p.services.ids))
	return p
}

func (p *pairs) add(service catalogue.ID, via int32) {
	i, _ := p.services.of(service)
	switch p.first[i] {
	case 0:
		p.first[i] = via + offset
		p.offered = append(p.offered, i)
	case via + offset: // another source says the same
	default:
		p.more = append(p.more, arrow{i, p.first[i] - offset}, arrow{i, via})
	}
}

// settle ends an authority; of pairs with several routes these are told.
func (p *pairs) settle(several func(*routes)) {
	slices.SortFunc(p.more, func(a, b arrow) int { return int(a.from - b.from) })
	for more := p.more; len(more) > 0; {
		service := more[0].from
		clear(p.routes.via)
		p.routes.unknown = false
		for ; len(more) > 0 && more[0].from == service; more = more[1:] {
			p.routes.add(more[0].to)
		}
		several(p.routes)
		p.first[service] = 0
		p.total++
	}
	for _, service := range p.offered {
		p.settleSingle(service)
	}
	p.offered, p.more = p.offered[:0], p.more[:0]
}

func (p *pairs) settleSingle(service int32) {
	if p.first[service] == 0 {
		return // several routes, counted already
	}
	if via := p.first[service] - offset; via != unknownRoute {
		p.single[via]++
	}
	p.first[service] = 0
	p.total++
}
