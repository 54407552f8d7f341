package tracing

import "context"

// Flush sends what has not been sent yet, and goes on.
func (t *Tracer) Flush(ctx context.Context) error { return t.provider.ForceFlush(ctx) }
