package view

import (
	"testing"

	"fundus/internal/catalogue"
)

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
