package rollout

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// Dimension is by what pairs are told apart.
type Dimension string

// The dimensions. One that an authority has is a property of the pair's authority, and
// so on; every pair has one value in each, but for ByOrigin: there it has all.
const (
	ByLevel       Dimension = "AUTHORITY_LEVEL"
	ByKind        Dimension = "AUTHORITY_KIND"
	ByDistrict    Dimension = "DISTRICT"
	ByPolicyField Dimension = "POLICY_FIELD"
	ByService     Dimension = "SERVICE"
	ByOrigin      Dimension = "ORIGIN"
)

var (
	serviceDimensions = []Dimension{ByPolicyField, ByService}
	bodyDimensions    = []Dimension{ByLevel, ByKind, ByDistrict}
)

// checkDimensions says whether each is there once.
func checkDimensions[D ~string](by []D) error {
	for i, d := range by {
		if slices.Contains(by[:i], d) {
			return &catalogue.Error{Kind: catalogue.Invalid, Field: "groupBy", Value: string(d), Message: fmt.Sprintf("%s is named twice", d)}
		}
	}
	return nil
}

// value is what a dimension is for some pairs: a code of a list or a record. The zero
// value is that it is not known.
type value struct {
	code   string
	label  catalogue.Text
	record catalogue.ID
	order  string
}

// last comes behind all orders; no name begins with it.
const last = "\U0010FFFF"

func coded(l *catalogue.CodeList, code string) value {
	c, known := l.Find(code)
	if !known {
		return value{order: last}
	}
	return value{code: code, label: c.Label, order: fmt.Sprintf("%03d", l.Position(code))}
}

// recorded is a record, in the order of its name.
func recorded(s *snapshot.Snapshot, id catalogue.ID) value {
	if id == 0 {
		return value{order: last}
	}
	return value{record: id, order: fmt.Sprintf("%s\x01%08x", s.SortKey(id), id)}
}

// key is the values of some dimensions, in the order in which those are asked.
type key struct {
	values []value // by place in the question's dimensions
	order  string
}

// keyOf is what a record is in those of the asked dimensions that are among some.
func (s *scene) keyOf(id catalogue.ID, among []Dimension) key {
	k := key{values: make([]value, len(s.query.GroupBy))}
	for i, d := range s.query.GroupBy {
		if slices.Contains(among, d) {
			k.values[i] = s.valueOf(id, d)
			k.order += k.values[i].order + "\x00"
		}
	}
	return k
}

func (s *scene) valueOf(id catalogue.ID, d Dimension) value {
	switch r := s.snap.Record(id); d {
	case ByLevel:
		return coded(catalogue.AuthorityLevels, string(r.(*catalogue.Authority).Level))
	case ByKind:
		return coded(catalogue.AuthorityKinds, string(r.(*catalogue.Authority).AuthorityKind))
	case ByDistrict:
		return recorded(s.snap, s.district(id))
	case ByPolicyField:
		return coded(catalogue.PolicyFields, string(r.(*catalogue.Service).PolicyField))
	case ByService:
		return recorded(s.snap, id)
	case ByOrigin: // which a pair has by its offers
	}
	return value{order: last}
}

// merge puts together what services, authorities and origins are.
func merge(by []Dimension, service, body, origin key) key {
	k := key{values: make([]value, len(by))}
	orders := make([]string, len(by))
	for i, d := range by {
		from := body
		switch {
		case d == ByOrigin:
			k.values[i] = origin.values[0]
			orders[i] = k.values[i].order
			continue
		case slices.Contains(serviceDimensions, d):
			from = service
		}
		k.values[i] = from.values[i]
		orders[i] = k.values[i].order
	}
	k.order = strings.Join(orders, "\x00")
	return k
}

// district is the rural district or independent city in which all that an authority
// covers lies, 0 where there is none or where it is not one alone.
func (s *scene) district(authority catalogue.ID) catalogue.ID {
	found := catalogue.ID(0)
	for e := range s.snap.Edges(authority, catalogue.Covers.Role(catalogue.EndFrom)).All() {
		if !s.view.SeesStatement(e) {
			continue
		}
		of := s.districtOf(s.snap.EdgeAt(e, catalogue.EndTo))
		if of == 0 || found != 0 && of != found {
			return 0
		}
		found = of
	}
	return found
}

// districtOf is the only district that an area is or lies in.
func (s *scene) districtOf(area catalogue.ID) (found catalogue.ID) {
	for next, at := []catalogue.ID{area}, 0; at < len(next); at++ {
		if isDistrict(s.snap.Record(next[at]).(*catalogue.Area).AreaKind) {
			if found != 0 {
				return 0
			}
			found = next[at]
		}
		for e := range s.snap.Edges(next[at], catalogue.PartOf.Role(catalogue.EndFrom)).All() {
			if whole := s.snap.EdgeAt(e, catalogue.EndTo); s.view.SeesStatement(e) && !slices.Contains(next, whole) {
				next = append(next, whole)
			}
		}
	}
	return found
}

// isDistrict says whether areas of a kind are on the level of districts (Kreisebene).
func isDistrict(k catalogue.AreaKind) bool {
	return slices.Contains([]catalogue.AreaKind{"INDEPENDENT_CITY", "CITY_DISTRICT", "DISTRICT", "RURAL_DISTRICT", "REGIONAL_ASSOCIATION"}, k)
}

// CoverageKey is what the pairs of a group have in common.
type CoverageKey struct {
	Dimension Dimension
	value
	in *view.View
}

// told is a key as an answer tells it.
func (a *answer) told(k key) []CoverageKey {
	out := make([]CoverageKey, len(k.values))
	for i, v := range k.values {
		out[i] = CoverageKey{a.query.GroupBy[i], v, a.view}
	}
	return out
}

// Code is the code of what they have in common, none for a record and where it is not known.
func (k CoverageKey) Code() (string, bool) { return k.code, k.code != "" }

// Record is the service or the district.
func (k CoverageKey) Record() (view.Record, bool) {
	if k.record == 0 {
		return nil, false
	}
	r := k.in.At(k.record)
	return r, r != nil
}

// NameIn is what it is called in a language, German by default.
func (k CoverageKey) NameIn(lang *catalogue.Lang) (string, bool) {
	text := k.label
	if k.record != 0 {
		text = k.in.Snapshot().Record(k.record).Base().Name
	}
	if lang == nil {
		return text.In(catalogue.German), len(text) > 0
	}
	return text.In(*lang), len(text) > 0
}
