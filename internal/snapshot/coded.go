package snapshot

import (
	"slices"

	"fundus/internal/catalogue"
)

// coded are, for each kind, each attribute whose values are codes or flags, and
// each value, the records that have it. Attributes and values stand at their place
// in catalogue.Attributes and in the code list; false is 0 and true is 1.
type coded [kinds][][]Set

// Coded is the records of a kind whose attribute has a value: a code of its list,
// or "true" or "false" of a flag. It is empty where there is no such attribute or
// value.
func (s *Snapshot) Coded(k catalogue.Kind, attribute, code string) Set {
	if !k.Known() {
		return Set{}
	}
	attributes := catalogue.Attributes(k)
	i := slices.IndexFunc(attributes, func(a catalogue.Attribute) bool { return a.Name == attribute })
	if i < 0 {
		return Set{}
	}
	n := place(&attributes[i], code)
	if of := s.coded[k]; n < 0 || i >= len(of) || n >= len(of[i]) {
		return Set{}
	}
	return s.coded[k][i][n]
}

// place is where a value stands among those of its attribute, -1 for none.
func place(a *catalogue.Attribute, code string) int {
	switch {
	case a.Type == catalogue.AttributeCode:
		return a.List.Position(code)
	case a.Type == catalogue.AttributeFlag && code == "true":
		return 1
	case a.Type == catalogue.AttributeFlag && code == "false":
		return 0
	}
	return -1
}

// codedEdit changes a copy of coded. It copies a set when it first touches it.
type codedEdit struct {
	base   coded
	of     [kinds][][]SetBuilder // nil where nothing was changed
	codes  []string              // reused
	before []string
}

// replace brings the sets up to date with a new version of a record; old is nil
// for a new record and next for a removed one. A code that its list does not have
// is an error: it was stored by a program that knows more codes.
func (e *codedEdit) replace(id catalogue.ID, k catalogue.Kind, old, next catalogue.Record) error {
	attributes := catalogue.Attributes(k)
	for i := range attributes {
		a := &attributes[i]
		if a.Codes == nil {
			continue
		}
		e.before, e.codes = valuesOf(a, old, e.before), valuesOf(a, next, e.codes)
		if slices.Equal(e.before, e.codes) {
			continue
		}
		for _, code := range e.before {
			e.set(k, i, place(a, code)).Remove(id)
		}
		for _, code := range e.codes {
			n := place(a, code)
			if n < 0 {
				return catalogue.Errorf(catalogue.Invalid, "%s %d: %s %q is not known to this version", k.Noun(), id, a.Name, code)
			}
			e.set(k, i, n).Add(id)
		}
	}
	return nil
}

func valuesOf(a *catalogue.Attribute, r catalogue.Record, out []string) []string {
	if r == nil {
		return out[:0]
	}
	return a.Codes(r, out[:0])
}

// set returns the set of one value, growing the edit as far as its place.
func (e *codedEdit) set(k catalogue.Kind, attribute, place int) *SetBuilder {
	if e.of[k] == nil {
		e.of[k] = editSets(e.base[k], len(catalogue.Attributes(k)))
	}
	of := &e.of[k][attribute]
	for len(*of) <= place {
		*of = append(*of, SetBuilder{})
	}
	return &(*of)[place]
}

func editSets(base [][]Set, attributes int) [][]SetBuilder {
	out := make([][]SetBuilder, attributes)
	for i, sets := range base {
		for _, s := range sets {
			out[i] = append(out[i], *s.Edit())
		}
	}
	return out
}

func (e *codedEdit) done() coded {
	next := e.base
	for k, of := range e.of {
		if of == nil {
			continue
		}
		next[k] = make([][]Set, len(of))
		for i := range of {
			for n := range of[i] {
				next[k][i] = append(next[k][i], of[i][n].Set())
			}
		}
	}
	return next
}
