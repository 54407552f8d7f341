package explore

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// NeighbourhoodEdge is what statements say between two nodes or groups in one role, or
// a bridge. It leads as statements do (package comment).
type NeighbourhoodEdge struct {
	tie
	in   *view.View
	ends [2]string // global ids of records, ids of groups
}

// From is the id of the node or group from which it leads.
func (e NeighbourhoodEdge) From() string { return e.ends[0] }

// To is the id of that to which it leads.
func (e NeighbourhoodEdge) To() string { return e.ends[1] }

// Role is the role in which what stands at From has the statements, false of a bridge.
func (e NeighbourhoodEdge) Role() (catalogue.Role, bool) { return e.role, e.elided == 0 }

// Label reads the edge in German.
func (e NeighbourhoodEdge) Label() string {
	if e.elided > 0 {
		return fmt.Sprintf("%d ausgelassen", e.elided)
	}
	german := e.role.Relation().Facts().German
	switch {
	case e.end == catalogue.EndArea:
		return german + ", im Gebiet"
	case e.end == catalogue.EndTo:
		return german
	case e.role.End() == catalogue.EndFrom:
		return german + ", über"
	}
	return "über"
}

// Statement is the statement, false where they are several and of a bridge.
func (e NeighbourhoodEdge) Statement() (view.Statement, bool) { return e.in.StatementAt(e.edge) }

// Count is how many statements there are; of a bridge, how many pairs of records it joins.
func (e NeighbourhoodEdge) Count() int { return e.count }

// Elided is how many records a bridge leaves out, the fewest; 0 of any other edge.
func (e NeighbourhoodEdge) Elided() int { return e.elided }
