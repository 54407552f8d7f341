package store

import (
	"fmt"

	"fundus/internal/catalogue"
)

// Log yields the commits of a log from its beginning, in order. It stops at the
// first error of yield and returns it.
type Log func(yield func(*catalogue.Commit) error) error

// Resume is Seal for a commit that comes out of another log with its number and
// its time: it must be the next and not be of an earlier time, and keeps both.
// What it returns is the head after it.
func Resume(c *catalogue.Commit, head Head) (Head, error) {
	if c.Revision != head.Revision+1 {
		return head, catalogue.Errorf(catalogue.Invalid, "revision %d of a log follows revision %d: it has a gap", c.Revision, head.Revision)
	}
	at := c.Time
	if err := Seal(c, head, c.Stamp, at); err != nil {
		return head, fmt.Errorf("revision %d: %w", c.Revision, err)
	}
	if !c.Time.Equal(at) {
		return head, catalogue.Errorf(catalogue.Invalid, "revision %d of a log is of %s, which is before the revision it follows or finer than a log tells time", c.Revision, at)
	}
	return Head{Revision: c.Revision, RecordedAt: c.Time}, nil
}

// NotEmpty is why a store refuses to Restore.
func NotEmpty(head Head) error {
	return catalogue.Errorf(catalogue.Conflict, "the catalogue is not empty, it is at revision %d; a log is restored into an empty one only", head.Revision)
}
