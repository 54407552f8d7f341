package graph

import "fundus/graph/generated"

// Schema is the text of the schema that is served: schema.graphqls, with its
// chapters and comments.
func Schema() string {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{}}).Schema().Query.Position.Src.Input
}
