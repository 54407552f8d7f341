package live

import (
	"slices"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Step is one commit with the catalogue before and after it.
type Step struct {
	Before, After *snapshot.Snapshot
	Commit        *catalogue.Commit
}

// recent are the last steps, for those who follow the head closely or ask for what
// was there a moment ago. What a step holds on to is what its commit replaced, so
// they are bounded by the versions that were made, not by their number alone.
type recent struct {
	mu    sync.Mutex
	steps []Step // without gaps; the last leads to the head
	made  int
}

const (
	mostSteps = 256
	mostMade  = 20_000 // about 50 MB of pages that the head does not share
)

func (r *recent) add(s Step) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps = append(r.steps, s)
	r.made += made(s)
	for len(r.steps) > mostSteps || r.made > mostMade {
		r.made -= made(r.steps[0])
		r.steps[0] = Step{} // the array lives on
		r.steps = r.steps[1:]
	}
}

func made(s Step) int { return len(s.Commit.Records) + len(s.Commit.Edges) }

// since are the steps after a revision, false when they are not all here.
func (r *recent) since(after catalogue.Revision) ([]Step, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, s := range r.steps {
		if s.Before.Revision() == after {
			return slices.Clone(r.steps[i:]), true
		}
	}
	return nil, false
}

// at is the catalogue at a revision, nil when no step has it.
func (r *recent) at(revision catalogue.Revision) *snapshot.Snapshot {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.steps {
		if s.Before.Revision() == revision {
			return s.Before
		}
		if s.After.Revision() == revision {
			return s.After
		}
	}
	return nil
}

// oldest is the catalogue before the first step, nil when there is none.
func (r *recent) oldest() *snapshot.Snapshot {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.steps) == 0 {
		return nil
	}
	return r.steps[0].Before
}

// Since are the steps that lead from a revision to the head, false when they are
// not all in memory. From the head none lead, and that is true.
func (c *Catalogue) Since(after catalogue.Revision) ([]Step, bool) {
	if after == c.Snapshot().Revision() {
		return nil, true
	}
	return c.recent.since(after)
}
