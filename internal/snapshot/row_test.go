package snapshot

import (
	"testing"
	"unsafe"

	"fundus/internal/catalogue"

	"pgregory.net/rapid"
)

// TestARowKeepsAllOfAnEdge takes edges apart and puts them together again, up to the last
// day, code and relation that a row has bits for.
func TestARowKeepsAllOfAnEdge(t *testing.T) {
	lastDay, err := catalogue.ParseDay("9999-12-31")
	if err != nil {
		t.Fatal(err)
	}
	day, id := rapid.Int32Range(0, int32(lastDay)), rapid.Uint32()
	rapid.Check(t, func(t *rapid.T) {
		want := catalogue.Edge{
			ID: catalogue.EdgeID(id.Draw(t, "id")), Revision: catalogue.Revision(id.Draw(t, "revision")),
			Relation: rapid.SampledFrom(catalogue.AllRelations()).Draw(t, "relation"),
			From:     catalogue.ID(id.Draw(t, "from")), To: catalogue.ID(id.Draw(t, "to")),
			Via: catalogue.ID(id.Draw(t, "via")), Area: catalogue.ID(id.Draw(t, "area")),
			EdgeFacts: catalogue.EdgeFacts{
				Status:     anyCode[catalogue.OfferStatus](t, catalogue.OfferStatuses),
				Evidence:   anyCode[catalogue.EvidenceGrade](t, catalogue.EvidenceGrades),
				Visibility: anyCode[catalogue.Visibility](t, catalogue.Visibilities),
				ValidFrom:  catalogue.Day(day.Draw(t, "from")), ValidUntil: catalogue.Day(day.Draw(t, "until")),
				Note: rapid.SampledFrom([]string{"", "Anmerkung"}).Draw(t, "note"),
			},
			Source: catalogue.ID(id.Draw(t, "source")),
		}
		row, facts := rowOf(&want)
		if got := row.edge(want.ID); !row.there() || row.rare() != (want.Note != "") || facts.note != want.Note {
			t.Fatalf("%+v is kept as %+v with %+v", want, got, facts)
		} else if got.Note = facts.note; got != want {
			t.Fatalf("%+v\nis kept as %+v", want, got)
		}
	})
}

// anyCode is a code of a list, or none.
func anyCode[C ~string](t *rapid.T, of *catalogue.CodeList) C {
	at := rapid.IntRange(0, len(of.Codes)).Draw(t, of.Name)
	if at == len(of.Codes) {
		return ""
	}
	return C(of.Codes[at].Name)
}

// TestARowHasBitsForEveryCode finds what has outgrown its bits.
func TestARowHasBitsForEveryCode(t *testing.T) {
	for what, c := range map[string]struct{ most, bits int }{
		"offer statuses":  {len(catalogue.OfferStatuses.Codes), statusBits},
		"evidence grades": {len(catalogue.EvidenceGrades.Codes), evidenceBits},
		"visibilities":    {len(catalogue.Visibilities.Codes), visibilityBits},
		"relations":       {catalogue.Relations - 1, relationBits},
	} {
		if c.most >= 1<<c.bits {
			t.Errorf("a row has %d bits, too few for %d %s", c.bits, c.most, what)
		}
	}
	if size := unsafe.Sizeof(row{}); size != 32 || rareAt >= 32 || relationAt+relationBits > 32 {
		t.Errorf("a row takes %d bytes", size)
	}
}

func TestADayBeyondARowIsRefused(t *testing.T) {
	x := catalogue.Edge{ID: 1, Relation: catalogue.Offers, From: 1, To: 2}
	if err := checkEdge(&x); err != nil {
		t.Fatal(err)
	}
	for _, day := range []catalogue.Day{-1, 1 << dayBits} {
		for name, x := range map[string]catalogue.EdgeFacts{"first": {ValidFrom: day}, "last": {ValidUntil: day}} {
			if err := checkEdge(&catalogue.Edge{ID: 1, Relation: catalogue.Offers, From: 1, To: 2, EdgeFacts: x}); catalogue.KindOf(err) != catalogue.Invalid {
				t.Errorf("the %s day may be %d: %v", name, day, err)
			}
		}
	}
}
