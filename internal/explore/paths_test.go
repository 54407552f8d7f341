package explore

import (
	"cmp"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/view"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// asked is a drawn question about paths with its naive answer.
type asked struct {
	PathsQuery
	from, to catalogue.ID
	scope    plainScope
	all      [][]catalogue.ID // the paths without a record twice, shortest first, then by records
}

// shortest are those of the least length.
func (a asked) shortest() (out [][]catalogue.ID) {
	for _, p := range a.all {
		if len(p) == len(a.all[0]) {
			out = append(out, p)
		}
	}
	return out
}

func drawPaths(t *rapid.T, p *plain, mode PathMode) (a asked) {
	if len(p.ids) < 2 {
		t.Skip("nothing to join")
	}
	ends := rapid.SliceOfNDistinct(rapid.SampledFrom(p.ids), 2, 2, rapid.ID).Draw(t, "ends")
	a.from, a.to, a.scope = ends[0], ends[1], drawScope(t)
	most := rapid.IntRange(1, 5).Draw(t, "at most")
	var isMeant func(catalogue.ID) bool
	a.Filter, isMeant = p.drawMeant(t)
	a.From, a.To, a.Scope, a.MaxLength, a.Mode = p.name(a.from), p.name(a.to), a.scope.Scope, &most, &mode
	a.all = p.paths(a, most, isMeant)
	return a
}

// paths are all paths without a record twice, found by trying every way.
func (p *plain) paths(a asked, most int, isMeant func(catalogue.ID) bool) (out [][]catalogue.ID) {
	next := map[catalogue.ID][]catalogue.ID{}
	for _, id := range p.ids {
		for _, s := range p.steps(id, a.scope) {
			next[id] = append(next[id], s.to)
		}
		next[id] = slices.Compact(slices.Sorted(slices.Values(next[id])))
	}
	var walk func(path []catalogue.ID)
	walk = func(path []catalogue.ID) {
		at := path[len(path)-1]
		if at == a.to {
			out = append(out, slices.Clone(path))
			return
		}
		if len(path) > most || at != a.from && !isMeant(at) {
			return
		}
		for _, id := range next[at] {
			if !slices.Contains(path, id) {
				walk(append(path, id))
			}
		}
	}
	walk([]catalogue.ID{a.from})
	slices.SortFunc(out, func(a, b []catalogue.ID) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	return out
}

func answered(t *rapid.T, p *plain, q PathsQuery) Paths {
	t.Helper()
	got, err := PathsBetween(p.View, q, forever)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// records are the paths of an answer as their records.
func (p Paths) records() (out [][]catalogue.ID) {
	for _, path := range p.paths {
		ids := []catalogue.ID{path.from}
		for _, s := range path.Steps {
			ids = append(ids, s.to)
		}
		out = append(out, ids)
	}
	return out
}

func samePaths(t *rapid.T, a asked, want, got [][]catalogue.ID) {
	t.Helper()
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("from %d to %d (-want +got):\n%s", a.from, a.to, diff)
	}
}

func TestTheShortestPathIsOneOfTheShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		a := drawPaths(t, p, Shortest)
		got := answered(t, p, a.PathsQuery)
		length, found := got.Length()
		if !got.Complete() || got.HasMore() || found != (len(a.all) > 0) || len(got.Paths()) > 1 {
			t.Fatalf("%+v, %d paths of %v", got.Outcome, len(got.Paths()), a.all)
		}
		if found && (length != len(a.all[0])-1 || !slices.ContainsFunc(a.shortest(), func(p []catalogue.ID) bool { return slices.Equal(p, got.records()[0]) })) {
			t.Fatalf("%v is none of %v", got.records(), a.shortest())
		}
	})
}

func TestAllShortestPathsAreThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		a := drawPaths(t, p, AllShortest)
		first := rapid.IntRange(1, 8).Draw(t, "first")
		a.First = &first
		got, want := answered(t, p, a.PathsQuery), a.shortest()
		samePaths(t, a, want[:min(first, len(want))], got.records())
		if !got.Complete() || got.HasMore() != (len(want) > first) {
			t.Fatalf("%+v, more: %v, first %d of %d", got.Outcome, got.HasMore(), first, len(want))
		}
	})
}

func TestAllSimplePathsAreThereTheShortestFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		a := drawPaths(t, p, AllSimple)
		first := rapid.IntRange(1, 30).Draw(t, "first")
		a.First = &first
		got := answered(t, p, a.PathsQuery)
		samePaths(t, a, a.all[:min(first, len(a.all))], got.records())
		if !got.Complete() || got.HasMore() != (len(a.all) > first) {
			t.Fatalf("%+v, more: %v, first %d of %d", got.Outcome, got.HasMore(), first, len(a.all))
		}
	})
}

var modes = []PathMode{Shortest, AllShortest, AllSimple}

