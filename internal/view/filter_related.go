package view

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// narrowByLink leaves the records that have related records as the filter says:
// any, all and none say whether one, every or no statement leads to such a
// record. All holds where there is no statement, as logic has it.
func (v *View) narrowByLink(set snapshot.Set, link Link, value map[string]any, depth int) (snapshot.Set, error) {
	facts, err := v.edgeFilter(object(value["where"]))
	if err != nil {
		return set, err
	}
	if absent(value["any"]) && absent(value["all"]) && absent(value["none"]) {
		return set, badFilter(link.Field, "give any, all or none; any: {} means that there is a statement")
	}
	for _, name := range sortedKeys(value) {
		if absent(value[name]) || name == "where" {
			continue
		}
		inner, err := v.matching(link.To, object(value[name]), depth-1)
		if err != nil {
			return set, err
		}
		switch name {
		case "any":
			set = set.And(v.leadingTo(set, link, inner, facts))
		case "none":
			set = set.AndNot(v.leadingTo(set, link, inner, facts))
		case "all":
			set = set.AndNot(v.leadingTo(set, link, v.all(link.To).AndNot(inner), facts))
		default:
			return set, badFilter(link.Field, fmt.Sprintf("%q is not any, all or none", name))
		}
	}
	return set, nil
}

// leadingTo are the records of a set that have a statement which leads to one of
// the targets. It looks from the side where fewer statements have to be met.
func (v *View) leadingTo(set snapshot.Set, link Link, targets snapshot.Set, facts func(catalogue.EdgeID) bool) snapshot.Set {
	from, to := set.Count(), targets.Count()
	if from == 0 || to == 0 {
		return snapshot.Set{}
	}
	test := v.leading(link, &targets, facts)
	// A record is left at its first statement that fits, so looking from the set
	// meets about as many statements a record as there are records a target. From
	// the targets every statement is met.
	each := v.snap.Kind(link.To).Count()/to + 1
	statements := v.snap.RelationCount(link.Role.Relation())
	if from*min(each, statements/v.snap.Kind(link.From).Count()+1) <= statements/v.snap.Kind(link.To).Count()*to {
		return v.leadingOn(set, link, test)
	}
	return v.ledTo(set, link, targets, test)
}

// leadingOn looks from the records of the set.
func (v *View) leadingOn(set snapshot.Set, link Link, test func(catalogue.EdgeID) bool) snapshot.Set {
	return keep(set, func(id catalogue.ID) bool {
		for e := range v.snap.Edges(id, link.Role).All() {
			if test(e) {
				return true
			}
		}
		return false
	})
}

// ledTo looks from the targets back to the set.
func (v *View) ledTo(set snapshot.Set, link Link, targets snapshot.Set, test func(catalogue.EdgeID) bool) snapshot.Set {
	back, here := link.Role.Relation().Role(link.Role.Opposite()), link.Role.End()
	found := snapshot.NewSet()
	for target := range targets.All() {
		for e := range v.snap.Edges(target, back).All() {
			if id := v.snap.EdgeAt(e, here); set.Has(id) && !found.Has(id) && test(e) {
				found.Add(id)
			}
		}
	}
	return found.Set()
}
