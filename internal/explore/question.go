package explore

import (
	"fmt"

	"fundus/internal/catalogue"
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
