package view

import (
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
)

// A handle reads its record on the day of its view, in the language asked for, and
// says who stated it.
func TestAHandleReadsItsRecord(t *testing.T) {
	english := catalogue.Lang("en")
	solution := &catalogue.Solution{Meta: named("Melderegister", "name:m"), Lifecycle: []catalogue.Phase{{Phase: "PILOT"}, {Phase: "PRODUCTIVE", From: drawnDay}}}
	solution.Name = solution.Name.With(english, "Population register")
	v := New(planned(t,
		catalogue.Put{Local: "x", Record: &catalogue.Source{Meta: named("Beispiele"), SourceKind: catalogue.SourceIllustrative}},
		catalogue.Put{Record: solution, Source: "local:x"},
		put(&catalogue.Area{Meta: named("Region", "ars:03241"), Population: 1_150_000}),
		put(&catalogue.Service{Meta: named("Ummelden", "leika:99115005060000", "leika:99115005104000")}),
	), drawnDay)
	s := v.At(2).(Solution)
	if de, en := s.NameIn(nil), s.NameIn(&english); de != "Melderegister" || en != "Population register" || s.DescriptionIn(nil) != "" {
		t.Errorf("named %q, %q", de, en)
	}
	if source, ok := s.StatedBy(); !ok || source.GlobalID() != v.At(1).GlobalID() || !s.Illustrative() || s.LastRevision() != 1 {
		t.Errorf("stated by %+v, %v", source, ok)
	}
	if before := New(v.Snapshot(), v.Day()-1).At(2).(Solution); s.Phase() != "PRODUCTIVE" || before.Phase() != "PILOT" {
		t.Errorf("%s, the day before %s", s.Phase(), before.Phase())
	}
	area := v.At(3).(Area)
	if n, known := area.Population(); n != 1_150_000 || !known {
		t.Errorf("population %d, %v", n, known)
	}
	if _, known := area.Surface(); known || area.Illustrative() {
		t.Error("an unknown surface is known, or a fact an example")
	}
	service := v.At(4).(Service)
	if keys := service.LeikaKeys(); !slices.Equal(keys, []string{"99115005060000", "99115005104000"}) || service.ServiceType() == "" {
		t.Errorf("%q, %s", keys, service.ServiceType())
	}
	if c := v.Catalogue(); c.Revision() != 1 || c.Day() != drawnDay || c.RelationCount() != 0 {
		t.Errorf("%+v", c)
	}
	if at, known := v.Catalogue().RecordedAt(); known || !at.Equal(time.Time{}) {
		t.Errorf("recorded at %s", at)
	}
}

// A statement says all that its edge says.
func TestAStatementReadsItsEdge(t *testing.T) {
	offer := catalogue.Relate{Relation: catalogue.Offers, From: "local:a", To: "local:s", Via: "local:v", Area: "local:r", Source: "local:x"}
	offer.EdgeFacts = catalogue.EdgeFacts{Status: "LIVE", Evidence: "B", ValidFrom: drawnDay, ValidUntil: drawnDay + 9, URL: "https://example.org/dienst", Note: "seit dem Umzug"}
	v := New(planned(t,
		catalogue.Put{Local: "a", Record: &catalogue.Authority{Meta: named("Amt")}},
		catalogue.Put{Local: "s", Record: &catalogue.Service{Meta: named("Dienst")}},
		catalogue.Put{Local: "v", Record: &catalogue.Solution{Meta: named("Weg")}},
		catalogue.Put{Local: "r", Record: &catalogue.Area{Meta: named("Gebiet")}},
		catalogue.Put{Local: "x", Record: &catalogue.Source{Meta: named("Quelle")}},
		offer,
	), drawnDay)
	edges := first(v.At(2).(Service).OfferedBy(nil, nil, nil, nil, nil, nil)).Edges
	if len(edges) != 1 {
		t.Fatalf("%d offers", len(edges))
	}
	s := edges[0].Statement
	via, _ := s.Via()
	area, _ := s.Area()
	source, _ := s.StatedBy()
	got := []string{s.Relation().String(), string(s.Status()), string(s.Evidence()), s.URL(), s.Note(), s.Report(), via.NameIn(nil), area.NameIn(nil), source.NameIn(nil)}
	want := []string{"OFFERS", "LIVE", "B", offer.URL, offer.Note, "", "Weg", "Gebiet", "Quelle"}
	if !slices.Equal(got, want) || s.ValidFrom() != drawnDay || s.ValidUntil() != drawnDay+9 || s.Illustrative() || s.LastRevision() != 1 {
		t.Errorf("%q, want %q", got, want)
	}
	if found := v.Find(s.GlobalID()); found == nil || found.GlobalID() != s.GlobalID() {
		t.Errorf("%v", found)
	}
	for _, hidden := range []catalogue.Day{drawnDay - 1, drawnDay + 10} {
		if n := first(first(New(v.Snapshot(), hidden).At(2).(Service).OfferedBy(nil, nil, nil, nil, nil, nil)).TotalCount()); n != 0 {
			t.Errorf("%d offers on day %d", n, hidden)
		}
	}
}
