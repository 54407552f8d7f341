package picture_test

import (
	"slices"
	"strings"
	"testing"

	"fundus/internal/picture"
	"fundus/internal/rdf"
)

// TestStatementsAreTriples reads the example as an RDF store does.
func TestStatementsAreTriples(t *testing.T) {
	var got []string
	err := rdf.Read(strings.NewReader(picture.Text(picture.JSONLD, example())), rdf.JSONLD, rdf.Options{}, func(s rdf.Triple, _ rdf.Position) error {
		got = append(got, s.Subject.Value()+" "+s.Predicate.Value()+" "+s.Object.Value())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	const rdfNS, own = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "urn:fundus:vocabulary:"
	for _, want := range []string{
		"urn:fundus:service " + rdf.Type + " http://purl.org/vocab/cpsv#PublicService",
		"urn:fundus:service " + rdf.Type + " " + own + "Service",
		"urn:fundus:service http://purl.org/dc/terms/title Wohngeld",
		"urn:fundus:service http://purl.org/dc/terms/identifier ozg:10103",
		"urn:fundus:towns " + rdf.Type + " " + own + "Group",
		"urn:fundus:towns " + own + "count 1031",
		"urn:fundus:solution1 " + own + "origin EFA",
		"urn:fundus:celle " + own + "OFFERS urn:fundus:service",
		// What an offer says of itself is said of the statement.
		"urn:fundus:offer " + rdf.Type + " " + rdfNS + "Statement",
		"urn:fundus:offer " + rdfNS + "subject urn:fundus:celle",
		"urn:fundus:offer " + rdfNS + "predicate " + own + "OFFERS",
		"urn:fundus:offer " + rdfNS + "object urn:fundus:service",
		"urn:fundus:offer " + own + "status LIVE",
		// An edge that leaves out records claims no relation of its ends.
		"urn:fundus:towns " + own + "leadsTo urn:fundus:law",
		"urn:fundus:path " + own + "elided 3",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among\n%s", want, strings.Join(got, "\n"))
		}
	}
}
