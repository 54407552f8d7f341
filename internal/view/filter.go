package view

import (
	"encoding/json"
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Filter says which records of a kind are meant. It is the input object of the
// schema as it came in: its fields are joined by AND, and each is interpreted
// by the table of attributes or the table of relations of its kind.
//
//	and, or, not                      filters of the same kind
//	id, identifier, tag, text         what every kind has
//	illustrative                      whether its source marks it as an example
//	policyField: {in: […]}            a code attribute: in, notIn, known
//	focus: true                       a flag attribute
//	population: {min: …, max: …}      a number attribute
//	decidedOn: {from: …, until: …}    a day attribute
//	offeredBy: {any: {…}, where: {…}} related records: any, all, none
//
// The nil Filter means every record. Values are of the Go types to which the
// schema's types are bound; readers in input.go take them as such.
type Filter = map[string]any

// spelt is one spelling for equal filters: maps are written in key order.
func spelt(f Filter) string {
	b, err := json.Marshal(f)
	if err != nil {
		return fmt.Sprint(f)
	}
	return string(b)
}

// deepest bounds how far filters nest, through and, or, not and related records.
const deepest = 8

// Matching are the records of a kind that the view sees and the filter means.
func (v *View) Matching(kind catalogue.Kind, f Filter) (snapshot.Set, error) {
	return v.matching(kind, f, deepest)
}

func (v *View) matching(kind catalogue.Kind, fields map[string]any, depth int) (snapshot.Set, error) {
	set := v.all(kind)
	if depth == 0 {
		return set, badFilter("filter", fmt.Sprintf("filters nest at most %d deep", deepest))
	}
	for _, name := range v.cheapestFirst(kind, fields) {
		narrowed, err := v.narrowBy(kind, set, name, fields[name], depth)
		if err != nil {
			return set, err
		}
		set = narrowed
	}
	return set, nil
}

// cheapestFirst are the fields that are given: first those answered by sets, then
// those that look at each record that is left. The answer does not depend on it.
func (v *View) cheapestFirst(kind catalogue.Kind, fields map[string]any) []string {
	var quick, slow []string
	for _, name := range sortedKeys(fields) {
		a, attribute := catalogue.FindAttribute(kind, name)
		_, link := findLink(kind, name)
		switch {
		case absent(fields[name]):
		case link, attribute && a.Codes == nil, name == "tag", name == "identifier":
			slow = append(slow, name)
		default:
			quick = append(quick, name)
		}
	}
	return append(quick, slow...)
}

// narrowBy leaves of a set what one field of a filter means.
func (v *View) narrowBy(kind catalogue.Kind, set snapshot.Set, name string, value any, depth int) (snapshot.Set, error) {
	if err := v.stopped(); err != nil {
		return set, err
	}
	switch name {
	case "and", "or":
		return v.junction(kind, set, name, value, depth)
	case "not":
		not, err := v.matching(kind, object(value), depth-1)
		return set.AndNot(not), err
	case "id":
		return v.narrowByID(kind, set, object(value))
	case "identifier":
		return v.narrowByIdentifier(kind, set, object(value))
	case "tag":
		return v.narrowByTag(set, object(value)), nil
	case "text":
		found, err := v.search(str(value))
		if err != nil {
			return set, err
		}
		// Among all: whether a typing error is forgiven must not depend on what
		// else the filter says.
		return set.And(found.among(v.all(kind))), nil
	case "illustrative":
		if truth(value) {
			return set.And(v.snap.Illustrative()), nil
		}
		return set.AndNot(v.snap.Illustrative()), nil
	}
	if a, ok := catalogue.FindAttribute(kind, name); ok {
		return v.narrowByAttribute(kind, set, a, value)
	}
	if link, ok := findLink(kind, name); ok {
		return v.narrowByLink(set, link, object(value), depth)
	}
	return set, badFilter(name, fmt.Sprintf("%s have no filter %q", kind.Plural(), name))
}

func (v *View) junction(kind catalogue.Kind, set snapshot.Set, name string, value any, depth int) (snapshot.Set, error) {
	var any snapshot.Set
	for _, part := range values(value) {
		part, err := v.matching(kind, object(part), depth-1)
		if err != nil {
			return set, err
		}
		if name == "and" {
			set = set.And(part)
		}
		any = any.Or(part)
	}
	if name == "or" {
		set = set.And(any)
	}
	return set, nil
}

func (v *View) narrowByID(kind catalogue.Kind, set snapshot.Set, value map[string]any) (snapshot.Set, error) {
	var ids []catalogue.ID
	for _, s := range values(value["in"]) {
		k, id, err := catalogue.ParseGlobalID(str(s))
		if err != nil {
			return set, inField("id", err)
		}
		if k != kind {
			return set, badFilter("id", fmt.Sprintf("%s is the id of a %s, not of a %s", str(s), k, kind))
		}
		ids = append(ids, id)
	}
	return set.And(snapshot.FromIDs(ids...)), nil
}

func (v *View) narrowByIdentifier(kind catalogue.Kind, set snapshot.Set, value map[string]any) (snapshot.Set, error) {
	scheme := str(value["scheme"])
	if absent(value["in"]) {
		return keep(set, func(id catalogue.ID) bool {
			_, has := v.snap.Record(id).Base().Identifier(scheme)
			return has
		}), nil
	}
	var ids []catalogue.ID
	for _, s := range values(value["in"]) {
		i, err := asStored(scheme, str(s))
		if err != nil {
			return set, err
		}
		ids = append(ids, v.carriers(kind, i)...)
	}
	return set.And(snapshot.FromIDs(ids...)), nil
}

func (v *View) narrowByTag(set snapshot.Set, value map[string]any) snapshot.Set {
	wanted := make([]string, 0, 4)
	for _, s := range values(value["in"]) {
		wanted = append(wanted, str(s))
	}
	return keep(set, func(id catalogue.ID) bool {
		return slices.ContainsFunc(v.snap.Record(id).Base().Tags, func(tag string) bool { return slices.Contains(wanted, tag) })
	})
}

func (v *View) narrowByAttribute(kind catalogue.Kind, set snapshot.Set, a catalogue.Attribute, value any) (snapshot.Set, error) {
	switch a.Type {
	case catalogue.AttributeFlag:
		return set.And(v.snap.Coded(kind, a.Name, fmt.Sprint(truth(value)))), nil
	case catalogue.AttributeCode:
		return v.narrowByCode(kind, set, a, object(value))
	case catalogue.AttributeNumber, catalogue.AttributeDay:
	}
	low, high, err := bounds(a, object(value))
	if err != nil {
		return set, err
	}
	numbers := v.snap.Numbers(kind, a.Name)
	return keep(set, func(id catalogue.ID) bool {
		n, known := numbers.Of(id)
		return known && low <= n && n <= high
	}), nil
}

func (v *View) narrowByCode(kind catalogue.Kind, set snapshot.Set, a catalogue.Attribute, value map[string]any) (snapshot.Set, error) {
	if !absent(value["in"]) {
		coded, err := v.coded(kind, a, value["in"])
		if err != nil {
			return set, err
		}
		set = set.And(coded)
	}
	if !absent(value["notIn"]) {
		coded, err := v.coded(kind, a, value["notIn"])
		if err != nil {
			return set, err
		}
		set = set.AndNot(coded)
	}
	if absent(value["known"]) {
		return set, nil
	}
	var known snapshot.Set
	for _, c := range a.List.Codes {
		known = known.Or(v.snap.Coded(kind, a.Name, c.Name))
	}
	if truth(value["known"]) {
		return set.And(known), nil
	}
	return set.AndNot(known), nil
}

// coded are the records with one of the codes. A code that the list does not
// have is an error: an empty answer would be a lie.
func (v *View) coded(kind catalogue.Kind, a catalogue.Attribute, codes any) (snapshot.Set, error) {
	var set snapshot.Set
	for _, c := range values(codes) {
		if _, ok := a.List.Find(str(c)); !ok {
			return set, badFilter(a.Name, fmt.Sprintf("%q is no %s", str(c), a.List.Name))
		}
		set = set.Or(v.snap.Coded(kind, a.Name, str(c)))
	}
	return set, nil
}

// keep leaves the records of a set for which is holds.
func keep(set snapshot.Set, is func(catalogue.ID) bool) snapshot.Set {
	kept := snapshot.NewSet()
	for id := range set.All() {
		if is(id) {
			kept.Add(id)
		}
	}
	return kept.Set()
}

func badFilter(field, rule string) *catalogue.Error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: field, Message: rule}
}
