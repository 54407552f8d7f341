package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// naive reads a chain off a drawn catalogue, by the words of its rules.
type naive struct {
	*drawn
	land *territory.Territory
}

func (n naive) where(e catalogue.Edge) territory.Region {
	if e.Area != 0 {
		return n.land.OfArea(e.Area)
	}
	var r territory.Region
	for _, area := range n.from(catalogue.Covers, e.From) {
		r = r.Union(n.land.OfArea(area))
	}
	return r
}

func (n naive) partOf(authority catalogue.ID, over func(catalogue.ID) bool) bool {
	return slices.ContainsFunc(n.from(catalogue.PartOf, authority), func(id catalogue.ID) bool { return over(id) || n.partOf(id, over) })
}

func (n naive) competentIn(authority, service catalogue.ID) (land territory.Region) {
	for _, e := range n.seen {
		if e.Relation == catalogue.CompetentFor && e.From == authority && e.To == service {
			land = land.Union(n.where(e))
		}
	}
	return land
}

func (n naive) served(authority, service catalogue.ID) bool {
	var offered territory.Region
	competent := n.competentIn(authority, service)
	offers := func(id catalogue.ID) bool { // at all
		return slices.ContainsFunc(n.live(service), func(e catalogue.Edge) bool { return e.From == id })
	}
	for _, e := range n.live(service) {
		offered = offered.Union(n.where(e))
	}
	if competent.Empty() {
		return offers(authority) || n.partOf(authority, offers)
	}
	return offered.Contains(competent) || n.offersItself(authority, service, competent)
}

// offersItself says whether an authority offers a service somewhere in some land.
func (n naive) offersItself(authority, service catalogue.ID, land territory.Region) bool {
	return slices.ContainsFunc(n.live(service), func(e catalogue.Edge) bool {
		return e.From == authority && (n.where(e).Empty() || !n.where(e).Intersect(land).Empty())
	})
}

// exchanging says over what an application and a candidate exchange.
func (n naive) exchanging(application, candidate catalogue.ID) bool {
	if application == candidate {
		return true
	}
	for _, i := range n.all(catalogue.KindInterface) {
		one, other := n.says(catalogue.Consumes, application, i), n.says(catalogue.Consumes, candidate, i)
		touched := (one || n.says(catalogue.Exposes, application, i)) && (other || n.says(catalogue.Exposes, candidate, i))
		if touched && (one || other) {
			return true
		}
	}
	required := n.from(catalogue.Requires, candidate)
	for _, s := range n.all(catalogue.KindStandard) {
		if n.says(catalogue.Implements, application, s) && n.says(catalogue.Implements, candidate, s) && (len(required) == 0 || slices.Contains(required, s)) {
			return true
		}
	}
	return false
}

func (n naive) phase(id catalogue.ID) catalogue.LifecyclePhase {
	if len(n.solution(id).Lifecycle) == 0 {
		return "UNTOLD"
	}
	return n.solution(id).PhaseOn(estateDay)
}

func (n naive) candidates(service catalogue.ID) []catalogue.ID {
	lives := func(id catalogue.ID) int {
		var by []catalogue.ID
		for _, e := range n.live(service) {
			if e.Via == id {
				by = append(by, e.From)
			}
		}
		return len(sorted(by))
	}
	var out []catalogue.ID
	for _, id := range n.all(catalogue.KindSolution) {
		phase := n.phase(id)
		running := phase == "PILOT" || phase == "PRODUCTIVE"
		supports := n.says(catalogue.Supports, id, service) && n.solution(id).SolutionKind != "LINE_OF_BUSINESS"
		if lives(id) > 0 && (running || phase == "UNTOLD") || supports && running {
			out = append(out, id)
		}
	}
	return n.best(out, lives)
}

func (n naive) best(ids []catalogue.ID, lives func(catalogue.ID) int) []catalogue.ID {
	place := func(id catalogue.ID) int {
		if o := n.solution(id).Origin(); o != "" {
			return catalogue.Origins.Position(string(o))
		}
		return 99
	}
	slices.SortFunc(ids, func(a, b catalogue.ID) int {
		return cmp.Or(place(a)-place(b), lives(b)-lives(a), cmp.Compare(a, b))
	})
	return ids
}

func (n naive) users(id catalogue.ID) int { return len(n.to(catalogue.Uses, id)) }

