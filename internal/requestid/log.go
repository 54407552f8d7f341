package requestid

import (
	"context"
	"log/slog"
)

// Logged is a handler of logs that writes into each line of which request it is.
func Logged(h slog.Handler) slog.Handler { return logged{h} }

type logged struct{ slog.Handler }

// Handle adds the request.
func (l logged) Handle(ctx context.Context, r slog.Record) error {
	if id := Of(ctx); id != "" {
		r = r.Clone() // others may hold it
		r.AddAttrs(slog.String("request", string(id)))
	}
	return l.Handler.Handle(ctx, r)
}

// WithAttrs keeps what is added.
func (l logged) WithAttrs(attrs []slog.Attr) slog.Handler { return logged{l.Handler.WithAttrs(attrs)} }

// WithGroup keeps what is added.
func (l logged) WithGroup(name string) slog.Handler { return logged{l.Handler.WithGroup(name)} }
