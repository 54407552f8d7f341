package dcatap

import (
	"net/url"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

var authorityFields = []string{"name", "website"}

// relatePublishers states who publishes a dataset.
func (r *reader) relatePublishers(n node) {
	for _, s := range r.all(n, "dct:publisher") {
		if r.value(s).IsLiteral() {
			r.find(s, interchange.Omitted, "a publisher is a foaf:Agent; a bare text may be a person's name and makes no authority")
			continue
		}
		id, fault := r.authority(s.object)
		if fault != "" {
			r.find(s, interchange.Omitted, fault)
			continue
		}
		r.sourced(id, r.sourceOf(n))
		r.relate(catalogue.Publishes, catalogue.RefToKind(catalogue.KindAuthority, id), r.refTo(n), n)
	}
}

// relate states an edge for a dataset, with the source of the dataset.
func (r *reader) relate(relation catalogue.Relation, from, to catalogue.Ref, dataset node) {
	r.edges = append(r.edges, catalogue.Relate{Relation: relation, From: from, To: to, Source: r.sourceOf(dataset), Seen: catalogue.AnyRevision})
}

// refTo names the record of a dataset.
func (r *reader) refTo(n node) catalogue.Ref {
	return catalogue.RefToKind(catalogue.KindDataset, catalogue.Identifier{Scheme: catalogue.SchemeDCAT, Value: r.terms[n].Value()})
}

// authority names the authority that an agent is, and makes it when it is met for the first time. The fault says why an
// agent is none.
func (r *reader) authority(n node) (id catalogue.Identifier, fault string) {
	id, named := r.identifier(n)
	switch {
	case r.is(n, isPerson):
		return id, "a publisher that is a person makes no authority: personal data are not imported"
	case named && !r.has(n, "foaf:name") && r.known(catalogue.KindAuthority, id):
		return id, ""
	}
	name := r.text(n, "foaf:name", longestName)
	if len(name) == 0 {
		return id, "a publisher without a foaf:name in the document makes no authority"
	}
	a := &catalogue.Authority{Meta: catalogue.Meta{Name: name}}
	if named {
		a.Website = r.website(n)
	} else {
		id = catalogue.Identifier{Scheme: catalogue.SchemeName, Value: foldName(name.String())}
	}
	a.Identifiers = []catalogue.Identifier{id}
	return id, r.putAuthority(n, id, a)
}

// putAuthority makes an authority once. Several nameless nodes may mean it: its name in a language is the least of their
// spellings.
func (r *reader) putAuthority(n node, id catalogue.Identifier, a *catalogue.Authority) (fault string) {
	r.tickAgent(n)
	i, made := r.authorities[id]
	if !made {
		if !r.put(putAuthority, n, catalogue.Put{Record: a, Fields: authorityFields}) {
			return "the publisher breaks a rule of the catalogue"
		}
		r.authorities[id] = len(r.puts[putAuthority]) - 1
		return ""
	}
	before := r.puts[putAuthority][i].Record.Base()
	for _, l := range a.Name {
		if !hasLang(before.Name, l.Lang) || l.Value < before.Name.In(l.Lang) {
			before.Name = before.Name.With(l.Lang, l.Value)
		}
	}
	return ""
}

// sourced makes the least of the sources that speak of an authority its source.
func (r *reader) sourced(id catalogue.Identifier, source catalogue.Ref) {
	i, made := r.authorities[id]
	if !made || source == "" {
		return
	}
	if p := &r.puts[putAuthority][i]; p.Source == "" || source < p.Source {
		p.Source = source
	}
}

func (r *reader) tickAgent(n node) {
	r.taken[n] = true
	r.tickTypes(n)
}

// foldName is the name by which a publisher without an IRI is met: lower case, one space between words.
func foldName(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// website is the least address on the web that an agent or a catalogue gives as its page.
func (r *reader) website(n node) string {
	kept := ""
	for _, s := range r.all(n, "foaf:homepage") {
		line, ok := r.line(s)
		switch {
		case !ok || line == kept:
		case !onTheWeb(line):
			r.find(s, interchange.Refused, "not an absolute http or https address")
		case kept != "":
			r.find(s, interchange.Omitted, onlyOne)
		default:
			kept = line
		}
	}
	return kept
}

func onTheWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
