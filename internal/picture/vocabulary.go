package picture

import "fundus/internal/catalogue"

// The names of things outside: whoever loads the graph into a store of others finds
// records under the classes of the European vocabularies. Sources: CPSV-AP 3.2.0,
// DCAT-AP, ELI, ORG, LOCN, ADMS and schema.org. What has no class there has ours alone.
const (
	urnRecord     = "urn:fundus:"
	urnVocabulary = "urn:fundus:vocabulary:"
)

// prefixes are the vocabularies, in the order in which the context names them.
var prefixes = [][2]string{
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"dct", "http://purl.org/dc/terms/"},
	{"cpsv", "http://purl.org/vocab/cpsv#"},
	{"cv", "http://data.europa.eu/m8g/"},
	{"dcat", "http://www.w3.org/ns/dcat#"},
	{"schema", "https://schema.org/"},
	{"eli", "http://data.europa.eu/eli/ontology#"},
	{"foaf", "http://xmlns.com/foaf/0.1/"},
}

// classes are what kinds are called outside.
var classes = map[catalogue.Kind]string{
	catalogue.KindService:    "cpsv:PublicService",
	catalogue.KindAuthority:  "cv:PublicOrganisation",
	catalogue.KindArea:       "dct:Location",
	catalogue.KindDataset:    "dcat:Dataset",
	catalogue.KindSolution:   "schema:SoftwareApplication",
	catalogue.KindStandard:   "dct:Standard",
	catalogue.KindInterface:  "dcat:DataService",
	catalogue.KindLegalBasis: "eli:LegalResource",
	catalogue.KindProject:    "foaf:Project",
	catalogue.KindEvidence:   "cv:Evidence",
}
