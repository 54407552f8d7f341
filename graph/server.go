package graph

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph/generated"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/view"
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
	// Snapshot is the newest published snapshot.
	Snapshot() *snapshot.Snapshot
}

var _ Source = (*live.Catalogue)(nil)

// berlin is where the catalogue's day begins.
var berlin = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		// The program carries the zones itself (time/tzdata).
		panic(fmt.Sprintf("graph: %v", err))
	}
	return zone
}()

// New is the handler of /graphql: GET and POST after the GraphQL-over-HTTP
// specification; GET never changes anything.
func New(source Source, o Options) http.Handler {
	o = o.withDefaults()
	srv := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{source}}))
	srv.AddTransport(transport{})
	srv.SetQueryCache(lru.New[*ast.QueryDocument](knownDocuments))
	srv.SetErrorPresenter(present(o.Log))
	srv.SetRecoverFunc(recovered)
	srv.AroundResponses(fewErrors)
	srv.Use(extension.Introspection{})
	srv.Use(newGuard(o.Limits))
	srv.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		op := &operation{view: view.New(source.Snapshot(), o.today()), actor: actorOf(ctx)}
		op.view.StopAt(ctx.Done())
		return inTime(graphql.GetOperationContext(ctx), next(context.WithValue(ctx, operationKey{}, op)))
	})
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

func (o Options) today() catalogue.Day { return catalogue.DayOf(o.Now().In(berlin)) }
