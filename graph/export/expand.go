package export

import "github.com/vektah/gqlparser/v2/ast"

// expansion copies selections for one request: named fragments stand where they are
// spread, and what @skip and @include leave out is gone. Documents are shared by all
// requests and never written to; a copy is. The guard has bounded its size.
type expansion struct {
	fragments ast.FragmentDefinitionList
	variables map[string]any
}

func (e expansion) set(set ast.SelectionSet) ast.SelectionSet {
	out := make(ast.SelectionSet, 0, len(set))
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if e.meant(s.Directives) {
				field := *s
				field.Directives, field.SelectionSet = nil, e.set(s.SelectionSet)
				out = append(out, &field)
			}
		case *ast.InlineFragment:
			if e.meant(s.Directives) {
				out = append(out, &ast.InlineFragment{TypeCondition: s.TypeCondition, SelectionSet: e.set(s.SelectionSet)})
			}
		case *ast.FragmentSpread:
			if f := e.fragments.ForName(s.Name); f != nil && e.meant(s.Directives) {
				out = append(out, &ast.InlineFragment{TypeCondition: f.TypeCondition, SelectionSet: e.set(f.SelectionSet)})
			}
		}
	}
	return out
}

// meant says whether @skip and @include let a selection stand.
func (e expansion) meant(directives ast.DirectiveList) bool {
	for name, when := range map[string]bool{"skip": false, "include": true} {
		if d := directives.ForName(name); d != nil {
			if given, _ := d.ArgumentMap(e.variables)["if"].(bool); given != when {
				return false
			}
		}
	}
	return true
}

// fields visits the fields of a selection, those within fragments too.
func fields(set ast.SelectionSet, visit func(*ast.Field)) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			visit(s)
		case *ast.InlineFragment:
			fields(s.SelectionSet, visit)
		}
	}
}
