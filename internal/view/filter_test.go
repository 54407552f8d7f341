package view

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// Whatever a filter says, it means the records that a look at each would find.
func TestAFilterMeansWhatALookAtEachRecordFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for range 6 {
			kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
			filter := drawFilter(t, w, kind, 3)
			set, err := w.Matching(kind, filter)
			must(t, err)
			if got, want := slices.Collect(set.All()), idsOf(w.of(kind, filter)); !slices.Equal(got, want) {
				t.Fatalf("%s with %s are %v, want %v", kind.Plural(), spelt(filter), got, want)
			}
		}
	})
}

func idsOf(records []catalogue.Record) []catalogue.ID {
	var out []catalogue.ID
	for _, r := range records {
		out = append(out, r.Base().ID)
	}
	return out
}

// Looking from a set and looking back from the targets find the same records.
func TestBothWaysOfFindingRelatedRecordsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		for _, link := range Links(kind) {
			set, err := w.Matching(kind, drawFilter(t, w, kind, 0))
			must(t, err)
			targets, err := w.Matching(link.To, drawFilter(t, w, link.To, 0))
			must(t, err)
			facts, err := w.edgeFilter(drawWhere(t, w, false))
			must(t, err)
			test := w.leading(link, &targets, facts)
			on, back := w.leadingOn(set, link, test), w.ledTo(set, link, targets, test)
			if !slices.Equal(slices.Collect(on.All()), slices.Collect(back.All())) {
				t.Fatalf("%s of %s: %v from here, %v from there", link.Field, kind, slices.Collect(on.All()), slices.Collect(back.All()))
			}
		}
	})
}

// What the schema does not know is an error, never an empty answer.
func TestAnUnknownFieldOrValueIsAnError(t *testing.T) {
	v := New(planned(t), drawnDay)
	for _, f := range []Filter{
		{"colour": "red"},
		{"policyField": map[string]any{"in": []any{"NO_SUCH"}}},
		{"policyField": map[string]any{"notIn": []any{"NO_SUCH"}}},
		{"id": map[string]any{"in": []string{"x"}}},
		{"id": map[string]any{"in": []string{catalogue.GlobalID(catalogue.KindArea, 1)}}},
		{"identifier": map[string]any{"scheme": "leika", "in": []string{"12"}}},
		{"identifier": map[string]any{"scheme": "LeiKa", "in": []string{"99115005104000"}}},
		{"offeredBy": map[string]any{"some": Filter{}}},
		{"offeredBy": map[string]any{}},
		{"offeredBy": map[string]any{"where": EdgeFilter{}}},
		{"maturity": map[string]any{"min": 3, "max": 2}},
		{"offeredBy": map[string]any{"any": Filter{"colour": 1}}},
		{"offeredBy": map[string]any{"where": EdgeFilter{"colour": 1}}},
		{"offeredBy": map[string]any{"where": EdgeFilter{"status": in("SOLD")}, "any": Filter{}}},
		{"not": Filter{"or": []any{Filter{"colour": 1}}}},
		{"maturity": map[string]any{"min": "high"}},
		nested(deepest + 1),
	} {
		if _, err := v.Matching(catalogue.KindService, f); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: %v", spelt(f), err)
		}
	}
	for _, f := range []EdgeFilter{{"status": in("SOLD")}, {"evidence": in("Z")}, {"relation": in("LOVES")}, {"from": in("x")}, {"source": in("x")}, {"colour": 1}, {"validFrom": map[string]any{"from": "x"}}} {
		if _, err := v.Statements(Paging{}, f); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: %v", spelt(f), err)
		}
	}
	if _, err := v.Matching(catalogue.KindService, nested(deepest)); err != nil {
		t.Errorf("nested as deep as allowed: %v", err)
	}
}

func in(codes ...any) map[string]any { return map[string]any{"in": codes} }

// nested is a filter that nests so deep.
func nested(deep int) Filter {
	f := Filter{}
	for range deep - 1 {
		f = Filter{"not": f}
	}
	return f
}

// A facet divides the list: each value counts the records of the list that have
// it, unknown those that have none; of an attribute with one value a record, all
// counts add up to the list.
func TestFacetsDivideTheList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		filter := drawFilter(t, w, kind, 1)
		c, err := List[Record](w.View, kind, Query{Filter: filter})
		must(t, err)
		list, n := w.of(kind, filter), 0
		facets, err := c.Facets(nil)
		must(t, err)
		for _, f := range facets {
			a, _ := catalogue.FindAttribute(kind, f.Attribute)
			want, unknown := map[string]int{}, 0
			for _, r := range list {
				codes := a.Codes(r, nil)
				if len(codes) == 0 {
					unknown++
				}
				for _, code := range codes {
					want[code]++
				}
			}
			if f.Unknown != unknown || len(f.Values) != len(want) {
				t.Fatalf("%s: %+v, want %v and %d unknown", a.Name, f, want, unknown)
			}
			for i, value := range f.Values {
				if value.Count != want[value.Code] || i > 0 && value.Count > f.Values[i-1].Count || value.Label(nil) == "" {
					t.Fatalf("%s: %+v, want %v, most first", a.Name, f, want)
				}
			}
			n++
		}
		for _, a := range catalogue.Attributes(kind) {
			if a.Codes != nil {
				n--
			}
		}
		if n != 0 {
			t.Fatalf("%d facets more than code attributes", n)
		}
	})
}

// Whether a typing error is forgiven does not depend on what else a filter says:
// fields joined by AND mean what they mean alone.
func TestTextInAFilterMeansTheSameBesideOtherFields(t *testing.T) {
	v := New(planned(t,
		put(&catalogue.Service{Meta: named("Gewerbe"), Focus: true}),
		put(&catalogue.Service{Meta: named("Gewrebe")}),
	), drawnDay)
	for _, f := range []Filter{{"text": "Gewrebe", "focus": true}, {"and": []map[string]any{{"text": "Gewrebe"}, {"focus": true}}}} {
		if set, err := v.Matching(catalogue.KindService, f); err != nil || !set.Empty() {
			t.Errorf("%s: %v, %v", spelt(f), slices.Collect(set.All()), err)
		}
	}
}
