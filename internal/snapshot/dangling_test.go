package snapshot

import (
	"testing"
	"time"

	"fundus/internal/catalogue"
)

// A store that has lost a record is refused with the edge that shows it, however
// far beyond the last record the lost one is.
func TestAnEdgeToARecordThatIsNotThereIsRefused(t *testing.T) {
	for _, lost := range []catalogue.ID{2, 9, 999, 1 << 31} {
		b := NewBuilder()
		for _, id := range []catalogue.ID{1, 3} {
			if err := b.Record(&catalogue.Area{Meta: catalogue.Meta{ID: id, Revision: 1, Name: catalogue.T("Gebiet")}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Edges([]catalogue.Edge{{ID: 1, Revision: 1, Relation: catalogue.PartOf, From: 1, To: lost}}); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Build(1, time.Now()); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("record %d: %v, want INVALID", lost, err)
		}
	}
}
