package graph

import (
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/rollout"
	"fundus/internal/view"
)

// measure weighs the operations of one document, with the variables of one
// request. Each fragment is weighed once for each length of list that it stands
// in, so the work is bounded by the text and not by what it expands to.
type measure struct {
	doc       *ast.QueryDocument
	variables map[string]any
	// fragments holds the weight of each fragment once it is known, and nil
	// while it is being weighed: to meet a nil is to have found a cycle.
	fragments map[fragment]*weight
	within    string // the field whose selection set is being weighed
	schema    bool   // whether it is the schema that is looked into
}

// fragment is a fragment in lists of a length, or in the schema.
type fragment struct {
	name   string
	page   int
	schema bool
}

func newMeasure(doc *ast.QueryDocument, variables map[string]any) *measure {
	return &measure{doc: doc, variables: variables, fragments: map[fragment]*weight{}}
}

// weight is what a selection set amounts to with its fragments expanded.
type weight struct{ fields, aliases, depth, cost, roots, drawings int }

// most keeps sums from overflowing; every limit is far below.
const most = 1 << 40

func (w *weight) add(v weight) {
	w.fields = min(most, w.fields+v.fields)
	w.aliases = min(most, w.aliases+v.aliases)
	w.depth = max(w.depth, v.depth)
	w.cost = min(most, w.cost+v.cost)
	w.roots = min(most, w.roots+v.roots)
	w.drawings = min(most, w.drawings+v.drawings)
}

// check weighs the document and says by which limit it is too large.
func (m *measure) check(l Limits) (weight, *gqlerror.Error) {
	w, err := m.document()
	if err != nil {
		return w, err
	}
	for _, limit := range []struct {
		code, what string
		is, limit  int
	}{
		{"TOO_MANY_FIELDS", "fields with fragments expanded", w.fields, l.Fields},
		{"TOO_MANY_ALIASES", "aliases", w.aliases, l.Aliases},
		{"TOO_DEEP", "levels of fields", w.depth, l.Depth},
		{"TOO_MANY_ROOT_FIELDS", "root fields", w.roots, l.RootFields},
		{"COMPLEXITY_LIMIT_EXCEEDED", "values by estimate (ask for fewer with first)", w.cost, l.Cost},
	} {
		if limit.is > limit.limit {
			no := beyond(limit.code, limit.what, limit.is, limit.limit)
			no.Extensions["cost"] = w.cost
			return w, no
		}
	}
	return w, nil
}

// document weighs all operations together, and looks at every fragment, since
// one that nobody uses may still be a cycle.
func (m *measure) document() (weight, *gqlerror.Error) {
	var sum weight
	for _, op := range m.doc.Operations {
		w, err := m.set(op.SelectionSet, 1)
		if err != nil {
			return sum, err
		}
		w.cost = min(most, w.cost+m.priceAssuming(op))
		// One operation is carried out: its roots and its cost are not added up.
		w.roots, sum.roots = 0, max(sum.roots, w.roots)
		w.cost, sum.cost = 0, max(sum.cost, w.cost)
		sum.add(w)
	}
	for _, f := range m.doc.Fragments {
		w, err := m.spread(f.Name, view.DefaultPage)
		if err != nil {
			return sum, err
		}
		sum.fields, sum.depth = max(sum.fields, w.fields), max(sum.depth, w.depth)
	}
	return sum, nil
}

// set weighs a selection set; page is how many entries the lists in it have.
func (m *measure) set(set ast.SelectionSet, page int) (weight, *gqlerror.Error) {
	var sum weight
	for _, s := range set {
		w, err := m.selection(s, page)
		if err != nil {
			return sum, err
		}
		sum.add(w)
	}
	return sum, nil
}

func (m *measure) selection(s ast.Selection, page int) (weight, *gqlerror.Error) {
	switch s := s.(type) {
	case *ast.Field:
		return m.field(s, page)
	case *ast.InlineFragment:
		return m.set(s.SelectionSet, page)
	case *ast.FragmentSpread:
		return m.spread(s.Name, page)
	}
	return weight{}, nil
}

