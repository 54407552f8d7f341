package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"fundus/graph/generated"
	"fundus/graph/socket"
	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
)

// Options of a server. The zero value of each is its default.
type Options struct {
	Limits Limits
	// Documents are those that are trusted; none by default. OnlyTrusted refuses all others.
	Documents   *Documents
	OnlyTrusted bool
	// Introspection is who may ask for the schema; everybody by default.
	Introspection Introspection
	// Gate is how many operations run at once, with those of all other handlers that have
	// the same one; as many as come by default. A subscription runs while it makes an event.
	Gate *admission.Gate
	// Pace is how often a client may ask over a WebSocket. Requests are held to theirs
	// before they get here.
	Pace *admission.Pace
	// Subscriptions and Sockets are how many of these a client may have at once; as many
	// as it likes by default.
	Subscriptions, Sockets *admission.Share
	Log                    *slog.Logger
	// Clearance is up to what those may see for whom nobody vouches (identity.With);
	// everything by default.
	Clearance catalogue.Visibility
	// Now is the clock by which "today" is told; time.Now by default.
	Now func() time.Time
	// AnswerBytes bounds the answers that are kept to be given again; 0 is 64 MiB,
	// and below 0 none are.
	AnswerBytes int
	// Version is that of the program, on which answers depend. Without it no two
	// runs of the program are taken for the same.
	Version string
	// Operation is the longest time for one answer; as long as it takes by default.
	Operation time.Duration
	// Export is the longest time for one file; as long as it takes by default.
	Export time.Duration
	// Files is how many files and archives are made at once, with those of all other
	// handlers that have the same one; 4 by default. A file takes a core as long as its
	// client keeps up, and holds a page and a moment while it does not.
	Files *Files
	// MessageBytes is the largest message of a client over a WebSocket; 1 MiB by
	// default. That of a request is bounded before it gets here.
	MessageBytes int64
	// SocketOperations is how many operations run at once on a WebSocket; 32 by default.
	SocketOperations int
	// InitWait is how long a WebSocket may be open before its client says more; 10 s by
	// default.
	InitWait time.Duration
	// Refused is told of everything that somebody was not let do; nobody by default.
	Refused func(context.Context, access.Attempt)
	// Admit decides who may ask over a WebSocket, by the payload of connection_init, which
	// may be nil (socket.Options.Admit). The context that it returns says who asks
	// (identity.With). Without it, or of whom it says nothing, that is who asked for the
	// socket.
	Admit func(ctx context.Context, payload json.RawMessage) (context.Context, time.Time, error)
	// Patience is how long a client may take for an event before it is cut off; 15 s
	// by default. It can come back and go on where it was.
	Patience time.Duration
	// Ending is closed when the server stops: what follows the catalogue ends then.
	Ending <-chan struct{}
	// Observer is told of every operation; nil is nobody.
	Observer Observer
}

// Source is where a server finds the catalogue.
type Source interface {
	Catalogue
	Log
	Feed
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
// specification, streams by server-sent events, and WebSockets; GET never changes
// anything. It does not ask where a request comes from: whoever serves it has.
func New(source Source, o Options) *Server {
	o = o.withDefaults()
	srv := handler.New(executable(source, o))
	t := transport{
		moments: moments{source, o.Now, o.Clearance, o.Refused}, answers: newAnswers(o.Version, o.AnswerBytes), present: present(o.Log),
		longest: o.Operation, patience: o.Patience, ending: o.Ending, observer: o.Observer, gate: o.Gate, subscriptions: o.Subscriptions,
	}
	srv.AddTransport(sockets{t, o.Admit, o.Pace, o.Sockets, socket.Options{
		MessageBytes: o.MessageBytes, Operations: o.SocketOperations, InitWait: o.InitWait, Patience: o.Patience, Ending: o.Ending,
	}})
	srv.AddTransport(t)
	equip(srv, o)
	srv.AroundResponses(fewBytes(o.Limits.AnswerBytes)) // of files there may be more
	return &Server{srv, t.answers}
}

// Server answers /graphql.
type Server struct {
	http.Handler
	answers *answers
}

// Kept is how many answers are kept to be given again, and their bytes; about, while
// some are just being kept.
func (s *Server) Kept() (answers int, bytes uint64) {
	if s.answers.kept == nil {
		return 0, 0
	}
	return s.answers.kept.EstimatedSize(), s.answers.kept.WeightedSize()
}

func executable(source Source, o Options) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{
		Schema:     schema(),
		Resolvers:  &Resolver{source, moments{source, o.Now, o.Clearance, o.Refused}, o.Gate},
		Directives: generated.DirectiveRoot{Assuming: assuming},
	})
}

// engine is what carries operations out: a server of requests, or of files.
type engine interface {
	SetQueryCache(graphql.Cache[*ast.QueryDocument])
	SetErrorPresenter(graphql.ErrorPresenterFunc)
	SetRecoverFunc(graphql.RecoverFunc)
	Use(graphql.HandlerExtension)
	AroundOperations(graphql.OperationMiddleware)
	AroundResponses(graphql.ResponseMiddleware)
}

// equip gives an engine what holds for every operation, however it came.
func equip(e engine, o Options) {
	valid := lru.New[*ast.QueryDocument](knownDocuments)
	e.SetQueryCache(valid)
	e.SetErrorPresenter(o.Introspection.presenter(present(o.Log)))
	e.SetRecoverFunc(recovered)
	e.AroundResponses(noted)
	e.AroundResponses(fewErrors(o.Limits.Errors))
	e.Use(o.Introspection)
	e.Use(trust{o.Documents, o.OnlyTrusted})
	e.Use(&guard{o.Limits, valid})
	e.AroundOperations(inTime)
	e.AroundResponses(dated)
}

func (o Options) withDefaults() Options {
	o.Limits = o.Limits.withDefaults()
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clearance == "" {
		o.Clearance = catalogue.Confidential
	}
	if o.AnswerBytes == 0 {
		o.AnswerBytes = 64 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Files == nil {
		o.Files = NewFiles(4)
	}
	if o.Refused == nil {
		o.Refused = func(context.Context, access.Attempt) {}
	}
	if o.Patience == 0 {
		o.Patience = 15 * time.Second
	}
	return o
}
