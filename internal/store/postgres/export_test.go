package postgres

import "testing"

// Setting is a setting as the store's own connections have it.
func (s *Store) Setting(t *testing.T, name string) (value string) {
	t.Helper()
	if err := s.pool.QueryRow(t.Context(), "select current_setting($1)", name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}
