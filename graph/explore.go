package graph

import (
	"time"

	"fundus/internal/explore"
)

// clock brings the time to walks, which know none.
func clock(milliseconds int) (over func() bool) {
	end := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	return func() bool { return !time.Now().Before(end) }
}

var _ explore.Clock = clock
