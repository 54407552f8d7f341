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
//	via, area, source            ids or references of records: {in: […]}
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
		return oneOf(value, func(e catalogue.EdgeID) string { return v.snap.EdgeRelation(e).String() }), nil
	case "status":
		return oneOf(value, func(e catalogue.EdgeID) string { return string(v.snap.EdgeStatus(e)) }), nil
	case "evidence":
		return oneOf(value, func(e catalogue.EdgeID) string { return string(v.snap.EdgeEvidence(e)) }), nil
	case "from", "to", "via", "area":
		return v.atEnd(ends[name], value)
	case "source":
		ids, err := v.ids(value)
		return func(e catalogue.EdgeID) bool { return ids.Has(v.snap.EdgeSource(e)) }, err
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

func (v *View) atEnd(end catalogue.End, value any) (func(catalogue.EdgeID) bool, error) {
	ids, err := v.ids(value)
	return func(e catalogue.EdgeID) bool { return ids.Has(v.snap.EdgeAt(e, end)) }, err
}

func (v *View) begins(value map[string]any) (func(catalogue.EdgeID) bool, error) {
	low, high, err := bounds(catalogue.Attribute{Name: "validFrom", Type: catalogue.AttributeDay}, value)
	return func(e catalogue.EdgeID) bool {
		edge, _ := v.snap.Edge(e)
		from := int64(edge.ValidFrom)
		return edge.ValidFrom != 0 && low <= from && from <= high
	}, err
}

// oneOf tests whether an edge's code is in a list.
func oneOf(value any, of func(catalogue.EdgeID) string) func(catalogue.EdgeID) bool {
	wanted := map[string]bool{}
	for _, s := range values(object(value)["in"]) {
		wanted[str(s)] = true
	}
	return func(e catalogue.EdgeID) bool { return wanted[of(e)] }
}

// ids are the records of global ids.
func (v *View) ids(value any) (snapshot.Set, error) {
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

// counter counts when it is asked to.
type counter interface{ count() int }

// edgeList is a list of edges in ascending order, and which of them are meant.
type edgeList struct {
	ids  []catalogue.EdgeID
	test func(catalogue.EdgeID) bool
}

func (l edgeList) count() int {
	n := 0
	for _, id := range l.ids {
		if l.test(id) {
			n++
		}
	}
	return n
}

// page cuts a page out of the list, looking at no more edges than it needs.
func (l edgeList) page(w window) ([]catalogue.EdgeID, PageInfo) {
	at, end, step := l.span(w)
	out := make([]catalogue.EdgeID, 0, min(w.size, len(l.ids)))
	more := false
	for ; at != end && !more; at += step {
		if !l.test(l.ids[at]) {
			continue
		}
		if more = len(out) == w.size; !more {
			out = append(out, l.ids[at])
		}
	}
	info := PageInfo{HasNextPage: more, HasPreviousPage: w.from != nil}
	if w.backward {
		slices.Reverse(out)
		info = PageInfo{HasNextPage: w.from != nil, HasPreviousPage: more}
	}
	if n := len(out); n > 0 {
		info.StartCursor = w.cursor(position{id: uint32(out[0])})
		info.EndCursor = w.cursor(position{id: uint32(out[n-1])})
	}
	return out, info
}

// span is from where to where a window looks at the list, and in which direction.
func (l edgeList) span(w window) (at, end, step int) {
	at, end, step = 0, len(l.ids), 1
	if w.backward {
		at, end, step = len(l.ids)-1, -1, -1
	}
	if w.from == nil {
		return at, end, step
	}
	place, found := slices.BinarySearch(l.ids, catalogue.EdgeID(w.from.id))
	switch {
	case w.backward:
		at = place - 1
	case found:
		at = place + 1
	default:
		at = place
	}
	return at, end, step
}
