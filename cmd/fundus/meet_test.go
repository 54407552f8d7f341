package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// The sample and what the registers say are about the same bodies and areas.
// Whichever comes first, the other is taken over, nothing is there twice, and the
// register has the last word when it is read again.
func TestSampleAndRegistersMeetInEitherOrder(t *testing.T) {
	sample := source{"bundle", "../../internal/sample/bundle"}
	registers := slices.Concat([]source{ownRegister(t)}, publicFiles())
	for name, order := range map[string][]source{
		"sample first":    slices.Concat([]source{sample}, registers),
		"registers first": slices.Concat(registers, []source{sample}, registers[:min(2, len(registers))]),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := filepath.Join(t.TempDir(), "fundus.db")
			for len(order) > 0 {
				run := sameFormat(order)
				order = order[len(run):]
				args := []string{"--database", database, "import", run[0].format}
				for _, s := range run {
					args = append(args, s.path)
				}
				if code, out, errs := called(t, args...); code != 0 {
					t.Fatalf("%q: exit code %d\n%s\n%.2000s", args, code, out, errs)
				}
			}
			if code, out, _ := called(t, "--database", database, "check"); code != 0 {
				t.Errorf("check: %s", out)
			}
			look(t, database, func(s *snapshot.Snapshot) {
				if n := count(s, catalogue.KindAuthority, "ars", "03101"); n != 1 {
					t.Errorf("%d authorities are the city of Braunschweig", n)
				}
				if len(registers) > 1 {
					holdsTheRegister(t, s)
				}
			})
		})
	}
}

type source struct{ format, path string }

// sameFormat are the first sources, as many as have the format of the first: one
// call takes them, and opens the catalogue once.
func sameFormat(order []source) []source {
	n := slices.IndexFunc(order, func(s source) bool { return s.format != order[0].format })
	if n < 0 {
		return order
	}
	return order[:n]
}

// ownRegister is a municipal register of the day of the real one in which the city
// of the miniature has the keys of Braunschweig.
func ownRegister(t *testing.T) source {
	t.Helper()
	lines := strings.SplitAfter(fixture(t, "gvisys/testdata/miniature.utf8.txt"), "\n")[:6]
	keys := strings.NewReplacer("20240930"+"98111", "20231130"+"03101", "202409309811 ", "202311300310 ", "20240930981 ", "20231130031 ", "2024093098 ", "2023113003 ")
	text := keys.Replace(strings.Join(lines, ""))
	return source{"gvisys", files{"register.txt": text}.write(t)}
}

// public is where real files lie that are not part of the repository.
const public = "../../../shared/data"

// publicFiles are the real files, those of catalogues before extracts of them;
// none where they are not there.
func publicFiles() []source {
	var out []source
	for _, of := range []source{
		{"gvisys", "gemeindeverzeichnis/GV100AD_*.txt"},
		{"dcatap", "dcat-ap-de/catalogues/*-original-input.*"},
		{"dcatap", "dcat-ap-de/catalogues/*-extracted.*"},
		{"dcatap", "dcat-ap-de/ckan/*.rdf"},
		{"dcatap", "dcat-ap-de/v2.0-examples/dcat_ap_de-*"},
		{"dcatap", "dcat-ap-de/v2.0-examples/*.rdf"},
		{"publiccode", "publiccode/wild/*.yml"},
	} {
		paths, _ := filepath.Glob(filepath.Join(public, of.path)) // the patterns are well formed
		for _, path := range paths {
			out = append(out, source{of.format, path})
		}
	}
	return out
}

// look opens a database for a moment.
func look(t *testing.T, database string, at func(*snapshot.Snapshot)) {
	t.Helper()
	err := withCatalogue(t.Context(), &cli{Database: database}, slog.New(slog.DiscardHandler), func(c *live.Catalogue) error {
		at(c.Snapshot())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func count(s *snapshot.Snapshot, kind catalogue.Kind, scheme, value string) int {
	return len(s.Lookup(kind, catalogue.Identifier{Scheme: scheme, Value: value}))
}

// holdsTheRegister compares Niedersachsen with what the edition of 2023 says.
func holdsTheRegister(t *testing.T, s *snapshot.Snapshot) {
	t.Helper()
	type numbers struct{ districts, associations, municipalities, unincorporated, people int }
	var got numbers
	for id := range s.Kind(catalogue.KindArea).All() {
		a := s.Record(id).(*catalogue.Area)
		switch key := keyIn(a, "03"); {
		case len(key) == 5:
			got.districts++
		case a.AreaKind == "JOINT_MUNICIPALITY" && key != "":
			got.associations++
		case len(key) == 12 && strings.HasPrefix(string(a.AreaKind), "UNINCORPORATED"):
			got.unincorporated++
			got.people += a.Population
		case len(key) == 12:
			got.municipalities++
			got.people += a.Population
		}
	}
	if want := (numbers{45, 114, 939, 25, 8_140_242}); got != want {
		t.Errorf("Niedersachsen: %+v, want %+v", got, want)
	}
}

// keyIn is the regional key of an area in a state, "" for others.
func keyIn(a *catalogue.Area, state string) string {
	for _, i := range a.Identifiers {
		if i.Scheme == catalogue.SchemeARS && strings.HasPrefix(i.Value, state) {
			return i.Value
		}
	}
	return ""
}

// What public catalogues hold is what is in the catalogue after their import.
func TestPublicCataloguesAreTakenOverWhole(t *testing.T) {
	type holds struct{ datasets, distributions int }
	cases := map[source]holds{{"dcatap", "../../internal/interchange/dcatap/testdata/catalogue.ttl"}: {2, 2}}
	if _, err := os.Stat(public); err == nil {
		cases[source{"dcatap", public + "/dcat-ap-de/catalogues/bremen-catalog-original-input.rdf"}] = holds{153, 237}
		cases[source{"dcatap", public + "/dcat-ap-de/catalogues/brandenburg-catalog-original-input.ttl"}] = holds{112, 212}
	}
	for s, want := range cases {
		database := filepath.Join(t.TempDir(), "fundus.db")
		if code, _, errs := called(t, "--database", database, "import", s.format, s.path); code != 0 {
			t.Fatal(errs)
		}
		look(t, database, func(now *snapshot.Snapshot) {
			var got holds
			for id := range now.Kind(catalogue.KindDataset).All() {
				got.datasets++
				got.distributions += len(now.Record(id).(*catalogue.Dataset).Distributions)
			}
			if got != want {
				t.Errorf("%s: %+v, want %+v", s.path, got, want)
			}
		})
	}
}
