package view

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// told is a world as its fields say it: by global id, then by field.
func (w *world) told() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, r := range w.records {
		out[catalogue.GlobalID(r.Kind(), r.Base().ID)] = laid(nil, told(catalogue.CompareRecords(nil, r), w.snap.Record))
	}
	for i := range w.edges {
		out[catalogue.GlobalEdgeID(w.edges[i].ID)] = laid(nil, told(catalogue.CompareEdges(nil, &w.edges[i]), w.snap.Record))
	}
	return out
}

// laid is what fields say after changes.
func laid(on map[string]string, changes []FieldChange) map[string]string {
	out := map[string]string{}
	maps.Copy(out, on)
	for _, c := range changes {
		if delete(out, c.Field); c.New != nil {
			out[c.Field] = string(c.New)
		}
	}
	return out
}

// apply makes what one world says what another says, by their difference.
func apply(state map[string]map[string]string, entries []DiffEntry) {
	for _, e := range entries {
		switch e.Change() {
		case "ADDED", "CHANGED":
			state[e.GlobalID()] = laid(state[e.GlobalID()], e.Fields())
		default:
			delete(state, e.GlobalID())
		}
	}
}

// entries are all entries of a difference, read in small pages.
func entries(t *rapid.T, from, to *View, q DiffQuery) (out []DiffEntry) {
	t.Helper()
	three := 3
	q.First = &three
	for {
		d, err := Differences(from, to, q)
		must(t, err)
		out = append(out, d.Nodes()...)
		if !d.Info.HasNextPage {
			if d.TotalCount() != len(out) {
				t.Fatalf("%d entries on the pages, counted as %d", len(out), d.TotalCount())
			}
			return out
		}
		q.After = &d.Info.EndCursor
	}
}

// rebuilt is the same catalogue without anything in common with it in memory.
func rebuilt(t *rapid.T, s *snapshot.Snapshot) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder()
	must(t, b.Given(s.MaxRecord(), s.MaxEdge()))
	for id := range s.MaxRecord() + 1 {
		if r := s.Record(id); r != nil {
			must(t, b.Record(r.Clone()))
		}
	}
	for id := range s.MaxEdge() + 1 {
		if x, ok := s.Edge(id); ok {
			must(t, b.Edges([]catalogue.Edge{x}))
		}
	}
	out, err := b.Build(s.Revision(), time.Time{})
	must(t, err)
	return out
}

// drawMoments are catalogues of one log: grown, shrunk, loaded anew and assumed.
func drawMoments(t *rapid.T) []*snapshot.Snapshot {
	first := grown(t, snapshot.Empty(), 0, rapid.IntRange(0, 40).Draw(t, "statements"))
	second := grown(t, first, 6, 8)
	var removals []catalogue.Change
	for id := range second.MaxRecord() + 1 {
		if r := second.Record(id); r != nil && r.Kind() != catalogue.KindSource && id%9 == 4 {
			removals = append(removals, catalogue.Remove{Target: catalogue.Ref("id:" + catalogue.GlobalID(r.Kind(), id)), Cascade: true, Seen: catalogue.AnyRevision})
		}
	}
	c, err := second.Plan(removals)
	must(t, err)
	third, err := second.Apply(c)
	must(t, err)
	var assumptions []catalogue.Change
	for range 5 {
		if c, ok := drawRelate(t); ok {
			assumptions = append(assumptions, c)
		}
	}
	assumed, err := second.Assume(append(assumptions, catalogue.Put{Record: drawRecord(t, 0), Seen: catalogue.AnyRevision}), func(*catalogue.Commit) error { return nil }, func() bool { return false })
	must(t, err)
	return []*snapshot.Snapshot{snapshot.Empty(), first, second, third, assumed, rebuilt(t, first), rebuilt(t, third)}
}

func drawMoment(t *rapid.T, among []*snapshot.Snapshot) *world {
	days := []catalogue.Day{drawnDay, drawnDay, drawnDay - 1, drawnDay + 1, 1}
	return newWorld(rapid.SampledFrom(among).Draw(t, "moment"), rapid.SampledFrom(days).Draw(t, "day"))
}

// Whatever two moments are compared, in revision, in day, or under an assumption,
// and whether they share anything in memory or not: what is different, laid over
// the one, gives the other.
func TestADifferenceLaidOverTheOneGivesTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moments := drawMoments(t)
		for range 6 {
			from, to := drawMoment(t, moments), drawMoment(t, moments)
			got, want := from.told(), to.told()
			all := entries(t, from.View, to.View, DiffQuery{})
			apply(got, all)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("from revision %d on %s to %d on %s (-want +got):\n%s", from.snap.Revision(), from.day, to.snap.Revision(), to.day, diff)
			}
			for _, e := range all {
				if restated := statedAnew(from, to, e); e.Before() != nil && e.After() == nil && edgeOf(e.Before()) != nil && restated != (e.Change() == "REPLACED") {
					t.Fatalf("%s %s, stated anew: %v", e.Change(), e.Name(), restated)
				}
				if (e.Change() == "REPLACED") != (e.ReplacedBy() != nil) || e.Change() == "CHANGED" && len(e.Fields()) == 0 {
					t.Fatalf("%s %s: by %v, fields %v", e.Change(), e.Name(), e.ReplacedBy(), e.Fields())
				}
			}
		}
	})
}

// statedAnew says whether a world has a statement of the same relation of the same
// two records that another had not.
func statedAnew(from, to *world, e DiffEntry) bool {
	old := edgeOf(e.Before())
	return old != nil && slices.ContainsFunc(to.edges, func(x catalogue.Edge) bool {
		known := slices.ContainsFunc(from.edges, func(y catalogue.Edge) bool { return y.ID == x.ID })
		return !known && x.Relation == old.Relation && x.From == old.From && x.To == old.To
	})
}

