package gvisys_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/gvisys"
	"fundus/internal/snapshot"

	"github.com/google/go-cmp/cmp"
)

const (
	miniatureUTF8   = "testdata/miniature.utf8.txt"
	miniatureLatin1 = "testdata/miniature.latin1.txt"
)

// result is a change set with its records and relations at hand.
type result struct {
	changes     []catalogue.Change
	areas       map[string]*catalogue.Area      // by Regionalschlüssel or region key
	authorities map[string]*catalogue.Authority // by each of their Regionalschlüssel
	relations   []catalogue.Relate
	report      interchange.Findings
}

func read(t testing.TB, name string, in io.Reader) *result {
	t.Helper()
	r := &result{areas: map[string]*catalogue.Area{}, authorities: map[string]*catalogue.Authority{}}
	changes, err := gvisys.Read(context.Background(), interchange.Input{Name: name, Reader: in}, &r.report)
	if err != nil {
		t.Fatal(err)
	}
	r.changes = changes
	for _, change := range changes {
		switch c := change.(type) {
		case catalogue.Put:
			r.keep(c.Record)
		case catalogue.Relate:
			r.relations = append(r.relations, c)
		}
	}
	return r
}

func (r *result) keep(record catalogue.Record) {
	for _, i := range record.Base().Identifiers {
		if i.Scheme != "ars" && i.Scheme != "gv100ad-region" {
			continue
		}
		switch x := record.(type) {
		case *catalogue.Area:
			r.areas[i.Value] = x
		case *catalogue.Authority:
			r.authorities[i.Value] = x
		}
	}
}

// distinct counts the authorities that hold.
func (r *result) distinct(hold func(*catalogue.Authority) bool) int {
	seen := map[*catalogue.Authority]bool{}
	for _, a := range r.authorities {
		if hold(a) {
			seen[a] = true
		}
	}
	return len(seen)
}

// to are the records that one relation leads to from a record, in order.
func (r *result) to(relation catalogue.Relation, from catalogue.Ref) []string {
	var out []string
	for _, e := range r.relations {
		if e.Relation == relation && e.From == from {
			out = append(out, string(e.To))
		}
	}
	return out
}

