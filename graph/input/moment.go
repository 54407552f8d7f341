package input

import (
	"time"

	"fundus/internal/catalogue"
)

// Moment is a moment of the catalogue that a field is asked about, beside that of
// its operation: what is left out is the operation's.
type Moment struct {
	Revision   *int
	RecordedAt *time.Time
	Day        *catalogue.Day
}
