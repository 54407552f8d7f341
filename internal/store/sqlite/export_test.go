package sqlite

import (
	"fmt"
	"testing"
)

// LimitPages makes the writer's disk full at a number of pages.
func (s *Store) LimitPages(t *testing.T, pages int) {
	t.Helper()
	if _, err := s.writer.ExecContext(t.Context(), fmt.Sprintf("pragma max_page_count = %d", pages)); err != nil {
		t.Fatal(err)
	}
}

// WriterPragma is a setting of the writing connection.
func (s *Store) WriterPragma(t *testing.T, name string) (value string) {
	t.Helper()
	if err := s.writer.QueryRowContext(t.Context(), "pragma "+name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}
