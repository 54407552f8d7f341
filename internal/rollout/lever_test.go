package rollout

import (
	"cmp"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// hand is a choice of actions by hand: nothing is kept between two looks.
type hand struct {
	*survey
	needs [][][]action // by chain; none of chains that no action helps
	taken []action
}

func newHand(s *survey) (h *hand, beyond int) {
	h = &hand{survey: s}
	for i := range s.chains {
		needs, ok := s.estate.needs(&s.chains[i])
		if s.chains[i].missing == MissingUnknown || !ok {
			if needs = nil; !ok && s.chains[i].missing != MissingUnknown {
				beyond++
			}
		}
		h.needs = append(h.needs, needs)
	}
	return h, beyond
}

// all are the actions that meet a need, each once, in their order.
func (h *hand) all() (out []action) {
	for _, needs := range h.needs {
		out = append(out, slices.Concat(needs...)...)
	}
	slices.SortFunc(out, action.compare)
	return slices.Compact(out)
}

// unlocked are the chains with needs that are all met by some actions.
func (h *hand) unlocked(by []action) (out []int) {
	for i, needs := range h.needs {
		if len(needs) > 0 && !slices.ContainsFunc(needs, func(n []action) bool { return !meets(by, n) }) {
			out = append(out, i)
		}
	}
	return out
}

func meets(by, need []action) bool {
	return slices.ContainsFunc(need, func(a action) bool { return slices.Contains(by, a) })
}

// won is what some unlocked chains are worth.
func (h *hand) won(chains []int) (g Gain) {
	g.Pairs = len(chains)
	var authorities []catalogue.ID
	land := map[catalogue.ID]territory.Region{}
	for _, i := range chains {
		c := h.chains[i]
		authorities = append(authorities, c.authority)
		land[c.service] = land[c.service].Union(c.where)
		if c.where.Empty() {
			g.People += h.land.landless(c.authority)
		}
	}
	g.Authorities = len(sorted(authorities))
	for _, r := range land {
		people, _ := h.land.People(r)
		g.People += people
	}
	return g
}

func (g Gain) by(goal Goal) int {
	return map[Goal]int{GoalAuthorities: g.Authorities, GoalPopulation: g.People, GoalPairs: g.Pairs}[goal]
}

// look is what an action would win now, and how many needs it would meet.
func (h *hand) look(a action) (Gain, int) {
	mends := 0
	for _, needs := range h.needs {
		for _, n := range needs {
			if slices.Contains(n, a) && !meets(h.taken, n) {
				mends++
			}
		}
	}
	before, after := h.won(h.unlocked(h.taken)), h.won(h.unlocked(append(slices.Clone(h.taken), a)))
	return Gain{after.Pairs - before.Pairs, after.Authorities - before.Authorities, after.People - before.People}, mends
}

// next takes the best by looking at all.
func (h *hand) next(goal Goal) (best action, gain Gain, mends int) {
	for _, a := range h.all() {
		g, m := h.look(a)
		if m > 0 && (mends == 0 || cmp.Or(cmp.Compare(g.by(goal), gain.by(goal)), cmp.Compare(m, mends)) > 0) {
			best, gain, mends = a, g, m
		}
	}
	h.taken = append(h.taken, best)
	return best, gain, mends
}

// A need lists each action that meets it once: else an action would be said to mend
// more than there is to mend.
func TestANeedListsAnActionOnce(t *testing.T) {
	everywhere(t, func(t *rapid.T, _ *drawn, v *view.View) {
		s, err := newSurvey(v, Scope{})
		h, _ := newHand(good(t, s, err))
		for i, needs := range h.needs {
			for _, n := range needs {
				if len(n) != len(slices.Compact(slices.SortedFunc(slices.Values(n), action.compare))) {
					t.Fatalf("chain %d needs an action twice: %v", i, n)
				}
			}
		}
	})
}

// The lazy choice is the one that looks at everything each time: its actions, gains
// and sums, for every goal, until nothing is left to mend.
func TestLeversAreThoseOfAChoiceThatLooksAtEverything(t *testing.T) {
	most := MostLevers
	everywhere(t, func(t *rapid.T, _ *drawn, v *view.View) {
		goal := rapid.SampledFrom([]Goal{GoalAuthorities, GoalPopulation, GoalPairs}).Draw(t, "goal")
		s, err := newSurvey(v, Scope{})
		h, beyond := newHand(good(t, s, err))
		levers, err := FindLevers(v, LeversQuery{First: &most, Goal: goal})
		if good(t, levers, err); levers.Beyond != beyond || levers.Pairs != len(s.chains) {
			t.Fatalf("%d beyond of %d, want %d of %d", levers.Beyond, levers.Pairs, beyond, len(s.chains))
		}
		for i, l := range levers.Actions {
			a, gain, mends := h.next(goal)
			if l.action != a || l.Gain() != gain || l.Mends() != mends {
				t.Fatalf("lever %d is %v with %v and %d, want %v with %v and %d", i, l.action, l.Gain(), l.Mends(), a, gain, mends)
			}
			if sum := h.won(h.unlocked(h.taken)); l.Cumulated != sum {
				t.Fatalf("%v together, want %v", l.Cumulated, sum)
			}
			if page, err := l.Unlocks(nil, nil); err != nil || page.TotalCount() != gain.Pairs {
				t.Fatalf("%d pairs are told of %d: %v", page.TotalCount(), gain.Pairs, err)
			}
		}
		if _, _, left := h.next(goal); left > 0 && len(levers.Actions) < most {
			t.Fatalf("%d needs are left", left)
		}
	})
}

// No single action wins more than the first.
func TestTheFirstLeverWinsMost(t *testing.T) {
	everywhere(t, func(t *rapid.T, _ *drawn, v *view.View) {
		one := 1
		levers, err := FindLevers(v, LeversQuery{First: &one, Goal: GoalPairs})
		s, _ := newSurvey(v, Scope{})
		h, _ := newHand(s)
		for _, a := range h.all() {
			if n := len(h.unlocked([]action{a})); len(good(t, levers, err).Actions) == 0 || n > levers.Actions[0].Gain().Pairs {
				t.Fatalf("%v wins %d", a, n)
			}
		}
	})
}

// Whoever does one action for each need of a pair finds that no link is missing.
func TestWhatAPairNeedsMendsIt(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		s, err := newSurvey(v, Scope{})
		for i := range good(t, s, err).chains {
			c := &s.chains[i]
			needs, ok := s.estate.needs(c)
			if c.missing == MissingUnknown || !ok {
				continue
			}
			done := &drawn{records: slices.Clone(d.records), edges: slices.Clone(d.edges)}
			var did []action
			for _, need := range needs {
				did = append(did, rapid.SampledFrom(need).Draw(t, "action"))
			}
			done.do(c, did)
			after, err := newSurvey(done.view(t), Scope{})
			j := slices.IndexFunc(good(t, after, err).chains, func(x chain) bool { return x.key() == c.key() })
			if j < 0 || after.chains[j].missing != MissingRollout {
				t.Fatalf("after %v: %v", did, after.chains[max(j, 0)])
			}
		}
	})
}

