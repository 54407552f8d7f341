package access

import (
	"slices"
	"time"

	"fundus/internal/catalogue"
)

// Actor is who acts: as whom the log of commits knows him, and what he was given.
type Actor struct {
	// Name is how he signs; "" for nobody known.
	Name   string
	Grants []Grant
	// Clearance is up to what he may see.
	Clearance catalogue.Visibility
	// Through names what he showed, if that was given to a machine: the id of a token.
	Through string
	// Until is when he must show again who he is; zero for never.
	Until time.Time
	// Speaks says that he acts for whom he says he does: for the one who has the database,
	// or the machine that it is on, anyway.
	Speaks bool
	// OnlyReads says that where he asks nothing is changed, whoever asks.
	OnlyReads bool
}

// Grant is a role and how far it reaches.
type Grant struct {
	Role Role
	// Kinds limits an editor to records of these kinds; nil is all that editors keep.
	Kinds []catalogue.Kind
	// Under limits an editor to what these authorities answer for; nil is no limit.
	Under []catalogue.Identifier
}

// Anonymous is somebody of whom nothing is known. What he may see is for who serves him to
// say.
func Anonymous(clearance catalogue.Visibility) Actor {
	return Actor{Grants: []Grant{{Role: Reader}}, Clearance: clearance}
}

// Operator is the one who has the database itself, and so may do all that can be done with
// it.
func Operator(name string) Actor {
	return Actor{Name: name, Grants: []Grant{{Role: Admin}}, Clearance: catalogue.Confidential, Speaks: true}
}

// Known says whether it is known who acts.
func (a Actor) Known() bool { return a.Name != "" }

// Has says whether he was given a role.
func (a Actor) Has(r Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role == r })
}

// Signature is how the log of commits writes who acts.
func (a Actor) Signature() string {
	if a.Known() {
		return a.Name
	}
	return "anonym"
}

// As is the actor when he says for whom he acts, "" for himself. Who may not say so is
// who he is. A name that no log could hold is an error.
func (a Actor) As(name string) (Actor, error) {
	if !a.Speaks || name == "" {
		return a, nil
	}
	if err := catalogue.CheckActor(name); err != nil {
		return a, err
	}
	a.Name = name
	return a, nil
}

// Action is something that somebody wants to do.
type Action uint8

// The actions.
const (
	Read   Action = iota // ask, follow, take files
	Change               // change the catalogue at all; Actor.Change says whether just this
	Audit                // read who did what and who was refused
	SignIn               // show who one is
)

// String is the action as it is noted.
func (do Action) String() string {
	return [...]string{"READ", "CHANGE", "AUDIT", "SIGN_IN"}[do]
}

// May says whether somebody may do something at all. The error is Forbidden and says what
// it takes.
func (a Actor) May(do Action) error {
	switch do {
	case Read:
		if len(a.Grants) == 0 {
			return forbidden("sign in: this server answers only those whom it knows and to whom a role was given")
		}
	case Change:
		if a.OnlyReads {
			return forbidden("this server accepts no changes: it was started to be read only")
		}
		if !slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role != Reader }) {
			return a.lacks("a change takes the role editor, board, steward or admin")
		}
	case SignIn: // anybody may try
	case Audit:
		if !a.Has(Admin) {
			return a.lacks("to read who did what takes the role admin")
		}
	}
	return nil
}

func (a Actor) who() string {
	if a.Known() {
		return a.Name
	}
	return "somebody unknown"
}

// lacks says what something takes that the actor does not have.
func (a Actor) lacks(takes string) *catalogue.Error {
	if a.Known() {
		return forbidden("%s, which %s was not given", takes, a.Name)
	}
	return forbidden("%s: sign in with a token (Authorization: Bearer …)", takes)
}

func forbidden(format string, args ...any) *catalogue.Error {
	return catalogue.Errorf(catalogue.Forbidden, format, args...)
}
