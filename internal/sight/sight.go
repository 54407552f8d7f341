// Package sight is what the program tells of itself while it runs: the words in which
// requests, operations and calls of the store are told to those who watch them.
//
//	httpd ── Requests ───┐
//	graph ── Operations ─┼─► Observer: metrics, tracing, the logs of cmd/fundus
//	      ── Lasting ────┤
//	store/observed ── Calls ┘
//
// Those who tell know none of those who watch: neither Prometheus nor OpenTelemetry is
// heard of where questions are answered, and without an observer nothing is noted at all.
//
// What is told is fit to be kept by others. It holds no text of a query, no variables,
// no headers, no addresses and nobody's name; of what a client chose itself, only the
// name of its operation and the digest of its document. An observer that shows the name
// bounds it: there are as many as clients like.
//
// Observers are told on the path of an answer, by many goroutines at once. They take
// microseconds, wait for nothing and never fail.
package sight

import (
	"context"
	"net/http"
	"time"

	"fundus/internal/catalogue"
)

// Observer watches everything.
type Observer interface {
	Requests
	Operations
	Lasting
	Calls
}

// Requests watches requests over HTTP. The route is the pattern by which the address is
// known, "" where it is not.
type Requests interface {
	// RequestBegan gives the context in which the request is answered.
	RequestBegan(ctx context.Context, r *http.Request, route string) context.Context
	// RequestEnded is called once for each, in that context.
	RequestEnded(context.Context, Request)
}

// Request is one that has been answered.
type Request struct {
	Route  string
	Method string // one that the program knows, or OTHER
	Status int
	Code   string // of a refusal, "" for none
	Bytes  int64  // of the body of the answer, as far as it was sent over HTTP
	Took   time.Duration
	// Stream says that the answer ends when somebody ends it, so how long it took
	// says nothing.
	Stream bool
}

// Operations watches operations of GraphQL, however they came.
type Operations interface {
	// OperationBegan is called before the operation is looked at. It gives the context
	// in which it is carried out.
	OperationBegan(context.Context) context.Context
	// OperationEnded is called once for each, in that context, when its last answer
	// has been sent, or it was refused.
	OperationEnded(context.Context, Operation)
}

// Operation is one that has ended.
type Operation struct {
	Type string // query, mutation or subscription; "" where it was not understood
	Name string // as the client chose it
	Hash string // SHA-256 of the document in hexadecimal; "" where there was none to read
	Cost int    // by the estimate that is bounded
	// Codes are the codes of its errors, each once, the first one first; Canceled where
	// it came to nothing because its client left.
	Codes    []string
	Answer   Answer
	Parsed   Parsed
	Bytes    int // of data in its answers
	Revision catalogue.Revision
	Took     time.Duration
	// Stream says that it ends when somebody ends it, or a client has read a file: how
	// long it took says nothing.
	Stream bool
}

// Canceled is the code of what came to nothing because who asked for it left. No client
// is told it.
const Canceled = "CANCELED"

// Code is that of the first error, "" for none.
func (o Operation) Code() string {
	if len(o.Codes) == 0 {
		return ""
	}
	return o.Codes[0]
}

// Answer is where an answer came from.
type Answer string

// Where an answer comes from.
const (
	Made  Answer = "made"  // it was worked out
	Kept  Answer = "kept"  // it had been given before
	Known Answer = "known" // the client has it still
)

// Parsed is where the tree of a document came from.
type Parsed string

// Where a document comes from.
const (
	Anew   Parsed = "anew"   // it was read
	Before Parsed = "before" // it is known
)

// Lasting watches what is open for as long as somebody likes.
type Lasting interface {
	Opened(Open)
	Closed(Open)
	// EventSent is called for each event of a subscription.
	EventSent()
}

// Open is what is open.
type Open string

// What is open for a while.
const (
	Subscription Open = "subscription"
	Socket       Open = "socket"
	Export       Open = "export"
	Dossier      Open = "dossier"
)

// Opens are all of them.
var Opens = []Open{Subscription, Socket, Export, Dossier}

// Calls watches what is asked of a store.
type Calls interface {
	// CallBegan gives the context of the call.
	CallBegan(context.Context, Call) context.Context
	// CallEnded is called once for each, in that context.
	CallEnded(ctx context.Context, c Call, took time.Duration, err error)
}

// Call is what is asked of a store, in the words of its documentation.
type Call string

// What a store is asked.
const (
	Head       Call = "head"
	Load       Call = "load"       // a moment
	Difference Call = "difference" // between two moments
	RevisionAt Call = "revision"   // at an instant
	History    Call = "history"    // of single records and statements
	Follow     Call = "follow"     // the commits after a revision
	Inspect    Call = "inspect"    // all versions of a log
	Append     Call = "append"     // a commit
	Restore    Call = "restore"    // a whole log
	Audit      Call = "audit"      // of those who were refused
)
