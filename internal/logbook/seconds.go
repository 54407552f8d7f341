package logbook

import "log/slog"

// Seconds replaces durations in lines for programs (slog.HandlerOptions.ReplaceAttr):
// numbers of seconds, as everything else counts that watches the program, where slog would
// write nanoseconds that do not say so.
func Seconds(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		a.Value = slog.Float64Value(a.Value.Duration().Seconds())
	}
	return a
}
