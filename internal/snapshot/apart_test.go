package snapshot

import (
	"fmt"
	"testing"

	"fundus/internal/catalogue"
)

// What a snapshot has for itself alone is nothing beside itself, all of it beside an
// empty one, and of one that a change leads to about what the change touched.
func TestApartIsWhatIsNotShared(t *testing.T) {
	s := town(t)
	for i := range 2000 {
		s = commit(t, s, catalogue.Put{Record: &catalogue.Area{Meta: called(fmt.Sprint("Ort ", i))}, Seen: catalogue.AnyRevision})
	}
	whole := s.Apart(Empty())
	next := commit(t, s, catalogue.Put{Record: &catalogue.Area{Meta: called("noch ein Ort")}, Seen: catalogue.AnyRevision})
	if s.Apart(s) != 0 || whole < 2000*recordBytes || next.Apart(s) == 0 || next.Apart(s) > whole/100 || s.Apart(next) > whole/100 {
		t.Errorf("apart from itself %d, from nothing %d, from the one before %d, from the next %d", s.Apart(s), whole, next.Apart(s), s.Apart(next))
	}
}
