package view

import (
	"testing"

	"fundus/internal/catalogue"
)

// A view counts a hub's statements once, however often it is asked, and not at
// all where its day hides nothing. What it has not counted in time it never does.
func TestAHubIsCountedOnce(t *testing.T) {
	s := hubOf(t, 3*breath)
	done := make(chan struct{})
	v := New(s, drawnDay)
	v.StopAt(done)
	hub := v.At(1).(Solution)
	offers := first(hub.CarriedOffers(nil, nil, nil, nil, nil, nil))
	filtered := first(hub.CarriedOffers(nil, nil, nil, nil, nil, EdgeFilter{"status": in("LIVE")}))
	fresh := first(hub.CarriedOffers(nil, nil, nil, nil, nil, EdgeFilter{"status": in("PLANNED")}))
	count := func() [3]int {
		return [3]int{first(offers.TotalCount()), first(filtered.TotalCount()), first(hub.RelationCounts())[0].Count}
	}
	want := [3]int{3*breath - 1, 3*breath - 1, 3*breath - 1}
	if got := count(); got != want || len(v.counts.known) != 2 {
		t.Fatalf("%v, want %v; %d counts are kept, want 2", got, want, len(v.counts.known))
	}
	close(done)
	if got := count(); got != want {
		t.Errorf("kept: %v, want %v", got, want)
	}
	if _, err := fresh.TotalCount(); catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("counted out of time: %v", err)
	}
	before := New(s, drawnDay-1)
	if n := first(first(before.At(1).(Solution).CarriedOffers(nil, nil, nil, nil, nil, nil)).TotalCount()); n != 3*breath || before.counts.known != nil {
		t.Errorf("%d where nothing is hidden, want %d, of a list that is not walked", n, 3*breath)
	}
}

// A walk along a hub's statements ends when the time of its view does.
func TestAWalkEndsWithItsView(t *testing.T) {
	done := make(chan struct{})
	v := New(hubOf(t, 3*breath), drawnDay)
	v.StopAt(done)
	visited := 0
	list := edgeList{v, posted(v.snap.Edges(1, linkSolutionCarriedOffers.Role)), func(catalogue.EdgeID) bool {
		if visited++; visited == breath/2 {
			close(done)
		}
		return true
	}}
	if _, err := list.count(); catalogue.KindOf(err) != catalogue.Unavailable || visited >= breath {
		t.Errorf("%d statements visited, error %v", visited, err)
	}
}