func (m *measure) field(f *ast.Field, page int) (weight, *gqlerror.Error) {
	outside, schema := m.within, m.schema
	m.within, m.schema = f.Name, schema || looksIntoSchema(f)
	w, err := m.set(f.SelectionSet, m.page(f))
	if m.within, m.schema = outside, schema; err != nil {
		return w, err
	}
	w.fields++
	w.depth++
	w.roots = 1
	if f.Alias != f.Name {
		w.aliases++
	}
	if looksIntoSchema(f) {
		w.cost /= valuesOfSchema
	}
	w.cost = min(most, (w.cost+m.itself(f))*m.times(f, page)+m.price(f)+m.priceDrawn(f, w.drawings))
	w.drawings = 0 // which are of this field
	if draws(f) {
		w.drawings = 1
	}
	return w, nil
}

// spread weighs a fragment once for each length of list it stands in.
func (m *measure) spread(name string, page int) (weight, *gqlerror.Error) {
	key := fragment{name, page, m.schema}
	known, met := m.fragments[key]
	if met && known == nil {
		return weight{}, &gqlerror.Error{
			Message:    fmt.Sprintf("the fragment %s contains itself", name),
			Locations:  m.placeOf(name),
			Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"},
		}
	}
	if met {
		return *known, nil
	}
	m.fragments[key] = nil
	var w weight
	if f := m.doc.Fragments.ForName(name); f != nil {
		var err *gqlerror.Error
		if w, err = m.set(f.SelectionSet, page); err != nil {
			return w, err
		}
	}
	m.fragments[key] = &w
	return w, nil
}

// placeOf is where a fragment of the document begins.
func (m *measure) placeOf(name string) []gqlerror.Location {
	at := m.doc.Fragments.ForName(name).Position
	return []gqlerror.Location{{Line: at.Line, Column: at.Column}}
}

// valuesOfSchema is how many objects of the schema, of those that are estimated, are
// answered in the time of a value of the catalogue: most of what may be there is not.
const valuesOfSchema = 4

func looksIntoSchema(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }

// itself is what a field costs apart from what it holds. In the schema it is objects that
// take time, and the types within types are few, however deeply one asks for them.
func (m *measure) itself(f *ast.Field) int {
	if m.schema && (len(f.SelectionSet) == 0 || f.Name == "ofType") {
		return 0
	}
	return 1
}

// timesInSchema is how often a field of the schema stands under what it belongs to, in
// round figures. The schema is what it is, but it is a megabyte, and whoever asks for it
// under some aliases has some.
func timesInSchema(field string) int {
	switch field {
	case "types":
		return 700
	case "fields", "inputFields", "enumValues", "directives":
		return 8
	case "args", "possibleTypes", "interfaces":
		return 2
	}
	return 1
}

// fieldsChanged is how many fields a change has by estimate.
const fieldsChanged = 10

// What a path has by estimate.
const stepsOfAPath, statementsOfAStep = 4, 3

// linksOrClasses is how many links a chain has, or origins there are, at most; and about
// how many criteria, gates and flips there are in a case.
const linksOrClasses = 8

// times is how often a field's value stands in the answer for each time that
// its parent does.
func (m *measure) times(f *ast.Field, page int) int {
	if m.schema {
		return timesInSchema(f.Name)
	}
	switch f.Name {
	case "actions": // of levers, as many as were asked for
		return page
	case "edges", "nodes":
		if ids := f.Arguments.ForName("ids"); ids != nil {
			return m.elements(ids.Value)
		}
		return page
	case "recorded":
		return page
	case "theirs", "precedents", "candidates", "notOnLadder", "alternatives", "better", "users", "likeYou", "gainers", "affectedAuthorities":
		return m.page(f)
	case "ours", "example":
		return view.DefaultPage
	case "links", "classes", "rungs", "contributions", "criteria", "flips", "rows", "cells":
		return linksOrClasses
	case "changes": // at the root it is a feed, and stands there once
		return page
	case "days":
		return m.page(f)
	case "paths": // at the root it is the question, and stands there once
		return page
	case "steps":
		return stepsOfAPath
	case "statements":
		return statementsOfAStep
	case "groups": // of a coverage, or of what is near
		return page
	case "coverageOver":
		return m.points(f)
	case "fields":
		return fieldsChanged
	case "codeLists", "codes", "values":
		return view.DefaultPage
	}
	return 1
}

