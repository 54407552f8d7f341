package rollout_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/view"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawDay(t *rapid.T) catalogue.Day {
	return today + catalogue.Day(rapid.IntRange(0, 1).Draw(t, "day"))
}

func same(t *rapid.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

func TestACoverageIsWhatOneCountsByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q, day := drawWorld(t), drawQuestion(t), drawDay(t)
		c := must(rollout.Cover(view.New(w.snapshot(t), day), q.query()))
		same(t, "coverage", counted(w.on(day).truth().pairs(q, "all")), toldBy(c.Figures))
	})
}

func TestWhatDoesNotHoldOnTheDayChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q, day := drawWorld(t), drawQuestion(t), drawDay(t)
		q.by = drawDimensions(t)
		tell := func(w *world) (out []told) {
			c := must(rollout.Cover(view.New(w.snapshot(t), day), q.query()))
			out = append(out, toldBy(c.Figures))
			for _, g := range c.Groups {
				out = append(out, toldBy(g.Figures))
			}
			return out
		}
		same(t, "coverage", tell(w.on(day)), tell(w))
	})
}

func drawDimensions(t *rapid.T) []rollout.Dimension {
	all := []rollout.Dimension{rollout.ByLevel, rollout.ByKind, rollout.ByDistrict, rollout.ByPolicyField, rollout.ByService, rollout.ByOrigin}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 3, rapid.ID).Draw(t, "by")
}

// TestAGroupIsThePairsThatHaveItsKeys sorts the pairs of the oracle by what they are,
// and looks at each group; none is missing, and none is there for nothing.
func TestAGroupIsThePairsThatHaveItsKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q, day := drawWorld(t), drawQuestion(t), drawDay(t)
		q.by = drawDimensions(t)
		if len(q.by) == 0 {
			q.by = []rollout.Dimension{rollout.ByService}
		}
		hundred := 100
		query := q.query()
		query.First = &hundred
		v := view.New(w.snapshot(t), day)
		c := must(rollout.Cover(v, query))
		same(t, "count", len(c.Groups), c.GroupCount)
		now := w.on(day)
		want := now.truth().groups(q)
		got := map[string]told{}
		for _, g := range c.Groups {
			got[spelt(w, day, g.Keys)] = toldBy(g.Figures)
		}
		same(t, "groups", want, got)
	})
}

// spelt is what a group has in common, with records as they are numbered in the world of
// the day.
func spelt(w *world, day catalogue.Day, keys []rollout.CoverageKey) string {
	var out []string
	for _, k := range keys {
		part, _ := k.Code()
		if r, ok := k.Record(); ok {
			part = now(w, day, r.GlobalID())
		}
		out = append(out, part)
	}
	return strings.Join(out, "|")
}

// now is the number of a record in the world of a day.
func now(w *world, day catalogue.Day, globalID string) string {
	_, id, _ := catalogue.ParseGlobalID(globalID)
	n := 0
	for _, r := range w.records[:id] {
		if m := r.Base(); day.Valid(m.ValidFrom, m.ValidUntil) {
			n++
		}
	}
	return numbered(catalogue.ID(n))
}

func numbered(id catalogue.ID) string {
	if id == 0 {
		return ""
	}
	return string(rune('A' - 1 + id))
}

// groups are the figures of all groups by hand.
func (w *truth) groups(q question) map[string]told {
	origins := []string{"all"}
	if slices.Contains(q.by, rollout.ByOrigin) {
		origins = []string{""}
		for _, c := range catalogue.Origins.Codes {
			origins = append(origins, c.Name)
		}
	}
	out := map[string]told{}
	for _, origin := range origins {
		sorted := map[string][]found{}
		for _, f := range w.pairs(q, origin) {
			key := w.key(q, f, origin)
			sorted[key] = append(sorted[key], f)
		}
		for key, pairs := range sorted {
			if origin == "all" || w.occurs(q, pairs[0], origin) {
				out[key] = counted(pairs)
			}
		}
	}
	return out
}

// occurs says whether some service that is asked, and is like that of a pair, has a live
// offer of an origin.
func (w *truth) occurs(q question, like found, origin string) bool {
	of := func(f found) string { return w.key(question{by: serviceKeys(q.by)}, f, origin) }
	return slices.ContainsFunc(w.pairs(q, origin), func(f found) bool {
		return of(f) == of(like) && slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
			return e.Relation == catalogue.Offers && e.To == f.service && e.Status == catalogue.OfferLive && w.origin(e.Via) == origin
		})
	})
}

func serviceKeys(by []rollout.Dimension) (out []rollout.Dimension) {
	for _, d := range by {
		if d == rollout.ByService || d == rollout.ByPolicyField {
			out = append(out, d)
		}
	}
	return out
}

