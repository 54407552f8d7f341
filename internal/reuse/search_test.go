package reuse_test

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestASearchFindsWhatOneFindsByHand looks at every solution, and asks of each whether
// and in what it matches.
func TestASearchFindsWhatOneFindsByHand(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		v := w.view(t, false)
		ladder := casefile.InForce(v).Ladder
		var want []catalogue.Hit
		places := map[string]int{}
		for _, id := range w.seen(catalogue.KindSolution) {
			reasons, share := w.matches(id, need)
			if len(reasons) == 0 || w.solution(id).PhaseOn(today) == catalogue.PhaseRetired {
				continue
			}
			place := ladder.Place(v, id)
			strength := new(big.Rat).Mul(share, big.NewRat(1000, 1))
			hit := catalogue.Hit{
				Solution: catalogue.GlobalID(catalogue.KindSolution, id), Rung: ladder.Key(place),
				Strength: int(new(big.Int).Quo(strength.Num(), strength.Denom()).Int64()), Reasons: reasons,
			}
			places[hit.Solution] = place
			want = append(want, hit)
		}
		name := func(h catalogue.Hit) string {
			_, id, _ := catalogue.ParseGlobalID(h.Solution)
			return v.Snapshot().SortKey(id)
		}
		slices.SortStableFunc(want, func(a, b catalogue.Hit) int {
			return cmp.Or(cmp.Compare(places[a.Solution], places[b.Solution]), cmp.Compare(b.Strength, a.Strength), cmp.Compare(name(a), name(b)))
		})
		found := reuse.Search(v, ladder, need)
		if diff := gocmp.Diff(want, found.Hits); diff != "" {
			t.Fatalf("(-by hand +found):\n%s", diff)
		}
		if found.Considered != len(w.seen(catalogue.KindSolution)) || found.Matched != len(want) {
			t.Fatalf("%d considered and %d matched of %d", found.Considered, found.Matched, len(w.seen(catalogue.KindSolution)))
		}
	})
}

// matches are in what a solution matches a need, and what share of it.
func (w *world) matches(id catalogue.ID, need reuse.Need) (reasons []catalogue.HitReason, share *big.Rat) {
	got, all := new(big.Rat), new(big.Rat)
	weigh := func(match catalogue.MatchReason, kind catalogue.Kind, record catalogue.ID, weight int64) {
		reasons = append(reasons, catalogue.HitReason{Match: match, Record: catalogue.GlobalID(kind, record)})
		got.Add(got, big.NewRat(weight, 1))
	}
	for _, s := range need.Services {
		all.Add(all, big.NewRat(12, 1))
		supports := w.says(catalogue.Supports, id, s)
		if supports {
			weigh(catalogue.MatchService, catalogue.KindService, s, 12)
		}
		if slices.ContainsFunc(w.stated(catalogue.Offers), func(e catalogue.Edge) bool { return e.Via == id && e.To == s && e.Status != catalogue.OfferRetired }) {
			weight := int64(6)
			if supports {
				weight = 0
			}
			weigh(catalogue.MatchOffer, catalogue.KindService, s, weight)
		}
	}
	for _, part := range []struct {
		match     catalogue.MatchReason
		kind      catalogue.Kind
		ids       []catalogue.ID
		weight    int64
		relations []catalogue.Relation
	}{
		{catalogue.MatchCapability, catalogue.KindCapability, need.Capabilities, 8, []catalogue.Relation{catalogue.Provides}},
		{catalogue.MatchStandard, catalogue.KindStandard, need.Standards, 4, []catalogue.Relation{catalogue.Implements}},
		{catalogue.MatchDataset, catalogue.KindDataset, need.Datasets, 4, []catalogue.Relation{catalogue.Reads, catalogue.Writes, catalogue.Holds}},
		{catalogue.MatchInterface, catalogue.KindInterface, need.Interfaces, 4, []catalogue.Relation{catalogue.Exposes}},
	} {
		for _, record := range part.ids {
			all.Add(all, big.NewRat(part.weight, 1))
			if slices.ContainsFunc(part.relations, func(r catalogue.Relation) bool { return w.says(r, id, record) }) {
				weigh(part.match, part.kind, record, part.weight)
			}
		}
	}
	if wanted := strings.Fields(need.Text); len(wanted) > 0 {
		all.Add(all, big.NewRat(2, 1))
		own := strings.Fields(w.solution(id).Name.String())
		held := int64(len(slices.DeleteFunc(wanted, func(word string) bool { return !slices.Contains(own, word) })))
		if asked := int64(len(strings.Fields(need.Text))); 2*held >= asked {
			reasons = append(reasons, catalogue.HitReason{Match: catalogue.MatchText})
			got.Add(got, big.NewRat(2*held, asked))
		}
	}
	slices.SortStableFunc(reasons, func(a, b catalogue.HitReason) int {
		return cmp.Compare(catalogue.MatchReasons.Position(string(a.Match)), catalogue.MatchReasons.Position(string(b.Match)))
	})
	if all.Sign() == 0 {
		return reasons, got
	}
	return reasons, got.Quo(got, all)
}

// TestASearchIsTheSameHoweverTheCatalogueCameAbout states all in the opposite order.
func TestASearchIsTheSameHoweverTheCatalogueCameAbout(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		v, other := w.view(t, false), w.view(t, true)
		one := reuse.Search(v, casefile.InForce(v).Ladder, need)
		two := reuse.Search(other, casefile.InForce(other).Ladder, need)
		if diff := gocmp.Diff(one, two); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestNothingLiftsASolutionOverARung compares each hit with the next.
func TestNothingLiftsASolutionOverARung(t *testing.T) {
	everywhere(t, func(t *rapid.T, w *world, need reuse.Need) {
		v := w.view(t, false)
		ladder := casefile.InForce(v).Ladder
		last := 0
		for _, h := range reuse.Search(v, ladder, need).Hits {
			_, id, err := catalogue.ParseGlobalID(h.Solution)
			if err != nil || ladder.Place(v, id) < last {
				t.Fatalf("%s stands behind a worse rung (%v)", h.Solution, err)
			}
			last = ladder.Place(v, id)
		}
	})
}
