package snapshot

import "fundus/internal/catalogue"

// Assume returns the catalogue as it would be after a change set, which is checked
// as one that is to be committed: its errors are those of Plan. Nothing comes of it
// but the answer; the snapshot keeps its revision and its instant, and what the
// changes make bears the revision that it would get. It costs what Plan and Apply
// do, and leaves the next commit as cheap as it was. What is planned goes through
// settle before it is applied, which may complete or refuse it. It is Unavailable once
// stop says so, since anybody may assume what only few may commit.
func (s *Snapshot) Assume(changes []catalogue.Change, settle func(*catalogue.Commit) error, stop func() bool) (*Snapshot, error) {
	c, err := s.plan(changes, stop)
	if err != nil {
		return nil, err
	}
	if err := settle(c); err != nil {
		return nil, err
	}
	if c.Empty() {
		return s, nil
	}
	next, err := s.Preview(c)
	if err != nil {
		return nil, err
	}
	next.revision, next.recordedAt, next.assumed, next.restricted = s.revision, s.recordedAt, true, s.restricted
	return next, nil
}

// Preview returns the catalogue as it would be after a planned commit, of its revision:
// for who judges what the commit makes before it is made. It leaves the next commit as
// cheap as it was.
func (s *Snapshot) Preview(c *catalogue.Commit) (*Snapshot, error) {
	return s.edit(s.edges.branch()).apply(c)
}
