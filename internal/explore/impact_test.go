package explore

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/view"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// impacted is a record of an impact as it is compared.
type impacted struct {
	id, from catalogue.ID
	distance int
	by       step
}

func drawImpact(t *rapid.T, p *plain) (q ImpactQuery, of catalogue.ID, isMeant func(catalogue.ID) bool) {
	of, ok := p.any(t, "of")
	if !ok {
		t.Skip("nothing to ask about")
	}
	q.Of = p.name(of)
	way := rapid.SampledFrom([]ImpactDirection{Dependents, Dependencies}).Draw(t, "direction")
	hops := rapid.IntRange(1, 5).Draw(t, "hops")
	q.Direction, q.Hops = &way, &hops
	for range rapid.SampledFrom([]int{0, 0, 3}).Draw(t, "relations") {
		if r := rapid.SampledFrom(plainRelations).Draw(t, "relation"); len(r.Dependences()) > 0 {
			q.Relations = append(q.Relations, r)
		}
	}
	q.Filter, isMeant = p.drawMeant(t)
	return q, of, isMeant
}

// impact is the naive answer: nearest first, each by the first statement from the
// record with the lowest number.
func (p *plain) impact(q ImpactQuery, of catalogue.ID) []impacted {
	next := func(id catalogue.ID) []step {
		if id != of && p.Snapshot().Record(id).Kind() == catalogue.KindAuthority {
			return nil
		}
		return p.dependences(id, q)
	}
	distances := p.distances(of, *q.Hops, next)
	var out []impacted
	for _, from := range p.ids {
		for _, s := range next(from) {
			d, known := distances[from]
			nearer := known && distances[s.to] == d+1
			if nearer && !slices.ContainsFunc(out, func(x impacted) bool { return x.id == s.to }) {
				out = append(out, impacted{s.to, from, d + 1, s})
			}
		}
	}
	slices.SortFunc(out, func(a, b impacted) int { return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.id, b.id)) })
	return out
}

func told(i Impact) (out []impacted) {
	for _, e := range i.Edges {
		out = append(out, impacted{e.by.to, e.from, e.distance, e.by})
	}
	return out
}

// everything are all pages of an answer.
func everything(t *rapid.T, p *plain, q ImpactQuery) (all []impacted, last Impact) {
	size := rapid.IntRange(1, 8).Draw(t, "page")
	q.First = &size
	for {
		i, err := ImpactOf(p.View, q, forever)
		if err != nil {
			t.Fatal(err)
		}
		all, last = append(all, told(i)...), i
		if !i.Info.HasNextPage {
			return all, last
		}
		q.After = &i.Info.EndCursor
	}
}

func TestAnImpactIsWhatDependsStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, of, isMeant := drawImpact(t, p)
		want := slices.DeleteFunc(p.impact(q, of), func(x impacted) bool { return !isMeant(x.id) })
		got, i := everything(t, p, q)
		if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(impacted{}, step{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s of %d (-want +got):\n%s", *q.Direction, of, diff)
		}
		if !i.Complete() || i.TotalCount() != len(want) || i.Of().GlobalID() != q.Of {
			t.Fatalf("%d of %d, %+v", i.TotalCount(), len(want), i.Outcome)
		}
	})
}

// The counts of an impact are those of its records, page or no page.
func TestTheCountsOfAnImpactAreThoseOfItsRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, _, _ := drawImpact(t, p)
		all, i := everything(t, p, q)
		kinds, fields, distances := map[catalogue.Kind]int{}, map[catalogue.PolicyField]int{}, map[int]int{}
		for _, x := range all {
			r := p.Snapshot().Record(x.id)
			kinds[r.Kind()]++
			distances[x.distance]++
			if s, ok := r.(*catalogue.Service); ok {
				fields[s.PolicyField]++
			}
		}
		for _, c := range i.Kinds() {
			kinds[c.Kind] -= c.Count
		}
		for _, c := range i.PolicyFields() {
			fields[c.PolicyField] -= c.Count
		}
		for _, c := range i.Distances() {
			distances[c.Distance] -= c.Count
		}
		for _, n := range slices.Concat(slices.Collect(maps.Values(kinds)), slices.Collect(maps.Values(fields)), slices.Collect(maps.Values(distances))) {
			if n != 0 {
				t.Fatalf("left over: %v, %v, %v", kinds, fields, distances)
			}
		}
	})
}

