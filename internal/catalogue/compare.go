package catalogue

import (
	"reflect"
	"strings"
)

// FieldChange is a field, as spelt in files, with what it says in two versions of
// a record or of a statement. Both values have the type of the field, and say
// nothing where they are zero: a record (source, and the ends of a statement) is an
// ID.
type FieldChange struct {
	Field    string
	Old, New any
}

// CompareRecords are the fields that say something else in two versions of a
// record. Where one of the two is nil they are all that the other says.
func CompareRecords(old, now Record) []FieldChange {
	switch {
	case old == nil:
		old = now.Kind().New()
	case now == nil:
		now = old.Kind().New()
	}
	out := compare(nil, reflect.ValueOf(old).Elem(), reflect.ValueOf(now).Elem())
	return compareIDs(out, "source", old.Base().Source, now.Base().Source)
}

// CompareEdges are the fields that say something else in two versions of a
// statement, or in two statements; its relation and its ends are fields too. Where
// one of the two is nil they are all that the other says.
func CompareEdges(old, now *Edge) []FieldChange {
	var none Edge
	switch {
	case old == nil:
		old = &none
	case now == nil:
		now = &none
	}
	var out []FieldChange
	if old.Relation != now.Relation {
		out = append(out, FieldChange{"relation", old.Relation, now.Relation})
	}
	out = compareIDs(out, "from", old.From, now.From)
	out = compareIDs(out, "to", old.To, now.To)
	out = compareIDs(out, "via", old.Via, now.Via)
	out = compareIDs(out, "area", old.Area, now.Area)
	if old.EdgeFacts != now.EdgeFacts {
		out = compare(out, reflect.ValueOf(old.EdgeFacts), reflect.ValueOf(now.EdgeFacts))
	}
	return compareIDs(out, "source", old.Source, now.Source)
}

func compareIDs(out []FieldChange, field string, old, now ID) []FieldChange {
	if old == now {
		return out
	}
	return append(out, FieldChange{field, old, now})
}

// compare looks at the fields of two structs of one type that files have.
func compare(out []FieldChange, old, now reflect.Value) []FieldChange {
	for _, f := range reflect.VisibleFields(old.Type()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		a, b := old.FieldByIndex(f.Index), now.FieldByIndex(f.Index)
		if name == "" || name == "-" || saySame(a, b) {
			continue
		}
		out = append(out, FieldChange{name, a.Interface(), b.Interface()})
	}
	return out
}

// saySame says whether a field says the same in two versions; empty and not there
// are the same.
func saySame(a, b reflect.Value) bool {
	if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}
