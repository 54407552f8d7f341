package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// PolicyFieldCount is a number of services of a policy field.
type PolicyFieldCount struct {
	PolicyField catalogue.PolicyField // "" for services of which none is known
	Count       int
}

// DistanceCount is a number of records at a distance.
type DistanceCount struct{ Distance, Count int }

// Served is how many people are served.
type Served struct {
	People      int // in the areas of the authorities, each once
	Authorities int
	Unknown     int // authorities of which it is not known, or not of all their areas
}

// Kinds are how the records divide by kind.
func (i Impact) Kinds() []view.KindCount { return byKind(i.in, i.found) }

// PolicyFields are how the services among them divide by policy field, those of which
// none is known last.
func (i Impact) PolicyFields() []PolicyFieldCount {
	snap := i.in.Snapshot()
	rest := snap.Kind(catalogue.KindService).AndCount(i.found)
	var out []PolicyFieldCount
	for _, c := range catalogue.PolicyFields.Codes {
		n := snap.Coded(catalogue.KindService, "policyField", c.Name).AndCount(i.found)
		if n > 0 {
			out = append(out, PolicyFieldCount{catalogue.PolicyField(c.Name), n})
			rest -= n
		}
	}
	if rest > 0 {
		out = append(out, PolicyFieldCount{"", rest})
	}
	return out
}

// Distances are how the records divide by distance.
func (i Impact) Distances() []DistanceCount {
	var out []DistanceCount
	for _, m := range i.met {
		if n := len(out); n > 0 && out[n-1].Distance == m.distance {
			out[n-1].Count++
			continue
		}
		out = append(out, DistanceCount{m.distance, 1})
	}
	return out
}

// Population is how many people the authorities among the records serve. An authority
// that covers no area is counted as unknown, whatever it says of itself: nobody could
// tell whether its people are among those of others.
func (i Impact) Population() Served {
	land := territory.New(i.in)
	all := land.NewTally()
	var out Served
	for authority := range i.in.Snapshot().Kind(catalogue.KindAuthority).And(i.found).All() {
		out.Authorities++
		covered := land.Of(authority)
		if _, unknown := land.People(covered); covered.Empty() || unknown > 0 {
			out.Unknown++
		}
		all.Add(covered)
	}
	out.People, _ = all.People()
	return out
}
