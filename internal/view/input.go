package view

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"

	"fundus/internal/catalogue"
)

// Input objects come as maps whose values are what the schema allows: strings,
// numbers, code types, days, lists and pointers to them. The server has checked
// names and types before a filter sees them. These readers take a value as the
// type it then must have; anything else reads as nothing.

// plain follows pointers; the zero Value stands for null.
func plain(v any) reflect.Value {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer {
		r = r.Elem()
	}
	return r
}

// absent says whether a field is not given, or null.
func absent(v any) bool {
	r := plain(v)
	return !r.IsValid() || (r.Kind() == reflect.Map || r.Kind() == reflect.Slice) && r.IsNil()
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// values are the elements of a list; a single value reads as a list of one.
func values(v any) []any {
	if absent(v) {
		return nil
	}
	r := plain(v)
	if r.Kind() != reflect.Slice {
		return []any{v}
	}
	out := make([]any, r.Len())
	for i := range out {
		out[i] = r.Index(i).Interface()
	}
	return out
}

// str reads a string or a code.
func str(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case interface{ String() string }:
		return x.String()
	}
	if r := plain(v); r.Kind() == reflect.String {
		return r.String()
	}
	return ""
}

func truth(v any) bool {
	r := plain(v)
	return r.Kind() == reflect.Bool && r.Bool()
}

// whole reads a whole number, or a day as its number.
func whole(v any) (int64, bool) {
	r := plain(v)
	switch {
	case r.CanInt():
		return r.Int(), true
	case r.CanFloat():
		return int64(r.Float()), r.Float() == math.Trunc(r.Float())
	}
	return 0, false
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// bounds reads the range of a number (min, max) or of a day (from, until), both
// ends included, open where one is not given.
func bounds(a catalogue.Attribute, value map[string]any) (low, high int64, err error) {
	low, high = math.MinInt64, math.MaxInt64
	names := [2]string{"min", "max"}
	if a.Type == catalogue.AttributeDay {
		names = [2]string{"from", "until"}
	}
	for i, into := range []*int64{&low, &high} {
		if absent(value[names[i]]) {
			continue
		}
		n, ok := whole(value[names[i]])
		if !ok {
			return 0, 0, badFilter(a.Name, names[i]+" is not a value of "+a.Name)
		}
		*into = n
	}
	if low > high {
		return 0, 0, badFilter(a.Name, fmt.Sprintf("%s is above %s: nothing lies between", names[0], names[1]))
	}
	return low, high, nil
}
