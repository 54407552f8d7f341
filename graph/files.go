package graph

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"fundus/internal/admission"
)

// Files are places for files and archives that are made at once, for all who have the
// same ones. One client takes no more than half of them: a file lasts as long as who asked
// for it likes, and others would have none meanwhile.
type Files struct {
	places chan struct{}
	share  *admission.Share
}

// NewFiles has so many places, one at least.
func NewFiles(most int) *Files {
	most = max(1, most)
	return &Files{make(chan struct{}, most), admission.NewShare("TOO_MANY_FILES", "files", max(1, most/2))}
}

// retryFile is after how long to ask again for a file that could not be begun.
const retryFile = 10 * time.Second

// take takes a place for the one who asks, which back gives back, once; or returns an
// *admission.Refusal.
func (f *Files) take(ctx context.Context) (back func(), err error) {
	done, err := f.share.Take(admission.Asking(ctx))
	if err != nil {
		return nil, err
	}
	select {
	case f.places <- struct{}{}:
		return func() { <-f.places; done() }, nil
	default:
		done()
		return nil, &admission.Refusal{
			Status: http.StatusServiceUnavailable, Code: "UNAVAILABLE", Limit: cap(f.places), After: retryFile,
			Message: fmt.Sprintf("%d files are being made, the limit; try again later", cap(f.places)),
		}
	}
}
