package view

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Facet is how the records of a list divide by an attribute.
type Facet struct {
	Attribute string
	Values    []FacetValue
	Unknown   int // records without a value
}

// FacetValue is a value of a facet. A record with several values counts at each.
type FacetValue struct {
	Code  string // name in the code list; "true" or "false" of a flag
	Count int

	label catalogue.Text
}

// Label is the value's label in a language, German by default.
func (f FacetValue) Label(lang *catalogue.Lang) string { return inLang(f.label, lang) }

// Facets divides the whole list by code and flag attributes of its kind, all by
// default, most frequent values first.
func (c Connection[N]) Facets(attributes []string) ([]Facet, error) {
	return c.in.facets(c.kind, c.set, attributes)
}

func (v *View) facets(kind catalogue.Kind, set snapshot.Set, names []string) ([]Facet, error) {
	var out []Facet
	var allowed []string
	for _, a := range catalogue.Attributes(kind) {
		if err := v.stopped(); err != nil {
			return nil, err
		}
		if a.Codes == nil {
			continue
		}
		allowed = append(allowed, a.Name)
		if len(names) == 0 || slices.Contains(names, a.Name) {
			out = append(out, v.facet(kind, a, set))
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(out, func(f Facet) bool { return f.Attribute == name }) {
			return nil, badFilter("attributes", fmt.Sprintf("%s cannot be counted by %q, only by %s", kind.Plural(), name, strings.Join(allowed, ", ")))
		}
	}
	return out, nil
}

func (v *View) facet(kind catalogue.Kind, a catalogue.Attribute, set snapshot.Set) Facet {
	f := Facet{Attribute: a.Name}
	var known []snapshot.Set
	for _, value := range facetValues(a) {
		coded := v.snap.Coded(kind, a.Name, value.Code)
		if value.Count = set.AndCount(coded); value.Count > 0 {
			f.Values = append(f.Values, value)
			known = append(known, coded)
		}
	}
	slices.SortStableFunc(f.Values, func(a, b FacetValue) int { return b.Count - a.Count })
	f.Unknown = set.Count() - set.AndAnyCount(known)
	return f
}

// flagValues are the values of every flag.
var flagValues = []FacetValue{
	{Code: "true", label: catalogue.T("ja").With("en", "yes")},
	{Code: "false", label: catalogue.T("nein").With("en", "no")},
}

// facetValues are the values that an attribute can have, in the order of its list.
func facetValues(a catalogue.Attribute) []FacetValue {
	if a.Type == catalogue.AttributeFlag {
		return flagValues
	}
	out := make([]FacetValue, len(a.List.Codes))
	for i, c := range a.List.Codes {
		out[i] = FacetValue{Code: c.Name, label: c.Label}
	}
	return out
}
