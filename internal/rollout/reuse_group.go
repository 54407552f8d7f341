package rollout

import (
	"fmt"
	"math"
	"slices"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// ReuseDimension is by what the share of reuse is told apart.
type ReuseDimension string

// The groupings.
const (
	ReuseByMinistry ReuseDimension = "MINISTRY"     // that owns the solution, or whose part its owner is
	ReuseByField    ReuseDimension = "POLICY_FIELD" // of the service
	ReuseByQuarter  ReuseDimension = "QUARTER"      // in which the solution became productive, or the offer live
)

// quarter counts quarters of years from 1; 0 is none that is known.
type quarter int32

func quarterOf(d catalogue.Day) quarter {
	if d == 0 {
		return 0
	}
	year, month, _ := d.Time().Date()
	return quarter(year*4 + int(month-time.January)/3 + 1)
}

// String is as ISO 8601-2 writes no quarters, but statistics do: "2025-Q1".
func (q quarter) String() string {
	if q == 0 {
		return ""
	}
	return fmt.Sprintf("%d-Q%d", (q-1)/4, (q-1)%4+1)
}

// productiveSince is the quarter of the first day of productive use, up to a day.
func productiveSince(s *catalogue.Solution, day catalogue.Day) quarter {
	for _, p := range s.Lifecycle {
		if p.Phase == "PRODUCTIVE" && p.From <= day {
			return quarterOf(p.From)
		}
	}
	return 0
}

// reuseKey is what the members of a group have in common; what is not asked for, or
// not known, is zero.
type reuseKey struct {
	ministry catalogue.ID
	field    catalogue.PolicyField
	quarter  quarter
}

func (r *reuse) key(ministry catalogue.ID, field catalogue.PolicyField, q quarter) (k reuseKey) {
	for _, by := range r.query.GroupBy {
		switch by {
		case ReuseByMinistry:
			k.ministry = ministry
		case ReuseByField:
			k.field = field
		case ReuseByQuarter:
			k.quarter = q
		}
	}
	return k
}

// order is the place of a group: by ministry, field and quarter, the unknown last.
func (k reuseKey) order() int64 {
	ministry, field, q := int64(k.ministry), int64(catalogue.PolicyFields.Position(string(k.field))), int64(k.quarter)
	if ministry == 0 {
		ministry = math.MaxUint32
	}
	if field < 0 {
		field = math.MaxUint8
	}
	if q == 0 {
		q = math.MaxUint16
	}
	return ministry<<24 | field<<16 | q
}

// ReuseGroup is a group with its classes.
type ReuseGroup struct {
	in      *view.View
	key     reuseKey
	classes []ReuseMeasures
}

// Ministry is the ministry of the group.
func (g ReuseGroup) Ministry() (view.Authority, bool) {
	return view.Handle[view.Authority](g.in, g.key.ministry)
}

// PolicyField is the policy field of the group.
func (g ReuseGroup) PolicyField() catalogue.PolicyField { return g.key.field }

// Quarter is the quarter of the group.
func (g ReuseGroup) Quarter() string { return g.key.quarter.String() }

// Whole is what the classes add up to.
func (g ReuseGroup) Whole() (sum ReuseMeasures) {
	for _, m := range g.classes {
		sum.add(m)
	}
	return sum
}

// Classes are the origins of which there is something, in the order of reuse, the
// unknown one last.
func (g ReuseGroup) Classes() []ReuseClass {
	out := []ReuseClass{}
	for i, m := range g.classes {
		if m == (ReuseMeasures{}) {
			continue
		}
		c := ReuseClass{ReuseMeasures: m}
		if i < len(catalogue.Origins.Codes) {
			c.Origin = catalogue.Origin(catalogue.Origins.Codes[i].Name)
		}
		out = append(out, c)
	}
	return out
}

// ministries are those that own a solution or of which an owner is part; 0 where
// there is none.
func (r *reuse) ministries(solution catalogue.ID) []catalogue.ID {
	var out []catalogue.ID
	for _, owner := range r.Others(solution, catalogue.Owns.Role(catalogue.EndTo)) {
		for _, id := range append([]catalogue.ID{owner}, wholes(r.View, owner)...) {
			if a, ok := r.Snapshot().Record(id).(*catalogue.Authority); ok && a.AuthorityKind == catalogue.AuthorityMinistry {
				out = append(out, id)
			}
		}
	}
	if len(out) == 0 {
		return []catalogue.ID{0}
	}
	return sorted(out)
}

// fields are the policy fields of the services that a solution serves; the empty one
// where there is none.
func (r *reuse) fields(solution catalogue.ID) []catalogue.PolicyField {
	var out []catalogue.PolicyField
	if slices.Contains(r.query.GroupBy, ReuseByField) {
		for _, id := range r.serving.services.of(solution) {
			if f := r.field(id); !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	if len(out) == 0 {
		return []catalogue.PolicyField{""}
	}
	return out
}

func (r *reuse) field(service catalogue.ID) catalogue.PolicyField {
	if s, ok := r.Snapshot().Record(service).(*catalogue.Service); ok {
		return s.PolicyField
	}
	return ""
}
