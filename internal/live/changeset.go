package live

import (
	"fundus/internal/access"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// changeSet is what somebody wants to commit.
type changeSet struct {
	actor   access.Actor
	stamp   catalogue.Stamp
	changes []catalogue.Change
}

// plan is the commit that the change set makes on a catalogue, if its actor may make it.
//
// Who may not see all of the catalogue is told what is wrong with the change set as far as
// he sees: it is planned for him on what he sees, and only then on what there is. What it
// meets there besides is not told.
func (c changeSet) plan(on *snapshot.Snapshot, day catalogue.Day) (*catalogue.Commit, error) {
	if !catalogue.Confidential.Above(c.actor.Clearance) {
		return c.settled(on, day)
	}
	sight, err := on.Cleared(c.actor.Clearance, on)
	if err != nil {
		return nil, err
	}
	seen, err := c.settled(sight, day)
	if err != nil {
		return nil, err
	}
	commit, err := c.settled(on, day)
	switch {
	case catalogue.KindOf(err) == catalogue.Forbidden:
		return nil, err
	case err != nil, commit.Empty() != seen.Empty(): // even that it changes nothing would tell
		return nil, catalogue.Errorf(catalogue.Conflict, "the change meets something that you may not see; ask somebody who may")
	}
	return commit, nil
}

// settled is the plan with what cases make of it.
func (c changeSet) settled(on *snapshot.Snapshot, day catalogue.Day) (*catalogue.Commit, error) {
	commit, err := on.Plan(c.changes)
	if err != nil {
		return nil, err
	}
	if err := c.actor.Change(on, commit, day); err != nil {
		return nil, err
	}
	return commit, casework.Settle(on, commit, c.stamp, day)
}
