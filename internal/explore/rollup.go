package explore

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// RollUp is by what the records of a neighbourhood are joined into groups.
type RollUp string

// The attributes that roll up.
const (
	ByAuthorityKind RollUp = "AUTHORITY_KIND" // authorities
	ByDistrict      RollUp = "DISTRICT"       // authorities and areas
	ByPolicyField   RollUp = "POLICY_FIELD"   // services
	ByOrigin        RollUp = "ORIGIN"         // solutions
)

// rollUp is how records are rolled up.
type rollUp struct {
	by    RollUp
	kinds []catalogue.Kind
	// value is what a record of these kinds has, "" where that is not known.
	value func(catalogue.ID) string
	// label says a value in German.
	label func(value string) string
}

// has says whether records of a kind are rolled up.
func (r *rollUp) has(kind catalogue.Kind) bool { return slices.Contains(r.kinds, kind) }

// rollUpOf is the roll-up that is asked for; nothing is rolled up where none is.
func rollUpOf(v *view.View, by *RollUp) (*rollUp, error) {
	if by == nil {
		return &rollUp{}, nil
	}
	snap := v.Snapshot()
	switch *by {
	case ByAuthorityKind:
		return coding(*by, catalogue.AuthorityKinds, func(a *catalogue.Authority) string { return string(a.AuthorityKind) }, v, catalogue.KindAuthority), nil
	case ByPolicyField:
		return coding(*by, catalogue.PolicyFields, func(s *catalogue.Service) string { return string(s.PolicyField) }, v, catalogue.KindService), nil
	case ByOrigin:
		return coding(*by, catalogue.Origins, func(s *catalogue.Solution) string { return string(s.Origin()) }, v, catalogue.KindSolution), nil
	case ByDistrict:
		d := &districts{view: v, known: map[catalogue.ID]catalogue.ID{}}
		return &rollUp{*by, []catalogue.Kind{catalogue.KindAuthority, catalogue.KindArea}, func(id catalogue.ID) string {
			return d.of(snap.Record(id))
		}, d.label}, nil
	}
	return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "rollUp", Value: string(*by), Message: "nothing is rolled up by " + string(*by)}
}

// coding rolls up by the values of a code list.
func coding[R catalogue.Record](by RollUp, list *catalogue.CodeList, code func(R) string, v *view.View, kind catalogue.Kind) *rollUp {
	return &rollUp{by, []catalogue.Kind{kind}, func(id catalogue.ID) string {
		r, ok := v.Snapshot().Record(id).(R)
		if !ok {
			return ""
		}
		return code(r)
	}, func(value string) string {
		if c, ok := list.Find(value); ok {
			return c.Label.In(catalogue.German)
		}
		return list.Title.In(catalogue.German) + " unbekannt"
	}}
}
