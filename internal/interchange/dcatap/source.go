package dcatap

import (
	"maps"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

var sourceFields = []string{"name", "description", "sourceKind", "publisher", "url", "licence"}

// readCatalogues makes a Source of each catalogue and finds out which datasets it lists.
func (r *reader) readCatalogues() {
	for n := range r.terms {
		n := node(n)
		if !r.described(n) || !r.is(n, isCatalog) {
			continue
		}
		r.readMembers(n)
		r.putSource(n)
	}
}

// readMembers ticks off what a catalogue lists. Of several catalogues, the source of a dataset is the one with the
// least IRI.
func (r *reader) readMembers(n node) {
	for _, s := range r.all(n, "dcat:dataset") {
		if !r.described(s.object) {
			r.find(s, interchange.Omitted, notDescribed)
			continue
		}
		r.listed[s.object] = true
		if before, ok := r.origin[s.object]; !ok || compareTerms(r.terms[n], r.terms[before]) < 0 {
			r.origin[s.object] = n
		}
	}
}

func (r *reader) putSource(n node) {
	id, ok := r.identifier(n)
	if !ok {
		r.refuse(n, "dcat:Catalog", "", "a catalogue without an absolute IRI makes no source of its datasets")
		return
	}
	if !r.has(n, "dct:title") {
		r.refuse(n, "dcat:Catalog", "", "a catalogue without a dct:title makes no source of its datasets")
		return
	}
	s := &catalogue.Source{
		Meta: catalogue.Meta{
			Identifiers: []catalogue.Identifier{id},
			Name:        r.text(n, "dct:title", longestName),
			Description: r.text(n, "dct:description", longestDescription),
		},
		SourceKind: "CATALOGUE",
		Publisher:  r.publisherName(n),
		URL:        r.website(n),
		Licence:    r.oneLine(n, "dct:license"),
	}
	r.tickIdentifier(n, id)
	r.tickTypes(n)
	if r.put(putSource, n, catalogue.Put{Record: s, Fields: sourceFields}) {
		r.sources[n] = catalogue.RefToKind(catalogue.KindSource, id)
	}
}

// publisherName is the name of the body that publishes a catalogue, the least of several.
func (r *reader) publisherName(n node) string {
	kept := ""
	for _, s := range r.all(n, "dct:publisher") {
		name, ok := r.agentName(s)
		switch {
		case !ok:
			r.find(s, interchange.Omitted, "a publisher without a foaf:name, or one that is a person, is not named")
		case kept != "":
			r.find(s, interchange.Omitted, onlyOne)
		default:
			kept = name.line
			name.statement.done = true
			r.tickAgent(s.object)
		}
	}
	return kept
}

// named is a name and the statement that gives it.
type named struct {
	line      string
	statement *statement
}

// agentName is what an agent is called in German, or else the least of its names.
func (r *reader) agentName(publisher *statement) (named, bool) {
	if r.value(publisher).IsLiteral() || r.is(publisher.object, isPerson) {
		return named{}, false
	}
	var out []named
	for _, s := range r.peek(publisher.object, "foaf:name") {
		line := clean(strings.Join(strings.Fields(r.value(s).Value()), " "), longestName)
		german := r.value(s).Language() == "" || r.value(s).Language() == string(catalogue.German)
		switch {
		case line == "" || !r.value(s).IsLiteral():
		case german:
			return named{line, s}, true
		default:
			out = append(out, named{line, s})
		}
	}
	if len(out) == 0 {
		return named{}, false
	}
	return out[0], true
}

// rolesOfDataset are those in which the document says all that its catalogue has to say of a dataset.
var rolesOfDataset = []catalogue.Role{
	catalogue.Publishes.Role(catalogue.EndTo), catalogue.Covers.Role(catalogue.EndFrom), catalogue.PartOf.Role(catalogue.EndFrom),
	catalogue.DerivedFrom.Role(catalogue.EndFrom), catalogue.ConformsTo.Role(catalogue.EndFrom),
}

// appendSuperseded says which datasets the document describes, so that what an earlier harvest of the same catalogue said
// of them and this one does not is withdrawn.
func (r *reader) appendSuperseded(to []catalogue.Change) []catalogue.Change {
	of := make(map[catalogue.Ref][]catalogue.Ref)
	for _, p := range r.puts[putDataset] {
		id := p.Record.Base().Identifiers[0]
		if p.Source == "" {
			r.report.Add(interchange.Finding{
				Subject: id.Value, Field: "dcat:dataset", Action: interchange.Noted,
				Message: "in no catalogue with an IRI and a title: nobody can tell what an earlier harvest said of it, which stays",
			})
			continue
		}
		of[p.Source] = append(of[p.Source], catalogue.RefToKind(catalogue.KindDataset, id))
	}
	for _, source := range slices.Sorted(maps.Keys(of)) {
		to = append(to, catalogue.Supersede{Source: source, Records: of[source], Roles: rolesOfDataset})
	}
	return to
}

// tickMembers ticks off the services and catalogues that a catalogue lists and of which something was made.
func (r *reader) tickMembers() {
	for i := range r.statements {
		s := &r.statements[i]
		if name := r.properties[s.property].name; (name == "dcat:service" || name == "dcat:catalog") && r.taken[s.object] {
			s.done = true
		}
	}
}

// sourceOf is the Source that says what is said of a dataset, empty if no catalogue lists it.
func (r *reader) sourceOf(dataset node) catalogue.Ref {
	catalog, ok := r.origin[dataset]
	if !ok {
		return ""
	}
	return r.sources[catalog]
}
