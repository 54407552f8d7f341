package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Direction is which way statements are walked; see the package comment.
type Direction string

// The directions.
const (
	Both     Direction = "BOTH"
	Outgoing Direction = "OUTGOING"
	Incoming Direction = "INCOMING"
)

// Scope is which statements a walk goes along.
type Scope struct {
	Relations []catalogue.Relation // all where none is named
	Direction Direction            // Both where none is named
	Where     view.EdgeFilter
}

// step is one way on from a record.
type step struct {
	edge catalogue.EdgeID
	role catalogue.Role // in which the record that is left has the statement
	end  catalogue.End  // at which the record that is reached stands in it
	to   catalogue.ID
}

// ways are the ends to which a record in a role leads. Roles are few, so it is a table.
type ways [256][]catalogue.End

// steps walks along what a scope, or a table of dependences, allows.
type steps struct {
	view  *view.View
	meter *meter
	ways  *ways
	facts func(catalogue.EdgeID) bool
}

func newSteps(v *view.View, m *meter, s Scope) (*steps, error) {
	facts, err := v.Facts(s.Where)
	if err != nil {
		return nil, err
	}
	return &steps{v, m, waysOf(s), facts}, nil
}

// outward are the steps along the arrows of the package comment.
var outward = [...]struct{ from, to catalogue.End }{
	{catalogue.EndFrom, catalogue.EndTo},
	{catalogue.EndFrom, catalogue.EndVia},
	{catalogue.EndFrom, catalogue.EndArea},
	{catalogue.EndTo, catalogue.EndVia},
}

// waysOf is where a scope leads.
func waysOf(s Scope) *ways {
	relations := s.Relations
	if len(relations) == 0 {
		relations = catalogue.AllRelations()
	}
	var w ways
	for _, r := range relations {
		for _, a := range outward {
			if s.Direction != Incoming {
				w.add(r, a.from, a.to)
			}
			if s.Direction != Outgoing {
				w.add(r, a.to, a.from)
			}
		}
	}
	return &w
}

// add makes one end of a relation lead to another. Ends that the relation does not
// have hold no record, so they lead nowhere.
func (w *ways) add(r catalogue.Relation, from, to catalogue.End) {
	role := r.Role(from)
	if role.String() != "" && r.Role(to).String() != "" {
		w[role] = append(w[role], to)
	}
}

// from visits the steps from a record, role by role, until told to stop or the
// budget is spent; it says whether all were visited. A record may be reached by
// several steps, and is never its own neighbour.
func (s *steps) from(id catalogue.ID, visit func(step) bool) bool {
	return s.roles(id, func(role catalogue.Role, _ int) bool { return s.along(id, role, visit) })
}

// roles visits the roles in which steps lead on from a record, in their order, with
// the number of its statements in each, until told to stop; it says whether all were
// visited.
func (s *steps) roles(id catalogue.ID, visit func(role catalogue.Role, statements int) bool) bool {
	whole := true
	s.view.Snapshot().RolesOf(id, func(role catalogue.Role, n int) bool {
		whole = len(s.ways[role]) == 0 || visit(role, n)
		return whole
	})
	return whole
}

// along visits the steps from a record in one role.
func (s *steps) along(id catalogue.ID, role catalogue.Role, visit func(step) bool) bool {
	ends := s.ways[role]
	for r := range s.view.Snapshot().EdgeRows(id, role) {
		seen := s.view.SeesRow(&r)
		if !s.meter.sees(seen) {
			return false
		}
		if !seen || !s.facts(r.ID) {
			continue
		}
		for _, end := range ends {
			to := r.At(end)
			if to != 0 && to != id && !visit(step{r.ID, role, end, to}) {
				return false
			}
		}
	}
	return true
}

// ahead is how many statements the steps from a record would look at.
func (s *steps) ahead(id catalogue.ID) (total int) {
	s.roles(id, func(_ catalogue.Role, n int) bool {
		total += n
		return true
	})
	return total
}
