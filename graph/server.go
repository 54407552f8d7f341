package graph

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph/generated"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// Options of a server. The zero value of each is its default.
type Options struct {
	Limits Limits
	Log    *slog.Logger
	// Now is the clock by which "today" is told; time.Now by default.
	Now func() time.Time
}

// Source is where a server finds the catalogue.
type Source interface {
	Catalogue
	Log
	// Snapshot is the newest published snapshot.
	Snapshot() *snapshot.Snapshot
	// AtLeast is one that is at least as new as a revision.
	AtLeast(context.Context, catalogue.Revision) (*snapshot.Snapshot, error)
	// At is the catalogue at a revision, RevisionAt the revision at an instant.
	At(context.Context, catalogue.Revision) (*snapshot.Snapshot, error)
	RevisionAt(context.Context, time.Time) (catalogue.Revision, error)
	// Lag is how old the newest snapshot may be.
	Lag() time.Duration
}

var _ Source = (*live.Catalogue)(nil)

// New is the handler of /graphql: GET and POST after the GraphQL-over-HTTP
// specification; GET never changes anything.
func New(source Source, o Options) http.Handler {
	o = o.withDefaults()
	srv := handler.New(generated.NewExecutableSchema(generated.Config{
		Resolvers:  &Resolver{source},
		Directives: generated.DirectiveRoot{Assuming: assuming},
	}))
	srv.AddTransport(transport{moments{source, o.Now}, present(o.Log)})
	srv.SetQueryCache(lru.New[*ast.QueryDocument](knownDocuments))
	srv.SetErrorPresenter(present(o.Log))
	srv.SetRecoverFunc(recovered)
	srv.AroundResponses(fewErrors)
	srv.Use(extension.Introspection{})
	srv.Use(newGuard(o.Limits))
	srv.AroundOperations(inTime)
	srv.AroundResponses(dated)
	return srv
}

func (o Options) withDefaults() Options {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
