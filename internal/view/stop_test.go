package view_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// A view whose time is over begins no page, no filter and no facet.
func TestAViewOutOfTimeBeginsNothing(t *testing.T) {
	plan, err := snapshot.Empty().Plan([]catalogue.Change{
		catalogue.Put{Record: &catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("Dienst")}}, Seen: catalogue.AnyRevision},
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Empty().Apply(plan)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	v := view.New(s, 1)
	v.StopAt(done)
	begun, err := view.List[view.Service](v, catalogue.KindService, view.Query{})
	if err != nil || len(begun.Edges) != 1 {
		t.Fatalf("%d services and error %v in time", len(begun.Edges), err)
	}
	close(done)
	for what, ask := range map[string]func() error{
		"a list":     func() error { _, err := view.List[view.Service](v, catalogue.KindService, view.Query{}); return err },
		"a filter":   func() error { _, err := v.Matching(catalogue.KindService, view.Filter{"text": "Dienst"}); return err },
		"facets":     func() error { _, err := begun.Facets(nil); return err },
		"a search":   func() error { _, err := v.Search("Dienst", nil, view.Paging{}); return err },
		"statements": func() error { _, err := v.Statements(view.Paging{}, nil); return err },
	} {
		if err := ask(); catalogue.KindOf(err) != catalogue.Unavailable {
			t.Errorf("%s: %v, want UNAVAILABLE", what, err)
		}
	}
}
