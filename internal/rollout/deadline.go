package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// MissedDeadline is a solution that should implement a binding standard by a day and
// does not: it REQUIRES the standard itself, or serves a service that does.
type MissedDeadline struct {
	in                 *view.View
	solution, standard catalogue.ID
	Deadline           catalogue.Day
	Group              DeadlineGroup
	services           []catalogue.ID
}

// DeadlineGroup is for which systems a deadline is set.
type DeadlineGroup string

// The groups: a solution is new until its productive use begins.
const (
	DeadlineNew      DeadlineGroup = "NEW"
	DeadlineExisting DeadlineGroup = "EXISTING"
)

// Period is from when until when, both days included. Its zero value is the year that
// begins on the day of the view.
type Period struct{ From, Until *catalogue.Day }

const daysOfAYear = 365

func (p Period) days(today catalogue.Day) (from, until catalogue.Day, err error) {
	from = today
	if p.From != nil {
		from = *p.From
	}
	until = from + daysOfAYear
	if p.Until != nil {
		until = *p.Until
	}
	if until < from {
		err = &catalogue.Error{Kind: catalogue.Invalid, Field: "until", Value: until.String(), Message: "a period does not end before it begins"}
	}
	return from, until, err
}

// FindMissedDeadlines looks at the binding standards whose deadline is in a period,
// the next first. Retired solutions miss nothing any more.
func FindMissedDeadlines(v *view.View, period Period, solutions view.Filter, paging view.Paging) (view.Listed[MissedDeadline], error) {
	from, until, err := period.days(v.Day())
	if err != nil {
		return view.Listed[MissedDeadline]{}, err
	}
	meant, err := v.Matching(catalogue.KindSolution, solutions)
	if err != nil {
		return view.Listed[MissedDeadline]{}, err
	}
	serving := newServing(v, v.All(catalogue.KindService))
	var list []MissedDeadline
	for id := range v.All(catalogue.KindStandard).All() {
		x, ok := v.Snapshot().Record(id).(*catalogue.Standard)
		within := func(d catalogue.Day) bool { return d != 0 && from <= d && d <= until }
		if !ok || x.Bindingness != "BINDING" || !within(x.DeadlineNew) && !within(x.DeadlineExisting) {
			continue
		}
		for _, m := range missing(v, serving, id) {
			if m.Deadline, m.Group = deadlineOf(v, x, m.solution); meant.Has(m.solution) && within(m.Deadline) {
				list = append(list, m)
			}
		}
	}
	if err := v.Stopped(); err != nil {
		return view.Listed[MissedDeadline]{}, err
	}
	slices.SortFunc(list, func(a, b MissedDeadline) int {
		return cmp.Or(cmp.Compare(a.Deadline, b.Deadline), cmp.Compare(a.standard, b.standard), cmp.Compare(a.solution, b.solution))
	})
	return view.Cut(v, paging, list,
		func(m MissedDeadline) view.Place {
			return view.Place{Number: int64(m.Deadline)<<32 | int64(m.standard), ID: m.solution}
		},
		"missedDeadlines", from, until, solutions)
}

// deadlineOf is the deadline that holds for a solution, none for one that is retired.
func deadlineOf(v *view.View, s *catalogue.Standard, solution catalogue.ID) (catalogue.Day, DeadlineGroup) {
	x, ok := v.Snapshot().Record(solution).(*catalogue.Solution)
	if !ok {
		return 0, ""
	}
	phase := x.PhaseOn(v.Day())
	switch {
	case phase == catalogue.PhaseRetired:
		return 0, ""
	case phase == "PLANNED", phase == "PILOT", phase == "" && len(x.Lifecycle) > 0:
		return s.DeadlineNew, DeadlineNew
	}
	return s.DeadlineExisting, DeadlineExisting
}

// missing are the solutions that should implement a standard and do not, by number.
func missing(v *view.View, serving serving, standard catalogue.ID) []MissedDeadline {
	services := map[catalogue.ID][]catalogue.ID{} // by solution, what asks it to
	for _, id := range v.Others(standard, catalogue.Requires.Role(catalogue.EndTo)) {
		if v.Snapshot().Record(id).Kind() == catalogue.KindSolution {
			if _, asked := services[id]; !asked {
				services[id] = nil // it asks itself
			}
			continue
		}
		for _, solution := range serving.solutions.of(id) {
			services[solution] = append(services[solution], id)
		}
	}
	for _, id := range v.Others(standard, catalogue.Implements.Role(catalogue.EndTo)) {
		delete(services, id)
	}
	out := make([]MissedDeadline, 0, len(services))
	for id, asking := range services {
		out = append(out, MissedDeadline{in: v, solution: id, standard: standard, services: sorted(asking)})
	}
	slices.SortFunc(out, func(a, b MissedDeadline) int { return cmp.Compare(a.solution, b.solution) })
	return out
}

// Solution is the solution.
func (m MissedDeadline) Solution() view.Solution { return handle[view.Solution](m.in, m.solution) }

// Standard is the standard.
func (m MissedDeadline) Standard() view.Standard { return handle[view.Standard](m.in, m.standard) }

// Requirement is the first statement that the solution itself requires the standard.
func (m MissedDeadline) Requirement() (view.Statement, bool) {
	e, ok := first(m.in, wanted{catalogue.Requires, m.solution, m.standard})
	if !ok {
		return view.Statement{}, false
	}
	return m.in.StatementAt(e)
}

// Services are the ids of the services that require it and that the solution serves,
// by number.
func (m MissedDeadline) Services() []string {
	return globalIDs(catalogue.KindService, m.services)
}
