package view

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// RecordConnection is a page of records of one kind, which is known only when they are.
type RecordConnection = Connection[Record]

// RecordEdge is a record on such a page.
type RecordEdge = Edge[Record]

// Members are some records of a kind that somebody else has found, by name. They are
// records that the view sees. What was asked binds the cursors.
func Members(v *View, kind catalogue.Kind, found snapshot.Set, p Paging, asked ...any) (RecordConnection, error) {
	c := RecordConnection{in: v, kind: kind, set: found}
	w, err := v.window(p, question(spellings(asked)...))
	if err != nil {
		return c, err
	}
	page, err := v.ordered(kind, found, nil, w)
	if err != nil {
		return c, err
	}
	c.Info = page.info(w)
	for _, at := range page.entries {
		c.Edges = append(c.Edges, RecordEdge{w.cursor(at), v.at(catalogue.ID(at.id))})
	}
	return c, nil
}
