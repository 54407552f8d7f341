package explore

import "fundus/internal/view"

// breath asks a view now and then whether its time is over, for answers that are of
// the whole or not at all: half of a whole is no true statement about it, so these
// have no budget. They are bounded by the catalogue, and by the time of the operation.
// It belongs to one goroutine.
type breath struct {
	view  *view.View
	steps int
	err   error
}

const stepsAtOnce = 4096

// over says that the time is over, which err then is.
func (b *breath) over() bool {
	if b.steps++; b.steps%stepsAtOnce == 0 && b.err == nil {
		b.err = b.view.Stopped()
	}
	return b.err != nil
}
