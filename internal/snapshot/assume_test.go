package snapshot

import (
	"fmt"
	"testing"

	"fundus/internal/catalogue"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What is assumed is what a commit would make, error for error, and neither the
// catalogue nor another assumption has anything of it.
func TestAnAssumptionIsWhatACommitWouldMake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := Empty(), newWorld()
		for range rapid.IntRange(0, 3).Draw(t, "commits") {
			c, err := s.Plan(accepted(s, drawChanges(t, w)))
			must(t, err)
			s, err = s.Apply(c)
			must(t, err)
			w = w.after(c)
		}
		for i := range 3 {
			changes := drawChanges(t, w)
			assumed, err := s.Assume(changes, asPlanned, never)
			c, refused := s.Plan(changes)
			if fmt.Sprint(err) != fmt.Sprint(refused) {
				t.Fatalf("assuming says %v, committing %v", err, refused)
			}
			if err != nil {
				continue
			}
			would := w.after(c)
			if would.revision, would.at = w.revision, w.at; len(c.Records) == 0 && len(c.Edges) == 0 {
				would = w
			}
			agreesLike(t, fmt.Sprint("assumption ", i), would, assumed)
			if diff := cmp.Diff(foundIn(would.build(t)), foundIn(assumed)); diff != "" {
				t.Fatalf("found (-want +got)\n%s", diff)
			}
			w.agrees(t, "the catalogue itself", s)
		}
	})
}

// agreesLike compares with records that say the same: those of two plans are two.
func agreesLike(t failer, what string, w *world, s *Snapshot) {
	t.Helper()
	for id, r := range w.records {
		if got := s.Record(id); got == nil || !same(got, r) || got.Base().Revision != r.Base().Revision {
			t.Fatalf("%s: record %d is %v, want %v", what, id, got, r)
		}
		w.records[id] = s.Record(id)
	}
	w.agrees(t, what, s)
}

// An assumption takes nothing from the next commit: lists that have room for it
// still have it, so that a hub is not copied for one statement more.
func TestAnAssumptionLeavesTheRoomBehindListsToTheNextCommit(t *testing.T) {
	s := town(t)
	if _, err := s.Assume([]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: called("Ort")}, Seen: catalogue.AnyRevision}}, asPlanned, never); err != nil {
		t.Fatal(err)
	}
	if s.edges.taken.Load() {
		t.Error("the room is given away")
	}
}

// never is an end that does not come.
func never() bool { return false }

func asPlanned(*catalogue.Commit) error { return nil }

// Few changes can ask for much, and what anybody may assume has an end: here to look
// for a cycle along a chain of ten thousand links, again and again.
func TestAnAssumptionEndsWithItsTime(t *testing.T) {
	const links = 10_000
	chain := make([]catalogue.Change, 0, 2*links)
	place := func(i int) catalogue.Ref { return catalogue.Ref(fmt.Sprint("local:p", i)) }
	for i := range links {
		chain = append(chain, catalogue.Put{Local: fmt.Sprint("p", i), Record: &catalogue.Area{Meta: called(fmt.Sprint("Ort ", i))}})
		if i > 0 {
			chain = append(chain, catalogue.Relate{Relation: catalogue.PartOf, From: place(i), To: place(i - 1)})
		}
	}
	asked := 0
	_, err := Empty().Assume(chain, asPlanned, func() bool { asked++; return asked == 3 })
	if catalogue.KindOf(err) != catalogue.Unavailable || asked != 3 {
		t.Errorf("asked %d times whether to stop, ended with %v", asked, err)
	}
}
