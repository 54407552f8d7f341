package view

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// named is the common part of a record with a name and identifiers.
func named(name string, identifiers ...string) catalogue.Meta {
	m := catalogue.Meta{Name: catalogue.T(name)}
	for _, i := range identifiers {
		identifier, err := catalogue.ParseIdentifier(i)
		if err != nil {
			panic(err)
		}
		m.Identifiers = append(m.Identifiers, identifier)
	}
	return m
}

func put(r catalogue.Record) catalogue.Change { return catalogue.Put{Record: r} }

func identifier(scheme, value string) catalogue.Identifier {
	return catalogue.Identifier{Scheme: scheme, Value: value}
}

// A key that several services share is no name for one of them.
func TestALookupOfASharedKeySaysHowToList(t *testing.T) {
	s := planned(t,
		put(&catalogue.Service{Meta: named("Erteilung", "leika:99050012104000", "ozg:10")}),
		put(&catalogue.Service{Meta: named("Änderung", "leika:99050012104000")}),
	)
	v := New(s, drawnDay)
	if _, err := v.Lookup(catalogue.KindService, identifier("leika", "99050012104000")); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("shared key: %v", err)
	}
	if r, err := v.Lookup(catalogue.KindService, identifier("ozg", "10")); err != nil || r == nil || r.self().rec.Base().Name.String() != "Erteilung" {
		t.Errorf("key of one: %v, %v", r, err)
	}
	if r, err := v.Lookup(catalogue.KindService, identifier("ozg", "11")); r != nil || err != nil {
		t.Errorf("key of none: %v, %v", r, err)
	}
}

// A shared key is one service's where the others do not hold.
func TestALookupSeesOnlyWhatHolds(t *testing.T) {
	past := &catalogue.Service{Meta: named("früher", "leika:99050012104000")}
	past.ValidUntil = drawnDay - 1
	s := planned(t, put(past), put(&catalogue.Service{Meta: named("heute", "leika:99050012104000")}))
	for day, want := range map[catalogue.Day]bool{drawnDay: true, drawnDay - 1: false} {
		if r, err := New(s, day).Lookup(catalogue.KindService, identifier("leika", "99050012104000")); (r != nil) != want || (err == nil) != want {
			t.Errorf("day %d: %v, %v", day, r, err)
		}
	}
}

// Publishers pad regional keys with zeros; the longest key that is known is meant.
func TestAPaddedRegionalKeyIsFound(t *testing.T) {
	s := planned(t,
		put(&catalogue.Area{Meta: named("Region Hannover", "ars:03241")}),
		put(&catalogue.Area{Meta: named("Braunschweig, Kreis", "ars:03101")}),
		put(&catalogue.Area{Meta: named("Braunschweig, Stadt", "ars:031010000000")}),
		put(&catalogue.Area{Meta: named("Niedersachsen", "ars:03")}),
	)
	v := New(s, drawnDay)
	for key, want := range map[string]string{
		"032410000000": "Region Hannover", "03241": "Region Hannover", "031010000000": "Braunschweig, Stadt",
		"031010000": "Braunschweig, Kreis", "030000000000": "Niedersachsen", "03000": "Niedersachsen", "032410001001": "", "040000000000": "",
	} {
		got := ""
		r, err := v.Lookup(catalogue.KindArea, identifier("ars", key))
		if err != nil {
			t.Errorf("%s: %v", key, err)
		}
		if r != nil {
			got = r.self().rec.Base().Name.String()
		}
		set, err := v.Matching(catalogue.KindArea, Filter{"identifier": map[string]any{"scheme": "ars", "in": []string{key}}})
		if got != want || err != nil || set.Count() > 1 || (set.Count() == 1) != (want != "") {
			t.Errorf("%s is %q, filter finds %d, %v; want %q", key, got, set.Count(), err, want)
		}
	}
}

func TestFindAllKeepsPlacesAndIsBounded(t *testing.T) {
	s := planned(t, put(&catalogue.Area{Meta: named("Region Hannover")}))
	v, id := New(s, drawnDay), catalogue.GlobalID(catalogue.KindArea, 1)
	got, err := v.FindAll([]string{catalogue.GlobalID(catalogue.KindArea, 2), id, catalogue.GlobalEdgeID(1), catalogue.GlobalID(catalogue.KindService, 1), "x"})
	if err != nil || len(got) != 5 || got[4] != nil || got[0] != nil || got[1] == nil || got[2] != nil || got[3] != nil {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := v.FindAll(slices.Repeat([]string{id}, MaxPage+1)); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("%v", err)
	}
}

// Two sources may state the same; each finds its own statement again.
func TestAStatementIsFoundByItsWholeKey(t *testing.T) {
	uses := catalogue.Relate{Relation: catalogue.Uses, From: "local:a", To: "local:s"}
	changes := []catalogue.Change{
		catalogue.Put{Local: "a", Record: &catalogue.Authority{Meta: named("Amt", "name:a")}},
		catalogue.Put{Local: "s", Record: &catalogue.Solution{Meta: named("Software", "name:s")}},
	}
	for _, source := range []catalogue.Ref{"local:x", "local:y", ""} {
		if source != "" {
			changes = append(changes, catalogue.Put{Local: string(source[6:]), Record: &catalogue.Source{Meta: named(string(source), "name:"+string(source[6:]))}})
		}
		c := uses
		c.Source, c.ValidFrom = source, drawnDay
		changes = append(changes, c)
	}
	v := New(planned(t, changes...), drawnDay)
	for source, want := range map[catalogue.Ref]catalogue.EdgeID{"name:x": 1, "name:y": 2, "": 3} {
		c := catalogue.Relate{Relation: catalogue.Uses, From: "authority/name:a", To: "name:s", Source: source}
		c.ValidFrom = drawnDay
		if got, ok := v.Stated(c); !ok || got.edge.ID != want {
			t.Errorf("by %q: %+v, %v, want %d", source, got.edge, ok, want)
		}
		c.ValidFrom = 0
		if got, ok := v.Stated(c); ok {
			t.Errorf("by %q since ever: %+v", source, got.edge)
		}
	}
	if got, ok := v.Stated(catalogue.Relate{ID: 2}); !ok || got.edge.ID != 2 {
		t.Errorf("by its id: %+v, %v", got.edge, ok)
	}
}