func miniature(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func readMiniature(t testing.TB) *result {
	return read(t, miniatureUTF8, bytes.NewReader(miniature(t, miniatureUTF8)))
}

func TestEncodingsAndLineEndsMakeNoDifference(t *testing.T) {
	want := readMiniature(t)
	bom := append([]byte("\uFEFF"), miniature(t, miniatureUTF8)...)
	for name, data := range map[string][]byte{
		"ISO-8859-1 with CRLF and a DOS end mark": miniature(t, miniatureLatin1),
		"UTF-8 with a byte order mark":            bom,
		"UTF-8 with CRLF":                         bytes.ReplaceAll(miniature(t, miniatureUTF8), []byte("\n"), []byte("\r\n")),
		"UTF-8 without a last line end":           bytes.TrimRight(miniature(t, miniatureUTF8), "\n"),
	} {
		got := read(t, name, bytes.NewReader(data))
		if d := cmp.Diff(want.changes, got.changes); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestEveryRecordOfTheFileIsAnArea(t *testing.T) {
	r := readMiniature(t)
	if got, want := len(r.areas), bytes.Count(miniature(t, miniatureUTF8), []byte("\n")); got != want {
		t.Errorf("%d areas, want %d", got, want)
	}
	want := &catalogue.Area{
		Meta: catalogue.Meta{
			Identifiers: []catalogue.Identifier{{Scheme: "ags", Value: "98151001"}, {Scheme: "ars", Value: "981510001001"}},
			Name:        catalogue.T("Füssdorf, Stadt"),
		},
		AreaKind: "TOWN", Population: 15000, Surface: 4100, AsOf: day(t, "2024-09-30"),
	}
	if d := cmp.Diff(want, r.areas["981510001001"]); d != "" {
		t.Errorf("Füssdorf (-want +got):\n%s", d)
	}
	if got := r.areas["98151"].Seat; got != "Füssdorf" {
		t.Errorf("the seat of Bärental is %q", got)
	}
}

func TestUpperAreasHaveTheSumsOfTheirMunicipalities(t *testing.T) {
	r := readMiniature(t)
	for key, want := range map[string][2]int{
		"98": {275540, 29850}, "981": {275540, 29700}, "9811": {250000, 12000}, "98111": {250000, 12000},
		"98151": {25540, 17700}, "981515401": {4200, 4000},
	} {
		if got := [2]int{r.areas[key].Population, r.areas[key].Surface}; got != want {
			t.Errorf("%s: population and surface %v, want %v", key, got, want)
		}
	}
}

func TestAnAreaIsPartOfTheOneWithTheLongestKeyThatBeginsItsOwn(t *testing.T) {
	r := readMiniature(t)
	for from, want := range map[catalogue.Ref]string{
		"area/ars:981515401002":    "area/ars:981515401",
		"area/ars:981515401":       "area/ars:98151",
		"area/ars:98151":           "area/ars:981",
		"area/ars:98111":           "area/gv100ad-region:9811",
		"area/gv100ad-region:9811": "area/ars:981",
		"area/ars:981":             "area/ars:98",
		"area/ars:980009999":       "area/ars:98",
	} {
		if got := r.to(catalogue.PartOf, from); !slices.Equal(got, []string{want}) {
			t.Errorf("%s is part of %v, want %s", from, got, want)
		}
	}
	if got := r.to(catalogue.PartOf, "area/ars:98"); got != nil {
		t.Errorf("the state is part of %v", got)
	}
}

func TestAnAuthorityIsABodyAndNotAnArea(t *testing.T) {
	r := readMiniature(t)
	for key, want := range map[string]struct {
		name          string
		level         catalogue.AuthorityLevel
		kind          catalogue.AuthorityKind
		covers, above string
	}{
		"98":           {"Übungsland", "STATE", "STATE_GOVERNMENT", "98", ""},
		"98111":        {"Landeshauptstadt Größstadt", "DISTRICT", "INDEPENDENT_CITY", "98111 981110000 981110000000", "98"},
		"98151":        {"Landkreis Bärental", "DISTRICT", "RURAL_DISTRICT", "98151", "98"},
		"981510001001": {"Stadt Füssdorf", "MUNICIPALITY", "MUNICIPALITY", "981510001 981510001001", "98151"},
		"981515401":    {"Samtgemeinde Obere Bäke", "ASSOCIATION", "JOINT_MUNICIPALITY", "981515401", "98151"},
		"981515401002": {"Flecken Bäkum", "MUNICIPALITY", "MUNICIPALITY", "981515401002", "981515401"},
		"981515401003": {"Gemeinde Ährenfeld", "MUNICIPALITY", "MUNICIPALITY", "981515401003", "981515401"},
		"981515052004": {"Stadt Mühlen", "MUNICIPALITY", "MUNICIPALITY", "981515052 981515052004", "98151"},
		"981515052005": {"Gemeinde Kleinmühlen", "MUNICIPALITY", "MUNICIPALITY", "981515052005", "981515052004"},
		"981519502502": {"Heide, gemfr. Bezirk", "MUNICIPALITY", "OTHER", "981519502 981519502502", "98151"},
	} {
		a := r.authorities[key]
		if a == nil {
			t.Errorf("%s has no authority", key)
			continue
		}
		if a.Name.String() != want.name || a.Level != want.level || a.AuthorityKind != want.kind {
			t.Errorf("%s: %s %s %s, want %s %s %s", key, a.Name, a.Level, a.AuthorityKind, want.name, want.level, want.kind)
		}
		self := r.selfRef(a)
		if got := keysOf(r.to(catalogue.Covers, self)); got != want.covers {
			t.Errorf("%s covers %q, want %q", want.name, got, want.covers)
		}
		above := r.authorities[keysOf(r.to(catalogue.PartOf, self))]
		if above != r.authorities[want.above] {
			t.Errorf("%s is part of %v, want the body of %q", want.name, r.to(catalogue.PartOf, self), want.above)
		}
	}
	for _, key := range []string{"981", "9811", "981519501", "981519501501", "980009999999"} {
		if a := r.authorities[key]; a != nil {
			t.Errorf("%s is governed by %s, want nobody", key, a.Name)
		}
	}
}

// selfRef is how relations speak of an authority.
func (r *result) selfRef(a *catalogue.Authority) catalogue.Ref {
	for _, e := range r.relations {
		if e.Relation == catalogue.Covers && r.authorities[keysOf([]string{string(e.From)})] == a {
			return e.From
		}
	}
	return ""
}

func keysOf(refs []string) string {
	keys := make([]string, len(refs))
	for i, ref := range refs {
		_, keys[i], _ = strings.Cut(ref, ":")
	}
	return strings.Join(keys, " ")
}

func TestWhatTheCatalogueHasNoPlaceForIsReported(t *testing.T) {
	r := readMiniature(t)
	for sort, want := range map[interchange.Sort]int{
		{Field: "PLZ", Action: interchange.Omitted, Message: "the catalogue has no place for it"}:                                    7,
		{Field: "davon männlich", Action: interchange.Omitted, Message: "the catalogue has no place for it"}:                         9,
		{Field: "Name", Action: interchange.Normalised, Message: "doubled blanks became one"}:                                        2,
		{Field: "Schlüssel", Action: interchange.Noted, Message: "its district is not in the register; hung under the next area up"}: 1,
		{Field: "Fläche, Bevölkerung", Action: interchange.Noted, Message: "not in the record; the sum of its municipalities"}:       12,
		{Field: "Textkennzeichen", Action: interchange.Noted, Message: "uninhabited by its text code: no authority"}:                 2,
	} {
		if got := times(&r.report, sort); got != want {
			t.Errorf("%s %s %q: %d times, want %d", sort.Action, sort.Field, sort.Message, got, want)
		}
	}
}

func times(report *interchange.Findings, sort interchange.Sort) int {
	for _, c := range report.Counts() {
		if c.Sort == sort {
			return c.Times
		}
	}
	return 0
}

func TestEveryStatementNamesTheRegisterAndNoDay(t *testing.T) {
	r := readMiniature(t)
	source := catalogue.RefTo(gvisys.SourceIdentifier)
	for _, change := range r.changes[1:] {
		switch c := change.(type) {
		case catalogue.Put:
			if err := catalogue.Check(c.Record); err != nil || c.Source != source || c.Fields == nil {
				t.Errorf("%s: %v, source %q, fields %v", catalogue.Describe(c.Record), err, c.Source, c.Fields)
			}
		case catalogue.Relate:
			if c.Source != source || c.Evidence == "" || c.ValidFrom != 0 || catalogue.CheckEdgeFacts("", c.Relation, &c.EdgeFacts) != nil {
				t.Errorf("%s %s→%s: %+v", c.Relation, c.From, c.To, c.EdgeFacts)
			}
		}
	}
	if put, ok := r.changes[0].(catalogue.Put); !ok || put.Record.Kind() != catalogue.KindSource || catalogue.Check(put.Record) != nil {
		t.Errorf("the first change is not the source: %+v", r.changes[0])
	}
}

// A newer edition speaks of the same records and edges, so it replaces and does not add.
func TestANewerEditionMeetsTheRecordsOfTheOlder(t *testing.T) {
	older := readMiniature(t)
	newer := read(t, "newer", strings.NewReader(strings.ReplaceAll(string(miniature(t, miniatureUTF8)), "20240930", "20251231")))
	if d := cmp.Diff(older.relations, newer.relations); d != "" {
		t.Errorf("relations differ (-older +newer):\n%s", d)
	}
	for key, area := range older.areas {
		if !slices.Equal(area.Identifiers, newer.areas[key].Identifiers) || newer.areas[key].AsOf != day(t, "2025-12-31") {
			t.Errorf("%s: %+v", key, newer.areas[key])
		}
	}
}

// What others have curated outlives an import: the name in another language and
// the description of the register. The same file again changes nothing.
func TestAnEditionLeavesAloneWhatItDoesNotSpeakOf(t *testing.T) {
	apply := func(s *snapshot.Snapshot, changes ...catalogue.Change) (*snapshot.Snapshot, *catalogue.Commit) {
		commit, err := s.Plan(changes)
		if err != nil {
			t.Fatal(err)
		}
		if s, err = s.Apply(commit); err != nil {
			t.Fatal(err)
		}
		return s, commit
	}
	edition := readMiniature(t)
	state := edition.areas["98"].Identifiers
	s, _ := apply(snapshot.Empty(),
		catalogue.Put{Record: &catalogue.Source{Meta: catalogue.Meta{Identifiers: []catalogue.Identifier{gvisys.SourceIdentifier}, Name: catalogue.T("Register"), Description: catalogue.T("Gepflegt")}}},
		catalogue.Put{Record: &catalogue.Area{Meta: catalogue.Meta{Identifiers: state, Name: catalogue.T("Land").With("en", "Land of Practice")}}})
	s, _ = apply(s, edition.changes...)
	if got := s.Record(1).Base().Description.String(); got != "Gepflegt" {
		t.Errorf("the register is described as %q", got)
	}
	if got := s.Record(2).Base().Name; got.In("en") != "Land of Practice" || got.In("de") != edition.areas["98"].Name.String() {
		t.Errorf("the state is called %q", got)
	}
	if _, commit := apply(s, edition.changes...); !commit.Empty() {
		t.Errorf("the same file again changes %d records and %d statements", len(commit.Records), len(commit.Edges))
	}
}

func day(t testing.TB, s string) catalogue.Day {
	t.Helper()
	d, err := catalogue.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// root is the directory of go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != "/" {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	t.Fatalf("no go.mod above: %v", err)
	return ""
}
