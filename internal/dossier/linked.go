package dossier

import (
	"bytes"
	"encoding/json"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/view"
)

// linked is the ledger as linked data: records with the plain ones of their fields, and
// statements between them, in the vocabulary of the exports.
func linked(v sight, l *ledger) (file, error) {
	g := picture.Graph{Title: l.head.Name, Description: "Entscheidungsakte " + l.head.Case + ", Stand " + l.head.Day.String()}
	for _, id := range l.records {
		n, err := nodeOf(v, id)
		if err != nil {
			return file{}, err
		}
		g.Nodes = append(g.Nodes, n)
	}
	for _, id := range l.edges {
		e, _ := v.Snapshot().Edge(id)
		g.Edges = append(g.Edges, picture.Edge{
			ID: catalogue.GlobalEdgeID(id), From: idOf(v.View, e.From), To: idOf(v.View, e.To), Relation: e.Relation.String(),
			Label: e.Relation.Facts().German, Properties: factsOf(v.View, &e),
		})
	}
	var b bytes.Buffer
	err := picture.Write(picture.JSONLD, &b, g)
	return file{linkedName, b.Bytes()}, err
}

func nodeOf(v sight, id catalogue.ID) (picture.Node, error) {
	r, _ := v.seenOf(v.Snapshot().Record(id))
	n := picture.Node{ID: catalogue.GlobalID(r.Kind(), id), Kind: r.Kind(), Label: r.Base().Name.String()}
	if s, ok := r.(*catalogue.Solution); ok {
		n.Origin = s.Origin()
	}
	for _, i := range r.Base().Identifiers {
		n.Properties = append(n.Properties, picture.Property{Name: "identifier", Value: i.String()})
	}
	body, err := catalogue.EncodeRecord(r)
	if err != nil {
		return n, err
	}
	n.Properties = append(n.Properties, fieldsOf(body)...)
	return n, nil
}

// fieldsOf are the fields of a record that hold one plain value, or several, in the order
// in which they stand.
func fieldsOf(body []byte) []picture.Property {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	_, _ = d.Token() // the record was written just now: an object
	var out []picture.Property
	for d.More() {
		name, _ := d.Token()
		var value any
		if d.Decode(&value) != nil || name == "identifiers" || name == "name" {
			continue
		}
		several, ok := value.([]any)
		if !ok {
			several = []any{value}
		}
		for _, x := range several {
			if text, ok := scalar(x); ok {
				out = append(out, picture.Property{Name: name.(string), Value: text})
			}
		}
	}
	return out
}

func scalar(x any) (string, bool) {
	switch x := x.(type) {
	case string:
		return x, true
	case json.Number:
		return x.String(), true
	case bool:
		if x {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

// factsOf is what a statement says of itself.
func factsOf(v *view.View, e *catalogue.Edge) []picture.Property {
	var out []picture.Property
	for _, p := range []picture.Property{
		{Name: "status", Value: string(e.Status)}, {Name: "evidence", Value: string(e.Evidence)},
		{Name: "validFrom", Value: e.ValidFrom.String()}, {Name: "validUntil", Value: e.ValidUntil.String()},
		{Name: "via", Value: idOf(v, e.Via)}, {Name: "area", Value: idOf(v, e.Area)},
		{Name: "url", Value: e.URL}, {Name: "report", Value: e.Report}, {Name: "note", Value: e.Note},
	} {
		if p.Value != "" {
			out = append(out, p)
		}
	}
	return out
}