func TestCodeListsAreNamed(t *testing.T) {
	all, err := CodeLists(nil)
	if err != nil || len(all) != len(catalogue.CodeLists()) {
		t.Errorf("%d lists, %v", len(all), err)
	}
	if some, err := CodeLists([]string{all[1].Name}); err != nil || len(some) != 1 || len(some[0].Codes()) == 0 {
		t.Errorf("%v, %v", some, err)
	}
	if _, err := CodeLists([]string{"Farbe"}); catalogue.KindOf(err) != catalogue.NotFound {
		t.Errorf("%v", err)
	}
}

// hubOf is a solution that carries so many offers.
func hubOf(t testing.TB, offers int) *snapshot.Snapshot {
	changes := []catalogue.Change{
		catalogue.Put{Local: "hub", Record: &catalogue.Solution{Meta: named("Nabe")}},
		catalogue.Put{Local: "a", Record: &catalogue.Authority{Meta: named("Amt")}},
	}
	past := &catalogue.Service{Meta: named("früher")} // so that something is hidden
	past.ValidUntil = drawnDay - 1
	changes = append(changes, catalogue.Put{Local: "0", Record: past})
	for i := range offers {
		name := fmt.Sprint(i)
		if i > 0 {
			changes = append(changes, catalogue.Put{Local: name, Record: &catalogue.Service{Meta: named(name)}})
		}
		offer := catalogue.Relate{Relation: catalogue.Offers, From: "local:a", To: catalogue.RefToLocal(name), Via: "local:hub"}
		offer.Status = "LIVE"
		changes = append(changes, offer)
	}
	return planned(t, changes...)
}

// What a page or a count allocates does not grow with the statements it visits.
func TestVisitingAStatementAllocatesNothing(t *testing.T) {
	small, large := hubOf(t, 200), hubOf(t, 3000)
	last := 20
	where := EdgeFilter{"status": in("LIVE"), "validFrom": map[string]any{}}
	nothing := EdgeFilter{"status": in("LIVE"), "evidence": in("A"), "illustrative": true}
	for name, ask := range map[string]func(*View, Solution) int{
		"count": func(_ *View, s Solution) int {
			return first(first(s.CarriedOffers(nil, nil, nil, nil, nil, where)).TotalCount())
		},
		"page": func(_ *View, s Solution) int {
			return len(first(s.CarriedOffers(nil, nil, &last, nil, nil, nil)).Edges)
		},
		"page of none": func(_ *View, s Solution) int {
			return len(first(s.CarriedOffers(nil, nil, nil, nil, nil, nothing)).Edges)
		},
		"relations": func(_ *View, s Solution) int {
			return first(first(s.Relations(nil, nil, nil, &last, nil, nil)).TotalCount())
		},
		"counts by role": func(_ *View, s Solution) int { return len(first(s.RelationCounts())) },
		"statements":     func(v *View, _ Solution) int { return first(first(v.Statements(Paging{}, nothing)).TotalCount()) },
		"of a relation": func(v *View, _ Solution) int {
			return first(first(v.Statements(Paging{Last: &last}, EdgeFilter{"relation": in("OFFERS", "USES"), "evidence": in("A")})).TotalCount())
		},
		"of two records": func(v *View, s Solution) int {
			ids := in(s.GlobalID(), catalogue.GlobalID(catalogue.KindSolution, 99))
			return first(first(v.Statements(Paging{}, EdgeFilter{"via": ids, "evidence": in("A")})).TotalCount())
		},
	} {
		allocations := func(s *snapshot.Snapshot) float64 {
			v := New(s, drawnDay)
			return testing.AllocsPerRun(20, func() { ask(v, v.At(1).(Solution)) })
		}
		if few, many := allocations(small), allocations(large); many > few+2 {
			t.Errorf("%s: %v allocations of 200 statements, %v of 3000", name, few, many)
		}
	}
}

// first is the answer of a question that cannot be wrong.
func first[T any](answer T, err error) T {
	if err != nil {
		panic(err)
	}
	return answer
}

// The fields of an operation run at the same time and share its view.
func TestAViewIsAskedByManyAtOnce(t *testing.T) {
	v := New(hubOf(t, 200), drawnDay)
	hub := v.At(1).(Solution)
	filter := Filter{"illustrative": false, "text": "17"}
	var wg sync.WaitGroup
	totals := make([]int, 16)
	for i := range totals {
		wg.Go(func() {
			totals[i] = first(first(hub.CarriedOffers(nil, nil, nil, nil, Filter{"text": "Amt"}, nil)).TotalCount()) +
				first(List[Service](v, catalogue.KindService, Query{Filter: filter})).TotalCount() + v.Catalogue().RelationCount()
		})
	}
	wg.Wait()
	if slices.Max(totals) != slices.Min(totals) || totals[0] == 0 {
		t.Fatalf("%v", totals)
	}
}