// do makes the statements that some actions come to for one pair.
func (d *drawn) do(c *chain, did []action) {
	relate := func(r catalogue.Relation, from, to catalogue.ID) {
		d.add(catalogue.Edge{Relation: r, From: from, To: to, EdgeFacts: catalogue.EdgeFacts{ValidFrom: estateDay}})
	}
	joint := func(application, candidate catalogue.ID) {
		i := d.put(&catalogue.Interface{})
		relate(catalogue.Exposes, candidate, i)
		relate(catalogue.Consumes, application, i)
	}
	for _, a := range did {
		switch a.kind {
		case LeverAdapter:
			joint(a.with, a.what)
		case LeverContract:
			relate(catalogue.Uses, c.authority, a.what)
		case LeverStandard:
			relate(catalogue.Implements, a.what, a.with)
		case LeverSolution:
			built := d.put(&catalogue.Solution{Development: catalogue.SphereFederal, Lifecycle: []catalogue.Phase{{Phase: "PRODUCTIVE"}}})
			relate(catalogue.Supports, built, a.what)
			relate(catalogue.Uses, c.authority, built)
			relate(catalogue.Operates, d.put(&catalogue.Authority{}), built)
			if application := cmp.Or(c.application, c.prospect); application != 0 {
				joint(application, built)
			}
		}
	}
}

// put adds a record.
func (d *drawn) put(r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ID, m.Revision, m.Name = catalogue.ID(len(d.records)+1), 1, catalogue.T("neu")
	d.records = append(d.records, r)
	return m.ID
}

func TestLeversAreAskedForWithinBounds(t *testing.T) {
	v := view.New(snapshot.Empty(), estateDay)
	for _, n := range []int{0, -1, MostLevers + 1} {
		if _, err := FindLevers(v, LeversQuery{First: &n}); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%d levers: %v", n, err)
		}
	}
	for name, ask := range map[string]func() error{
		"services": func() error {
			_, err := FindBlockers(v, BlockersQuery{Scope: Scope{Services: view.Filter{"nothing": 1}}})
			return err
		},
		"authorities": func() error {
			_, err := FindLevers(v, LeversQuery{Scope: Scope{Authorities: view.Filter{"nothing": 1}}})
			return err
		},
	} {
		if err := ask(); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("a wrong filter of %s: %v", name, err)
		}
	}
}

// An answer whose time is over is refused, not cut short.
func TestNothingIsToldOnceTheTimeIsOver(t *testing.T) {
	over := make(chan struct{})
	close(over)
	for name, ask := range map[string]func(*view.View) error{
		"blockers":  func(v *view.View) error { _, err := FindBlockers(v, BlockersQuery{}); return err },
		"levers":    func(v *view.View) error { _, err := FindLevers(v, LeversQuery{}); return err },
		"once only": func(v *view.View) error { _, err := FindOnceOnly(v, nil, whole); return err },
		"needs":     func(v *view.View) error { _, err := FindDatasetNeeds(v, nil, whole); return err },
		"reuse":     func(v *view.View) error { _, err := FindReuse(v, ReuseQuery{}); return err },
		"funding":   func(v *view.View) error { _, err := FindOverlaps(v, nil, whole); return err },
		"uses":      func(v *view.View) error { _, err := FindUnconfirmedUses(v, nil, nil, whole); return err },
		"phase-out": func(v *view.View) error { _, err := FindGrowingPhaseOuts(v, nil, whole); return err },
		"deadlines": func(v *view.View) error { _, err := FindMissedDeadlines(v, Period{}, nil, whole); return err },
		"parallel":  func(v *view.View) error { _, err := FindParallels(v, nil, whole); return err },
	} {
		v := view.New(snapshot.Empty(), estateDay)
		v.StopAt(over)
		if err := ask(v); catalogue.KindOf(err) != catalogue.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
}
