package explore

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// reliance says on which subjects (solutions, operators or vendors) a solution hangs.
type reliance struct {
	solutions numbering
	subjects  []subject
	own       [][]int32 // of each solution: the subjects that it is, is operated by or comes from
	on        []bitset  // of each solution: those, and those of all that it depends on
}

// subject is whoever may fail.
type subject struct {
	record catalogue.ID // a solution, or an operator; 0 for a vendor
	vendor string
}

func relianceOf(v *view.View, by Subject, through Through) *reliance {
	r := &reliance{solutions: numberingOf(v.All(catalogue.KindSolution), v.Snapshot().MaxRecord())}
	r.name(v, by)
	var needed arrows
	if through == ThroughDirect {
		needed = arrowsOf(len(r.solutions.ids), nil)
	} else {
		needed = dependencies(v, &r.solutions)
	}
	r.spread(needed)
	return r
}

// name finds the subjects of each solution.
func (r *reliance) name(v *view.View, by Subject) {
	all := make([][]subject, len(r.solutions.ids))
	for i, id := range r.solutions.ids {
		all[i] = subjectsOf(v, by, id)
		r.subjects = append(r.subjects, all[i]...)
	}
	slices.SortFunc(r.subjects, subject.compare)
	r.subjects = slices.Compact(r.subjects)
	r.own = make([][]int32, len(all))
	for i, some := range all {
		for _, s := range some {
			at, _ := slices.BinarySearchFunc(r.subjects, s, subject.compare)
			r.own[i] = append(r.own[i], int32(at))
		}
	}
}

func (s subject) compare(t subject) int {
	if s.record != t.record {
		return int(s.record) - int(t.record)
	}
	return strings.Compare(s.vendor, t.vendor)
}

// subjectsOf are the subjects of a solution, none where they are not known.
func subjectsOf(v *view.View, by Subject, id catalogue.ID) []subject {
	switch by {
	case ByOperator:
		var out []subject
		for operator := range beyondOf(v, []catalogue.ID{id}, catalogue.Operates.Role(catalogue.EndTo)).All() {
			out = append(out, subject{record: operator})
		}
		return out
	case ByVendor:
		if s, ok := v.Snapshot().Record(id).(*catalogue.Solution); ok && s.Vendor != "" {
			return []subject{{vendor: s.Vendor}}
		}
		return nil
	case BySolution:
	}
	return []subject{{record: id}}
}

// dependencies are the arrows from solutions to those that they do not do without:
// by DEPENDS_ON, and by an interface that they CONSUME and one solution alone EXPOSES.
// Of several that expose it another stands in, so one hangs on none of them.
func dependencies(v *view.View, solutions *numbering) arrows {
	snap := v.Snapshot()
	var all []arrow
	for i, id := range solutions.ids {
		needed := beyondOf(v, []catalogue.ID{id}, catalogue.DependsOn.Role(catalogue.EndFrom))
		edit := needed.Edit()
		for called := range beyondOf(v, []catalogue.ID{id}, catalogue.Consumes.Role(catalogue.EndFrom)).All() {
			exposing := beyondOf(v, []catalogue.ID{called}, catalogue.Exposes.Role(catalogue.EndTo))
			if only, ok := exposing.Next(0); ok && exposing.Count() == 1 && snap.Record(only) != nil {
				edit.Add(only)
			}
		}
		for on := range edit.Set().All() {
			if to, ok := solutions.of(on); ok {
				all = append(all, arrow{int32(i), to})
			}
		}
	}
	return arrowsOf(len(solutions.ids), all)
}

// spread lets every solution hang on what those hang on that it depends on. Those
// that depend on each other hang on the same; a component is finished after all to
// which it leads.
func (r *reliance) spread(a arrows) {
	parts := strongOf(&a)
	on := bitsets(len(parts.size), len(r.subjects))
	order := make([]int32, len(r.solutions.ids))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int { return int(parts.component[i] - parts.component[j]) })
	r.on = make([]bitset, len(order))
	for _, i := range order {
		part := on[parts.component[i]]
		for _, subject := range r.own[i] {
			part.add(subject)
		}
		for _, to := range a.from(i) {
			part.or(on[parts.component[to]])
		}
		r.on[i] = part
	}
}
