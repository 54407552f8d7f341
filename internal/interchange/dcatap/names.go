package dcatap

import "strings"

// property is the canonical name of a property and, where the document spells it otherwise, why that is the same.
type property struct {
	name  string
	drift string
}

const rdfType = "rdf:type"

// namespaces are the vocabularies that catalogues use, by their one prefix. What begins with one of the spellings is
// written prefix:name in this package and in its findings.
var namespaces = []struct{ prefix, spelling string }{
	{"dcat", "www.w3.org/ns/dcat#"},
	{"dct", "purl.org/dc/terms/"},
	{"foaf", "xmlns.com/foaf/0.1/"},
	{"vcard", "www.w3.org/2006/vcard/ns#"},
	{"rdf", "www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"rdfs", "www.w3.org/2000/01/rdf-schema#"},
	{"owl", "www.w3.org/2002/07/owl#"},
	{"skos", "www.w3.org/2004/02/skos/core#"},
	{"adms", "www.w3.org/ns/adms#"},
	{"locn", "www.w3.org/ns/locn#"},
	{"prov", "www.w3.org/ns/prov#"},
	{"odrl", "www.w3.org/ns/odrl/2/"},
	{"time", "www.w3.org/2006/time#"},
	{"schema", "schema.org/"},
	{"spdx", "spdx.org/rdf/terms#"},
	{"dcatap", "data.europa.eu/r5r/"},
	{"dcatap", "data.europa.eu/r5r#"},
}

// dcatdeBase begins every namespace of DCAT-AP.de; behind it stand a version or none, a slash or none, and the name.
const dcatdeBase = "dcat-ap.de/def/dcatde"

// synonyms are names that are not in their vocabulary and plainly mean one that is: written so by real portals.
var synonyms = map[string]string{
	"dcat:Catalogue":             "dcat:Catalog",
	"dcat:dataservice":           "dcat:service",
	"dct:Language":               "dct:language",
	"dct:accessService":          "dcat:accessService",
	"dcatde:plannedAvailability": "dcatap:availability",
	"dcat:plannedAvailability":   "dcatap:availability",
}

// The reasons why a spelling that is not the canonical one means the same.
const (
	driftNamespace = "another spelling of the namespace, read as the canonical one"
	driftName      = "a name the vocabulary does not have, or no more, read as the one that is meant"
)

// compact writes an IRI of a known vocabulary as prefix:name; others stay as they are.
func compact(iri string) string { return canonicalProperty(iri).name }

// canonicalProperty finds the name that an IRI means.
func canonicalProperty(iri string) property {
	p := property{name: iri}
	for _, n := range namespaces {
		if local, ok := strings.CutPrefix(withoutScheme(iri), n.spelling); ok {
			p.name = n.prefix + ":" + local
			if strings.HasPrefix(iri, "https:") && n.prefix != "schema" || n.spelling == "data.europa.eu/r5r#" {
				p.drift = driftNamespace
			}
			break
		}
	}
	if local, ok := dcatde(iri); ok {
		p.name = "dcatde:" + local
		if iri != "http://"+dcatdeBase+"/"+local {
			p.drift = driftNamespace
		}
	}
	if meant, ok := synonyms[p.name]; ok {
		return property{name: meant, drift: driftName}
	}
	return p
}

func withoutScheme(iri string) string {
	if rest, ok := strings.CutPrefix(iri, "http://"); ok {
		return rest
	}
	rest, _ := strings.CutPrefix(iri, "https://")
	return rest
}

// ofGovData is what stands behind the host of an IRI of DCAT-AP.de, which is written with http or https, with www or
// without.
func ofGovData(iri, base string) (string, bool) {
	return strings.CutPrefix(strings.TrimPrefix(withoutScheme(iri), "www."), base)
}

// dcatde is the local name of an IRI in any of the namespaces that DCAT-AP.de has had: …/dcatde/name,
// …/dcatde/1.0.1/name, …/dcatde/1_0name and so on.
func dcatde(iri string) (string, bool) {
	rest, ok := ofGovData(iri, dcatdeBase)
	if !ok {
		return "", false
	}
	name := strings.TrimLeft(rest, "/#0123456789._")
	return name, name != "" && name != rest
}