// told is what is told of a pair: what is missing, and the records that are there.
func (n naive) told(authority, service catalogue.ID) string {
	uses, operates := n.from(catalogue.Uses, authority), n.from(catalogue.Operates, authority)
	known := len(uses)+len(operates) > 0
	candidates := n.candidates(service)
	own := slices.DeleteFunc(slices.Clone(candidates), func(id catalogue.ID) bool {
		return !slices.Contains(uses, id) && !slices.ContainsFunc(n.seen, func(e catalogue.Edge) bool {
			return e.Relation == catalogue.Offers && e.From == authority && e.To == service && e.Via == id && (e.Status == "PLANNED" || e.Status == "IN_ROLLOUT")
		})
	})
	candidate := catalogue.ID(0)
	if all := append(slices.Clone(own), candidates...); len(all) > 0 {
		candidate = all[0]
	}
	application := n.application(uses, service, candidate)
	provider := n.provider(authority, uses, operates, application)
	prospects := slices.DeleteFunc(n.all(catalogue.KindSolution), func(id catalogue.ID) bool {
		phase := n.phase(id)
		return n.solution(id).SolutionKind != "LINE_OF_BUSINESS" || !n.says(catalogue.Supports, id, service) ||
			phase != "PILOT" && phase != "PRODUCTIVE" && (phase != "UNTOLD" || n.users(id) == 0)
	})
	missing := "ROLLOUT"
	switch {
	case !known:
		missing = "UNKNOWN"
	case provider == 0:
		missing = "IT_PROVIDER"
	case application == 0 && len(prospects) > 0:
		missing = "APPLICATION"
	case application != 0 && candidate != 0 && !n.exchanging(application, candidate):
		missing = "INTERFACE"
	case candidate == 0:
		missing = "SOLUTION"
	case len(own) == 0:
		missing = "CONTRACT"
	}
	prospect := catalogue.ID(0)
	if application == 0 && len(prospects) > 0 {
		prospect = n.best(prospects, n.users)[0]
	}
	return fmt.Sprint(service, authority, missing, provider, application, candidate, prospect)
}

func (n naive) application(uses []catalogue.ID, service, candidate catalogue.ID) catalogue.ID {
	mine := slices.DeleteFunc(slices.Clone(uses), func(id catalogue.ID) bool {
		return n.solution(id).SolutionKind != "LINE_OF_BUSINESS" || !n.says(catalogue.Supports, id, service)
	})
	fits := func(id catalogue.ID) int {
		if candidate != 0 && n.exchanging(id, candidate) {
			return 0
		}
		return 1
	}
	slices.SortFunc(mine, func(a, b catalogue.ID) int {
		return cmp.Or(fits(a)-fits(b), n.users(b)-n.users(a), cmp.Compare(a, b))
	})
	return append(mine, 0)[0]
}

func (n naive) provider(authority catalogue.ID, uses, operates []catalogue.ID, application catalogue.ID) catalogue.ID {
	among := n.all(catalogue.KindAuthority)
	if application != 0 {
		if running := n.to(catalogue.Operates, application); len(running) > 0 {
			among = running
		}
	}
	runs := func(id catalogue.ID) (times int) {
		for _, s := range uses {
			if n.says(catalogue.Operates, id, s) && n.solution(s).SolutionKind != "BASE_SERVICE" {
				times++
			}
		}
		return times
	}
	slices.SortFunc(among, func(a, b catalogue.ID) int { return cmp.Or(runs(b)-runs(a), cmp.Compare(a, b)) })
	switch {
	case len(among) > 0 && runs(among[0]) > 0:
		return among[0]
	case len(operates) > 0:
		return authority
	}
	return 0
}

// What is told of each pair is what its rules say when they are read one by one, and
// pairs that are served are not told.
func TestEveryPairThatIsNotServedIsToldWithItsFirstMissingLink(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		n := naive{d, territory.New(v)}
		var want []string
		pairs := 0
		for _, service := range d.all(catalogue.KindService) {
			for _, authority := range d.to(catalogue.CompetentFor, service) {
				if pairs++; !n.served(authority, service) {
					want = append(want, n.told(authority, service))
				}
			}
		}
		b, err := FindBlockers(v, BlockersQuery{Paging: whole})
		if err != nil || b.Pairs != pairs || b.TotalCount() != len(want) {
			t.Fatalf("%d of %d pairs, want %d of %d: %v", b.TotalCount(), b.Pairs, len(want), pairs, err)
		}
		counted := 0
		for _, c := range b.Counts {
			counted += c.Pairs
		}
		if counted != len(want) {
			t.Errorf("the counts add up to %d of %d", counted, len(want))
		}
		for i, x := range b.Nodes() {
			if got := fmt.Sprint(x.service, x.authority, x.missing, x.provider, x.application, x.candidate, x.prospect); got != want[i] {
				t.Errorf("told %s, want %s", got, want[i])
			}
		}
	})
}

