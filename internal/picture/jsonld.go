package picture

import (
	"strconv"
	"strings"
)

// jsonld writes JSON-LD 1.1: an array of small objects under one context. A record
// is an object, and so is each statement, beside the record and not within it: a
// reader puts together what has the same @id, and the writer need not wait.
//
// What a statement says of itself (its properties) is said of the statement, which
// RDF can do by reification.
type jsonld struct {
	*ink
	begun *bool // an object has been written
}

func newJSONLD(i *ink, h Head) Writer {
	i.put("{\n\"@context\": {\"@vocab\": ", jsonText(urnVocabulary), ", \"name\": \"dct:title\", \"description\": \"dct:description\", \"identifier\": \"dct:identifier\"")
	for _, p := range prefixes {
		i.put(", ", jsonText(p[0]), ": ", jsonText(p[1]))
	}
	i.put("},\n\"@graph\": [")
	j := jsonld{i, new(bool)}
	if h.Title != "" || h.Description != "" {
		j.object(`"@type": "Graph"`, pair("name", h.Title), pair("description", h.Description))
	}
	return j
}

// Node writes a record, or a group of records.
func (j jsonld) Node(n Node) error {
	types := jsonText(n.Kind.String())
	if class, ok := classes[n.Kind]; ok {
		types += ", " + jsonText(class)
	}
	members := []string{`"@id": ` + urn(n.ID), `"@type": [` + types + `]`, pair("name", n.Label), pair("origin", string(n.Origin))}
	if n.Count > 0 {
		members[1] = `"@type": "Group"`
		members = append(members, pair("kind", n.Kind.Code()), `"count": `+strconv.Itoa(n.Count))
	}
	j.object(append(members, said(n.Properties)...)...)
	return j.err
}

// Edge writes a statement. An edge that leaves out nodes states no relation of its
// ends: it only says that the one leads to the other.
func (j jsonld) Edge(e Edge) error {
	relation := e.Relation
	if e.Elided > 0 || relation == "" {
		relation = "leadsTo"
	}
	j.object(`"@id": `+urn(e.From), jsonText(term(relation))+`: {"@id": `+urn(e.To)+`}`)
	if e.Elided == 0 && len(e.Properties) == 0 {
		return j.err
	}
	about := []string{
		`"@type": "rdf:Statement"`, `"rdf:subject": {"@id": ` + urn(e.From) + `}`,
		`"rdf:predicate": {"@id": ` + jsonText(urnVocabulary+term(relation)) + `}`, `"rdf:object": {"@id": ` + urn(e.To) + `}`,
	}
	if e.ID != "" {
		about = append(about, `"@id": `+urn(e.ID))
	}
	if e.Elided > 0 {
		about = append(about, `"elided": `+strconv.Itoa(e.Elided))
	}
	j.object(append(about, said(e.Properties)...)...)
	return j.err
}

// Close ends the document.
func (j jsonld) Close() error {
	j.put("\n]\n}\n")
	return j.dry()
}

// object writes an object of the members that are not empty.
func (j jsonld) object(members ...string) {
	if *j.begun {
		j.put(",")
	}
	*j.begun = true
	before := "\n{"
	for _, m := range members {
		if m != "" {
			j.put(before, m)
			before = ", "
		}
	}
	j.put("}")
}

// said are properties as members, several values as an array.
func said(properties []Property) (members []string) {
	for _, name := range named(nil, properties) {
		var values []string
		for _, v := range valuesOf(properties, name) {
			values = append(values, jsonText(v))
		}
		value := values[0]
		if len(values) > 1 {
			value = "[" + strings.Join(values, ", ") + "]"
		}
		members = append(members, jsonText(term(name))+": "+value)
	}
	return members
}

// pair is a member with a text, "" where there is none.
func pair(name, text string) string {
	if text == "" {
		return ""
	}
	return jsonText(name) + ": " + jsonText(plain(text))
}

// urn is an id as an IRI.
func urn(id string) string { return jsonText(urnRecord + inURN.of(id)) }

// term is a name in our vocabulary: no colon, which would make it an IRI of its own.
func term(name string) string {
	return spelling{'%', "-_."}.of(name)
}
