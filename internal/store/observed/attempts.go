package observed

import (
	"context"
	"time"

	"fundus/internal/sight"
	"fundus/internal/store"
)

// NoteRefused is told as audit.
func (s *Store) NoteRefused(ctx context.Context, attempts []store.Attempt) error {
	return s.told(ctx, sight.Audit, func(ctx context.Context) error { return s.Store.NoteRefused(ctx, attempts) })
}

// Refused is told as audit.
func (s *Store) Refused(ctx context.Context, since time.Time, above int64, most int) ([]store.Attempt, error) {
	return read(ctx, s, sight.Audit, func(ctx context.Context) ([]store.Attempt, error) { return s.Store.Refused(ctx, since, above, most) })
}
