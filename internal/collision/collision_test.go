package collision_test

import (
	"fmt"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/collision"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// of is a collision without its handles.
func of(c collision.Collision) plain {
	p := plain{score: c.Score(), status: c.Status()}
	p.build, p.other = c.Build().Base().ID, c.Other().Base().ID
	places := []collision.Overlap{"SERVICE", "CAPABILITY", "DATA", "INTERFACE", "TEXT"}
	for _, r := range c.Reasons() {
		p.points[slices.Index(places, r.Overlap)] = r.Points
	}
	ids := func(authorities []view.Authority) (out []catalogue.ID) {
		for _, a := range authorities {
			out = append(out, a.Base().ID)
		}
		return out
	}
	p.owners = fmt.Sprint(ids(c.BuildOwners()), ids(c.OtherOwners()))
	return p
}

func find(t interface{ Fatal(...any) }, v *view.View, f *collision.Filter) (out []plain, skipped int) {
	found, err := collision.Find(v, f, view.Paging{First: new(100)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range found.Nodes() {
		out = append(out, of(c))
	}
	if len(out) != found.TotalCount() {
		t.Fatal(len(out), "on the page of", found.TotalCount())
	}
	return out, found.Skipped
}

// TestCollisionsAreWhatEachTwoHaveInCommon compares the list with a look at each two
// solutions, in worlds in which something is hidden.
func TestCollisionsAreWhatEachTwoHaveInCommon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		want, skipped := w.allPairs()
		got, left := find(t, view.New(w.snapshot(), today), &collision.Filter{MinScore: new(0)})
		if !slices.Equal(got, want) || left != skipped {
			t.Fatalf("got  %v, %d skipped\nwant %v, %d skipped", got, left, want, skipped)
		}
	})
}

// TestAFilterKeepsWhatItMeans compares each part of a filter with a sieve.
func TestAFilterKeepsWhatItMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		all, _ := w.allPairs()
		id := rapid.SampledFrom(w.of(catalogue.KindSolution)).Draw(t, "solution")
		owner := rapid.SampledFrom(w.of(catalogue.KindAuthority)).Draw(t, "owner")
		one := func(k catalogue.Kind, id catalogue.ID) view.Filter {
			return view.Filter{"id": map[string]any{"in": []any{catalogue.GlobalID(k, id)}}}
		}
		v := view.New(w.snapshot(), today)
		for name, c := range map[string]struct {
			filter collision.Filter
			keeps  func(plain) bool
		}{
			"score":    {collision.Filter{MinScore: new(150)}, func(p plain) bool { return p.score >= 150 }},
			"usual":    {collision.Filter{}, func(p plain) bool { return p.score >= 100 }},
			"status":   {collision.Filter{MinScore: new(0), Status: []collision.Status{"OPEN", "IN_CASE"}}, func(p plain) bool { return p.status == "OPEN" || p.status == "IN_CASE" }},
			"overlaps": {collision.Filter{MinScore: new(0), Overlaps: []collision.Overlap{"DATA", "TEXT"}}, func(p plain) bool { return p.points[2]+p.points[4] > 0 }},
			"origins": {collision.Filter{MinScore: new(0), Origins: []catalogue.Origin{"FEDERAL_STANDARD"}}, func(p plain) bool {
				return w.solution(p.build).FederalStandard() || w.solution(p.other).FederalStandard()
			}},
			"solution": {collision.Filter{MinScore: new(0), Solutions: one(catalogue.KindSolution, id)}, func(p plain) bool { return p.build == id || p.other == id }},
			"owner": {collision.Filter{MinScore: new(0), Owners: one(catalogue.KindAuthority, owner)}, func(p plain) bool {
				return slices.Contains(append(w.owners(p.build), w.owners(p.other)...), owner)
			}},
		} {
			got, _ := find(t, v, &c.filter)
			want := slices.DeleteFunc(slices.Clone(all), func(p plain) bool { return !c.keeps(p) })
			if !slices.Equal(got, want) {
				t.Fatalf("%s: got %v\nwant %v", name, got, want)
			}
		}
	})
}

// TestPagesMakeTheList goes through the list in pages of two, forward.
func TestPagesMakeTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		v, filter := view.New(w.snapshot(), today), &collision.Filter{MinScore: new(0)}
		want, _ := find(t, v, filter)
		var got []plain
		paging := view.Paging{First: new(2)}
		for {
			page := must(collision.Find(v, filter, paging))
			for _, c := range page.Nodes() {
				got = append(got, of(c))
			}
			if !page.Info.HasNextPage {
				break
			}
			paging.After = new(page.Info.EndCursor)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v\nwant %v", got, want)
		}
	})
}

func TestAScoreThatIsNoneIsRefused(t *testing.T) {
	v := view.New((&world{}).snapshot(), today)
	for _, score := range []int{-1, 1001} {
		_, err := collision.Find(v, &collision.Filter{MinScore: new(score)}, view.Paging{})
		if catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%d: %v", score, err)
		}
	}
}
