package graph

import "github.com/vektah/gqlparser/v2/ast"

// listed is how many values the list has to which some fields lead, each in the one
// before; 0 where there is none.
func (m *measure) listed(v *ast.Value, path ...string) int {
	given := m.given(v)
	for _, name := range path {
		switch within := given.(type) {
		case *ast.Value:
			given = m.given(within.Children.ForName(name))
		case map[string]any:
			given = within[name]
		default:
			return 0
		}
	}
	switch list := given.(type) {
	case *ast.Value:
		return max(1, len(list.Children))
	case []any:
		return len(list)
	}
	return 0
}

// filter is what a filter costs, wherever it stands.
func (m *measure) filter(v *ast.Value) int {
	if v == nil {
		return 0
	}
	if v.Kind == ast.Variable {
		if given, ok := m.variables[v.Raw]; ok {
			return filterOf(given)
		}
		total := 0
		for _, d := range m.defaults(v.Raw) {
			if d.Kind != ast.Variable {
				total = max(total, m.filter(d))
			}
		}
		return total
	}
	total := 1
	if v.Kind == ast.ObjectValue {
		total = priceTest
	}
	for _, c := range v.Children {
		total = min(most, total+priceOf(c.Name)+m.filter(c.Value))
	}
	return total
}

// namesRecords says whether a filter of statements begins at some records, whose
// statements alone are then looked at.
func (m *measure) namesRecords(filter *ast.Value) bool {
	return m.names(filter, "from", "to", "via", "area")
}

// names says whether one of some fields of a filter is given.
func (m *measure) names(filter *ast.Value, fields ...string) bool {
	given, _ := m.given(filter).(map[string]any)
	for _, field := range fields {
		if given[field] != nil || filter != nil && m.given(filter.Children.ForName(field)) != nil {
			return true
		}
	}
	return false
}

// given is what stands at a place: a literal as it is, a variable's value, nil
// for null and for nothing.
func (m *measure) given(v *ast.Value) any {
	switch {
	case v == nil || v.Kind == ast.NullValue:
		return nil
	case v.Kind == ast.Variable:
		return m.variables[v.Raw]
	}
	return v
}

// filterOf is what a filter costs that came as a variable. Variables nest no
// deeper than JSON is read.
func filterOf(v any) int {
	total := 1
	switch v := v.(type) {
	case map[string]any:
		total = priceTest
		for name, value := range v {
			total = min(most, total+priceOf(name)+filterOf(value))
		}
	case []any:
		for _, value := range v {
			total = min(most, total+filterOf(value))
		}
	}
	return total
}

// priceOf is the price of a field of a filter.
func priceOf(name string) int {
	switch name {
	case "text":
		return priceSearch
	case "any", "all", "none":
		return priceRelate
	}
	return 0
}

// elements is how many elements a list has.
func (m *measure) elements(v *ast.Value) int {
	if v == nil || v.Kind != ast.Variable {
		return max(1, childrenOf(v))
	}
	if given, ok := m.variables[v.Raw].([]any); ok {
		return max(1, len(given))
	}
	longest := 1
	for _, d := range m.defaults(v.Raw) {
		longest = max(longest, childrenOf(d))
	}
	return longest
}

func childrenOf(v *ast.Value) int {
	if v == nil {
		return 0
	}
	return len(v.Children)
}
