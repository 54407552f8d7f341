package reuse_test

import (
	"slices"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// described is a need as somebody describes it who has no case.
func described(need reuse.Need) reuse.NeedInput {
	ids := func(kind catalogue.Kind, ids []catalogue.ID) (out []string) {
		for _, id := range ids {
			out = append(out, catalogue.GlobalID(kind, id))
		}
		return out
	}
	return reuse.NeedInput{
		Services: ids(catalogue.KindService, need.Services), Capabilities: ids(catalogue.KindCapability, need.Capabilities),
		Standards: ids(catalogue.KindStandard, need.Standards), Authorities: ids(catalogue.KindAuthority, need.Authorities),
		Datasets: ids(catalogue.KindDataset, need.Datasets), Interfaces: ids(catalogue.KindInterface, need.Interfaces),
		Text: need.Text, Constraints: need.Constraints,
	}
}

// checked checks a need, and gives what stands on all rungs and on none, in order.
func checked(t *rapid.T, v *view.View, need reuse.Need) []reuse.Candidate {
	c, err := reuse.CheckNeed(v, described(need))
	if err != nil {
		t.Fatal(err)
	}
	var out []reuse.Candidate
	for _, r := range c.Rungs() {
		out = append(out, good(t)(r.Candidates(new(100)))...)
	}
	return append(out, good(t)(c.NotOnLadder(new(100)))...)
}

func good(t *rapid.T) func([]reuse.Candidate, error) []reuse.Candidate {
	return func(c []reuse.Candidate, err error) []reuse.Candidate {
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
}

func asksNothing(n reuse.Need) bool {
	return len(n.Services)+len(n.Capabilities)+len(n.Standards)+len(n.Datasets)+len(n.Interfaces) == 0 && n.Text == ""
}

// TestTheRungsOfACheckTogetherAreTheSearch reads the ladder from the top.
func TestTheRungsOfACheckTogetherAreTheSearch(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		if asksNothing(need) {
			return
		}
		v := w.view(t, false)
		var got, want []string
		for _, c := range checked(t, v, need) {
			got = append(got, c.Solution().GlobalID())
		}
		for _, h := range reuse.Search(v, casefile.InForce(v).Ladder, need).Hits {
			want = append(want, h.Solution)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("on the rungs stand %q, the search finds %q", got, want)
		}
	})
}

// affected are those who are named, else those who are competent.
func (w *world) affected(need reuse.Need) []catalogue.ID {
	if len(need.Authorities) > 0 {
		return need.Authorities
	}
	return slices.DeleteFunc(w.seen(catalogue.KindAuthority), func(a catalogue.ID) bool {
		return !slices.ContainsFunc(need.Services, func(s catalogue.ID) bool { return w.says(catalogue.CompetentFor, a, s) })
	})
}

// live says whether an authority offers a service live through a solution.
func (w *world) live(a, solution catalogue.ID, services []catalogue.ID) bool {
	return slices.ContainsFunc(w.stated(catalogue.Offers), func(e catalogue.Edge) bool {
		return e.From == a && e.Via == solution && e.Status == catalogue.OfferLive && slices.Contains(services, e.To)
	})
}

// near says whether a solution is another, depends on it, or consumes an interface of it.
func (w *world) near(x, solution catalogue.ID) bool {
	return x == solution || w.says(catalogue.DependsOn, x, solution) || slices.ContainsFunc(w.seen(catalogue.KindInterface), func(i catalogue.ID) bool {
		return w.says(catalogue.Exposes, solution, i) && w.says(catalogue.Consumes, x, i)
	})
}

// connected says whether an authority is connected to a solution.
func (w *world) connected(a, solution catalogue.ID, need reuse.Need) bool {
	if w.live(a, solution, need.Services) {
		return true
	}
	for _, x := range w.seen(catalogue.KindSolution) {
		if w.near(x, solution) && w.says(catalogue.Uses, a, x) {
			return true
		}
		for _, used := range w.seen(catalogue.KindSolution) {
			for _, provider := range w.seen(catalogue.KindAuthority) {
				if w.near(x, solution) && w.says(catalogue.Operates, provider, x) && w.says(catalogue.Operates, provider, used) &&
					w.says(catalogue.Uses, a, used) && w.solution(used).SolutionKind != catalogue.SolutionBaseService {
					return true
				}
			}
		}
	}
	return false
}

func TestTheConnectedAreCountedAsByHand(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		if asksNothing(need) {
			return
		}
		if rapid.Bool().Draw(t, "named") {
			need.Authorities = w.seen(catalogue.KindAuthority)
		}
		for _, c := range checked(t, w.view(t, false), need) {
			id := c.Solution().ID
			want := reuse.ConnectionEffort{Affected: len(w.affected(need))}
			for _, a := range w.affected(need) {
				knows := slices.ContainsFunc(w.stated(catalogue.Uses), func(e catalogue.Edge) bool { return e.From == a })
				switch {
				case w.connected(a, id, need):
					want.Connected++
				case !knows:
					want.Unknown++
				}
			}
			if got := c.ConnectionEffort(); got != want {
				t.Fatalf("of %d: %+v, want %+v", id, got, want)
			}
		}
	})
}

// alike says whether two authorities are alike.
func (w *world) alike(a, b catalogue.ID) bool {
	x, y := w.records[a-1].(*catalogue.Authority), w.records[b-1].(*catalogue.Authority)
	sized := x.Population == 0 || y.Population == 0 || x.Population <= 2*y.Population && y.Population <= 2*x.Population
	return x.Level != "" && x.AuthorityKind != "" && x.Level == y.Level && x.AuthorityKind == y.AuthorityKind && sized
}

func TestUsersAreConfirmedByEvidenceOrByALiveOffer(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		if asksNothing(need) {
			return
		}
		services := need.Services
		if len(services) == 0 {
			services = w.seen(catalogue.KindService)
		}
		for _, c := range checked(t, w.view(t, false), need) {
			id := c.Solution().ID
			confirmed, like, said := 0, 0, 0
			for _, a := range w.seen(catalogue.KindAuthority) {
				proven := slices.ContainsFunc(w.stated(catalogue.Uses), func(e catalogue.Edge) bool {
					return e.From == a && e.To == id && (e.Evidence == "A" || e.Evidence == "B")
				})
				switch {
				case proven || w.live(a, id, services):
					confirmed++
					if slices.ContainsFunc(w.affected(need), func(b catalogue.ID) bool { return a != b && w.alike(a, b) }) {
						like++
					}
				case w.says(catalogue.Uses, a, id):
					said++
				}
			}
			if u := c.ConfirmedUsers(); u.Count() != confirmed || u.LikeYouCount() != like || u.Unconfirmed != said {
				t.Fatalf("of %d: %d, %d alike, %d unconfirmed; want %d, %d, %d", id, u.Count(), u.LikeYouCount(), u.Unconfirmed, confirmed, like, said)
			}
		}
	})
}
