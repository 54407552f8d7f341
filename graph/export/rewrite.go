package export

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// The names of what is added to a question. None can stand in a document.
const (
	pageKey, moreKey, endKey = "@page", "@more", "@end"
	idKey, kindKey, nameKey  = "@id", "@kind", "@name"
	originKey                = "@origin"
	relationKey              = "@relation"
	fromKey, toKey           = "@from", "@to"
	edgesKey                 = "@edges"
	completeKey              = "@complete"
)

// Variables of the pages.
const (
	// FirstVariable is how many entries a page has, AfterVariable the cursor behind
	// which it begins, and absent from the first.
	FirstVariable = "@first"
	AfterVariable = "@after"
)

// Operation is what is asked for each page, with its variables. @assuming of the
// question is only told with the first: the moment stays what it made of it.
func (p *Plan) Operation(first bool) *ast.OperationDefinition {
	op := *p.asked
	op.SelectionSet = p.set
	if !first {
		op.Directives = nil
	}
	return &op
}

// take makes the paging at the end of a path that of the export.
func (p *Plan) take(set ast.SelectionSet, path []string) {
	fields(set, func(f *ast.Field) {
		switch {
		case f.Alias != path[0]:
		case len(path) > 1:
			p.take(f.SelectionSet, path[1:])
		case !p.field(f).paged: // of another type, under the same name
		default:
			f.Arguments = slices.DeleteFunc(slices.Clone(f.Arguments), func(a *ast.Argument) bool {
				return slices.Contains([]string{"first", "last", "after", "before"}, a.Name)
			})
			f.Arguments = append(f.Arguments, variable("first", FirstVariable), variable("after", AfterVariable))
			page := p.schema.Types["PageInfo"]
			info := added(p.typeOf(f), "pageInfo", pageKey)
			info.SelectionSet = ast.SelectionSet{added(page, "hasNextPage", moreKey), added(page, "endCursor", endKey)}
			f.SelectionSet = append(f.SelectionSet, info)
		}
	})
}

func variable(argument, name string) *ast.Argument {
	return &ast.Argument{Name: argument, Value: &ast.Value{Kind: ast.Variable, Raw: name}}
}

// added is a field of an object under a name of the export's own, with what is
// selected of it.
func added(of *ast.Definition, name, key string, within ...ast.Selection) *ast.Field {
	return &ast.Field{Alias: key, Name: name, Definition: of.Fields.ForName(name), ObjectDefinition: of, SelectionSet: within}
}

func (p *Plan) typeOf(f *ast.Field) *ast.Definition {
	return p.schema.Types[f.Definition.Type.Name()]
}

// identify adds to each selection of an object what a graph needs to know of it: of
// a record who it is, and of a statement what it joins.
func (p *Plan) identify(set ast.SelectionSet, of *ast.Definition) ast.SelectionSet {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.InlineFragment:
			within := of
			if s.TypeCondition != "" {
				within = p.schema.Types[s.TypeCondition]
			}
			s.SelectionSet = p.identify(s.SelectionSet, within)
		case *ast.Field:
			if len(s.SelectionSet) > 0 {
				s.SelectionSet = p.identify(s.SelectionSet, p.typeOf(s))
			}
		}
	}
	if p.maybe(of, "Record") {
		set = append(set, p.record())
	}
	if p.maybe(of, "StatementFacts") {
		set = append(set, p.statement())
	}
	if p.joins(of) && selects(set, "nodes") {
		set = append(set, added(of, "edges", edgesKey, p.statement()))
	}
	return set
}

// maybe says whether an object of a type can have an interface.
func (p *Plan) maybe(t *ast.Definition, interfaceName string) bool {
	return slices.ContainsFunc(p.schema.GetPossibleTypes(t), func(t *ast.Definition) bool {
		return slices.Contains(t.Interfaces, interfaceName)
	})
}

// joins says whether a page is of records that statements relate to one: its nodes
// alone would not say by which.
func (p *Plan) joins(t *ast.Definition) bool {
	edges := t.Fields.ForName("edges")
	return edges != nil && p.maybe(p.schema.Types[edges.Type.Name()], "StatementFacts")
}

func selects(set ast.SelectionSet, name string) bool {
	found := false
	fields(set, func(f *ast.Field) { found = found || f.Name == name })
	return found
}

func (p *Plan) record() ast.Selection {
	record, solution := p.schema.Types["Record"], p.schema.Types["Solution"]
	return &ast.InlineFragment{TypeCondition: record.Name, SelectionSet: ast.SelectionSet{
		added(record, "id", idKey), added(record, "kind", kindKey), added(record, "name", nameKey),
		&ast.InlineFragment{TypeCondition: solution.Name, SelectionSet: ast.SelectionSet{added(solution, "origin", originKey)}},
	}}
}

func (p *Plan) statement() ast.Selection {
	statement := p.schema.Types["StatementFacts"]
	return &ast.InlineFragment{TypeCondition: statement.Name, SelectionSet: ast.SelectionSet{
		added(statement, "id", idKey), added(statement, "relation", relationKey),
		added(statement, "from", fromKey, p.record()), added(statement, "to", toKey, p.record()),
	}}
}
