package view

import (
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// EdgeFilter says which statements are meant. Like Filter it is the input
// object of the schema:
//
//	relation, status, evidence   {in: […]}
//	from, to, via, area, source  global ids of records: {in: […]}
//	validFrom                    {from: …, until: …}
//	illustrative                 whether the source marks it as an example
//	hasReport                    whether a test report is named
type EdgeFilter = map[string]any

// edgeFilter is the test of a filter on an edge's own facts.
func (v *View) edgeFilter(f EdgeFilter) (func(catalogue.EdgeID) bool, error) {
	var tests []func(catalogue.EdgeID) bool
	for _, name := range sortedKeys(f) {
		if absent(f[name]) {
			continue
		}
		test, err := v.edgeFact(name, f[name])
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
	}
	return func(e catalogue.EdgeID) bool {
		for _, test := range tests {
			if !test(e) {
				return false
			}
		}
		return true
	}, nil
}

func (v *View) edgeFact(name string, value any) (func(catalogue.EdgeID) bool, error) {
	switch name {
	case "relation":
		wanted, err := relations(value)
		return func(e catalogue.EdgeID) bool { return slices.Contains(wanted, v.snap.EdgeRelation(e)) }, err
	case "status":
		wanted, err := codes[catalogue.OfferStatus](name, catalogue.OfferStatuses, value)
		return func(e catalogue.EdgeID) bool { return slices.Contains(wanted, v.snap.EdgeStatus(e)) }, err
	case "evidence":
		wanted, err := codes[catalogue.EvidenceGrade](name, catalogue.EvidenceGrades, value)
		return func(e catalogue.EdgeID) bool { return slices.Contains(wanted, v.snap.EdgeEvidence(e)) }, err
	case "from", "to", "via", "area":
		return v.atEnd(name, value)
	case "source":
		ids, err := idSet(value)
		ids = ids.And(v.snap.Everything()) // a source that was cleared away is still named
		return func(e catalogue.EdgeID) bool { return ids.Has(v.snap.EdgeSource(e)) }, inField(name, err)
	case "illustrative":
		return func(e catalogue.EdgeID) bool { return v.illustrative(v.snap.EdgeSource(e)) == truth(value) }, nil
	case "hasReport":
		return func(e catalogue.EdgeID) bool {
			edge, _ := v.snap.Edge(e)
			return (edge.Report != "") == truth(value)
		}, nil
	case "validFrom":
		return v.begins(object(value))
	}
	return nil, badFilter(name, fmt.Sprintf("relations have no filter %q", name))
}

var ends = map[string]catalogue.End{"from": catalogue.EndFrom, "to": catalogue.EndTo, "via": catalogue.EndVia, "area": catalogue.EndArea}

func (v *View) atEnd(name string, value any) (func(catalogue.EdgeID) bool, error) {
	ids, err := idSet(value)
	return func(e catalogue.EdgeID) bool { return ids.Has(v.snap.EdgeAt(e, ends[name])) }, inField(name, err)
}

func (v *View) begins(value map[string]any) (func(catalogue.EdgeID) bool, error) {
	low, high, err := bounds(catalogue.Attribute{Name: "validFrom", Type: catalogue.AttributeDay}, value)
	return func(e catalogue.EdgeID) bool {
		edge, _ := v.snap.Edge(e)
		from := int64(edge.ValidFrom)
		return edge.ValidFrom != 0 && low <= from && from <= high
	}, err
}

// codes are the wanted codes of a list. One that the list does not have is an
// error: an empty answer would be a lie.
func codes[C ~string](field string, list *catalogue.CodeList, value any) ([]C, error) {
	var out []C
	for _, c := range values(object(value)["in"]) {
		if _, ok := list.Find(str(c)); !ok {
			return nil, badFilter(field, fmt.Sprintf("%q is no %s", str(c), list.Name))
		}
		out = append(out, C(str(c)))
	}
	return out, nil
}

// relations are the wanted relations.
func relations(value any) ([]catalogue.Relation, error) {
	var out []catalogue.Relation
	for _, name := range values(object(value)["in"]) {
		r, ok := catalogue.RelationByName(str(name))
		if !ok {
			return nil, badFilter("relation", fmt.Sprintf("%q is no relation", str(name)))
		}
		out = append(out, r)
	}
	return out, nil
}

// idSet are the records of global ids.
func idSet(value any) (snapshot.Set, error) {
	var out []catalogue.ID
	for _, s := range values(object(value)["in"]) {
		_, id, err := catalogue.ParseGlobalID(str(s))
		if err != nil {
			return snapshot.Set{}, err
		}
		out = append(out, id)
	}
	return snapshot.FromIDs(out...), nil
}
