package gvisys

import "fundus/internal/catalogue"

// The kinds of area that decide who governs.
const (
	independentCity catalogue.AreaKind = "INDEPENDENT_CITY"
	cityDistrict    catalogue.AreaKind = "CITY_DISTRICT"
	regionalUnion   catalogue.AreaKind = "REGIONAL_ASSOCIATION"
	shell           catalogue.AreaKind = "FREE_MUNICIPALITY"
	fulfilling      catalogue.AreaKind = "FULFILLING_MUNICIPALITY"
	cityOfIts       catalogue.AreaKind = "CITY_INDEPENDENT"
	cityOfDistrict  catalogue.AreaKind = "CITY_OF_CITY_DISTRICT"
	inhabited       catalogue.AreaKind = "UNINCORPORATED_INHABITED"
	uninhabited     catalogue.AreaKind = "UNINCORPORATED_UNINHABITED"
)

// unitary are the states that are one body with their city: article 4 of the
// constitution of Hamburg, article 1 of that of Berlin. Bremen is not among
// them: it is a state of two cities.
var unitary = map[string]bool{"02": true, "11": true}

// embodies says whether a municipality is the body that governs an area above it.
func embodies(upper, m *entry) bool {
	switch {
	case m.kind == uninhabited:
		return false
	case upper.level == state:
		return unitary[upper.key]
	case upper.kind == independentCity || upper.kind == cityDistrict:
		return m.kind == cityOfIts || m.kind == cityOfDistrict
	case upper.kind == fulfilling:
		return upper.name == m.name
	}
	return upper.kind == shell
}

// governed says whether an area has a body of its own unless a municipality is it.
func governed(e *entry) bool {
	return e.level != government && e.level != region && e.kind != shell && e.kind != uninhabited
}

// bodies are the entries with an authority, in the order of the file, each with
// the areas that it covers.
func (r *register) bodies() (order []int, covers map[int][]int) {
	covers = make(map[int][]int, len(r.entries))
	for i := range r.entries {
		body := r.entries[i].body
		if body == none {
			continue
		}
		if covers[body] == nil {
			order = append(order, body)
		}
		covers[body] = append(covers[body], i)
	}
	return order, covers
}

// bodyAbove is the next other body above, none for a state.
func (r *register) bodyAbove(body int) int {
	for up := r.entries[body].parent; up != none; up = r.entries[up].parent {
		if b := r.entries[up].body; b != none && b != body {
			return b
		}
	}
	return none
}

// rank is the level and kind of an authority: those of the highest area that it
// covers as its own, so that independent cities count among the districts.
func (r *register) rank(body int, covers []int) (catalogue.AuthorityLevel, catalogue.AuthorityKind) {
	for _, i := range covers {
		switch e := &r.entries[i]; {
		case e.level == state:
			return catalogue.LevelState, catalogue.AuthorityState
		case e.kind == independentCity, e.kind == cityDistrict:
			return catalogue.LevelDistrict, catalogue.AuthorityIndependentCity
		}
	}
	switch e := &r.entries[body]; {
	case e.kind == regionalUnion:
		return catalogue.LevelDistrict, catalogue.AuthorityRegion
	case e.level == district:
		return catalogue.LevelDistrict, catalogue.AuthorityRuralDistrict
	case e.level == association:
		return catalogue.LevelAssociation, catalogue.AuthorityAssociation
	case e.kind == inhabited:
		return catalogue.LevelMunicipality, catalogue.AuthorityOtherKind
	}
	return catalogue.LevelMunicipality, catalogue.AuthorityMunicipality
}
