package graph

import (
	"maps"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph/generated"
)

// Schema is the text of the schema that is served: schema.graphqls, with its
// chapters and comments.
func Schema() string {
	return schema().Query.Position.Src.Input
}

// schema is what is asked. gqlparser knows a directive besides those of the language and
// of ours: @defer, by which an answer comes in parts. No transport here sends parts, and a
// client that asked for them would miss all but the first; so there is no such directive.
var schema = sync.OnceValue(func() *ast.Schema {
	served := *generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{}}).Schema()
	served.Directives = maps.Clone(served.Directives)
	delete(served.Directives, "defer")
	return &served
})
