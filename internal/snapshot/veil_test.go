package snapshot

import (
	"testing"

	"fundus/internal/catalogue"
)

// A version is told if neither it nor the newest catalogue is too secret, and what is
// left of an alteration is told as if the rest had never been.
func TestAVeilTellsWhatNeitherThenNorNowIsSecret(t *testing.T) {
	area := func(id catalogue.ID, v catalogue.Visibility) catalogue.Record {
		return &catalogue.Area{Meta: catalogue.Meta{ID: id, Visibility: v}}
	}
	const open, secret, removed = 1, 2, 3
	s, err := Empty().Apply(&catalogue.Commit{Revision: 1, Records: []catalogue.RecordVersion{
		{ID: open, Kind: catalogue.KindArea, Record: area(open, "")}, {ID: secret, Kind: catalogue.KindArea, Record: area(secret, catalogue.Internal)},
	}})
	must(t, err)
	last := map[catalogue.ID]catalogue.Record{removed: area(removed, catalogue.Confidential)}
	edge := func(to catalogue.ID, v catalogue.Visibility) *catalogue.Edge {
		return &catalogue.Edge{ID: 7, Relation: catalogue.PartOf, From: open, To: to, EdgeFacts: catalogue.EdgeFacts{Visibility: v}}
	}
	for what, c := range map[string]struct {
		was  catalogue.Alteration
		want catalogue.Action // "" for nothing
	}{
		"always public":               {catalogue.Alteration{OldRecord: area(open, ""), NewRecord: area(open, "")}, catalogue.Changed},
		"made public":                 {catalogue.Alteration{OldRecord: area(open, catalogue.Internal), NewRecord: area(open, "")}, catalogue.Created},
		"made secret, since public":   {catalogue.Alteration{OldRecord: area(open, ""), NewRecord: area(open, catalogue.Internal)}, catalogue.Removed},
		"secret then":                 {catalogue.Alteration{NewRecord: area(open, catalogue.Internal)}, ""},
		"secret now":                  {catalogue.Alteration{NewRecord: area(secret, "")}, ""},
		"a public statement":          {catalogue.Alteration{NewEdge: edge(open, "")}, catalogue.Created},
		"a secret statement":          {catalogue.Alteration{NewEdge: edge(open, catalogue.Confidential)}, ""},
		"with a record secret now":    {catalogue.Alteration{NewEdge: edge(secret, "")}, ""},
		"with a record removed since": {catalogue.Alteration{NewEdge: edge(removed, "")}, ""},
		"with a record of no time":    {catalogue.Alteration{NewEdge: edge(9, "")}, ""},
	} {
		got := NewVeil(catalogue.Public, s).Told([]catalogue.Alteration{c.was}, func(id catalogue.ID) catalogue.Record { return last[id] })
		switch {
		case c.want == "" && len(got) == 0:
		case len(got) != 1 || got[0].Action() != c.want:
			t.Errorf("%s: told is %+v, want %q", what, got, c.want)
		}
		if all := NewVeil(catalogue.Confidential, s).Told([]catalogue.Alteration{c.was}, nil); len(all) != 1 {
			t.Errorf("%s: not told to who sees all", what)
		}
	}
}

// Who made a commit and why is told to whom more than what is public may be shown.
func TestWhoMadeACommitAndWhyIsNotPublic(t *testing.T) {
	stamp := catalogue.Stamp{Actor: "referat-42", Message: "nach dem Befund", Origin: "graphql"}
	for upTo, want := range map[catalogue.Visibility]catalogue.Stamp{
		catalogue.Public: {Origin: "graphql"}, catalogue.Internal: stamp, catalogue.Confidential: stamp,
	} {
		if got := ToldStamp(stamp, upTo); got != want {
			t.Errorf("with a clearance up to %s: %+v", upTo, got)
		}
	}
}
