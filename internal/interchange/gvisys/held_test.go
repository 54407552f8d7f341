package gvisys_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/gvisys"
	"fundus/internal/snapshot"

	"github.com/google/go-cmp/cmp"
)

// heldIn is what a catalogue holds on the word of the register.
func heldIn(s *snapshot.Snapshot) gvisys.Held {
	return func(yield func(catalogue.Record) bool) {
		for _, kind := range []catalogue.Kind{catalogue.KindAuthority, catalogue.KindArea} {
			for id := range s.Kind(kind).All() {
				r := s.Record(id)
				if slices.Contains(s.Lookup(catalogue.KindSource, gvisys.SourceIdentifier), r.Base().Source) && !yield(r) {
					return
				}
			}
		}
	}
}

// catalogueOf is a catalogue that takes editions over, one after the other.
type catalogueOf struct {
	*snapshot.Snapshot
	report *interchange.Findings
	made   *catalogue.Commit
}

func (c *catalogueOf) take(edition string) error {
	c.report = new(interchange.Findings)
	changes, err := gvisys.Importer(heldIn(c.Snapshot))(context.Background(), interchange.Input{Name: "gv.txt", Reader: strings.NewReader(edition)}, c.report)
	if err != nil {
		return err
	}
	if c.made, err = c.Plan(changes); err != nil {
		return err
	}
	c.Snapshot, err = c.Apply(c.made)
	return err
}

func (c *catalogueOf) mustTake(t testing.TB, edition string) {
	t.Helper()
	if err := c.take(edition); err != nil {
		t.Fatal(err)
	}
}

// of are the statements about the record that is called so, as a reader would
// write them, with the days on which they hold.
func (c *catalogueOf) of(kind catalogue.Kind, name string) (out []string) {
	for id := range c.Kind(kind).All() {
		if m := c.Record(id).Base(); m.Name.String() == name {
			out = append(out, strings.TrimSpace(fmt.Sprint(m.Name, " ", m.ValidFrom, "–", m.ValidUntil)))
			for _, relation := range []catalogue.Relation{catalogue.PartOf, catalogue.Covers} {
				for e := range c.Edges(id, relation.Role(catalogue.EndFrom)).All() {
					x, _ := c.Edge(e)
					out = append(out, fmt.Sprintf("%s %s %s–%s", relation, c.Record(x.To).Base().Name, x.ValidFrom, x.ValidUntil))
				}
			}
		}
	}
	return out
}

func newer(t testing.TB) string { return string(miniature(t, "testdata/miniature-2025.utf8.txt")) }
func older(t testing.TB) string { return string(miniature(t, miniatureUTF8)) }

func first(t testing.TB) *catalogueOf {
	t.Helper()
	c := &catalogueOf{Snapshot: snapshot.Empty()}
	c.mustTake(t, older(t))
	return c
}

