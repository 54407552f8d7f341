package reuse_test

import (
	"slices"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"

	"pgregory.net/rapid"
)

// serves says whether a solution serves a service or, planned, will.
func (w *world) serves(solution, service catalogue.ID) bool {
	return w.says(catalogue.Supports, solution, service) || slices.ContainsFunc(w.stated(catalogue.Offers), func(e catalogue.Edge) bool {
		return e.Via == solution && e.To == service && e.Status != catalogue.OfferRetired
	})
}

// TestABuildIsFlaggedWhereABetterRungServesTheSame compares each solution with all others.
func TestABuildIsFlaggedWhereABetterRungServesTheSame(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, _ reuse.Need) {
		v := w.view(t, false)
		ladder := casefile.InForce(v).Ladder
		const buildRung = 3 // of addPolicy
		for _, id := range w.seen(catalogue.KindSolution) {
			own := slices.DeleteFunc(w.seen(catalogue.KindService), func(s catalogue.ID) bool { return !w.serves(id, s) })
			better := 0
			for _, x := range w.seen(catalogue.KindSolution) {
				both := slices.ContainsFunc(own, func(s catalogue.ID) bool { return w.serves(x, s) })
				if len(own) == 0 {
					both = slices.ContainsFunc(w.seen(catalogue.KindCapability), func(c catalogue.ID) bool {
						return w.says(catalogue.Provides, id, c) && w.says(catalogue.Provides, x, c)
					})
				}
				if x != id && both && w.solution(x).PhaseOn(today) != catalogue.PhaseRetired && !w.solution(x).InHouse() && ladder.Place(v, x) < buildRung {
					better++
				}
			}
			if !w.solution(id).InHouse() || w.solution(id).PhaseOn(today) == catalogue.PhaseRetired {
				better = 0
			}
			f, flagged := reuse.FlagOf(v, id)
			if flagged != (better > 0) || flagged && f.BetterCount() != better {
				t.Fatalf("%d is flagged: %v, want %d better ones", id, flagged, better)
			}
			if flagged && f.Legitimate() != w.legitimate(own) {
				t.Fatalf("%d is legitimate: %s, want %s", id, f.Legitimate(), w.legitimate(own))
			}
		}
	})
}

// legitimate says whether the state or its municipalities regulate all of some services.
func (w *world) legitimate(services []catalogue.ID) catalogue.Verdict {
	verdict := catalogue.VerdictPass
	for _, id := range services {
		switch w.records[id-1].(*catalogue.Service).RegulationType {
		case "TYPE_2A":
			return catalogue.VerdictFail
		case "":
			verdict = catalogue.VerdictUnknown
		}
	}
	if len(services) == 0 {
		return catalogue.VerdictUnknown
	}
	return verdict
}

// TestWhoWouldGainIsCompetentAndNotLive asks each authority.
func TestWhoWouldGainIsCompetentAndNotLive(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, _ reuse.Need) {
		v := w.view(t, false)
		for _, id := range w.seen(catalogue.KindSolution) {
			want := 0
			for _, a := range w.seen(catalogue.KindAuthority) {
				if slices.ContainsFunc(w.seen(catalogue.KindService), func(s catalogue.ID) bool {
					live := slices.ContainsFunc(w.stated(catalogue.Offers), func(e catalogue.Edge) bool {
						return e.From == a && e.To == s && e.Status == catalogue.OfferLive
					})
					return w.serves(id, s) && w.says(catalogue.CompetentFor, a, s) && !live
				}) {
					want++
				}
			}
			r := reuse.ReusabilityOf(v, id)
			if got := r.WouldGain().Count(); got != want {
				t.Fatalf("%d would gain from %d, want %d", got, id, want)
			}
			if n := len(r.Met()) + len(r.Missing()); n != 8 {
				t.Fatalf("%d groups", n)
			}
		}
	})
}
