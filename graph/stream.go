package graph

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/identity"
)

// lastEventID is the header by which a client that comes back says what it had.
const lastEventID = "Last-Event-ID"

// heartbeat is how often a stream that has nothing to tell shows that it is alive.
const heartbeat = 15 * time.Second

// stream answers by server-sent events after the protocol of
// github.com/enisdenjo/graphql-sse (PROTOCOL.md there), distinct connections mode:
//
//	event: next      an answer; its id is the position of the feed behind it
//	event: complete  there are no more
//	: (a comment)    the connection is alive
//
// When who asks has to show again who it is, that is the last event but complete. A stream
// that ends without complete was cut off, by the end of the server or because
// its client did not read: who comes back with the id of the last event goes on there.
func (t transport) stream(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor, op *graphql.OperationContext) {
	e := t.events(w, r)
	defer e.close()
	known, cancel := whileKnown(e.open)
	defer cancel()
	err := t.carry(known, exec, op, r.Header.Get(lastEventID), func(ctx context.Context, answer *graphql.Response) error {
		return e.next(operationOf(ctx).told.id(), answer)
	})
	if errors.Is(err, errUnknown) {
		err = &refused{gqlerror.List{problem("UNAUTHENTICATED", "who asks has to show again who it is: come back with that, and go on where the last event was")}}
	}
	if no, ok := errors.AsType[*refused](err); ok {
		declined(w, no.errors)
		err = e.next("", &graphql.Response{Errors: no.errors})
	}
	if err == nil {
		_ = e.complete() // the client may be gone
	}
}

// errUnknown ends a stream because who asks has to show again who it is.
var errUnknown = errors.New("graph: who asks is not known any more")

// whileKnown ends when who asks has to show again who it is.
func whileKnown(ctx context.Context) (context.Context, context.CancelFunc) {
	until := identity.Of(ctx).Until
	if until.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadlineCause(ctx, until, errUnknown)
}

// events is a stream that is open. An event that the client does not take in time
// ends it.
type events struct {
	w        http.ResponseWriter
	patience time.Duration
	open     context.Context //nolint:containedctx // what the stream's own goroutine and writer share
	end      context.CancelFunc
	mu       sync.Mutex // of w
	alive    sync.WaitGroup
}

// events begins a stream.
func (t transport) events(w http.ResponseWriter, r *http.Request) *events {
	e := &events{w: w, patience: t.patience}
	e.open, e.end = context.WithCancel(r.Context())
	w.Header().Set("Content-Type", streamType)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // proxies that collect answers pass this one on
	w.WriteHeader(http.StatusOK)
	e.alive.Go(func() { e.comment() })
	_ = e.write([]byte(":\n\n")) // its error is that of the next event
	return e
}

// close ends the stream. Nothing of it runs any more.
func (e *events) close() {
	e.end()
	e.alive.Wait()
}

// next tells an answer, and where its client goes on if it comes back.
func (e *events) next(id string, answer *graphql.Response) error {
	var b bytes.Buffer
	if id != "" {
		b.WriteString("id: " + id + "\n")
	}
	b.WriteString("event: next\ndata: ")
	b.Write(bytes.ReplaceAll(object(answer), []byte("\n"), []byte("\ndata: ")))
	b.WriteString("\n\n")
	return e.write(b.Bytes())
}

// complete tells that there are no more. Its data are empty and must be there, for
// browsers pass no event on that has none.
func (e *events) complete() error { return e.write([]byte("event: complete\ndata: \n\n")) }

// comment shows every now and then that the stream is alive, so that neither a
// proxy nor the client gives it up, and a client that is gone is noticed.
func (e *events) comment() {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-beat.C:
			if e.write([]byte(":\n\n")) != nil {
				e.end()
			}
		case <-e.open.Done():
			return
		}
	}
}

// write sends bytes on their way, or ends with the client's time for it. The time of
// what comes next is set here as well: HTTP/2 ends a stream whose time is over, also
// while nothing is written.
func (e *events) write(text []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	connection := http.NewResponseController(e.w)
	_ = connection.SetWriteDeadline(time.Now().Add(e.patience)) // no connection, no deadline
	if _, err := e.w.Write(text); err != nil {
		return err
	}
	if err := connection.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	_ = connection.SetWriteDeadline(time.Now().Add(heartbeat + e.patience))
	return nil
}
