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

// HighestPlan is how SQLite finds the highest ids, a line a step.
func (s *Store) HighestPlan(t *testing.T) (plan []string) {
	t.Helper()
	rows, err := s.readers.QueryContext(t.Context(), "explain query plan "+highest, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan
}
