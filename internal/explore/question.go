package explore

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// numberWithin is a number that a question gives, or what is usual. One that is out
// of bounds is Invalid and not cut to them.
func numberWithin(field string, given *int, usual, least, most int) (int, error) {
	switch {
	case given == nil:
		return usual, nil
	case *given < least || *given > most:
		return 0, &catalogue.Error{
			Kind: catalogue.Invalid, Field: field, Value: fmt.Sprint(*given),
			Message: fmt.Sprintf("%d to %d, not %d", least, most, *given),
		}
	}
	return *given, nil
}

// meant says which records a filter means; all where none is given.
func meant(v *view.View, f view.RecordFilter) (func(catalogue.ID) bool, error) {
	if len(f) == 0 {
		return func(catalogue.ID) bool { return true }, nil
	}
	some, err := v.Meant(f)
	return some.Has, err
}

// byKind is how records divide by kind; of what is not among them there is no entry.
func byKind(v *view.View, found snapshot.Set) []view.KindCount {
	var out []view.KindCount
	for _, k := range catalogue.Kinds() {
		if n := v.Snapshot().Kind(k).AndCount(found); n > 0 {
			out = append(out, view.KindCount{Kind: k, Count: n})
		}
	}
	return out
}

// joinedBy are the records that a statement joins without its area. A step between
// two of them is drawn with the third.
func joinedBy(s view.Statement) []view.Record {
	out := []view.Record{s.From(), s.To()}
	if via, ok := s.Via(); ok {
		out = append(out, via)
	}
	return out
}
