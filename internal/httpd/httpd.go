// Package httpd is the program's HTTP surface: which addresses there are, and
// what holds for every request before its own handler sees it.
//
//	GET  /          the console, its files and its examples
//	GET  /graphql   questions, streams, and WebSockets, which do what POST does
//	POST /graphql   questions and changes
//	GET  /export    the answer of a question as a file; POST too
//	GET  /dossier/… the archive of a case; HEAD too
//	GET  /whoami    as whom one is signed in
//	GET  /audit     who did what and who was refused, for those who may read it
//	GET  /livez     whether the process runs
//	GET  /readyz    whether it answers questions, and how old the answers are
//	GET  /metrics   what is measured, to programs on this machine
//
// Bodies are read up to a limit and must be UTF-8 before anything parses them.
// A browser's request from another site is refused; so is its WebSocket, whose
// handshake is a GET but not harmless, and so is its stream of events.
//
// Who asks is found out for every request before it is answered (identify.go). Whoever
// finds out is told whether the request comes from this machine: the peer of the
// connection is a loopback address and no proxy says that it speaks for somebody else. A
// proxy on this machine may hide for whom it speaks, and nothing here can then tell its
// requests from those of this machine; so that alone must open nothing.
// How often he may ask is counted for his name, or for the address that he asks from
// (client.go).
//
// httpd knows no schema and no database; the handlers of /graphql, /export and /dossier are
// handed in. How long an answer may take is the handler's affair: a stream or a socket has no end
// that could be known here. What is here is the deadline of a connection for those
// who set none of their own, and the end of the server, which waits for everything
// that runs, connections included that were taken over.
package httpd

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"fundus/internal/access"
	"fundus/internal/admission"
	"fundus/internal/catalogue"
	"fundus/internal/sight"
)

// Options of the surface. The zero value of each is its default.
type Options struct {
	GraphQL   http.Handler // /graphql; sees only requests that have passed
	Export    http.Handler // /export; likewise
	Dossier   http.Handler // /dossier/{case}, by GET and HEAD; likewise
	Console   http.Handler // everything else
	BodyBytes int64        // largest body of a request; 1 MiB by default
	// Operation is how long the handler takes for an answer at most, 20 s by default:
	// a connection whose answer has not left some time after is cut off.
	Operation time.Duration
	// Identify says who asks, and is told whether he does so from this machine. Its
	// error says what is wrong with what he shows: an identity.Refusal, or else it is
	// answered 401. Without it nobody says so.
	Identify func(r *http.Request, local bool) (access.Actor, error)
	// Proxies are believed when they say for whom they speak; nobody is by default.
	Proxies Proxies
	// Origins are web sites whose pages may ask as the console may; none by default.
	Origins Origins
	// Pace is how often each client may ask; nil lets all ask as they like.
	Pace *admission.Pace
	// Refused is told of those whom Identify does not take for who they say they are.
	Refused func(context.Context, access.Attempt)
	Audit   http.Handler // /audit, by GET and HEAD; nothing without it
	// Lag is how long ago the database was last heard of.
	Lag func() time.Duration
	// Lost is why the database is not followed, nil while it is. May be nil itself.
	Lost func() error
	// Metrics are answered at /metrics to programs on this machine, and to nobody else;
	// nil answers nobody.
	Metrics http.Handler
	// Observer is told of every request; nil is nobody.
	Observer sight.Requests
	// Stopping is closed when the server is told to stop: from then on it is not ready,
	// and answers as before for as long as it drains (Terms). May be nil.
	Stopping <-chan struct{}
}

const (
	defaultBody      = 1 << 20
	defaultOperation = 20 * time.Second
	// stale is the lag at which readyz says no. Reading goes on without the
	// database, so a restart or a failover of it must not take the program out of
	// its balancer; a minute is longer than either.
	stale = time.Minute
	// transfer is how long a request may take to arrive, and its answer to leave.
	transfer = 30 * time.Second
)

// Handler is the whole surface.
func Handler(o Options) http.Handler {
	if o.BodyBytes == 0 {
		o.BodyBytes = defaultBody
	}
	if o.Operation == 0 {
		o.Operation = defaultOperation
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", o.operation(o.GraphQL))
	mux.Handle("/export", o.operation(o.Export))
	mux.Handle("/dossier/{case}", o.document(o.Dossier))
	mux.Handle("/whoami", o.document(http.HandlerFunc(whoami)))
	if o.Audit != nil {
		mux.Handle("/audit", o.document(o.Audit))
	}
	mux.Handle("/livez", probe(func() (int, string) { return http.StatusOK, "ok" }))
	mux.Handle("/readyz", probe(o.ready))
	mux.Handle("/metrics", o.within(o.Metrics))
	mux.Handle("/", o.Console)
	return secured(o.located(o.named(readable(o.observed(mux)))))
}

// ready says how old an answer may be, and that it is too old, or that the server stops.
func (o Options) ready() (int, string) {
	select {
	case <-o.Stopping:
		return http.StatusServiceUnavailable, "stopping, ask another server"
	default:
	}
	lag := o.Lag().Round(time.Millisecond)
	if lag > stale {
		return http.StatusServiceUnavailable, fmt.Sprintf("the database was last heard of %s ago, answers may be that old and nothing can be changed: %s", lag, o.why())
	}
	return http.StatusOK, fmt.Sprintf("ok, the database was last heard of %s ago", lag)
}

// why is the reason for which the database is not followed, in words that anybody may
// read.
func (o Options) why() string {
	if o.Lost == nil {
		return "no reason is known"
	}
	switch err := o.Lost(); {
	case err == nil:
		return "it has not answered yet"
	case catalogue.KindOf(err) == catalogue.Unavailable:
		return "it cannot be reached"
	}
	return "its log cannot be followed, and the log of this program says why"
}

// probe answers those who watch the program; nobody may keep what it says.
func probe(ask func() (int, string)) http.Handler {
	return readOnly(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		status, text := ask()
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprintln(w, text)
	}))
}

// readOnly lets those pass who only read, in the plain words of those who watch.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			sight.Refused(w, "METHOD_NOT_ALLOWED")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// operation is what holds for /graphql and /export: origin, who asks and how often,
// method, text, size and time.
func (o Options) operation(next http.Handler) http.Handler {
	return o.Origins.guard(o.identified(o.paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if no := o.admit(w, r); no != nil {
			no.answer(w)
			return
		}
		// A server has one limit for all writing, which knows nothing of ours.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(o.Operation + transfer))
		next.ServeHTTP(w, r)
	}))))
}

// document is what holds for what is there to be taken, by its address alone: its method,
// text and time, and who asks: it changes nothing, but not everybody sees the same.
func (o Options) document(next http.Handler) http.Handler {
	return o.identified(o.paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "ask by GET or HEAD")
			return
		}
		if no := readableQuery(r.URL.RawQuery); no != nil {
			no.answer(w)
			return
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(o.Operation + transfer))
		next.ServeHTTP(w, r)
	})))
}
