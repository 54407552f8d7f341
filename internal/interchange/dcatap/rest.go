package dcatap

import (
	"cmp"
	"slices"
	"strings"

	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// reportRest closes the ledger: every statement that nobody has taken or told of becomes a finding by its property, in
// the order of the document.
func (r *reader) reportRest() {
	r.tickMembers()
	var rest []*statement
	for i := range r.statements {
		if !r.statements[i].done {
			rest = append(rest, &r.statements[i])
		}
	}
	slices.SortStableFunc(rest, func(a, b *statement) int {
		return cmp.Or(cmp.Compare(a.line, b.line), compareTerms(r.terms[a.subject], r.terms[b.subject]), compareTerms(r.terms[a.property], r.terms[b.property]))
	})
	contacts := r.contacts()
	for _, s := range rest {
		r.find(s, interchange.Omitted, r.whyLeft(s, contacts))
	}
}

const notPersons = "may name officials: personal data about them are not imported"

// whyLeft says why a statement found no place.
func (r *reader) whyLeft(s *statement, contacts map[node]bool) string {
	switch {
	case contacts[s.subject], personalProperties[r.properties[s.property].name], r.is(s.subject, isPerson|isCard):
		return notPersons
	case r.taken[s.subject]:
		return noField
	}
	return "no record was made of its subject"
}

// contacts are the nodes that describe how to reach somebody, and what hangs on them.
func (r *reader) contacts() map[node]bool {
	contacts := make(map[node]bool)
	var follow func(n node, depth int)
	follow = func(n node, depth int) {
		const deepest = 4 // a contact, its telephone, its number
		if contacts[n] || depth > deepest || r.terms[n].IsLiteral() {
			return
		}
		contacts[n] = true
		for _, s := range r.about(n) {
			if r.terms[s.object].Kind() == rdf.Blank {
				follow(s.object, depth+1)
			}
		}
	}
	for _, s := range r.statements {
		if r.properties[s.property].name == "dcat:contactPoint" {
			follow(s.object, 0)
		}
	}
	return contacts
}

// personalProperties lead to persons or say how to reach them.
var personalProperties = map[string]bool{
	"dcat:contactPoint": true, "adms:contactPoint": true, "foaf:mbox": true, "foaf:phone": true, "foaf:nick": true,
	"dct:creator": true, "dct:contributor": true, "dcatde:originator": true, "dcatde:maintainer": true,
	"schema:email": true, "schema:telephone": true, "prov:qualifiedAttribution": true,
}

// reaches tells whether a value may be the mail address or the telephone number of a person.
func reaches(value string) bool {
	return strings.HasPrefix(value, "tel:") || strings.Contains(value, "@")
}

// valueName is a value as a finding shows it: never one that may name a person.
func (r *reader) valueName(s *statement) string {
	name := r.properties[s.property].name
	value := r.value(s)
	if personalProperties[name] || strings.HasPrefix(name, "vcard:") || name == "foaf:name" || name == "dct:publisher" && value.IsLiteral() ||
		r.is(s.subject, isPerson|isCard) || value.Kind() == rdf.Blank || r.is(s.object, isPerson|isCard) || reaches(value.Value()) {
		return ""
	}
	return value.Value()
}
