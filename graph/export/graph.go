package export

import (
	"io"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// graph writes the records and statements in rows as the nodes and edges of a graph:
// each once, with the values that were asked for where it was met first.
//
// A record that stands in a row of another may still come as a row of its own, with
// more said of it. Such records are kept back, and with them the edges that end at
// them, since an edge comes after both its nodes.
type graph struct {
	out  picture.Writer
	row  *field
	own  map[*field][]column // what is said of a record or statement itself
	kept kept

	nodes, statements marks         // that were written
	ties              map[tied]bool // edges that are no statement, and were written
}

// kept is what waits for the end.
type kept struct {
	kinds map[catalogue.Kind]bool // of which rows are
	known map[string]bool
	nodes []picture.Node
	edges []picture.Edge
}

// tied is an edge that is no statement: a record stands in a field of another, or at
// a further end of a statement.
type tied struct{ from, to, relation string }

// above is what an object was reached from.
type above struct {
	record string // the id of the record that it stands in a field of, "" for none
	field  string // the field
	nested bool   // whether any record or statement is above
}

func newGraph(w io.Writer, p *Plan, h picture.Head) *graph {
	g := &graph{row: p.rows.field, own: map[*field][]column{}, ties: map[tied]bool{}}
	g.kept = kept{kinds: p.kinds(p.rows.field), known: map[string]bool{}}
	g.learn(g.row, &h)
	g.out = picture.NewWriter(picture.Format(p.format), w, h)
	return g
}

// Row writes what a row has that was not written yet.
func (g *graph) Row(row any) error { return g.visit(g.row, row, above{}) }

// Flush has nothing to send on: a picture keeps few bytes back, or all.
func (*graph) Flush() error { return nil }

// Close writes what was kept back, and the end.
func (g *graph) Close() error {
	for _, n := range g.kept.nodes {
		if err := g.node(n); err != nil {
			return err
		}
	}
	for _, e := range g.kept.edges {
		if err := g.out.Edge(e); err != nil {
			return err
		}
	}
	return g.out.Close()
}

func (g *graph) visit(f *field, v any, up above) error {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if err := g.visit(f, x, up); err != nil {
				return err
			}
		}
	case map[string]any:
		switch {
		case v[relationKey] != nil:
			return g.statement(f, v)
		case v[nameKey] != nil:
			return g.record(f, v, up)
		default:
			return g.object(f, v, up)
		}
	}
	return nil
}

// object visits what stands in an object that is neither record nor statement.
func (g *graph) object(f *field, v map[string]any, up above) error {
	if edges, ok := v[edgesKey].([]any); ok {
		if err := g.each(edges, func(v map[string]any) error { return g.statement(nil, v) }); err != nil {
			return err
		}
		up.record = "" // the statements have said how it hangs together
	}
	for _, c := range f.fields {
		if err := g.visit(c, v[c.key], up); err != nil {
			return err
		}
	}
	return nil
}

func (g *graph) each(all []any, visit func(map[string]any) error) error {
	for _, x := range all {
		if v, ok := x.(map[string]any); ok {
			if err := visit(v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *graph) record(f *field, v map[string]any, up above) error {
	n := nodeOf(v)
	n.Properties = g.properties(f, v)
	if err := g.meet(n, up.nested); err != nil {
		return err
	}
	if up.record != "" {
		if err := g.tie(tied{up.record, n.ID, up.field}, n.Kind.German()); err != nil {
			return err
		}
	}
	for _, c := range f.fields {
		if err := g.visit(c, v[c.key], above{n.ID, c.name, true}); err != nil {
			return err
		}
	}
	return nil
}

// statement writes an edge. f is nil for one of which nothing was asked but what it
// joins.
func (g *graph) statement(f *field, v map[string]any) error {
	from, to := ends(v)
	e := picture.Edge{ID: text(v[idKey]), From: from.ID, To: to.ID, Relation: text(v[relationKey])}
	relation, _ := catalogue.RelationByName(e.Relation)
	e.Label = relation.Facts().German
	if f != nil {
		e.Properties = g.properties(f, v)
		for _, c := range f.fields {
			if !below(f, c) {
				continue
			}
			if err := g.visit(c, v[c.key], above{nested: true}); err != nil {
				return err
			}
		}
	}
	if err := firstError(g.meet(from, true), g.meet(to, true)); err != nil {
		return err
	}
	id, err := catalogue.ParseGlobalEdgeID(e.ID)
	if err != nil {
		return err
	}
	if g.statements.add(uint32(id)) {
		if err := g.edge(e); err != nil {
			return err
		}
	}
	return g.further(f, v, from.ID, to.ID)
}

// further ties the records that take part in a statement beside the two that it
// joins, if they were asked for, as walks are drawn: the second is reached via a
// solution, and the first is meant in an area.
func (g *graph) further(f *field, v map[string]any, from, to string) error {
	if f == nil {
		return nil
	}
	for _, part := range []struct{ field, end, relation, german string }{
		{"via", to, "VIA", "über"}, {"area", from, "AREA", "im Gebiet"},
	} {
		c := f.named(part.field)
		if c == nil {
			continue
		}
		if other, ok := v[c.key].(map[string]any); ok {
			if err := g.tie(tied{part.end, text(other[idKey]), part.relation}, part.german); err != nil {
				return err
			}
		}
	}
	return nil
}

func ends(v map[string]any) (from, to picture.Node) {
	f, _ := v[fromKey].(map[string]any)
	t, _ := v[toKey].(map[string]any)
	return nodeOf(f), nodeOf(t)
}

// meet writes a node, unless it was written, or keeps it back.
func (g *graph) meet(n picture.Node, nested bool) error {
	if !nested || !g.kept.kinds[n.Kind] {
		return g.node(n)
	}
	if !g.kept.known[n.ID] && !g.written(n.ID) {
		g.kept.known[n.ID] = true
		g.kept.nodes = append(g.kept.nodes, n)
	}
	return nil
}

func (g *graph) node(n picture.Node) error {
	_, id, err := catalogue.ParseGlobalID(n.ID)
	if err != nil || !g.nodes.add(uint32(id)) {
		return err
	}
	return g.out.Node(n)
}

func (g *graph) tie(t tied, german string) error {
	if g.ties[t] {
		return nil
	}
	g.ties[t] = true
	return g.edge(picture.Edge{ID: t.from + ":" + t.relation + ":" + t.to, From: t.from, To: t.to, Relation: t.relation, Label: german})
}

func (g *graph) edge(e picture.Edge) error {
	if g.written(e.From) && g.written(e.To) {
		return g.out.Edge(e)
	}
	g.kept.edges = append(g.kept.edges, e)
	return nil
}

func (g *graph) written(id string) bool {
	_, n, err := catalogue.ParseGlobalID(id)
	return err == nil && g.nodes.has(uint32(n))
}

// nodeOf is a record with what every record says.
func nodeOf(v map[string]any) picture.Node {
	kind, _ := catalogue.KindByCode(text(v[kindKey]))
	return picture.Node{ID: text(v[idKey]), Kind: kind, Label: text(v[nameKey]), Origin: catalogue.Origin(text(v[originKey]))}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
