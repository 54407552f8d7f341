package territory_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// land is areas with their people, each in the area whose number stands beside it.
func land(t *testing.T, people, wholes []int) *territory.Territory {
	t.Helper()
	b := snapshot.NewBuilder()
	var edges []catalogue.Edge
	for i, n := range people {
		id := catalogue.ID(i + 1)
		a := &catalogue.Area{Meta: catalogue.Meta{ID: id, Revision: 1, Name: catalogue.T(fmt.Sprint("n", id))}, Population: n}
		if err := b.Record(a); err != nil {
			t.Fatal(err)
		}
		if whole := wholes[i]; whole > 0 {
			edges = append(edges, catalogue.Edge{ID: catalogue.EdgeID(len(edges) + 1), Revision: 1, Relation: catalogue.PartOf, From: id, To: catalogue.ID(whole)})
		}
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return territory.New(view.New(s, today))
}

func TestADistrictIsNotItsOnlyRecordedMunicipality(t *testing.T) {
	p := land(t, []int{100, 30}, []int{0, 1})
	district, municipality := p.OfArea(1), p.OfArea(2)
	if people, unknown := p.People(district); people != 100 || unknown != 0 {
		t.Errorf("%d people, %d unknown", people, unknown)
	}
	if people, _ := p.People(municipality); people != 30 {
		t.Errorf("%d people in the municipality", people)
	}
	if municipality.Contains(district) || !district.Contains(municipality) {
		t.Error("the district lies in its municipality")
	}
}

func TestMunicipalitiesThatMakeUpTheirDistrictAreIt(t *testing.T) {
	p := land(t, []int{100, 30, 70}, []int{0, 1, 1})
	if all := p.OfArea(2).Union(p.OfArea(3)); !all.Equal(p.OfArea(1)) {
		t.Error("something is missing")
	}
}

func TestThePeopleOfAnUnknownPartAreThoseOfTheWhole(t *testing.T) {
	p := land(t, []int{100, 0, 70}, []int{0, 1, 1})
	if people, unknown := p.People(p.OfArea(1)); people != 100 || unknown != 0 {
		t.Errorf("%d people in the whole, %d unknown", people, unknown)
	}
	if people, unknown := p.People(p.OfArea(2).Union(p.OfArea(3))); people != 70 || unknown != 1 {
		t.Errorf("%d people in the parts, %d unknown", people, unknown)
	}
}

// Pieces are counted many at once; that must not show where a run begins or ends.
func TestRunsOfAnyLengthAreCounted(t *testing.T) {
	people, wholes := []int{0}, []int{0}
	for i := 1; i < 300; i++ {
		people, wholes = append(people, i), append(wholes, 1)
	}
	p := land(t, people, wholes)
	for _, from := range []int{1, 2, 63, 64, 65, 128, 200} {
		for _, length := range []int{0, 1, 63, 64, 65, 90} {
			tally, want := p.NewTally(), 0
			r := territory.Region{}
			for i := from; i < from+length; i++ {
				r, want = r.Union(p.OfArea(catalogue.ID(i+1))), want+i
			}
			tally.Add(r)
			tally.Add(r)
			if got, _ := tally.People(); got != want {
				t.Errorf("%d from %d: %d people, want %d", length, from, got, want)
			}
			if got := len(slices.Collect(p.Leaves(r))); got != length {
				t.Errorf("%d from %d: %d leaves", length, from, got)
			}
		}
	}
}

// The areas of a state are cut.
func BenchmarkNew(b *testing.B) {
	builder := snapshot.NewBuilder()
	if err := generate.Into(builder, generate.State, 1); err != nil {
		b.Fatal(err)
	}
	s, err := builder.Build(1, time.Unix(1, 0))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		territory.New(view.New(s, today))
	}
}
