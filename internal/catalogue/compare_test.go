package catalogue_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/internal/catalogue"
)

func TestVersionsOfARecordAreComparedAsFilesSpellThem(t *testing.T) {
	old := &catalogue.Service{Meta: catalogue.Meta{ID: 1, Revision: 1, Name: catalogue.T("Hund anmelden"), Tags: []string{}}, TrustLevel: "LEVEL_10"}
	now := old.Clone().(*catalogue.Service)
	now.Revision, now.Source, now.Focus, now.TrustLevel, now.Tags = 2, 7, true, "", nil
	want := []catalogue.FieldChange{
		{Field: "focus", Old: false, New: true},
		{Field: "trustLevel", Old: catalogue.TrustLevel("LEVEL_10"), New: catalogue.TrustLevel("")},
		{Field: "source", Old: catalogue.ID(0), New: catalogue.ID(7)},
	}
	sort := func(in []catalogue.FieldChange) map[string]catalogue.FieldChange {
		out := map[string]catalogue.FieldChange{}
		for _, f := range in {
			out[f.Field] = f
		}
		return out
	}
	if diff := cmp.Diff(sort(want), sort(catalogue.CompareRecords(old, now))); diff != "" {
		t.Error(diff)
	}
	for _, same := range []catalogue.Record{old, old.Clone()} {
		if got := catalogue.CompareRecords(old, same); len(got) > 0 {
			t.Errorf("the same record differs in %v", got)
		}
	}
}

// What is made says all that it says, and what goes all that it said.
func TestAgainstNothingEverythingIsDifferent(t *testing.T) {
	area := &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T("Kreis"), ValidUntil: 5}, AreaKind: "DISTRICT"}
	for _, got := range [][]catalogue.FieldChange{catalogue.CompareRecords(nil, area), catalogue.CompareRecords(area, nil)} {
		if len(got) != 3 {
			t.Errorf("name, validUntil and areaKind are %v", got)
		}
	}
	offer := &catalogue.Edge{ID: 1, Revision: 3, Relation: catalogue.Offers, From: 1, To: 2, Via: 3, Source: 4, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferLive, Note: "n"}}
	want := []catalogue.FieldChange{
		{Field: "relation", Old: catalogue.Relation(0), New: catalogue.Offers},
		{Field: "from", Old: catalogue.ID(0), New: catalogue.ID(1)},
		{Field: "to", Old: catalogue.ID(0), New: catalogue.ID(2)},
		{Field: "via", Old: catalogue.ID(0), New: catalogue.ID(3)},
		{Field: "status", Old: catalogue.OfferStatus(""), New: catalogue.OfferLive},
		{Field: "note", Old: "", New: "n"},
		{Field: "source", Old: catalogue.ID(0), New: catalogue.ID(4)},
	}
	if diff := cmp.Diff(want, catalogue.CompareEdges(nil, offer)); diff != "" {
		t.Error(diff)
	}
	if got := catalogue.CompareEdges(offer, nil); len(got) != len(want) || got[3].Old != catalogue.ID(3) || got[3].New != catalogue.ID(0) {
		t.Errorf("of an end: %v", got)
	}
}

func TestAnAlterationSaysWhatItIs(t *testing.T) {
	r, e := &catalogue.Area{Meta: catalogue.Meta{ID: 4}}, &catalogue.Edge{ID: 9}
	for want, all := range map[catalogue.Action][]catalogue.Alteration{
		catalogue.Created: {{NewRecord: r}, {NewEdge: e}},
		catalogue.Changed: {{OldRecord: r, NewRecord: r}, {OldEdge: e, NewEdge: e}},
		catalogue.Removed: {{OldRecord: r}, {OldEdge: e}},
	} {
		if all[0].Action() != want || all[1].Action() != want {
			t.Errorf("%s: %s, %s", want, all[0].Action(), all[1].Action())
		}
		for i, s := range []catalogue.Subject{{Record: 4, Kind: catalogue.KindArea}, {Edge: 9}} {
			if got := all[i].Subject(); got != s {
				t.Errorf("%s: of %+v, want %+v", want, got, s)
			}
			if back, err := catalogue.ParseSubject(s.GlobalID()); err != nil || back != s {
				t.Errorf("%+v comes back as %+v, %v", s, back, err)
			}
		}
	}
}
