// Package httpd is the program's HTTP surface: which addresses there are, and
// what holds for every request before its own handler sees it.
//
//	GET  /          the console, its files and its examples
//	GET  /graphql   questions
//	POST /graphql   questions and changes
//	GET  /livez     whether the process runs
//	GET  /readyz    whether it answers questions, and how old the answers are
//
// Bodies are read up to a limit and must be UTF-8 before anything parses them.
// A browser's request from another site is refused. Until there are identities,
// a change is accepted from this machine alone: the peer of the connection is a
// loopback address and no proxy says that it speaks for somebody else.
//
// httpd knows no schema and no database; the handler of /graphql is handed in.
package httpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Options of the surface. The zero value of each is its default.
type Options struct {
	GraphQL   http.Handler // /graphql; sees only requests that have passed
	Console   http.Handler // everything else
	Log       *slog.Logger
	BodyBytes int64         // largest body of a request; 1 MiB by default
	Operation time.Duration // longest time for an answer; 20 s by default
	// Local marks a request that comes from this machine.
	Local func(context.Context) context.Context
	// Ready says why the program cannot answer, nil if it can, and how old its
	// answers may be.
	Ready func() (lag time.Duration, err error)
}

const (
	defaultBody      = 1 << 20
	defaultOperation = 20 * time.Second
)

// Handler is the whole surface.
func Handler(o Options) http.Handler {
	if o.BodyBytes == 0 {
		o.BodyBytes = defaultBody
	}
	if o.Operation == 0 {
		o.Operation = defaultOperation
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", o.operation(o.GraphQL))
	mux.Handle("/", o.Console)
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", o.ready)
	return mux
}

func (o Options) ready(w http.ResponseWriter, _ *http.Request) {
	lag, err := o.Ready()
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintf(w, "ok, at most %s old\n", lag.Round(time.Millisecond))
}

// operation is what holds for /graphql: method, origin, body, time, and whether
// the request comes from this machine.
func (o Options) operation(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, "FORBIDDEN", "requests of other web sites are not accepted")
	}))
	return foreign.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := o.takeBody(r); err != nil {
			err.answer(w)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), o.Operation)
		defer cancel()
		if o.Local != nil && local(r) {
			ctx = o.Local(ctx)
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r.WithContext(ctx))
	}))
}

// local says whether a request comes from this machine itself. A proxy on this
// machine speaks for others, so what it forwards is not local.
func local(r *http.Request) bool {
	for _, forwarded := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip"} {
		if r.Header.Get(forwarded) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback() && localHost(r.Host)
}

// localHost guards against a web site that lets its own name point here: the
// browser then sends that name.
func localHost(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// Serve answers on a listener until the context ends, then lets running requests
// finish for as long as grace allows.
func Serve(ctx context.Context, l net.Listener, h http.Handler, grace time.Duration, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(finish); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("shut down: %w", err)
	}
	return srv.Close()
}