// A step shows the statements that join its two records, by role and age.
func TestAStepHasAllStatementsThatJoinTheTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		a := drawPaths(t, p, rapid.SampledFrom(modes).Draw(t, "mode"))
		for _, path := range answered(t, p, a.PathsQuery).Paths() {
			at := path.from
			for _, s := range path.Steps {
				var want []step
				for _, x := range p.steps(at, a.scope) {
					if x.to == s.to {
						want = append(want, x)
					}
				}
				if diff := gocmp.Diff(want[:min(len(want), mostStatements)], s.some, gocmp.AllowUnexported(step{})); diff != "" || s.StatementCount != len(want) {
					t.Fatalf("from %d to %d: %d (-want +got):\n%s", at, s.to, s.StatementCount, diff)
				}
				if len(s.Statements()) != len(s.some) || s.To().GlobalID() != p.name(s.to) {
					t.Fatalf("%d of %d statements can be seen", len(s.Statements()), len(s.some))
				}
				at = s.to
			}
			if len(path.Nodes()) != path.Length()+1 {
				t.Fatalf("%d records, %d steps", len(path.Nodes()), path.Length())
			}
		}
	})
}

// Within whatever budget: what is said to be a path is one, what is said to be the
// least length is, each step has a statement; and what is complete is everything.
func TestPathsWithinABudgetAreTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		mode := rapid.SampledFrom(modes).Draw(t, "mode")
		a := drawPaths(t, p, mode)
		hundred := 100
		a.Budget, a.First = drawBudget(t), &hundred
		got := answered(t, p, a.PathsQuery)
		heldTo(t, a.Budget, got.Outcome)
		if length, ok := got.Length(); ok && length != len(a.all[0])-1 {
			t.Fatalf("length %d, not %d", length, len(a.all[0])-1)
		}
		want := map[PathMode][][]catalogue.ID{Shortest: a.all[:min(1, len(a.all))], AllShortest: a.shortest(), AllSimple: a.all}[mode]
		if got.Complete() && len(got.Paths()) != min(len(want), hundred) {
			t.Fatalf("complete with %d of %d", len(got.Paths()), len(want))
		}
		for i, records := range got.records() {
			if !slices.ContainsFunc(a.all, func(p []catalogue.ID) bool { return slices.Equal(p, records) }) {
				t.Fatalf("%v is no path", records)
			}
			for _, s := range got.Paths()[i].Steps {
				if len(s.Statements()) == 0 || s.StatementCount < len(s.some) {
					t.Fatalf("%d statements of %d", len(s.Statements()), s.StatementCount)
				}
			}
		}
	})
}

// Asked again the answer is the same, and asked from the other end against the
// direction it is as long.
func TestAPathHasTwoEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		a := drawPaths(t, p, Shortest)
		there := answered(t, p, a.PathsQuery)
		samePaths(t, a, there.records(), answered(t, p, a.PathsQuery).records())
		a.From, a.To, a.Scope = a.To, a.From, a.Scope.against()
		back := answered(t, p, a.PathsQuery)
		one, found := there.Length()
		other, foundToo := back.Length()
		if one != other || found != foundToo {
			t.Fatalf("%d there and %d back", one, other)
		}
	})
}

func TestPathsRefuseWhatTheyCannotAnswer(t *testing.T) {
	p := smallPlain(t)
	none, big := 0, 101
	from, to := p.name(1), p.name(2)
	for what, c := range map[string]struct {
		q     PathsQuery
		kind  catalogue.ErrorKind
		field string
	}{
		"from nobody":   {PathsQuery{From: catalogue.GlobalID(catalogue.KindSolution, 99), To: to}, catalogue.NotFound, "from"},
		"to no id":      {PathsQuery{From: from, To: "x"}, catalogue.Invalid, "to"},
		"to itself":     {PathsQuery{From: from, To: from}, catalogue.Invalid, "to"},
		"of no length":  {PathsQuery{From: from, To: to, MaxLength: &none}, catalogue.Invalid, "maxLength"},
		"too long":      {PathsQuery{From: from, To: to, MaxLength: &big}, catalogue.Invalid, "maxLength"},
		"none at all":   {PathsQuery{From: from, To: to, First: &none}, catalogue.Invalid, "first"},
		"too many":      {PathsQuery{From: from, To: to, First: &big}, catalogue.Invalid, "first"},
		"no time":       {PathsQuery{From: from, To: to, Budget: Budget{Milliseconds: &none}}, catalogue.Invalid, "budget.milliseconds"},
		"a bad filter":  {PathsQuery{From: from, To: to, Filter: view.RecordFilter{"kinds": []string{"X"}}}, catalogue.Invalid, "kinds"},
		"a bad wording": {PathsQuery{From: from, To: to, Scope: Scope{Where: view.EdgeFilter{"status": map[string]any{"in": []any{"Z"}}}}}, catalogue.Invalid, "status"},
	} {
		_, err := PathsBetween(p.View, c.q, forever)
		refused(t, what, err, c.kind, c.field)
	}
}

// Whose time is over has found nothing, or what is true.
func TestWalksEndWhenTheirTimeIsOver(t *testing.T) {
	p := smallPlain(t)
	paths, err := PathsBetween(p.View, PathsQuery{From: p.name(2), To: p.name(3)}, atOnce)
	impact, err2 := ImpactOf(p.View, ImpactQuery{Of: p.name(1)}, atOnce)
	common, err3 := CommonTo(p.View, CommonQuery{Of: []string{p.name(2), p.name(3)}}, atOnce)
	if err != nil || err2 != nil || err3 != nil {
		t.Fatal(err, err2, err3)
	}
	for _, answer := range []Traversal{paths, impact, common} {
		if reason, _ := answer.StoppedBecause(); answer.Complete() || reason != StoppedByTime {
			t.Errorf("%T: %s", answer, reason)
		}
	}
	if !p.Hurried() {
		t.Error("the view does not know")
	}
}
