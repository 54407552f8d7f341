package interchange_test

import (
	"fmt"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"

	"github.com/google/go-cmp/cmp"
)

// stock is a catalogue before a commit.
type stock struct {
	records map[catalogue.ID]catalogue.Record
	edges   map[catalogue.EdgeID]catalogue.Edge
}

func (s stock) Record(id catalogue.ID) catalogue.Record { return s.records[id] }

func (s stock) Edge(id catalogue.EdgeID) (catalogue.Edge, bool) {
	e, ok := s.edges[id]
	return e, ok
}

func service(id catalogue.ID, key, name string) *catalogue.Service {
	return &catalogue.Service{Meta: catalogue.Meta{ID: id, Name: catalogue.T(name), Identifiers: []catalogue.Identifier{{Scheme: "ozg", Value: key}}}}
}

func text(p *interchange.Plan) string {
	var b strings.Builder
	_, _ = p.WriteTo(&b)
	return b.String()
}

func TestAPlanSaysWhatHappensFieldByField(t *testing.T) {
	city := &catalogue.Authority{Meta: catalogue.Meta{ID: 2, Name: catalogue.T("Hannover"), Identifiers: []catalogue.Identifier{{Scheme: "ars", Value: "03241001"}}}}
	gone := &catalogue.Area{Meta: catalogue.Meta{ID: 3, Name: catalogue.T("Altkreis")}}
	data := &catalogue.Dataset{Meta: catalogue.Meta{ID: 4, Name: catalogue.T("Bäume")}, Distributions: []catalogue.Distribution{{IRI: "a"}, {IRI: "b"}}}
	before := stock{
		records: map[catalogue.ID]catalogue.Record{1: service(1, "1", "Anmeldung"), 2: city, 3: gone, 4: data},
		edges:   map[catalogue.EdgeID]catalogue.Edge{1: {ID: 1, Relation: catalogue.Offers, From: 2, To: 1, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferPlanned}}},
	}
	updated := service(1, "1", "Anmeldung der Wohnung")
	updated.Identifiers = append(updated.Identifiers, catalogue.Identifier{Scheme: "ozg", Value: "2"})
	updated.TrustLevel, updated.Tags, updated.Source = "LEVEL_10", []string{}, 6
	more := data.Clone().(*catalogue.Dataset)
	more.Distributions = []catalogue.Distribution{{IRI: "b"}, {IRI: "c"}, {IRI: "d", Format: "CSV"}}
	source := &catalogue.Source{Meta: catalogue.Meta{ID: 6, Name: catalogue.T("Register")}}
	c := &catalogue.Commit{
		Records: []catalogue.RecordVersion{
			{ID: 1, Kind: catalogue.KindService, Record: updated},
			{ID: 3, Kind: catalogue.KindArea},
			{ID: 4, Kind: catalogue.KindDataset, Record: more},
			{ID: 5, Kind: catalogue.KindService, Record: service(5, "5", "Abmeldung"), Created: true},
			{ID: 6, Kind: catalogue.KindSource, Record: source, Created: true},
		},
		Edges: []catalogue.EdgeVersion{
			{Edge: catalogue.Edge{ID: 1, Relation: catalogue.Offers, From: 2, To: 1, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive, URL: "https://x.invalid"}}},
			{Edge: catalogue.Edge{ID: 2, Relation: catalogue.CompetentFor, From: 2, To: 5}, Created: true},
		},
	}
	want := `5 records: 2 created, 2 updated, 1 removed; 2 relations: 1 created, 1 updated

services: 1 created, 1 updated
    fields updated: identifiers 1 ×, name 1 ×, source 1 ×, trustLevel 1 ×
  + service ozg:5 „Abmeldung“
  ~ service ozg:1 „Anmeldung der Wohnung“
      identifiers: 1 entry → 2 entries (+ozg:2)
      name: Anmeldung → Anmeldung der Wohnung
      trustLevel: (empty) → LEVEL_10
      source: (empty) → source „Register“

areas: 1 removed
  - area „Altkreis“

datasets: 1 updated
    fields updated: distributions 1 ×
  ~ dataset „Bäume“
      distributions: 2 entries → 3 entries (2 added, 1 removed)

sources: 1 created
  + source „Register“

COMPETENT_FOR: 1 created
  + authority ars:03241001 „Hannover“ → service ozg:5 „Abmeldung“

OFFERS: 1 updated
    fields updated: status 1 ×, url 1 ×
  ~ authority ars:03241001 „Hannover“ → service ozg:1 „Anmeldung der Wohnung“ (LIVE)
      status: PLANNED → LIVE
      url: (empty) → https://x.invalid
`
	if diff := cmp.Diff(want, text(interchange.PlanOf(before, c))); diff != "" {
		t.Error(diff)
	}
}

func TestAPlanOfAHundredThousandChangesIsAPage(t *testing.T) {
	c := new(catalogue.Commit)
	for i := range 10_000 {
		id := catalogue.ID(i + 1)
		c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: catalogue.KindService, Record: service(id, fmt.Sprint(i), "Dienst"), Created: true})
	}
	for i := range 100_000 {
		c.Edges = append(c.Edges, catalogue.EdgeVersion{Edge: catalogue.Edge{ID: catalogue.EdgeID(i + 1), Relation: catalogue.PartOf, From: 1, To: 2}, Created: true})
	}
	got := text(interchange.PlanOf(stock{}, c))
	if lines := strings.Count(got, "\n"); lines > 20 || !strings.Contains(got, "… and 99995 more") {
		t.Errorf("%d lines:\n%s", lines, got)
	}
}

func TestAWholePlanLeavesNothingOut(t *testing.T) {
	long := strings.Repeat("x", 500)
	old := &catalogue.Dataset{Meta: catalogue.Meta{ID: 1, Name: catalogue.T("Bäume")}}
	now := old.Clone().(*catalogue.Dataset)
	now.Description, now.Distributions = catalogue.T(long), []catalogue.Distribution{{IRI: "a:b"}}
	for i := range 20 {
		now.Tags = append(now.Tags, fmt.Sprint("tag", i))
	}
	c := &catalogue.Commit{Records: []catalogue.RecordVersion{{ID: 1, Kind: catalogue.KindDataset, Record: now}}}
	for i := range 1000 {
		id := catalogue.ID(i + 2)
		c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: catalogue.KindService, Record: service(id, fmt.Sprint(i), "Dienst"), Created: true})
	}
	got := text(interchange.WholePlanOf(stock{records: map[catalogue.ID]catalogue.Record{1: old}}, c))
	for _, want := range []string{"+ service ozg:0 ", "+ service ozg:999 ", "→ " + long + "\n", "+tag0 ", "+tag19", `+{"iri":"a:b"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%.20q is missing", want)
		}
	}
	if strings.Contains(got, "…") {
		t.Error("something is cut off")
	}
}

func TestAnEmptyCommitIsNoChanges(t *testing.T) {
	if got := text(interchange.PlanOf(stock{}, new(catalogue.Commit))); got != "no changes\n" {
		t.Errorf("got %q", got)
	}
}
