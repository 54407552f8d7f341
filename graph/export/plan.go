package export

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/internal/catalogue"
)

// Plan is how a question becomes a file. It belongs to one request.
type Plan struct {
	schema *ast.Schema
	format Format
	set    ast.SelectionSet
	asked  *ast.OperationDefinition
	root   *field
	rows   place // the list whose elements are the rows
	pages  place // the field whose pages it comes in, without a field if it has none
	drawn  bool  // the only row is the file itself
}

// New plans the export of a valid operation with the values of its variables.
func New(schema *ast.Schema, doc *ast.QueryDocument, asked *ast.OperationDefinition, variables map[string]any, format Format) (*Plan, error) {
	if asked.Operation != ast.Query {
		return nil, refused("a file is made of a question, and not of a " + string(asked.Operation))
	}
	p := &Plan{schema: schema, format: format, asked: asked}
	p.set = expansion{doc.Fragments, variables}.set(asked.SelectionSet)
	roots := slices.DeleteFunc(p.shape(p.set), func(f *field) bool { return strings.HasPrefix(f.name, "__") })
	if len(roots) != 1 {
		return nil, refused("a file is made of one field at the root of a question")
	}
	p.root = roots[0]
	root := place{p.root, []string{p.root.key}}
	switch {
	case p.draw(root):
		p.admit()
		return p, nil
	case !p.find(root):
		return nil, refused("there is no list in the question: a file is made of a list, as services and relations are, of a walk, or of an object that holds a list")
	}
	p.admit()
	if !format.table() {
		p.set = p.identify(p.set, schema.Query)
	}
	if p.pages.field != nil {
		p.take(p.set, p.pages.path)
	}
	return p, nil
}

func refused(rule string) error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: "query", Message: rule}
}

// Name is what the file is of, as the question calls it.
func (p *Plan) Name() string {
	if p.asked.Name != "" {
		return p.asked.Name
	}
	return p.root.key
}

// draw makes the picture of a walk the whole file, where the walk draws itself.
func (p *Plan) draw(root place) bool {
	definition := root.typ.Fields.ForName(p.format.drawn())
	if definition == nil || root.list {
		return false
	}
	// What was asked of the picture stays as it was asked.
	drawn := &ast.Field{Alias: definition.Name, Name: definition.Name, Definition: definition, ObjectDefinition: root.typ}
	fields(p.set, func(f *ast.Field) {
		fields(f.SelectionSet, func(own *ast.Field) {
			if own.Name == definition.Name {
				drawn = own
			}
		})
		f.SelectionSet = ast.SelectionSet{drawn}
	})
	p.drawn, p.rows = true, root.to(p.field(drawn))
	return true
}

// admit lets a walk say whether it came to its end.
func (p *Plan) admit() {
	if slices.Contains(p.root.typ.Interfaces, "Traversal") {
		fields(p.set, func(f *ast.Field) {
			f.SelectionSet = append(f.SelectionSet, added(p.root.typ, "complete", completeKey))
		})
	}
}

// find chooses the rows: those of the list in pages that is nearest to the root, or
// the nearest list of objects, or of values.
func (p *Plan) find(root place) bool {
	for _, meant := range []func(*field) bool{
		func(f *field) bool { return f.paged && (f.named("edges") != nil || f.named("nodes") != nil) },
		func(f *field) bool { return f.list && !f.leaf() },
		func(f *field) bool { return f.list },
	} {
		found, ok := search(root, meant)
		if !ok {
			continue
		}
		if p.rows = found; found.paged {
			p.pages, p.rows = found, found.to(firstOf(found.field, "edges", "nodes"))
		}
		return true
	}
	return false
}

// firstOf is the first field of some names, in the order of the document.
func firstOf(f *field, names ...string) *field {
	return f.fields[slices.IndexFunc(f.fields, func(c *field) bool { return slices.Contains(names, c.name) })]
}
