package graph

import (
	"context"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// trust finds the documents that requests name instead of writing them out, and refuses
// what is not trusted where that alone is answered. A request names a document
//
//	by documentId: "sha256:…"                            GraphQL over HTTP, appendix A
//	by extensions.persistedQuery.sha256Hash: "…"         as clients of Apollo do
//
// over HTTP. In a message of a WebSocket, which has a place for neither, both stand among
// the extensions, and query is "". A document that is not known is never kept: what
// Apollo calls automatic persisted queries would let anybody fill the memory, and trust
// himself. Such a client is told so in Apollo's words, and then sends the text.
type trust struct {
	documents *Documents // nil for none
	only      bool
}

// documentID is the name of the parameter, and of the extension that stands for it.
const documentID = "documentId"

var (
	_ graphql.HandlerExtension          = trust{}
	_ graphql.OperationParameterMutator = trust{}
)

// ExtensionName names the trust to the server.
func (trust) ExtensionName() string { return "Trust" }

// Validate has nothing to find wrong with the schema.
func (trust) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the text of a document in the place of its name. It
// runs before the guard, which looks at the text.
func (t trust) MutateOperationParameters(_ context.Context, p *graphql.RawParams) *gqlerror.Error {
	if err := t.find(p); err != nil {
		return err
	}
	if _, trusted := t.documents.find(idOf(p.Query)); t.only && !trusted {
		return problem("DOCUMENT_NOT_TRUSTED", "this server answers trusted documents only, and this is none of them")
	}
	return nil
}

func (t trust) find(p *graphql.RawParams) *gqlerror.Error {
	id, apollo, named := nameOf(p.Extensions)
	if !named {
		return nil
	}
	if p.Query != "" {
		if id != idOf(p.Query) {
			return problem("INVALID", "the document is named by another hash than that of query; send query or "+documentID)
		}
		return nil
	}
	text, known := t.documents.find(id)
	switch {
	case known:
		p.Query = text
		return nil
	case apollo && t.documents == nil:
		return problem("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
	case apollo:
		return problem("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
	}
	return problem("DOCUMENT_NOT_FOUND", documentID+": there is no trusted document of this id")
}

// nameOf is the id by which a request names a document, and whether it does so as
// Apollo's clients do. What is no id is the id of nothing.
func nameOf(extensions map[string]any) (id string, apollo, named bool) {
	if written, ok := extensions[documentID]; ok {
		id, _ := written.(string)
		return strings.TrimPrefix(id, "sha256:"), false, true
	}
	persisted, ok := extensions["persistedQuery"].(map[string]any)
	if !ok {
		return "", false, false
	}
	id, _ = persisted["sha256Hash"].(string)
	return strings.ToLower(id), true, true
}
