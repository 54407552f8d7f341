package export

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// field is a place of an answer: what is selected under one name, whatever the types
// are that it is selected of.
type field struct {
	key    string // its name in the answer
	name   string // its name in the schema
	typ    *ast.Definition
	bare   bool // it is asked for without arguments
	list   bool
	paged  bool // it is a list in pages: the answer holds one of them
	fields []*field

	record, statement bool // what it may be, by its type
}

// shape is what a selection makes of an answer, in the order of the document.
func (p *Plan) shape(set ast.SelectionSet) []*field {
	var out []*field
	byKey := map[string]*field{}
	within := map[string]ast.SelectionSet{}
	fields(set, func(f *ast.Field) {
		if byKey[f.Alias] == nil {
			byKey[f.Alias] = p.field(f)
			out = append(out, byKey[f.Alias])
		}
		within[f.Alias] = append(within[f.Alias], f.SelectionSet...)
	})
	for _, f := range out {
		f.fields = p.shape(within[f.key])
	}
	return out
}

func (p *Plan) field(f *ast.Field) *field {
	t := p.schema.Types[f.Definition.Type.Name()]
	arguments := f.Definition.Arguments
	return &field{
		key: f.Alias, name: f.Name, typ: t, bare: len(f.Arguments) == 0,
		list:  f.Definition.Type.Elem != nil,
		paged: t.Fields.ForName("pageInfo") != nil && arguments.ForName("first") != nil && arguments.ForName("after") != nil,

		record: p.maybe(t, "Record"), statement: p.maybe(t, "StatementFacts"),
	}
}

func (f *field) leaf() bool { return f.typ.IsLeafType() }

// named is the first field that is selected of a name in the schema.
func (f *field) named(name string) *field {
	for _, c := range f.fields {
		if c.name == name {
			return c
		}
	}
	return nil
}

// place is a field and the way to it, by names in the answer.
type place struct {
	*field
	path []string
}

func (p place) to(f *field) place {
	return place{f, append(slices.Clip(p.path), f.key)}
}

// search looks through what is not within a list, level by level, for the first
// place that is meant.
func search(from place, meant func(*field) bool) (place, bool) {
	for level := []place{from}; len(level) > 0; {
		var next []place
		for _, at := range level {
			if meant(at.field) {
				return at, true
			}
			if at.list || at.paged {
				continue
			}
			for _, f := range at.fields {
				next = append(next, at.to(f))
			}
		}
		level = next
	}
	return place{}, false
}
