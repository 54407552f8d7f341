package graph

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/graph/export"
	"fundus/internal/catalogue"
	"fundus/internal/sight"
)

// exports answers questions with files: what is asked is what is asked of /graphql,
// under the same guard, and which list of it becomes the file is a matter of
// graph/export. A file is of one moment, however long it takes and whatever is
// committed meanwhile, since all its pages are read from the view that was pinned
// before the first.
//
// Nothing is sent before the first page is there, so that what is wrong with a
// question is told as ever. What goes wrong later cuts the connection off, and no
// client takes what it has for the whole file.
type exports struct {
	moments
	exec     *executor.Executor
	schema   *ast.Schema
	answers  *answers
	present  graphql.ErrorPresenterFunc
	cost     int           // of a page at most
	longest  time.Duration // for a file; 0 for as long as it takes
	patience time.Duration // with a client that takes a page
	files    *Files
	log      *slog.Logger
	observer Observer
}

// NewExport is the handler of /export: GET and POST as at /graphql, with the format of
// the file in the parameter format of the address.
func NewExport(source Source, o Options) http.Handler {
	o = o.withDefaults()
	schema := executable(source, o)
	e := executor.New(schema)
	equip(e, o)
	return exports{
		moments: moments{source, o.Now, o.Clearance, o.Refused}, exec: e, schema: schema.Schema(), answers: newAnswers(o.Version, -1),
		present: present(o.Log), cost: o.Limits.Cost, longest: o.Export, patience: o.Patience, files: o.Files, log: o.Log, observer: o.Observer,
	}
}

// ServeHTTP answers with a file.
func (e exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "OPTIONS, GET, POST")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Add("Vary", "Accept")
	format, err := formatIn(r.URL.Query())
	if err != nil {
		e.refuse(r.Context(), w, http.StatusBadRequest, nil, err)
		return
	}
	if !accepts(r, format.MediaType()) {
		refuse(w, newType, http.StatusNotAcceptable, "NOT_ACCEPTABLE", "a file of this format is "+format.MediaType())
		return
	}
	params, no := read(r)
	if no != nil {
		w.Header().Set("Allow", no.allow)
		refuse(w, newType, no.status, no.code, no.message)
		return
	}
	r, end := watchedRequest(r, e.observer)
	defer end()
	observationOf(r.Context()).streams()
	r = r.WithContext(graphql.StartOperationTrace(r.Context())) // without which gqlgen begins nothing
	params.Headers, params.ReadTime.Start, params.ReadTime.End = r.Header, graphql.Now(), graphql.Now()
	op, errs := e.exec.CreateOperationContext(r.Context(), params)
	if errs != nil {
		decline(w, newType, http.StatusBadRequest, e.exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		return
	}
	e.export(w, r, format, op)
}

// formatIn reads the format that an address asks for. It is looked for nowhere else: the
// body is that of a request to /graphql.
func formatIn(values url.Values) (export.Format, error) {
	names := values["format"]
	switch len(names) {
	case 0:
		return "", &catalogue.Error{Kind: catalogue.Invalid, Field: "format", Message: fmt.Sprintf("the address does not say it: write it there, also with POST, such as /export?format=%s; %s", export.CSV, export.Known())}
	case 1:
		return export.ParseFormat(names[0])
	}
	return "", &catalogue.Error{Kind: catalogue.Invalid, Field: "format", Value: names[1], Message: "give it once in the address"}
}

// accepts says whether a client takes a media type.
func accepts(r *http.Request, kind string) bool {
	ranges := mediaRanges(r)
	kind, _, _ = strings.Cut(kind, ";")
	return len(ranges) == 0 || liking(ranges, kind).q > 0
}

// pagesAhead is how many pages of a list are looked for at once where a look at all
// of it finds them.
const pagesAhead = 100

// export plans a file, and makes it unless the client has it.
func (e exports) export(w http.ResponseWriter, r *http.Request, format export.Format, op *graphql.OperationContext) {
	plan, err := export.New(e.schema, op.Doc, op.Operation, op.Variables, format)
	if err != nil {
		e.refuse(r.Context(), w, http.StatusBadRequest, op, err)
		return
	}
	back, err := e.files.take(r.Context())
	if err != nil {
		turnAway(w, r, err)
		return
	}
	defer back() // however it ends: a file that is cut off panics
	defer opened(e.observer, sight.Export)()
	ctx, cancel := e.inTime(r.Context())
	defer cancel()
	if ctx, err = e.begin(ctx, op); err != nil {
		e.refuse(ctx, w, statusOf(err), op, err)
		return
	}
	operationOf(ctx).readAhead(ctx, pagesAhead)
	key, lasting := e.answers.key(op, operationOf(ctx))
	if lasting && r.Method == http.MethodGet {
		keepable(w.Header(), r, key.etag(string(format)), operationOf(ctx))
		if key.known(r, string(format)) {
			observationOf(ctx).answered(sight.Known, 0)
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	f := &file{exports: e, w: w, plan: plan, format: format, op: e.page(plan, op)}
	f.make(ctx)
}

func (e exports) inTime(ctx context.Context) (context.Context, context.CancelFunc) {
	if e.longest == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, e.longest)
}

// refuse answers that there is no file, and why.
func (e exports) refuse(ctx context.Context, w http.ResponseWriter, status int, op *graphql.OperationContext, err error) {
	forget(w.Header())
	if op != nil {
		ctx = graphql.WithOperationContext(ctx, op)
	}
	errs := gqlerror.List{e.present(ctx, err)}
	observationOf(ctx).failed(errs)
	decline(w, newType, status, &graphql.Response{Errors: errs})
}

// page is the operation that answers with a page of the file.
func (e exports) page(plan *export.Plan, op *graphql.OperationContext) *graphql.OperationContext {
	out := &graphql.OperationContext{
		RawQuery: op.RawQuery, OperationName: op.OperationName, Doc: op.Doc, Headers: op.Headers, Extensions: op.Extensions,
		DisableIntrospection: op.DisableIntrospection, RecoverFunc: op.RecoverFunc,
		ResolverMiddleware: op.ResolverMiddleware, RootResolverMiddleware: op.RootResolverMiddleware, Stats: op.Stats,
		Operation: plan.Operation(true), Variables: maps.Clone(op.Variables),
	}
	if out.Variables == nil {
		out.Variables = map[string]any{}
	}
	e.size(out)
	return out
}

// size makes the pages as long as pages are, unless one would cost more than an
// operation may: then shorter ones.
func (e exports) size(op *graphql.OperationContext) {
	const longest = 100 // entries, as the schema says
	doc := &ast.QueryDocument{Operations: ast.OperationList{op.Operation}}
	for n := longest; ; n /= 2 {
		op.Variables[export.FirstVariable] = int64(n)
		w, err := newMeasure(doc, op.Variables).document()
		if n == 1 || err == nil && w.cost <= e.cost {
			return
		}
	}
}

// statusOfAnswer is the status of a file that cannot be made, by its first error.
func statusOfAnswer(errs gqlerror.List) int {
	code, _ := errs[0].Extensions["code"].(string)
	switch code {
	case catalogue.NotFound.String():
		return http.StatusNotFound
	case catalogue.Forbidden.String():
		return http.StatusForbidden
	case catalogue.Unavailable.String():
		return http.StatusServiceUnavailable
	case "INTERNAL":
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}
