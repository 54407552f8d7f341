package gvisys_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/gvisys"
)

// realFile is the published edition of 30 November 2023 where it is at hand,
// else the miniature.
func realFile(t testing.TB) (data []byte, real bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), "../shared/data/gemeindeverzeichnis/GV100AD_301123.txt"))
	if err != nil {
		return miniature(t, miniatureUTF8), false
	}
	return data, true
}

// counts is what a reader knows of an edition.
type counts struct {
	areas, districts, associations, municipalities, unincorporated, population int
}

func (r *result) counts(state string) (c counts) {
	for key, a := range r.areas {
		if !strings.HasPrefix(key, state) {
			continue
		}
		c.areas++
		switch a.AreaKind {
		case "INDEPENDENT_CITY", "CITY_DISTRICT", "DISTRICT", "RURAL_DISTRICT", "REGIONAL_ASSOCIATION":
			c.districts++
		case "JOINT_MUNICIPALITY":
			c.associations++
		case "UNINCORPORATED_INHABITED", "UNINCORPORATED_UNINHABITED":
			c.unincorporated++
		default:
			if len(key) == 12 {
				c.municipalities++
			}
		}
	}
	c.population = r.areas[state].Population
	return c
}

func TestTheCountsOfTheRegister(t *testing.T) {
	data, real := realFile(t)
	r := read(t, "GV100AD_301123.txt", bytes.NewReader(data))
	if !real {
		if got, want := r.counts("98"), (counts{21, 2, 1, 6, 3, 275540}); got != want {
			t.Errorf("miniature: %+v, want %+v", got, want)
		}
		return
	}
	if got := len(r.areas); got != 16_035 {
		t.Errorf("%d areas, want 16035", got)
	}
	if got, want := r.counts("03"), (counts{areas: 1 + 4 + 45 + 428 + 964, districts: 45, associations: 114, municipalities: 939, unincorporated: 25, population: 8_140_242}); got != want {
		t.Errorf("Niedersachsen: %+v, want %+v", got, want)
	}
	for level, want := range map[catalogue.AuthorityLevel]int{"STATE": 16, "DISTRICT": 400 - 2, "ASSOCIATION": 1166} {
		if got := r.distinct(func(a *catalogue.Authority) bool { return a.Level == level }); got != want {
			t.Errorf("%d authorities of level %s, want %d", got, level, want)
		}
	}
	for key, want := range map[string]string{
		"03241": "Region Hannover", "03151": "Landkreis Gifhorn", "03101": "Stadt Braunschweig", "03358": "Heidekreis",
		"033515403": "Samtgemeinde Lachendorf", "033515403002": "Gemeinde Ahnsbeck", "11000": "Berlin", "02": "Hamburg",
		"13072": "Landkreis Rostock", "032410001001": "Landeshauptstadt Hannover", "01001": "Stadt Flensburg",
		"091715104": "Verwaltungsgemeinschaft Reischach", "160630101101": "Krayenberggemeinde", "08": "Baden-Württemberg",
	} {
		if a := r.authorities[key]; a == nil || a.Name.String() != want {
			t.Errorf("the body of %s is %v, want %s", key, a, want)
		}
	}
	var text strings.Builder
	if _, err := r.report.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d changes; findings:\n%s", len(r.changes), text.String())
}

func TestEveryAreaOfTheRegisterHangsUnderItsState(t *testing.T) {
	data, _ := realFile(t)
	r := read(t, "register", bytes.NewReader(data))
	parents := map[catalogue.Ref]catalogue.Ref{}
	for _, e := range r.relations {
		if e.Relation == catalogue.PartOf {
			if parents[e.From] != "" {
				t.Fatalf("%s has two parents", e.From)
			}
			parents[e.From] = e.To
		}
	}
	for key, area := range r.areas {
		ref := catalogue.RefToKind(catalogue.KindArea, catalogue.Identifier{Scheme: "ars", Value: key})
		if area.AreaKind == "REGION" {
			ref = catalogue.RefToKind(catalogue.KindArea, area.Identifiers[0])
		}
		for steps := 0; parents[ref] != ""; steps++ {
			if ref = parents[ref]; steps > 6 {
				t.Fatalf("%s: no end of parents", key)
			}
		}
		if want := catalogue.Ref("area/ars:" + key[:2]); ref != want {
			t.Errorf("%s ends at %s, want %s", key, ref, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data, _ := realFile(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := gvisys.Read(context.Background(), interchange.Input{Name: "register", Reader: bytes.NewReader(data)}, &interchange.Findings{}); err != nil {
			b.Fatal(err)
		}
	}
}