// points is how many points a series of coverages has.
func (m *measure) points(f *ast.Field) int {
	from, begins := m.written(f, "from")
	until, ends := m.written(f, "until")
	step, steps := m.written(f, "step")
	first, wrong := catalogue.ParseDay(from)
	last, alsoWrong := catalogue.ParseDay(until)
	if !begins || !ends || !steps || wrong != nil || alsoWrong != nil {
		return rollout.MostPoints
	}
	return rollout.Points(first, last, rollout.CoverageStep(step))
}

// written is what an argument says, false where it is not given as a text or a name.
func (m *measure) written(f *ast.Field, argument string) (string, bool) {
	a := f.Arguments.ForName(argument)
	if a == nil {
		return "", false
	}
	switch given := m.given(a.Value).(type) {
	case *ast.Value:
		return given.Raw, true
	case string:
		return given, true
	}
	return "", false
}

// page is how many entries a field asks for: first or last, as a number or as a
// variable with its default.
func (m *measure) page(f *ast.Field) int {
	standard, largest := view.DefaultPage, view.MaxPage
	switch f.Name {
	case "changes":
		standard, largest = defaultChanges, mostChangesFed
	case "precedents":
		standard, largest = assess.DefaultPrecedents, assess.MostPrecedents
	case "neighbourhood":
		return m.vicinity(f)
	}
	for _, name := range []string{"first", "last"} {
		if a := f.Arguments.ForName(name); a != nil && a.Value != nil && a.Value.Kind != ast.NullValue {
			return m.number(a.Value, standard, largest)
		}
	}
	return standard
}

// likes is how many sorts of neighbours a record has by estimate: below foldAbove of
// each stand for themselves.
const likes = 8

// vicinity is how many nodes, and how many edges, a neighbourhood has by estimate.
func (m *measure) vicinity(f *ast.Field) int {
	each := view.DefaultPage
	if a := f.Arguments.ForName("foldAbove"); a != nil && a.Value != nil && a.Value.Kind != ast.NullValue {
		each = m.number(a.Value, each, explore.MostFoldAbove)
	}
	if nodes, ok := m.budgeted(f, "nodes"); ok {
		return min(nodes, likes*each)
	}
	return likes * each
}

// number is a number of entries; standard where none is given, largest for whatever
// the page itself will refuse.
func (m *measure) number(v *ast.Value, standard, largest int) int {
	raw := v.Raw
	if v.Kind == ast.Variable {
		given, ok := m.variables[v.Raw]
		switch {
		case !ok:
			return m.numberByDefault(v.Raw, standard, largest)
		case given == nil:
			return standard
		}
		raw = fmt.Sprint(given)
	}
	return numberOf(raw, largest)
}

// numberOf is a number as it was written, largest for whatever is none.
func numberOf(written any, largest int) int {
	n, err := strconv.Atoi(fmt.Sprint(written))
	if err != nil || n < 0 || n > largest {
		return largest
	}
	return n
}

// numberByDefault is the largest default that an operation gives a variable.
func (m *measure) numberByDefault(variable string, standard, largest int) int {
	most := -1
	for _, d := range m.defaults(variable) {
		if d.Kind != ast.Variable && d.Kind != ast.NullValue {
			most = max(most, m.number(d, standard, largest))
		}
	}
	if most < 0 {
		return standard
	}
	return most
}

func (m *measure) defaults(variable string) []*ast.Value {
	var out []*ast.Value
	for _, op := range m.doc.Operations {
		if d := op.VariableDefinitions.ForName(variable); d != nil && d.DefaultValue != nil {
			out = append(out, d.DefaultValue)
		}
	}
	return out
}