func TestTwoSolutionsExchangeOverWhatTheyHaveInCommon(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, _ *view.View) {
		for range 12 { // more statements of a few relations, so that something is in common
			d.add(catalogue.Edge{
				Relation: rapid.SampledFrom([]catalogue.Relation{catalogue.Exposes, catalogue.Consumes}).Draw(t, "stands at"),
				From:     d.drawOf(t, catalogue.KindSolution), To: d.drawOf(t, catalogue.KindInterface),
			})
		}
		d.look()
		v := d.view(t)
		s, n := newEstate(v), naive{d, territory.New(v)}
		for _, a := range d.all(catalogue.KindSolution) {
			for _, b := range d.all(catalogue.KindSolution) {
				over, got := s.exchange(a, b)
				if want := n.exchanging(a, b); got != want || got && !d.holds(over) {
					t.Fatalf("%d and %d exchange over %d: %v, want %v", a, b, over, got, want)
				}
			}
		}
	})
}

// A link that is there has a record and, unless application and candidate are one,
// statements that are seen; any other has neither. The first missing link is missing.
func TestALinkThatIsThereIsShownWithItsStatements(t *testing.T) {
	everywhere(t, func(t *rapid.T, _ *drawn, v *view.View) {
		for _, b := range asked(t, v).Nodes() {
			for _, l := range b.Links() {
				one := l.Link == LinkInterface && b.application == b.candidate
				if there := l.State == LinkPresent; there != (l.Record != nil) || there && !one != (len(l.Statements) > 0) {
					t.Errorf("%s is %s with %v and %d statements", l.Link, l.State, l.Record, len(l.Statements))
				}
				if MissingLink(l.Link) == b.Missing() && l.State != LinkMissing {
					t.Errorf("%s is missing and %s", l.Link, l.State)
				}
			}
			if b.Competence().Relation() != catalogue.CompetentFor || b.Authority().GlobalID() != b.Competence().From().GlobalID() {
				t.Error("another statement is shown for the competence")
			}
		}
	})
}

func asked(t *rapid.T, v *view.View) BlockerConnection {
	b, err := FindBlockers(v, BlockersQuery{Paging: whole})
	return good(t, b, err)
}

// What a coverage tells as covered is not blocked. What it tells as covered in part, or
// not, is blocked, unless the authority offers it itself: in a part, or nobody says where.
func TestBlockersAreWhatACoverageLeaves(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		c, err := Cover(v, CoverageQuery{Basis: BasisCompetence})
		pairs := good(t, c, err).Pairs()
		blocked := map[uint64]bool{}
		b := asked(t, v)
		for _, x := range b.Nodes() {
			blocked[x.key()] = true
		}
		told, n := 0, naive{d, territory.New(v)}
		for _, state := range stateNames {
			page, err := pairs.List(state, whole.First, nil)
			for _, p := range good(t, page, err).Nodes {
				authority, service := p.Authority.Base().ID, p.Service.Base().ID
				told++
				want := state != Covered && !n.offersItself(authority, service, n.competentIn(authority, service))
				if blocked[both(service, authority)] != want {
					t.Fatalf("service %d of authority %d is %s, and blocked: %v", service, authority, state, !want)
				}
			}
		}
		if told != b.Pairs {
			t.Fatalf("%d pairs of a coverage, %d of blockers", told, b.Pairs)
		}
	})
}

func TestWhatIsAskedTogetherIsToldAsIfItWereAskedAlone(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		told := func(v *view.View, q BlockersQuery) string {
			b, err := FindBlockers(v, q)
			out := fmt.Sprint(good(t, b, err).Pairs, b.Counts)
			for _, x := range b.Nodes() {
				out += fmt.Sprint(x.chain)
			}
			return out
		}
		link := rapid.SampledFrom(MissingLinks[:]).Draw(t, "link")
		for _, q := range []BlockersQuery{
			{Paging: whole, Missing: []MissingLink{link}},
			{Paging: whole},
			{Paging: whole, Scope: Scope{Services: view.Filter{"focus": true}}},
			{Paging: whole, Missing: []MissingLink{MissingRollout}},
		} {
			if together, alone := told(v, q), told(d.view(t), q); together != alone {
				t.Fatalf("together %s, alone %s", together, alone)
			}
			if _, err := FindLevers(v, LeversQuery{Scope: q.Scope}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
