package access

import (
	"slices"

	"fundus/internal/catalogue"
)

// Role (Rolle) is what somebody was given to do. The list is our own.
type Role string

// The roles. All but Reader may change something.
const (
	Reader  Role = "reader"  // reads what his clearance lets him see
	Editor  Role = "editor"  // keeps what there is: services, authorities, solutions …
	Board   Role = "board"   // keeps cases and decides them
	Steward Role = "steward" // keeps the rules of deciding: rules, gates, ladders, weights
	Admin   Role = "admin"   // does all of it, and reads who was refused
)

// Roles are all of them, from the least.
var Roles = []Role{Reader, Editor, Board, Steward, Admin}

// Known says whether it is a role at all.
func (r Role) Known() bool { return slices.Contains(Roles, r) }

// Clearance is up to what somebody with the role may see unless it is said otherwise:
// a board needs what its cases rest on, and all who work in the administration what is
// for the administration.
func (r Role) Clearance() catalogue.Visibility {
	switch r {
	case Board, Admin:
		return catalogue.Confidential
	case Editor, Steward:
		return catalogue.Internal
	default:
		return catalogue.Public
	}
}

// keeps says whether the role changes records of a kind.
func (r Role) keeps(k catalogue.Kind) bool { return r == Admin || r == keeperOf(k) }

// keeperOf is the role that changes records of a kind.
func keeperOf(k catalogue.Kind) Role {
	switch {
	case k == catalogue.KindCase || catalogue.FiledIn.Allows(k, catalogue.KindCase):
		return Board
	case slices.Contains([]catalogue.Kind{catalogue.KindRule, catalogue.KindGate, catalogue.KindLadder, catalogue.KindWeightSet}, k):
		return Steward
	}
	return Editor
}
