package snapshot

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// cleared is the world without what is too secret, here or in the newest world.
func (w *world) cleared(c catalogue.Visibility, newest *world) *world {
	out := w.after(&catalogue.Commit{Revision: w.revision})
	out.at = w.at
	for _, in := range []*world{w, newest} {
		for id, r := range in.records {
			if in.hides(c, r) {
				delete(out.records, id)
			}
		}
		for id, x := range in.edges {
			if x.Visibility != "" && x.Visibility.Above(c) {
				delete(out.edges, id)
			}
			for _, end := range []catalogue.ID{x.From, x.To, x.Via, x.Area} {
				if end != 0 && in.hides(c, in.records[end]) {
					delete(out.edges, id)
				}
			}
		}
	}
	return out
}

// hides says whether a record is too secret, or lies in a case that is.
func (w *world) hides(c catalogue.Visibility, r catalogue.Record) bool {
	if catalogue.VisibilityOf(r).Above(c) {
		return true
	}
	for _, x := range w.edges {
		if x.Relation == catalogue.FiledIn && x.From == r.Base().ID && catalogue.VisibilityOf(w.records[x.To]).Above(c) {
			return true
		}
	}
	return false
}

// drawFiled makes a case with something that lies in it.
func drawFiled(t *rapid.T) []catalogue.Change {
	k := &catalogue.Case{Meta: catalogue.Meta{Name: catalogue.T("Akte"), Visibility: drawVisibility(t)}, Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft}
	of := &catalogue.Option{Meta: catalogue.Meta{Name: catalogue.T("Zoll"), Visibility: drawVisibility(t)}, OptionKind: catalogue.OptionBuild}
	return []catalogue.Change{
		catalogue.Put{Record: k, Local: "k"}, catalogue.Put{Record: of, Local: "o"},
		catalogue.Relate{Relation: catalogue.FiledIn, From: "local:o", To: "local:k", EdgeFacts: catalogue.EdgeFacts{Visibility: drawVisibility(t)}},
	}
}

// For every clearance, at every revision ever made, and in whatever order they are asked
// for, a cleared catalogue is the one in which what is hidden never was.
func TestAClearedCatalogueIsOneWithoutWhatIsHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads, worlds := []*Snapshot{Empty()}, []*world{newWorld()}
		for i := range rapid.IntRange(1, 6).Draw(t, "commits") {
			changes := drawChanges(t, worlds[i])
			if rapid.Bool().Draw(t, "filed") {
				changes = append(changes, drawFiled(t)...)
			}
			commit, err := heads[i].Plan(accepted(heads[i], changes))
			must(t, err)
			commit.Time = time.Unix(int64(commit.Revision), 0).UTC()
			next, err := heads[i].Apply(commit)
			must(t, err)
			heads, worlds = append(heads, next), append(worlds, worlds[i].after(commit))
		}
		for range 8 {
			newest := rapid.IntRange(0, len(heads)-1).Draw(t, "newest")
			at := rapid.IntRange(0, newest).Draw(t, "at")
			c := rapid.SampledFrom([]catalogue.Visibility{catalogue.Public, catalogue.Internal, catalogue.Confidential}).Draw(t, "clearance")
			got, err := heads[at].Cleared(c, heads[newest])
			must(t, err)
			want := worlds[at].cleared(c, worlds[newest])
			what := fmt.Sprintf("revision %d of %d for %s", at, newest, c)
			want.agrees(t, what, got)
			if diff := cmp.Diff(foundIn(want.build(t)), foundIn(got)); diff != "" {
				t.Fatalf("%s: search (-want +got)\n%s", what, diff)
			}
			worlds[at].agrees(t, what+", of which it is made", heads[at])
		}
	})
}

// Who sees all is asked of the catalogue itself, and so is everybody where nothing is
// hidden.
func TestWhoSeesAllSeesTheCatalogueItself(t *testing.T) {
	secret := &catalogue.Commit{Revision: 1, Records: []catalogue.RecordVersion{{ID: 1, Kind: catalogue.KindArea, Record: &catalogue.Area{Meta: catalogue.Meta{ID: 1, Visibility: catalogue.Internal}}}}}
	s, err := Empty().Apply(secret)
	must(t, err)
	for c, same := range map[catalogue.Visibility]bool{catalogue.Public: false, catalogue.Internal: true, catalogue.Confidential: true} {
		if got, err := s.Cleared(c, s); err != nil || (got == s) != same {
			t.Errorf("for %s it is the same: %v (%v)", c, got == s, err)
		}
	}
}

// However many ask at once, a catalogue is cleared once.
func TestACatalogueIsClearedOnce(t *testing.T) {
	s, err := Empty().Apply(&catalogue.Commit{Revision: 1, Records: []catalogue.RecordVersion{{ID: 1, Kind: catalogue.KindArea, Record: &catalogue.Area{Meta: catalogue.Meta{ID: 1, Visibility: catalogue.Internal}}}}})
	must(t, err)
	var asked sync.WaitGroup
	var found [8]*Snapshot
	for i := range found {
		asked.Go(func() { found[i], _ = s.Cleared(catalogue.Public, s) })
	}
	asked.Wait()
	for _, f := range found {
		if f == nil || f != found[0] {
			t.Error("two were made, or none")
		}
	}
}

// Whoever imports a register again does not publish what was made secret in it.
func TestASecretIsLiftedByNameOnly(t *testing.T) {
	s := Empty()
	commit := func(changes ...catalogue.Change) {
		c, err := s.Plan(changes)
		must(t, err)
		s, err = s.Apply(c)
		must(t, err)
	}
	area := func(n int, v catalogue.Visibility) catalogue.Put {
		return catalogue.Put{Record: &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T("Ort"), Identifiers: []catalogue.Identifier{drawnIdentifier(catalogue.SchemeName, n)}, Visibility: v}}, Seen: catalogue.AnyRevision}
	}
	part := func(v catalogue.Visibility) catalogue.Relate {
		return catalogue.Relate{Relation: catalogue.PartOf, From: "name:n1", To: "name:n2", Seen: catalogue.AnyRevision, EdgeFacts: catalogue.EdgeFacts{Visibility: v}}
	}
	says := func() []catalogue.Visibility {
		x, _ := s.Edge(1)
		return []catalogue.Visibility{s.Record(1).Base().Visibility, x.Visibility}
	}
	commit(area(1, catalogue.Confidential), area(2, ""), part(catalogue.Internal))
	commit(area(1, ""), part(""))
	if got := says(); !slices.Equal(got, []catalogue.Visibility{catalogue.Confidential, catalogue.Internal}) {
		t.Errorf("imported again they are %v", got)
	}
	restated := part("")
	restated.ID = 1
	commit(restated, area(1, catalogue.Public))
	if got := says(); !slices.Equal(got, []catalogue.Visibility{catalogue.Public, catalogue.Internal}) {
		t.Errorf("said otherwise they are %v", got)
	}
}