// served counts people one area after the other, whatever lies in what. It is for
// areas none of which lies in another.
func (p *plain) served(authorities []catalogue.ID) (out Served) {
	covered := map[catalogue.ID]bool{}
	for _, a := range authorities {
		out.Authorities++
		known := false
		gap := false
		for _, e := range p.edges {
			if e.Relation != catalogue.Covers || e.From != a {
				continue
			}
			people := p.Snapshot().Record(e.To).(*catalogue.Area).Population
			known, gap = true, gap || people == 0
			if !covered[e.To] {
				out.People += people
			}
			covered[e.To] = true
		}
		if !known || gap {
			out.Unknown++
		}
	}
	return out
}

// Everybody in the areas of the authorities is counted once.
func TestPeopleServedAreCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		for _, e := range p.edges {
			if e.Relation == catalogue.PartOf && p.Snapshot().Record(e.From).Kind() == catalogue.KindArea {
				return // what lies in what is a matter of territory
			}
		}
		q, _, _ := drawImpact(t, p)
		all, i := everything(t, p, q)
		var authorities []catalogue.ID
		for _, x := range all {
			if p.Snapshot().Record(x.id).Kind() == catalogue.KindAuthority {
				authorities = append(authorities, x.id)
			}
		}
		if diff := gocmp.Diff(p.served(authorities), i.Population()); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// Within whatever budget: what is listed depends by the statement that is named, at
// the distance that is named; and if it is complete, it is everything.
func TestAnImpactWithinABudgetIsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlain(t)
		q, of, isMeant := drawImpact(t, p)
		q.Budget = drawBudget(t)
		want := slices.DeleteFunc(p.impact(q, of), func(x impacted) bool { return !isMeant(x.id) })
		got, i := everything(t, p, q)
		heldTo(t, q.Budget, i.Outcome)
		if i.Complete() && len(got) != len(want) {
			t.Fatalf("complete with %d of %d", len(got), len(want))
		}
		for _, x := range got {
			if !slices.Contains(want, x) {
				t.Fatalf("%+v is not so", x)
			}
		}
	})
}

func TestAnImpactRefusesWhatItCannotAnswer(t *testing.T) {
	p := smallPlain(t)
	none, eleven, big := 0, 11, 101
	for what, c := range map[string]struct {
		q     ImpactQuery
		kind  catalogue.ErrorKind
		field string
	}{
		"no id":               {ImpactQuery{Of: "x"}, catalogue.Invalid, "of"},
		"nobody":              {ImpactQuery{Of: catalogue.GlobalID(catalogue.KindSolution, 99)}, catalogue.NotFound, "of"},
		"no step":             {ImpactQuery{Of: p.name(1), Hops: &none}, catalogue.Invalid, "hops"},
		"too far":             {ImpactQuery{Of: p.name(1), Hops: &eleven}, catalogue.Invalid, "hops"},
		"no dependence":       {ImpactQuery{Of: p.name(1), Relations: []catalogue.Relation{catalogue.Uses, catalogue.Covers}}, catalogue.Invalid, "relations"},
		"too large a page":    {ImpactQuery{Of: p.name(1), First: &big}, catalogue.Invalid, "first"},
		"no budget":           {ImpactQuery{Of: p.name(1), Budget: Budget{Edges: &none}}, catalogue.Invalid, "budget.edges"},
		"a filter beside":     {ImpactQuery{Of: p.name(1), Filter: view.RecordFilter{"kinds": []catalogue.Kind{catalogue.KindArea}, "services": map[string]any{}}}, catalogue.Invalid, "services"},
		"a statement of none": {ImpactQuery{Of: p.name(1), Where: view.EdgeFilter{"evidence": map[string]any{"in": []any{"Z"}}}}, catalogue.Invalid, "evidence"},
	} {
		_, err := ImpactOf(p.View, c.q, forever)
		refused(t, what, err, c.kind, c.field)
	}
}

func TestACursorOfAnImpactIsOfItsQuestion(t *testing.T) {
	p := smallPlain(t)
	one, two := 1, 2
	i, err := ImpactOf(p.View, ImpactQuery{Of: p.name(1), First: &one}, forever)
	if err != nil || !i.Info.HasNextPage {
		t.Fatal(i, err)
	}
	for what, q := range map[string]ImpactQuery{
		"another record":    {Of: p.name(2)},
		"another distance":  {Of: p.name(1), Hops: &two},
		"another relation":  {Of: p.name(1), Relations: []catalogue.Relation{catalogue.Uses}},
		"another filter":    {Of: p.name(1), Filter: view.RecordFilter{"kinds": []catalogue.Kind{catalogue.KindArea}}},
		"another statement": {Of: p.name(1), Where: view.EdgeFilter{"status": map[string]any{"in": []any{"LIVE"}}}},
	} {
		q.After = &i.Info.EndCursor
		_, err := ImpactOf(p.View, q, forever)
		refused(t, what, err, catalogue.Invalid, "after")
	}
}
