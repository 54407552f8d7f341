package publiccode_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/publiccode"

	"github.com/google/go-cmp/cmp"
)

const miniatureFile = "testdata/miniature.yml"

func miniature(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(miniatureFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// a catalogue that has what stands in it.
type known map[string][]catalogue.Ref

func (k known) find(kind catalogue.Kind, i catalogue.Identifier) []catalogue.Ref {
	return k[kind.Noun()+"/"+i.String()]
}

func read(t testing.TB, data string, in known) ([]catalogue.Change, *interchange.Findings) {
	t.Helper()
	report := &interchange.Findings{}
	changes, err := publiccode.Importer(in.find)(context.Background(), interchange.Input{Name: "publiccode.yml", Reader: strings.NewReader(data)}, report)
	if err != nil {
		t.Fatal(err)
	}
	return changes, report
}

func solutionOf(t testing.TB, changes []catalogue.Change) *catalogue.Solution {
	t.Helper()
	for _, change := range changes {
		if put, ok := change.(catalogue.Put); ok {
			if s, ok := put.Record.(*catalogue.Solution); ok {
				return s
			}
		}
	}
	t.Fatal("no solution")
	return nil
}

// statements are the relations as a reader would write them.
func statements(changes []catalogue.Change) []string {
	var out []string
	for _, change := range changes {
		if e, ok := change.(catalogue.Relate); ok {
			out = append(out, strings.TrimSpace(strings.Join([]string{string(e.From), e.Relation.String(), string(e.To), string(e.Evidence), e.Note}, " ")))
		}
	}
	return out
}

func day(t testing.TB, s string) catalogue.Day {
	t.Helper()
	d, err := catalogue.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFileBecomesItsSolution(t *testing.T) {
	changes, _ := read(t, miniature(t), nil)
	got := solutionOf(t, changes)
	description := got.Description
	got = got.Clone().(*catalogue.Solution)
	got.Description = nil
	want := &catalogue.Solution{
		Meta: catalogue.Meta{
			Identifiers: []catalogue.Identifier{{Scheme: "publiccode", Value: "https://git.example.org/amt/antragswerk.git"}},
			Name:        catalogue.T("Antragswerk"),
			Tags: []string{
				"Antragsverwaltung", "Application Works", "Werkbank", "identity-management", "leika:77000000000316", "leika:99050012104000",
				"local-authorities", "publiccode:https://git.example.org/nirgends/fremdwerk.git", "publiccode:https://git.example.org/vorbild/urwerk",
				"uri:https://eur-lex.europa.eu/eli/reg/2014/910/oj", "uri:urn:xoev-de:standard:unbekannt", "uri:urn:xoev-de:standard:xbeispiel", "workflow-management",
			},
		},
		Licence: "EUPL-1.2 OR MIT", Vendor: "Beispiel GmbH; Muster eG", Version: "1.10", Website: "https://antragswerk.example.org/",
		Repository: "https://git.example.org/amt/antragswerk.git", DevelopmentStatus: "STABLE", SoftwareType: "STANDALONE_WEB",
		MaintenanceType: "CONTRACT", MaintainedUntil: day(t, "2027-06-30"), Released: day(t, "2024-02-29"), Platforms: []string{"web"},
		Languages: []catalogue.Lang{"de", "en", "de-x-leichte-sprache"}, Features: []string{"Formulare", "Bescheide"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if de, en := description.In("de"), description.In("en-GB"); !strings.HasPrefix(de, "Anträge vom Formular bis zum Bescheid.\n\nAntragswerk nimmt") || en != "Applications from form to notice." {
		t.Errorf("description de %q, en %q", de, en)
	}
	if got.Origin() != "" {
		t.Errorf("origin %s, want none: the format does not say who develops it", got.Origin())
	}
}

func TestWhatTheCatalogueDoesNotHaveBecomesNoStatement(t *testing.T) {
	changes, _ := read(t, miniature(t), nil)
	want := []string{
		"authority/uri:https://www.example.org/amt OWNS solution/publiccode:https://git.example.org/amt/antragswerk.git D",
		"authority/name:stadt musterhausen USES solution/publiccode:https://git.example.org/amt/antragswerk.git D",
		`authority/name:kreis beispiel USES solution/publiccode:https://git.example.org/amt/antragswerk.git D Kreis Beispiel: unter dem Namen "Formulario"`,
	}
	if d := cmp.Diff(want, statements(changes)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestWhatTheCatalogueHasIsStatedOfEachRecord(t *testing.T) {
	changes, _ := read(t, miniature(t), known{
		"service/leika:99050012104000":                                   {"id:one", "id:two"},
		"standard/uri:urn:xoev-de:standard:xbeispiel":                    {"id:xbeispiel"},
		"standard/eli:https://eur-lex.europa.eu/eli/reg/2014/910/oj":     {"id:eidas"},
		"solution/publiccode:https://git.example.org/vorbild/urwerk.git": {"id:urwerk"},
		"authority/dcat:https://www.example.org/amt":                     {"id:amt"},
	})
	self := "solution/publiccode:https://git.example.org/amt/antragswerk.git"
	for _, want := range []string{
		"id:amt OWNS " + self + " D", self + " SUPPORTS id:one D", self + " SUPPORTS id:two D", self + " IMPLEMENTS id:eidas D",
		self + " IMPLEMENTS id:xbeispiel D", self + " DEPENDS_ON id:urwerk D isBasedOn",
	} {
		if !slices.Contains(statements(changes), want) {
			t.Errorf("not stated: %s\nin %s", want, strings.Join(statements(changes), "\n"))
		}
	}
	for _, tag := range solutionOf(t, changes).Tags {
		if tag == "leika:99050012104000" || strings.Contains(tag, "urwerk") {
			t.Errorf("%s is stated and a tag too", tag)
		}
	}
}

func TestNothingPersonalIsImportedOrRepeated(t *testing.T) {
	changes, report := read(t, miniature(t), nil)
	everything := make([]string, 0, len(changes))
	for _, change := range changes {
		if put, ok := change.(catalogue.Put); ok {
			encoded, err := catalogue.EncodeRecord(put.Record)
			if err != nil {
				t.Fatal(err)
			}
			everything = append(everything, string(encoded))
		}
	}
	for _, f := range report.Examples() {
		everything = append(everything, f.Value)
	}
	for _, secret := range []string{"Max", "Erika", "@", "0123456789"} {
		if all := strings.Join(everything, "\n"); strings.Contains(all, secret) {
			t.Errorf("%q is in\n%s", secret, all)
		}
	}
	if n := times(report, "maintenance/contacts", interchange.Omitted); n != 1 {
		t.Errorf("%d contacts counted, want 1", n)
	}
}

func times(report *interchange.Findings, field string, action interchange.Action) int {
	n := 0
	for _, c := range report.Counts() {
		if c.Field == field && c.Action == action {
			n += c.Times
		}
	}
	return n
}

func TestFindingsNameWhatWasNotTakenOver(t *testing.T) {
	_, report := read(t, miniature(t), nil)
	for _, want := range []struct {
		field  string
		action interchange.Action
		times  int
	}{
		{"DE/leika/leika-id", interchange.Kept, 2}, {"DE/leika/leika-id", interchange.Refused, 1}, {"DE/leika/themenfeld", interchange.Omitted, 1},
		{"supports/id", interchange.Kept, 3}, {"isBasedOn", interchange.Kept, 2}, {"usedBy", interchange.Normalised, 1}, {"usedBy", interchange.Omitted, 1},
		{"usedBy", interchange.Noted, 2}, {"fundedBy/uri", interchange.Omitted, 1}, {"dependsOn/open/name", interchange.Omitted, 1},
		{"description/[lang]/features", interchange.Omitted, 2}, {"description/[lang]/screenshots", interchange.Omitted, 1},
		{"legal/mainCopyrightOwner", interchange.Omitted, 1}, {"IT", interchange.Omitted, 1}, {"categories", interchange.Kept, 2},
		{"intendedAudience/countries", interchange.Noted, 1}, {"intendedAudience/countries", interchange.Omitted, 1}, {"logo", interchange.Omitted, 1},
	} {
		if got := times(report, want.field, want.action); got != want.times {
			t.Errorf("%s %s: %d times, want %d", want.action, want.field, got, want.times)
		}
	}
	for _, f := range report.Examples() {
		if f.Line == 0 {
			t.Errorf("a finding without a line: %+v", f)
		}
	}
}

func TestAFileReadTwiceMakesTheSameChanges(t *testing.T) {
	first, _ := read(t, miniature(t), nil)
	second, _ := read(t, miniature(t), nil)
	if d := cmp.Diff(first, second); d != "" {
		t.Errorf("(-first +second):\n%s", d)
	}
}

func TestAnotherFileDoesNotRenameTheAuthoritiesItMentions(t *testing.T) {
	changes, _ := read(t, miniature(t), nil)
	for _, change := range changes {
		put, ok := change.(catalogue.Put)
		if ok && put.Record.Kind() == catalogue.KindAuthority && (put.Fields == nil || len(put.Fields) != 0) {
			t.Errorf("%s speaks of %v, want of no field", catalogue.Describe(put.Record), put.Fields)
		}
	}
}