// Between two editions a municipality moves into another joint municipality, one
// is merged into its neighbour and one is renamed and grows.
func TestANewerEditionEndsWhatTheOlderSaid(t *testing.T) {
	c := first(t)
	c.mustTake(t, newer(t))
	for _, want := range [][]string{
		{"Kleinmühlen –", "PART_OF Mühlen, Stadt –2025-12-30", "PART_OF Obere Bäke 2025-12-31–"},
		{"Gemeinde Kleinmühlen –", "PART_OF Stadt Mühlen –2025-12-30", "PART_OF Samtgemeinde Obere Bäke 2025-12-31–", "COVERS Kleinmühlen –"},
		{"Ährenfeld –2025-12-30", "PART_OF Obere Bäke –2025-12-30"},
		{"Gemeinde Ährenfeld –2025-12-30", "PART_OF Samtgemeinde Obere Bäke –2025-12-30", "COVERS Ährenfeld –2025-12-30"},
		{"Bäkum, Flecken –", "PART_OF Obere Bäke –"},
		{"Stadt Füssdorf am See –", "PART_OF Landkreis Bärental –", "COVERS Füssdorf am See, Stadt –", "COVERS Füssdorf am See, Stadt –"},
	} {
		name, _, _ := strings.Cut(want[0], " –")
		kind := catalogue.KindArea
		if slices.ContainsFunc(want, func(s string) bool { return strings.HasPrefix(s, "COVERS") }) {
			kind = catalogue.KindAuthority
		}
		if diff := cmp.Diff(want, c.of(kind, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	const gone = "not in this edition: ends the day before it. What became of it the register does not say"
	if n := times(c.report, interchange.Sort{Field: "Schlüssel", Action: interchange.Noted, Message: gone}); n != 2 {
		t.Errorf("%d records are said to be gone, want the area and the body of Ährenfeld", n)
	}
	if c.RelationCount(catalogue.Succeeds) != 0 {
		t.Error("a succession is made up")
	}
	c.mustTake(t, newer(t))
	if !c.made.Empty() {
		t.Errorf("the same edition again changes %d records and %d statements", len(c.made.Records), len(c.made.Edges))
	}
}

func TestAnEditionThatChangesNothingButItsDayIsAChangeOfTheStates(t *testing.T) {
	c := first(t)
	c.mustTake(t, strings.ReplaceAll(older(t), "20240930", "20241231"))
	if len(c.made.Records) != 1 || len(c.made.Edges) != 0 {
		t.Fatalf("%d records and %d statements", len(c.made.Records), len(c.made.Edges))
	}
	if state := c.made.Records[0].Record.(*catalogue.Area); state.AreaKind != "STATE" || state.AsOf != day(t, "2024-12-31") {
		t.Errorf("changed: %+v", state)
	}
}

func TestAnOlderEditionIsRefusedAfterANewerOne(t *testing.T) {
	c := first(t)
	c.mustTake(t, newer(t))
	err := c.take(older(t))
	if catalogue.KindOf(err) != catalogue.Conflict || !strings.Contains(err.Error(), "as of 2025-12-31; the edition of 2024-09-30 is older and would undo the newer") {
		t.Errorf("%v", err)
	}
	if c.report.Total() > 0 && slices.ContainsFunc(c.report.Counts(), func(n interchange.Count) bool { return strings.Contains(n.Message, "not in this edition") }) {
		t.Error("it is said what it does not have, though it is refused")
	}
}

// An extract is no smaller state: what it leaves out is told of and stays.
func TestWhatAnExtractLeavesOutStays(t *testing.T) {
	c := first(t)
	rows := strings.SplitAfter(newer(t), "\n")
	c.mustTake(t, strings.Join(slices.Concat(rows[:9], rows[14:]), "")) // without the two associations
	for _, want := range [][]string{{"Ährenfeld –", "PART_OF Obere Bäke –"}, {"Kleinmühlen –", "PART_OF Mühlen, Stadt –"}} {
		name, _, _ := strings.Cut(want[0], " –")
		if diff := cmp.Diff(want, c.of(catalogue.KindArea, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	const left = "not in this edition, which is not complete for its state: left as it is"
	if n := times(c.report, interchange.Sort{Field: "Schlüssel", Action: interchange.Noted, Message: left}); n != 11 {
		t.Errorf("%d records are told of, want 6 areas and 5 bodies", n)
	}
}

// An extract of one state says nothing of another.
func TestAnEditionSaysNothingOfAStateThatItDoesNotHave(t *testing.T) {
	c := first(t)
	another := strings.NewReplacer("2025123198", "2025123197").Replace(newer(t))
	c.mustTake(t, another)
	if slices.ContainsFunc(c.report.Counts(), func(n interchange.Count) bool { return strings.Contains(n.Message, "not in this edition") }) {
		t.Error("it is said what the edition does not have of the other state")
	}
	for _, v := range c.made.Edges {
		if !v.Created {
			t.Errorf("a statement about the other state is changed: %+v", v.Edge)
		}
	}
}

// A municipality becomes the body of its association, and ceases to be it.
func TestBodiesBecomeOneAndPart(t *testing.T) {
	apart := older(t)
	one := strings.Replace(edit(t, 10, 123, "58"), "Obere Bäke    ", "Bäkum, Flecken", 1)
	dated := func(edition, day string) string { return strings.ReplaceAll(edition, "20240930", day) }
	for law, c := range map[string]struct {
		editions []string
		want     map[string][]string
	}{
		"one": {[]string{apart, dated(one, "20251231")}, map[string][]string{
			"Samtgemeinde Obere Bäke": {"Samtgemeinde Obere Bäke –2025-12-30", "PART_OF Landkreis Bärental –2025-12-30", "COVERS Bäkum, Flecken –2025-12-30"},
			"Flecken Bäkum":           {"Flecken Bäkum –", "PART_OF Samtgemeinde Obere Bäke –2025-12-30", "PART_OF Landkreis Bärental 2025-12-31–", "COVERS Bäkum, Flecken –", "COVERS Bäkum, Flecken 2025-12-31–"},
			"Gemeinde Ährenfeld":      {"Gemeinde Ährenfeld –", "PART_OF Samtgemeinde Obere Bäke –2025-12-30", "PART_OF Flecken Bäkum 2025-12-31–", "COVERS Ährenfeld –"},
		}},
		"apart": {[]string{one, dated(apart, "20251231")}, map[string][]string{
			"Samtgemeinde Obere Bäke": {"Samtgemeinde Obere Bäke –", "PART_OF Landkreis Bärental –", "COVERS Obere Bäke –"},
			"Flecken Bäkum":           {"Flecken Bäkum –", "PART_OF Landkreis Bärental –2025-12-30", "PART_OF Samtgemeinde Obere Bäke 2025-12-31–", "COVERS Obere Bäke –2025-12-30", "COVERS Bäkum, Flecken –"},
			"Gemeinde Ährenfeld":      {"Gemeinde Ährenfeld –", "PART_OF Flecken Bäkum –2025-12-30", "PART_OF Samtgemeinde Obere Bäke 2025-12-31–", "COVERS Ährenfeld –"},
		}},
	} {
		t.Run(law, func(t *testing.T) {
			now := &catalogueOf{Snapshot: snapshot.Empty()}
			for _, edition := range c.editions {
				now.mustTake(t, edition)
			}
			for name, want := range c.want {
				if diff := cmp.Diff(want, now.of(catalogue.KindAuthority, name)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			if now.mustTake(t, c.editions[1]); !now.made.Empty() {
				t.Errorf("the same again changes %d records and %d statements", len(now.made.Records), len(now.made.Edges))
			}
		})
	}
}

// A key that comes back means the record that had ended.
func TestWhatComesBackIsValidAgain(t *testing.T) {
	c := first(t)
	c.mustTake(t, newer(t))
	c.mustTake(t, strings.ReplaceAll(older(t), "20240930", "20261231"))
	want := []string{"Ährenfeld –", "PART_OF Obere Bäke –2025-12-30", "PART_OF Obere Bäke 2026-12-31–"}
	if diff := cmp.Diff(want, c.of(catalogue.KindArea, "Ährenfeld")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The published edition, and two made of it: one of another day, and one in which
// a municipality moves from one joint municipality into another.
func TestARealEditionIsFollowedByAnother(t *testing.T) {
	data, real := realFile(t)
	if !real {
		return
	}
	c := &catalogueOf{Snapshot: snapshot.Empty()}
	c.mustTake(t, string(data))
	edges := c.EdgeCount()
	if c.mustTake(t, string(data)); !c.made.Empty() {
		t.Errorf("the same file again changes %d records and %d statements", len(c.made.Records), len(c.made.Edges))
	}
	next := strings.ReplaceAll(string(data), "20231130", "20241231")
	if c.mustTake(t, next); len(c.made.Records) != 16 || len(c.made.Edges) != 0 || c.EdgeCount() != edges {
		t.Errorf("another day alone changes %d records and %d statements", len(c.made.Records), len(c.made.Edges))
	}
	moved := strings.NewReplacer("20241231033510025403", "20251231033510025402", "20241231", "20251231").Replace(next)
	c.mustTake(t, moved)
	want := []string{"Ahnsbeck –", "PART_OF Lachendorf –2025-12-30", "PART_OF Flotwedel 2025-12-31–"}
	if diff := cmp.Diff(want, c.of(catalogue.KindArea, "Ahnsbeck")); diff != "" || len(c.made.Edges) != 4 {
		t.Errorf("%d statements are changed, want the old and the new of an area and of a body (-want +got):\n%s", len(c.made.Edges), diff)
	}
	if err := c.take(string(data)); catalogue.KindOf(err) != catalogue.Conflict {
		t.Errorf("the older edition again: %v", err)
	}
}
