package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/internal/catalogue"
	"fundus/internal/sight"
	"fundus/internal/snapshot"
)

// Observer is told of operations, and of what is open for a while.
type Observer interface {
	sight.Operations
	sight.Lasting
}

// observation is what is noted of one operation for those who watch. It belongs to the
// goroutine that carries the operation. Where nobody watches there is none, and a nil one
// notes nothing.
type observation struct {
	observer Observer
	began    time.Time
	noted    sight.Operation
}

type observationKey struct{}

// observationOf is that of an operation, nil where nobody watches.
func observationOf(ctx context.Context) *observation {
	o, _ := ctx.Value(observationKey{}).(*observation)
	return o
}

// watched is a context in which an operation is watched. The caller defers end, for a
// panic on its way is noted too, and goes on.
func watched(ctx context.Context, by Observer) (_ context.Context, end func()) {
	if by == nil {
		return ctx, func() {}
	}
	o := &observation{observer: by, began: time.Now(), noted: sight.Operation{Answer: sight.Made}}
	ctx = context.WithValue(by.OperationBegan(ctx), observationKey{}, o)
	return ctx, func() {
		p := recover()
		if p != nil && len(o.noted.Codes) == 0 {
			o.refused("INTERNAL")
		}
		if errors.Is(ctx.Err(), context.Canceled) {
			o.abandoned()
		}
		o.noted.Took = time.Since(o.began)
		by.OperationEnded(ctx, o.noted)
		if p != nil {
			panic(p)
		}
	}
}

// watchedRequest is watched for a request.
func watchedRequest(r *http.Request, by Observer) (_ *http.Request, end func()) {
	if by == nil {
		return r, func() {}
	}
	ctx, end := watched(r.Context(), by)
	return r.WithContext(ctx), end
}

// sent notes the text of a document.
func (o *observation) sent(document string) {
	if o == nil || document == "" {
		return
	}
	digest := sha256.Sum256([]byte(document))
	o.noted.Hash = hex.EncodeToString(digest[:])
}

// read notes the document, and which operation of it is meant.
func (o *observation) read(doc *ast.QueryDocument, name string, known bool) {
	if o == nil {
		return
	}
	o.noted.Parsed = sight.Anew
	if known {
		o.noted.Parsed = sight.Before
	}
	if op := doc.Operations.ForName(name); op != nil {
		o.noted.Type, o.noted.Name = string(op.Operation), op.Name
		o.noted.Stream = o.noted.Stream || op.Operation == ast.Subscription
	}
}

// streams notes that the answer takes as long as its client does.
func (o *observation) streams() {
	if o != nil {
		o.noted.Stream = true
	}
}

// costs notes the estimate.
func (o *observation) costs(values int) {
	if o != nil {
		o.noted.Cost = values
	}
}

// at notes the moment of the answer.
func (o *observation) at(s *snapshot.Snapshot) {
	if o != nil {
		o.noted.Revision = s.Revision()
	}
}

// answered notes an answer that was not worked out, and its size.
func (o *observation) answered(from sight.Answer, bytes int) {
	if o != nil {
		o.noted.Answer, o.noted.Bytes = from, bytes
	}
}

// refused notes the code of an error, once.
func (o *observation) refused(code string) {
	if o != nil && !slices.Contains(o.noted.Codes, code) {
		o.noted.Codes = append(o.noted.Codes, code)
	}
}

// abandoned notes that the client has left: that nothing could be had then is no fault of
// the server's.
func (o *observation) abandoned() {
	for i, code := range o.noted.Codes {
		if code == catalogue.Unavailable.String() {
			o.noted.Codes[i] = sight.Canceled
		}
	}
}

// failed notes the codes of errors.
func (o *observation) failed(errs gqlerror.List) {
	if o == nil {
		return
	}
	for _, err := range errs {
		if code, ok := err.Extensions["code"].(string); ok {
			o.refused(code)
		}
	}
}

// noted notes what every answer of an operation tells.
func noted(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	r := next(ctx)
	o := observationOf(ctx)
	if o == nil || r == nil {
		return r
	}
	o.failed(r.Errors)
	o.noted.Bytes += len(r.Data)
	if o.noted.Type == string(ast.Subscription) && len(r.Data) > 0 {
		o.observer.EventSent()
	}
	return r
}

// opened tells that something is open until closed is called.
func opened(by Observer, what sight.Open) (closed func()) {
	if by == nil {
		return func() {}
	}
	by.Opened(what)
	return func() { by.Closed(what) }
}
