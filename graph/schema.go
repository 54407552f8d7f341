package graph

// Schema is the text of the schema that is served: schema.graphqls, with its
// chapters and comments.
func Schema() string {
	return schema().Query.Position.Src.Input
}