// A part of a difference is what the whole says of that part.
func TestAPartOfADifferenceIsAPartOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moments := drawMoments(t)
		from, to := drawMoment(t, moments), drawMoment(t, moments)
		id := catalogue.ID(rapid.IntRange(1, drawnRecords).Draw(t, "around"))
		r := from.snap.Record(id)
		if r == nil {
			r = to.snap.Record(id)
		}
		if r == nil {
			return
		}
		around := catalogue.GlobalID(r.Kind(), id)
		near := neighbourhood(id, from.snap, to.snap)
		all := entries(t, from.View, to.View, DiffQuery{})
		wantParts(t, "around", all, entries(t, from.View, to.View, DiffQuery{Around: around}), func(e DiffEntry) bool {
			return slices.Contains(near, e.GlobalID())
		})
		f := DiffFilter{Relations: []catalogue.Relation{catalogue.Offers}, Changes: []string{"ADDED", "REPLACED"}}
		wantParts(t, "offers", all, entries(t, from.View, to.View, DiffQuery{Filter: f}), func(e DiffEntry) bool {
			relation, _ := e.Relation()
			return relation == catalogue.Offers && slices.Contains(f.Changes, e.Change())
		})
		f = DiffFilter{Kinds: []catalogue.Kind{catalogue.KindService}}
		wantParts(t, "services", all, entries(t, from.View, to.View, DiffQuery{Filter: f}), func(e DiffEntry) bool {
			kind, ok := e.Kind()
			return ok && kind == catalogue.KindService
		})
	})
}

func wantParts(t *rapid.T, what string, all, got []DiffEntry, meant func(DiffEntry) bool) {
	t.Helper()
	spell := func(in []DiffEntry) (out []string) {
		for _, e := range in {
			out = append(out, e.Change()+" "+e.GlobalID())
		}
		return out
	}
	want := slices.DeleteFunc(slices.Clone(all), func(e DiffEntry) bool { return !meant(e) })
	if diff := cmp.Diff(spell(want), spell(got)); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// neighbourhood is a record, its statements and the records at their other ends, in
// any of some catalogues.
func neighbourhood(of catalogue.ID, in ...*snapshot.Snapshot) (out []string) {
	name := func(id catalogue.ID) {
		for _, s := range in {
			if r := s.Record(id); r != nil {
				out = append(out, catalogue.GlobalID(r.Kind(), id))
			}
		}
	}
	name(of)
	for _, s := range in {
		for e := range s.MaxEdge() + 1 {
			x, _ := s.Edge(e)
			ends := []catalogue.ID{x.From, x.To, x.Via, x.Area}
			if !slices.Contains(ends, of) {
				continue
			}
			out = append(out, catalogue.GlobalEdgeID(e))
			for _, id := range ends {
				name(id)
			}
		}
	}
	return out
}

// A record that does not hold any more and that another succeeds is replaced by it;
// where nothing succeeds it, it is removed.
func TestASuccessorReplaces(t *testing.T) {
	past := func(name string) catalogue.Put {
		r := &catalogue.Area{Meta: named(name)}
		r.ValidUntil = drawnDay - 1
		return catalogue.Put{Local: name, Record: r}
	}
	heir := &catalogue.Area{Meta: named("Neustadt")}
	heir.ValidFrom = drawnDay
	s := planned(t, past("Altstadt"), past("Wüstung"), catalogue.Put{Local: "Neustadt", Record: heir},
		catalogue.Relate{Relation: catalogue.Succeeds, From: "local:Neustadt", To: "local:Altstadt"})
	d := first(Differences(New(s, drawnDay-1), New(s, drawnDay), DiffQuery{}))
	got := map[string]string{}
	for _, e := range d.Nodes() {
		got[e.Name()] = e.Change()
		if e.Change() == "REPLACED" && e.ReplacedBy().(Area).NameIn(nil) != "Neustadt" {
			t.Errorf("%s is replaced by %v", e.Name(), e.ReplacedBy())
		}
	}
	if diff := cmp.Diff(map[string]string{"Altstadt": "REPLACED", "Wüstung": "REMOVED", "Neustadt": "ADDED"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestADifferenceStopsWithItsTime(t *testing.T) {
	s := hubOf(t, 10_000)
	to := New(s, drawnDay)
	done := make(chan struct{})
	to.StopAt(done)
	close(done)
	if _, err := Differences(New(snapshot.Empty(), drawnDay), to, DiffQuery{}); catalogue.KindOf(err) != catalogue.Unavailable {
		t.Errorf("%v", err)
	}
}

// Around takes what a register calls the record too, also when it is gone.
func TestADiffAroundAnIdentifierIsThatAroundTheID(t *testing.T) {
	gone := &catalogue.Service{Meta: named("Anmeldung", "leika:99050012104000")}
	gone.ValidUntil = drawnDay
	s := planned(t, put(gone))
	for _, around := range []string{catalogue.GlobalID(catalogue.KindService, 1), "leika:99050012104000", "service/leika:99050012104000"} {
		d, err := Differences(New(s, drawnDay), New(s, drawnDay+1), DiffQuery{Around: around})
		if err != nil || len(d.Edges) != 1 {
			t.Errorf("%s: %d entries, %v", around, len(d.Edges), err)
		}
	}
	if _, err := Differences(New(s, drawnDay), New(s, drawnDay+1), DiffQuery{Around: "ozg:1"}); catalogue.KindOf(err) != catalogue.NotFound {
		t.Errorf("around nothing: %v", err)
	}
}
