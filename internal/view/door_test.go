package view

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

func TestAStatementIsSeenOnItsDaysAndOnNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for day := drawnDay - 2; day <= drawnDay+2; day++ {
			other := w.On(day)
			for id := range w.snap.MaxEdge() + 1 {
				if _, there := w.snap.Edge(id); !there {
					continue
				}
				from, until := w.Days(id)
				if seen := other.SeesStatement(id); seen != day.Valid(from, until) {
					t.Fatalf("statement %d on %s: seen %t, its days are %s to %s", id, day, seen, from, until)
				}
			}
		}
	})
}

func TestWhatIsKeptIsFoundOnce(t *testing.T) {
	v := New(snapshot.Empty(), drawnDay)
	times := 0
	find := func() (int, error) {
		times++
		if times == 1 {
			return 0, catalogue.Errorf(catalogue.Unavailable, "not now")
		}
		return times, nil
	}
	for _, want := range []int{0, 2, 2} {
		if got, _ := Kept(v, "key", find); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	if got, _ := Kept(v, "another", find); got != 3 {
		t.Errorf("another key has %d", got)
	}
}

// Who asks from a record on names it by its id or by what a register calls it. A name
// of none, or of several, is an error that says which rule it breaks.
func TestARecordIsNamedByItsIDOrByAnIdentifier(t *testing.T) {
	past := &catalogue.Service{Meta: named("früher", "leika:99050012104001")}
	past.ValidUntil = drawnDay - 1
	s := planned(t,
		put(&catalogue.Service{Meta: named("Anmeldung", "leika:99050012104000")}), put(past),
		put(&catalogue.Area{Meta: named("Gebiet", "ars:03241")}), put(&catalogue.Authority{Meta: named("Region", "ars:03241")}),
	)
	v := New(s, drawnDay)
	service := first(v.Named("of", "leika:99050012104000"))
	id := catalogue.GlobalID(catalogue.KindService, service)
	for _, name := range []string{id, "id:" + id, "service/leika:99050012104000", "leika:99 050 012 104 000"} {
		if got, err := v.Named("of", name); got != service || err != nil {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
	if got, err := v.Named("of", "authority/ars:03241"); err != nil || s.Record(got).Kind() != catalogue.KindAuthority {
		t.Errorf("an authority: %d, %v", got, err)
	}
	for name, want := range map[string]catalogue.ErrorKind{
		"ars:03241": catalogue.Conflict, "leika:99050012104001": catalogue.NotFound, "sample:none": catalogue.NotFound,
		"local:a": catalogue.Invalid, "planet/ars:03241": catalogue.Invalid, "leika:1": catalogue.Invalid, "x": catalogue.Invalid,
		catalogue.GlobalID(catalogue.KindArea, service): catalogue.NotFound,
	} {
		if _, err := v.Named("of", name); catalogue.KindOf(err) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
