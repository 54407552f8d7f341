package graph

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/identity"
	"fundus/internal/snapshot"
)

// clearance is up to what an operation may see. The snapshot that it is answered from is
// cleared before anything is asked of it (snapshot.Cleared), so no field need think of
// it; what reads the log does.
type clearance struct {
	upTo   catalogue.Visibility
	common bool               // everybody's: what is seen with it may be kept for all
	judged catalogue.Revision // the newest by which it was judged what is hidden
}

// clearanceOf is what the one who asks may see: what he was given, or what everybody may.
func (m moments) clearanceOf(ctx context.Context) clearance {
	upTo := m.open
	if a, said := identity.Said(ctx); said {
		upTo = a.Clearance
	}
	return clearance{upTo: upTo, common: upTo.Level() == m.open.Level()}
}

// whole says whether everything is seen.
func (c *clearance) whole() bool { return !catalogue.Confidential.Above(c.upTo) }

// clear is a snapshot without what may not be seen, as the newest one judges too.
func (c *clearance) clear(s, newest *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	if c.whole() {
		return s, nil
	}
	c.judged = newest.Revision()
	return s.Cleared(c.upTo, newest)
}