func (w *truth) key(q question, f found, origin string) string {
	a, s := w.records[f.authority-1].(*catalogue.Authority), w.records[f.service-1].(*catalogue.Service)
	var out []string
	for _, d := range q.by {
		out = append(out, map[rollout.Dimension]string{
			rollout.ByLevel: string(a.Level), rollout.ByKind: string(a.AuthorityKind), rollout.ByDistrict: numbered(w.district(f.authority)),
			rollout.ByPolicyField: string(s.PolicyField), rollout.ByService: numbered(f.service), rollout.ByOrigin: origin,
		}[d])
	}
	return strings.Join(out, "|")
}

// district is the only district in which everything lies that an authority covers.
func (w *truth) district(authority catalogue.ID) catalogue.ID {
	covered := w.ends(catalogue.Covers, catalogue.EndFrom, authority)
	for _, d := range w.of(catalogue.KindArea) {
		if w.records[d-1].(*catalogue.Area).AreaKind != "RURAL_DISTRICT" || len(covered) == 0 {
			continue
		}
		if !slices.ContainsFunc(covered, func(area catalogue.ID) bool {
			return area != d && !slices.Contains(w.ends(catalogue.PartOf, catalogue.EndTo, d), area)
		}) {
			return d
		}
	}
	return 0
}

func TestPairsByServiceAreAllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuestion(t)
		q.by = []rollout.Dimension{rollout.ByService}
		c := must(rollout.Cover(view.New(w.snapshot(t), today), q.query()))
		var sum rollout.PairReading
		for _, g := range c.Groups {
			p := g.Pairs()
			sum.Numerator += p.Numerator
			sum.Denominator += p.Denominator
			sum.Unknown += p.Unknown
			sum.Partly += p.Partly
			sum.NotCovered += p.NotCovered
		}
		all := c.Pairs()
		same(t, "pairs", reading(all.Reading, all.Partly, all.NotCovered), reading(sum.Reading, sum.Partly, sum.NotCovered))
	})
}

// TestBehindEachNumberAreAsManyIDs compares ids and pairs, page by page, with those of
// the oracle, in the whole and in groups.
func TestBehindEachNumberAreAsManyIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t).on(today), drawQuestion(t)
		c := must(rollout.Cover(view.New(w.snapshot(t), today), q.query()))
		pairs := w.truth().pairs(q, "all")
		for _, s := range states {
			want := behind(pairs, s)
			same(t, "strict", want.strict, must(c.Strict().IDs(s)))
			same(t, "any", want.any, must(c.Any().IDs(s)))
			same(t, "pairs", want.pairs, paged(c.Pairs(), s))
		}
		q.by = []rollout.Dimension{rollout.ByLevel, rollout.ByService, rollout.ByOrigin}
		for _, g := range must(rollout.Cover(view.New(w.snapshot(t), today), q.query())).Groups {
			for i, s := range states {
				same(t, "group", toldBy(g.Figures).Strict[i], len(must(g.Strict().IDs(s))))
				same(t, "group", toldBy(g.Figures).Any[i], len(must(g.Any().IDs(s))))
				same(t, "group", toldBy(g.Figures).Pairs[i], len(paged(g.Pairs(), s)))
			}
		}
	})
}

// evidence is what is behind the numbers of a state.
type evidence struct{ strict, any, pairs []string }

func behind(pairs []found, s rollout.CoverageState) evidence {
	out := evidence{strict: []string{}, any: []string{}}
	byAuthority := map[catalogue.ID][]rollout.CoverageState{}
	var authorities []catalogue.ID
	for _, f := range pairs {
		if byAuthority[f.authority] == nil {
			authorities = append(authorities, f.authority)
		}
		byAuthority[f.authority] = append(byAuthority[f.authority], f.state)
		if f.state == s {
			out.pairs = append(out.pairs, numbered(f.service)+numbered(f.authority))
		}
	}
	slices.Sort(authorities)
	for _, id := range authorities {
		global := catalogue.GlobalID(catalogue.KindAuthority, id)
		if strict(byAuthority[id]) == s {
			out.strict = append(out.strict, global)
		}
		if loose(byAuthority[id]) == s {
			out.any = append(out.any, global)
		}
	}
	return out
}

// paged are the pairs of a state, two on a page.
func paged(r rollout.PairReading, s rollout.CoverageState) (out []string) {
	two := 2
	var after *string
	for {
		page := must(r.List(s, &two, after))
		for _, p := range page.Nodes {
			out = append(out, numbered(p.Service.ID)+numbered(p.Authority.ID))
		}
		if !page.PageInfo.HasNextPage {
			return out
		}
		after = &page.PageInfo.EndCursor
	}
}

func TestPagesOfGroupsAreTheListOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuestion(t)
		q.by = []rollout.Dimension{rollout.ByService, rollout.ByLevel}
		query, two := q.query(), 2
		v := view.New(w.snapshot(t), today)
		all := must(rollout.Cover(v, query))
		query.First = &two
		got := 0
		for {
			page := must(rollout.Cover(v, query))
			for _, g := range page.Groups {
				same(t, "group", toldBy(all.Groups[got].Figures), toldBy(g.Figures))
				got++
			}
			if !page.PageInfo.HasNextPage {
				break
			}
			query.After = &page.PageInfo.EndCursor
		}
		same(t, "groups", all.GroupCount, got)
	})
}

func TestAQuestionThatCannotBeAnsweredIsRefused(t *testing.T) {
	v := view.New((&world{}).snapshot(t), today)
	day := func(n int) catalogue.Day { return today + catalogue.Day(n) }
	for field, ask := range map[string]func() error{
		"groupBy": func() error {
			_, err := rollout.Cover(v, rollout.CoverageQuery{GroupBy: []rollout.Dimension{rollout.ByService, rollout.ByService}})
			return err
		},
		"focuss": func() error {
			_, err := rollout.Cover(v, rollout.CoverageQuery{Services: view.Filter{"focuss": true}})
			return err
		},
		"to": func() error {
			_, err := rollout.CoverOver(v, rollout.CoverageQuery{}, today, day(-1), rollout.EachDay)
			return err
		},
		"step": func() error {
			_, err := rollout.CoverOver(v, rollout.CoverageQuery{}, today, day(60), rollout.EachDay)
			return err
		},
		"levell": func() error {
			_, err := rollout.CoverOver(v, rollout.CoverageQuery{Authorities: view.Filter{"levell": nil, "x": true}}, today, today, rollout.EachDay)
			return err
		},
	} {
		if catalogue.KindOf(ask()) != catalogue.Invalid {
			t.Errorf("%s: %v", field, ask())
		}
	}
}

// TestTooManyPairsAreNotLookedAt asks on sixty days for pairs of which there are few enough
// on one.
func TestTooManyPairsAreNotLookedAt(t *testing.T) {
	w := &world{}
	for range 800 {
		w.add(&catalogue.Service{RegulationType: "TYPE_5"})
		w.add(&catalogue.Authority{Level: catalogue.LevelMunicipality})
	}
	v := view.New(w.snapshot(t), today)
	for _, basis := range []rollout.Basis{rollout.BasisGiven, rollout.BasisLevel} {
		q := rollout.CoverageQuery{Basis: basis}
		if c := must(rollout.Cover(v, q)); c.Pairs().Unknown != 800*800 {
			t.Errorf("%s: %d pairs", basis, c.Pairs().Unknown)
		}
		_, err := rollout.CoverOver(v, q, today, today+59, rollout.EachDay)
		if found, ok := errors.AsType[*catalogue.Error](err); !ok || found.Kind != catalogue.Invalid || found.Field != "services" {
			t.Errorf("%s on sixty days: %v", basis, err)
		}
	}
}

// TestWhatIsBehindNumbersIsNotLookedForWithoutEnd looks through all pairs for one that is
// not there, again and again.
func TestWhatIsBehindNumbersIsNotLookedForWithoutEnd(t *testing.T) {
	const many = 800
	w := &world{}
	for range many {
		w.add(&catalogue.Service{})
		w.add(&catalogue.Authority{})
	}
	c := must(rollout.Cover(view.New(w.snapshot(t), today), rollout.CoverageQuery{Basis: rollout.BasisGiven, GroupBy: []rollout.Dimension{rollout.ByLevel}}))
	for i := range rollout.MostLooksBehind/(many*many) + 1 {
		_, err := c.Pairs().List(rollout.Covered, nil, nil)
		if left := (i + 1) * many * many; (left > rollout.MostLooksBehind) != (catalogue.KindOf(err) == catalogue.Invalid) {
			t.Fatalf("after %d pairs: %v", left, err)
		}
	}
	// Who is behind the numbers is known from the counting, also by group.
	for _, of := range []rollout.Figures{c.Figures, c.Groups[0].Figures} {
		if ids := must(of.Strict().IDs(rollout.Unknown)); len(ids) != many {
			t.Errorf("%d authorities, want %d", len(ids), many)
		}
	}
}

func TestAnAnswerStopsWhenItsTimeIsOver(t *testing.T) {
	s := (&world{}).snapshot(t)
	over := make(chan struct{})
	close(over)
	v := view.New(s, today)
	v.StopAt(over)
	_, err := rollout.Cover(v, rollout.CoverageQuery{})
	if catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("coverage: %v", err)
	}
	_, err = rollout.CoverOver(v, rollout.CoverageQuery{}, today, today+1, rollout.EachDay)
	if catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("series: %v", err)
	}
}
