package dcatap

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// The portal of a town, harvested twice.
const (
	harvestHead = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://d.example/amt> a foaf:Agent ; foaf:name "Amt" . <https://d.example/werk> a foaf:Agent ; foaf:name "Werk" .
<https://d.example/api> a dcat:DataService ; dct:title "Dienst" ; dcat:endpointURL <https://d.example/api> ; dcat:servesDataset <https://d.example/1> .
`
	listed   = `<https://d.example/> a dcat:Catalog ; dct:title "Portal" ; dcat:dataset <https://d.example/1> , <https://d.example/2> .`
	harvest1 = harvestHead + listed + `
<https://d.example/1> a dcat:Dataset ; dct:title "Eins" ; dct:publisher <https://d.example/amt> ; dct:source <https://d.example/2> ; dcat:distribution <https://d.example/csv> , <https://d.example/xml> .
<https://d.example/2> a dcat:Dataset ; dct:title "Zwei" ; dct:publisher <https://d.example/amt> .
<https://d.example/csv> a dcat:Distribution ; dct:title "CSV" . <https://d.example/xml> a dcat:Distribution ; dct:title "XML" .`
)

// portal is a catalogue that takes harvests over, one after the other.
type portal struct{ *snapshot.Snapshot }

func (p *portal) take(t testing.TB, changes []catalogue.Change) *catalogue.Commit {
	t.Helper()
	commit, err := p.Plan(changes)
	if err == nil {
		p.Snapshot, err = p.Apply(commit)
	}
	if err != nil {
		t.Fatal(err)
	}
	return commit
}

func (p *portal) harvest(t testing.TB, text string) *catalogue.Commit {
	t.Helper()
	return p.take(t, importText(t, "a.ttl", []byte(text), func(kind catalogue.Kind, i catalogue.Identifier) bool { return len(p.Lookup(kind, i)) > 0 }).changes)
}

// says are the statements, and the parts of the datasets, as a reader would write them.
func (p *portal) says() (out []string) {
	name := func(id catalogue.ID) string { return p.Record(id).Base().Name.String() }
	for id := range p.Kind(catalogue.KindDataset).All() {
		d := p.Record(id).(*catalogue.Dataset)
		for _, x := range d.Distributions {
			out = append(out, d.Name.String()+" as "+x.Title.String())
		}
		for _, x := range d.DataServices {
			out = append(out, d.Name.String()+" by "+x.Title.String())
		}
	}
	for id := catalogue.EdgeID(1); id <= p.MaxEdge(); id++ {
		if x, ok := p.Edge(id); ok {
			by := "nobody"
			if x.Source != 0 {
				by = name(x.Source)
			}
			out = append(out, fmt.Sprintf("%s %s %s (%s)", name(x.From), x.Relation, name(x.To), by))
		}
	}
	slices.Sort(out)
	return out
}

// A dataset changes its publisher and loses a distribution, a service and the one
// that it came from; what a person has stated of it stays.
func TestANewerHarvestWithdrawsWhatTheOlderSaid(t *testing.T) {
	p := &portal{snapshot.Empty()}
	p.harvest(t, harvest1)
	p.take(t, []catalogue.Change{catalogue.Relate{Relation: catalogue.DerivedFrom, From: "dcat:https://d.example/2", To: "dcat:https://d.example/1"}})
	harvest2 := strings.NewReplacer(
		`<https://d.example/1> a dcat:Dataset ; dct:title "Eins" ; dct:publisher <https://d.example/amt> ; dct:source <https://d.example/2>`,
		`<https://d.example/1> a dcat:Dataset ; dct:title "Eins" ; dct:publisher <https://d.example/werk>`,
		` , <https://d.example/xml>`, "", `dcat:servesDataset <https://d.example/1>`, `dcat:servesDataset <https://d.example/9>`).Replace(harvest1)
	made := p.harvest(t, harvest2)
	want := []string{"Amt PUBLISHES Zwei (Portal)", "Eins as CSV", "Werk PUBLISHES Eins (Portal)", "Zwei DERIVED_FROM Eins (nobody)"}
	if diff := cmp.Diff(want, p.says()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(made.Edges) != 3 {
		t.Errorf("%d statements are changed, want the publisher that was, the one that is, and the derivation", len(made.Edges))
	}
	if again := p.harvest(t, harvest2); !again.Empty() {
		t.Errorf("the same again changes %d records and %d statements", len(again.Records), len(again.Edges))
	}
}

// A harvest may be a page of a portal: what is not in it stays.
func TestAHarvestSaysNothingOfDatasetsThatItDoesNotHave(t *testing.T) {
	p := &portal{snapshot.Empty()}
	p.harvest(t, harvest1)
	before := p.says()
	made := p.harvest(t, harvestHead+listed+`<https://d.example/2> a dcat:Dataset ; dct:title "Zwei" ; dct:publisher <https://d.example/amt> .`)
	if diff := cmp.Diff(before, p.says()); diff != "" || !made.Empty() {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// Statements without a source may be anybody's.
func TestOfADatasetInNoCatalogueNothingIsWithdrawn(t *testing.T) {
	p := &portal{snapshot.Empty()}
	unlisted := strings.Replace(harvest1, listed, "", 1)
	p.harvest(t, unlisted)
	p.harvest(t, strings.Replace(unlisted, `dct:publisher <https://d.example/amt> ; dct:source`, `dct:source`, 1))
	if !slices.Contains(p.says(), "Amt PUBLISHES Eins (nobody)") {
		t.Error(p.says())
	}
	x := importText(t, "a.ttl", []byte(unlisted), nothing)
	if n := x.told("dcat:dataset", "noted"); n != 2 {
		t.Errorf("%d datasets are said to be in no catalogue, want 2", n)
	}
}
