package collision

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Status is what has become of a collision. A later one in the list gives way to an
// earlier one.
type Status string

// The statuses.
const (
	StatusResolved  Status = "RESOLVED"  // a case that concerns both is decided
	StatusDismissed Status = "DISMISSED" // they are deliberately kept apart, with a reason
	StatusInCase    Status = "IN_CASE"   // a case that concerns both is under way
	StatusOpen      Status = "OPEN"
)

// Status is what has become of it.
func (c Collision) Status() Status { return c.outcome().status }

// StatusReason says why, in words.
func (c Collision) StatusReason() string {
	o := c.outcome()
	switch o.status {
	case StatusResolved:
		return fmt.Sprintf("Entschieden in der Akte „%s“.", nameOf(c.in, o.file))
	case StatusDismissed:
		edge, _ := c.in.Snapshot().Edge(o.apart)
		return "Bewusst getrennt: " + edge.Note
	case StatusInCase:
		return fmt.Sprintf("In Arbeit in der Akte „%s“.", nameOf(c.in, o.file))
	case StatusOpen:
	}
	if o.apart != 0 {
		return "Als bewusst getrennt vermerkt, aber ohne Begründung: Das erledigt die Überschneidung nicht."
	}
	return "Weder in einer Akte behandelt noch begründet getrennt."
}

// Case is the case that decided it or is to decide it; false where none is.
func (c Collision) Case() (view.Case, bool) {
	return view.Handle[view.Case](c.in.View, c.outcome().file)
}

// Dismissal is the statement that keeps the two apart, with its reason, evidence and
// source; false where none dismisses the collision.
func (c Collision) Dismissal() (view.Statement, bool) {
	o := c.outcome()
	if o.status != StatusDismissed {
		return view.Statement{}, false
	}
	return c.in.StatementAt(o.apart)
}

// outcome is a status with what it rests on.
type outcome struct {
	status Status
	file   catalogue.ID     // the case, 0 for none
	apart  catalogue.EdgeID // what keeps them apart, 0 for nothing
}

func (c Collision) outcome() outcome {
	apart, reasoned := c.in.apart(c.build(), c.other())
	decided, underWay := c.in.casesOf(c.build(), c.other())
	switch {
	case decided != 0:
		return outcome{StatusResolved, decided, apart}
	case reasoned:
		return outcome{StatusDismissed, underWay, apart}
	case underWay != 0:
		return outcome{StatusInCase, underWay, apart}
	}
	return outcome{StatusOpen, 0, apart}
}

// apart is the statement that keeps two solutions apart, either way round: the oldest
// with a reason, else the oldest; 0 for none.
func (e *estate) apart(a, b catalogue.ID) (found catalogue.EdgeID, reasoned bool) {
	for _, way := range [][2]catalogue.ID{{a, b}, {b, a}} {
		for r := range e.Rows(way[0], catalogue.KeptApart.Role(catalogue.EndFrom)) {
			if r.At(catalogue.EndTo) != way[1] {
				continue
			}
			edge, _ := e.Snapshot().Edge(r.ID)
			says := strings.TrimSpace(edge.Note) != ""
			if found == 0 || says && !reasoned || says == reasoned && r.ID < found {
				found, reasoned = r.ID, says
			}
		}
	}
	return found, reasoned
}

// casesOf are the cases that concern two solutions: one that is decided, and one that is
// under way; the newest each, 0 for none.
func (e *estate) casesOf(a, b catalogue.ID) (decided, underWay catalogue.ID) {
	role := catalogue.Concerns.Role(catalogue.EndTo)
	of := e.OthersOf(a, role, catalogue.KindCase)
	if len(of) == 0 {
		return 0, 0
	}
	for _, id := range e.OthersOf(b, role, catalogue.KindCase) {
		c, ok := e.Snapshot().Record(id).(*catalogue.Case)
		if !ok || !slices.Contains(of, id) {
			continue
		}
		switch c.Step {
		case catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseConfirmed:
			decided = id
		case catalogue.CaseSuperseded, catalogue.CaseLapsed, catalogue.CaseWithdrawn: // nothing comes of it
		default:
			underWay = id
		}
	}
	return decided, underWay
}

// nameOf is the German name of a record.
func nameOf(e *estate, id catalogue.ID) string {
	return e.Snapshot().Record(id).Base().Name.In(catalogue.German)
}
