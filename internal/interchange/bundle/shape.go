package bundle

import (
	"encoding"
	"reflect"
	"strings"

	"fundus/internal/catalogue"
)

// shape is the fields of a struct by the names they have in files.
type shape struct {
	fields map[string]member
	names  []string // in the order of the struct
}

// member is a field of a struct with what its type wants of a node.
type member struct {
	index []int
	wants wants
}

func (d *decoder) shape(t reflect.Type) *shape {
	if s, ok := d.shapes[t]; ok {
		return s
	}
	s := shapeOf(t)
	d.shapes[t] = s
	return s
}

func shapeOf(t reflect.Type) *shape {
	s := &shape{fields: map[string]member{}}
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			s.fields[name] = member{f.Index, wantsOf(f.Type)}
			s.names = append(s.names, name)
		}
	}
	return s
}

// wants is what a type wants of a node.
type wants uint8

const (
	wantsText wants = iota // in one language or several
	wantsKey               // a text that the type reads itself: a day, an identifier
	wantsWord              // one of few texts: a code, a reference
	wantsString
	wantsInteger
	wantsFlag
	wantsList
	wantsObject
	wantsValue // behind a pointer
)

func wantsOf(t reflect.Type) wants {
	switch {
	case t == reflect.TypeFor[catalogue.Text]():
		return wantsText
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return wantsKey
	case t == reflect.TypeFor[string]():
		return wantsString
	}
	switch t.Kind() {
	case reflect.String:
		return wantsWord
	case reflect.Int:
		return wantsInteger
	case reflect.Bool:
		return wantsFlag
	case reflect.Slice:
		return wantsList
	case reflect.Struct:
		return wantsObject
	case reflect.Pointer:
		return wantsValue
	default:
		panic("bundle: no decoding for " + t.String())
	}
}
