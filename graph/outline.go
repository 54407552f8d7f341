package graph

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// Outline is what an operation of a document is asked with, for those who put it
// together by hand.
type Outline struct {
	Name         string
	Subscription bool
	Needs        []string // the variables without which it has no answer
}

// OutlinesOf are those of a document's operations, in its order. Of a document that
// cannot be read, or is longer than a server takes, there are none, and ok is false:
// whoever answers it says what is wrong.
func OutlinesOf(document string) (all []Outline, ok bool) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: document}, DefaultLimits().Tokens)
	if err != nil {
		return nil, false
	}
	for _, op := range doc.Operations {
		all = append(all, Outline{Name: op.Name, Subscription: op.Operation == ast.Subscription, Needs: needed(op)})
	}
	return all, true
}

func needed(op *ast.OperationDefinition) (names []string) {
	for _, v := range op.VariableDefinitions {
		if v.Type.NonNull && v.DefaultValue == nil {
			names = append(names, v.Variable)
		}
	}
	return names
}
