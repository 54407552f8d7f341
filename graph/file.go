package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"fundus/graph/export"
)

// The headers of a file: from which moment it is, how many changes it assumes, and
// whether a walk found all that there is, which only walks say.
const (
	revisionHeader = "Fundus-Revision"
	dayHeader      = "Fundus-Day"
	assumedHeader  = "Fundus-Assumed"
	// CompleteHeader is "false" where a walk ended before it had found everything.
	CompleteHeader = "Fundus-Complete"
)

// hurried is why there is no file of a walk in pages that its time has ended: another
// page is of another walk.
const hurried = "the walk was ended by its time, so its pages are not of one answer; give it a larger budget of milliseconds, or ask for less"

// file is an export under way.
type file struct {
	exports
	w      http.ResponseWriter
	plan   *export.Plan
	format export.Format
	op     *graphql.OperationContext // of a page
	out    export.Writer             // nil until the first page is there
}

// make makes the file: page by page, as fast as the client takes it.
func (f *file) make(ctx context.Context) {
	for more := true; more; {
		page, errs := f.next(ctx)
		if errs != nil {
			f.fail(ctx, errs)
			return
		}
		if err := f.write(ctx, page); err != nil {
			f.cut(ctx, err)
		}
		more = page.More
		f.op.Variables[export.AfterVariable] = page.End
	}
	if err := f.out.Close(); err != nil {
		f.cut(ctx, err)
	}
}

// next asks for the next page. An answer with an error in it would be a file with a
// hole, so it is none.
func (f *file) next(ctx context.Context) (export.Page, gqlerror.List) {
	if f.out != nil {
		f.op.Operation = f.plan.Operation(false)
	}
	responses, ctx := f.exec.DispatchOperation(ctx, f.op)
	answer := responses(ctx)
	switch {
	case answer == nil:
		return export.Page{}, gqlerror.List{problem("UNAVAILABLE", tookTooLong)}
	case len(answer.Errors) > 0:
		return export.Page{}, answer.Errors
	}
	page, err := f.plan.Page(answer.Data)
	switch {
	case err != nil:
		return page, gqlerror.List{f.present(ctx, err)}
	case operationOf(ctx).view.Hurried() && (page.More || f.out != nil):
		return page, gqlerror.List{problem("UNAVAILABLE", hurried)}
	}
	return page, nil
}

// write sends a page on its way.
func (f *file) write(ctx context.Context, page export.Page) error {
	if err := f.begin(ctx, page); err != nil {
		return err
	}
	for _, row := range page.Rows {
		if err := f.out.Row(row); err != nil {
			return err
		}
	}
	if err := f.out.Flush(); err != nil {
		return err
	}
	return f.patient().flush()
}

// begin sends the head of the file, once.
func (f *file) begin(ctx context.Context, first export.Page) (err error) {
	if f.out != nil {
		return nil
	}
	h := f.w.Header()
	if operationOf(ctx).view.Hurried() { // asked again, there may be more
		forget(h)
	}
	c := operationOf(ctx).view.Catalogue()
	name := fmt.Sprintf("%s-%s-r%d", f.plan.Name(), c.Day(), c.Revision())
	description := fmt.Sprintf("Stand: %s, Revision %d", c.Day(), c.Revision())
	if n := c.Assumed(); n > 0 {
		h.Set(assumedHeader, strconv.Itoa(n))
		name += "-assumed"
		description += fmt.Sprintf(", unter Annahme von Änderungen: %d", n)
	}
	if first.Incomplete {
		h.Set(CompleteHeader, "false")
	}
	h.Set(revisionHeader, strconv.Itoa(c.Revision()))
	h.Set(dayHeader, c.Day().String())
	h.Set("Content-Type", f.format.MediaType())
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + f.format.Extension()}))
	f.w.WriteHeader(http.StatusOK)
	f.out, err = f.plan.Writer(f.patient(), description)
	return err
}

// fail ends an export that cannot go on.
func (f *file) fail(ctx context.Context, errs gqlerror.List) {
	if f.out != nil {
		f.cut(ctx, errs)
	}
	observationOf(ctx).failed(errs)
	forget(f.w.Header())
	decline(f.w, newType, statusOfAnswer(errs), &graphql.Response{Errors: errs})
}

// cut cuts the connection off: what has been sent is not the file.
func (f *file) cut(ctx context.Context, err error) {
	observationOf(ctx).refused("CUT_OFF")
	level := slog.LevelWarn
	if errors.Is(ctx.Err(), context.Canceled) { // the client has gone, or the server stops
		level = slog.LevelInfo
	}
	f.log.Log(ctx, level, "export cut off", "of", f.plan.Name(), "format", f.format, "error", err)
	panic(http.ErrAbortHandler)
}

// patient writes to a client that may take so long for each piece. What the program
// itself takes in between, for the next page, is no fault of the client's.
type patient struct {
	w    http.ResponseWriter
	time time.Duration
	page time.Duration // 0 for as long as it takes
}

func (f *file) patient() patient { return patient{f.w, f.patience, f.longest} }

// Write sends a piece.
func (p patient) Write(piece []byte) (int, error) {
	p.deadline(time.Now().Add(p.time))
	return p.w.Write(piece)
}

// flush sends a page. HTTP/2 ends a stream whose time is over, also while nothing is
// written, so that the time for the next page begins here.
func (p patient) flush() error {
	p.deadline(time.Now().Add(p.time))
	if err := http.NewResponseController(p.w).Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	next := time.Time{}
	if p.page > 0 {
		next = time.Now().Add(p.page + p.time)
	}
	p.deadline(next)
	return nil
}

func (p patient) deadline(at time.Time) {
	_ = http.NewResponseController(p.w).SetWriteDeadline(at) // no connection, no deadline
}
