package rollout

import "fundus/internal/catalogue"

// lens is through which live offers one looks: through all, or only those that go
// through a solution of an origin. All else is seen as ever.
type lens uint8

// The lenses that are no origin. Those of the origins are their places in the list, from 1.
const (
	noOrigin  lens = 0 // no solution is named, or its origin is not known
	wholeLens lens = 255
)

// originLens is that of an origin.
func originLens(o catalogue.Origin) lens { return lens(catalogue.Origins.Position(string(o)) + 1) }

// originLenses are those of all origins and of none.
func originLenses() []lens {
	var out []lens
	for i := range catalogue.Origins.Codes {
		out = append(out, lens(i+1))
	}
	return append(out, noOrigin)
}

// shows says whether an offer through a solution of an origin is seen.
func (l lens) shows(origin lens) bool { return l == wholeLens || l == origin }

// key is the lens as a value of ByOrigin.
func (l lens) key() key {
	v := value{order: last}
	if l != wholeLens && l != noOrigin {
		v = coded(catalogue.Origins, catalogue.Origins.Codes[l-1].Name)
	}
	return key{values: []value{v}}
}
