package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// PathStep is one step of a path: all statements by which it leads from a record to
// the next.
type PathStep struct {
	StatementCount int // all of them, as far as the budget allowed
	some           []step
	to             catalogue.ID
	in             *view.View
}

// PathStatement is a statement with the role in which the record that a step leaves
// has it.
type PathStatement struct {
	Role      catalogue.Role
	Statement view.Statement
}

// mostStatements is how many statements of a step are shown: an authority may offer
// hundreds of services through one solution.
const mostStatements = 10

// To is the record that the step leads to.
func (s PathStep) To() view.Record { return s.in.At(s.to) }

// Statements are the first of them, by role and then as they were made.
func (s PathStep) Statements() []PathStatement {
	var out []PathStatement
	for _, x := range s.some {
		if stated, ok := s.in.StatementAt(x.edge); ok {
			out = append(out, PathStatement{x.role, stated})
		}
	}
	return out
}

// trail is a path while it is looked for: from where, and by one statement a step.
type trail struct {
	from  catalogue.ID
	steps []step
}

// told makes what was found an answer: of each step all statements. Two records that
// follow each other in several paths are looked at once.
func (r *route) told(found []trail) []Path {
	known := map[[2]catalogue.ID]PathStep{}
	var out []Path
	for _, t := range found {
		p := Path{from: t.from, in: r.from.steps.view}
		at := t.from
		for _, s := range t.steps {
			pair := [2]catalogue.ID{at, s.to}
			if _, ok := known[pair]; !ok {
				known[pair] = r.step(at, s)
			}
			p.Steps = append(p.Steps, known[pair])
			at = s.to
		}
		out = append(out, p)
	}
	return out
}

// step gathers the statements by which a step may be taken. The one by which it was
// found is among them, whatever the budget says.
func (r *route) step(from catalogue.ID, by step) PathStep {
	out := PathStep{to: by.to, in: r.from.steps.view}
	met := false
	whole := r.from.steps.between(from, by.to, func(s step) bool {
		out.StatementCount++
		met = met || s == by
		if len(out.some) < mostStatements {
			out.some = append(out.some, s)
		}
		return true
	})
	if !whole && !met {
		out.StatementCount++
		out.some = append(out.some[:min(len(out.some), mostStatements-1)], by)
		slices.SortFunc(out.some, func(a, b step) int { return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.edge, b.edge)) })
	}
	return out
}
