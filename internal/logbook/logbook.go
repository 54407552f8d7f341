// Package logbook writes into the log what is worth a line of it: operations that were
// slow, and, where somebody wants to know, every request.
//
// A line holds what an operator needs to find the cause and nothing about who asked: no
// address, no name of a person, no header, no path, no text of a query, no variables. Of
// what a client chose, only the name of its operation and the digest of its document are
// written. The name of the request, which every line has, leads to the log of the proxy,
// where one is kept.
package logbook

import (
	"context"
	"log/slog"
	"time"

	"fundus/internal/sight"
)

// Slow is an observer that writes down operations that took longer than some time, and
// not those that end when their client likes.
type Slow struct {
	sight.Nobody
	Log  *slog.Logger
	Than time.Duration
}

// longestName is how much of the name of an operation is written.
const longestName = 100

// OperationEnded writes a line if it took too long.
func (s Slow) OperationEnded(ctx context.Context, o sight.Operation) {
	if o.Took < s.Than || o.Stream {
		return
	}
	s.Log.LogAttrs(ctx, slog.LevelWarn, "slow operation",
		slog.String("type", o.Type), slog.String("name", o.Name[:min(len(o.Name), longestName)]), slog.String("hash", o.Hash),
		slog.Int("cost", o.Cost), slog.Duration("took", o.Took), slog.Int64("revision", int64(o.Revision)), code(o.Code()))
}

// code is that of an error. Where there was none the line has none: slog leaves an empty
// attribute out.
func code(c string) slog.Attr {
	if c == "" {
		return slog.Attr{}
	}
	return slog.String("code", c)
}

// Requests is an observer that writes a line for every request.
type Requests struct {
	sight.Nobody
	Log *slog.Logger
}

// RequestEnded writes the line.
func (r Requests) RequestEnded(ctx context.Context, q sight.Request) {
	r.Log.LogAttrs(ctx, slog.LevelInfo, "request",
		slog.String("method", q.Method), slog.String("route", q.Route), slog.Int("status", q.Status), code(q.Code),
		slog.Int64("bytes", q.Bytes), slog.Duration("took", q.Took))
}
