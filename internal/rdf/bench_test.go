package rdf

import (
	"bytes"
	"fmt"
	"testing"
)

// register is a catalogue of n datasets as portals write them: 14 triples each, three of them about nameless nodes.
func register(n int) []Triple {
	const dcat, dct = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
	var graph []Triple
	say := func(s Term, predicate string, o Term) { graph = append(graph, Triple{s, NewIRI(predicate), o}) }
	for i := range n {
		dataset := NewIRI(fmt.Sprintf("https://daten.example/dataset/%08d", i))
		distribution := NewIRI(dataset.Value() + "/distribution/csv")
		contact := NewBlank(fmt.Sprintf("c%d", i))
		say(dataset, Type, NewIRI(dcat+"Dataset"))
		say(dataset, dct+"title", NewText(fmt.Sprintf("Straßenverzeichnis der Gemeinde %d", i), "de"))
		say(dataset, dct+"description", NewLiteral(fmt.Sprintf("Alle Straßen und Hausnummern der Gemeinde %d mit Koordinaten, halbjährlich fortgeschrieben.", i), ""))
		say(dataset, dct+"issued", NewLiteral("2024-05-01", nsXSD+"date"))
		say(dataset, dct+"publisher", NewIRI("https://daten.example/organization/land"))
		say(dataset, dcat+"theme", NewIRI("http://publications.europa.eu/resource/authority/data-theme/GOVE"))
		say(dataset, dcat+"distribution", distribution)
		say(dataset, dcat+"contactPoint", contact)
		say(contact, Type, NewIRI("http://www.w3.org/2006/vcard/ns#Organization"))
		say(contact, "http://www.w3.org/2006/vcard/ns#fn", NewLiteral("Geschäftsstelle", ""))
		say(distribution, Type, NewIRI(dcat+"Distribution"))
		say(distribution, dct+"license", NewIRI("http://dcat-ap.de/def/licenses/dl-by-de/2.0"))
		say(distribution, dcat+"accessURL", NewIRI(fmt.Sprintf("https://daten.example/dataset/%08d.csv", i)))
		say(distribution, dcat+"byteSize", NewLiteral("5120", xsdDecimal))
	}
	return graph
}

// asXML and asTurtle write a register in the manner of portals; they serve the benchmarks alone.
func asXML(graph []Triple) []byte {
	var b bytes.Buffer
	b.WriteString(`<rdf:RDF xmlns:rdf="` + nsRDF + `" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/" xmlns:vcard="http://www.w3.org/2006/vcard/ns#">` + "\n")
	names := shortNames(":")
	for i, t := range graph {
		if i == 0 || graph[i-1].Subject != t.Subject {
			about := ` rdf:about="` + t.Subject.Value() + `"`
			if t.Subject.Kind() == Blank {
				about = ` rdf:nodeID="` + t.Subject.Value() + `"`
			}
			b.WriteString("  <rdf:Description" + about + ">\n")
		}
		name := names(t.Predicate.Value())
		switch t.Object.Kind() {
		case IRI:
			fmt.Fprintf(&b, "    <%s rdf:resource=\"%s\"/>\n", name, t.Object.Value())
		case Blank:
			fmt.Fprintf(&b, "    <%s rdf:nodeID=\"%s\"/>\n", name, t.Object.Value())
		case Text:
			fmt.Fprintf(&b, "    <%s xml:lang=\"%s\">%s</%s>\n", name, t.Object.Language(), t.Object.Value(), name)
		case Literal, None:
			fmt.Fprintf(&b, "    <%s rdf:datatype=\"%s\">%s</%s>\n", name, t.Object.Datatype(), t.Object.Value(), name)
		}
		if i+1 == len(graph) || graph[i+1].Subject != t.Subject {
			b.WriteString("  </rdf:Description>\n")
		}
	}
	b.WriteString("</rdf:RDF>\n")
	return b.Bytes()
}

func asTurtle(graph []Triple) []byte {
	var b bytes.Buffer
	b.WriteString("@prefix rdf: <" + nsRDF + "> .\n@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n")
	names := shortNames(":")
	for i, t := range graph {
		if i == 0 || graph[i-1].Subject != t.Subject {
			b.WriteString("\n" + t.Subject.String() + "\n")
		}
		end := " ;\n"
		if i+1 == len(graph) || graph[i+1].Subject != t.Subject {
			end = " .\n"
		}
		b.WriteString("    " + names(t.Predicate.Value()) + " " + t.Object.String() + end)
	}
	return b.Bytes()
}

func shortNames(colon string) func(string) string {
	spaces := map[string]string{nsRDF: "rdf", "http://www.w3.org/ns/dcat#": "dcat", "http://purl.org/dc/terms/": "dct", "http://www.w3.org/2006/vcard/ns#": "vcard"}
	return func(iri string) string {
		for space, prefix := range spaces {
			if len(iri) > len(space) && iri[:len(space)] == space {
				return prefix + colon + iri[len(space):]
			}
		}
		return iri
	}
}

// The writers of the benchmarks write what they were given.
func TestBenchmarkDocumentsHoldTheRegister(t *testing.T) {
	graph := register(20)
	for format, text := range map[Format][]byte{RDFXML: asXML(graph), Turtle: asTurtle(graph), NTriples: written(t, graph)} {
		got, warnings := lenient(t, text, format, "")
		if len(warnings) > 0 || !isomorphic(got, graph) {
			t.Errorf("%s: %d triples of %d, warnings %v", format, len(got), len(graph), warnings)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	graph := register(2000)
	for _, c := range []struct {
		format Format
		text   []byte
	}{{RDFXML, asXML(graph)}, {Turtle, asTurtle(graph)}, {NTriples, written(b, graph)}} {
		b.Run(c.format.String(), func(b *testing.B) { benchmarkRead(b, c.format, c.text) })
	}
}

// BenchmarkReadReal reads the catalogues of two states where they are at hand.
func BenchmarkReadReal(b *testing.B) {
	for file, format := range map[string]Format{"bremen-catalog-original-input.rdf": RDFXML, "brandenburg-catalog-original-input.ttl": Turtle} {
		folder := sharedFolder(b, "dcat-ap-de")
		if folder == "" {
			return
		}
		text := mustReadFile(b, folder+"/catalogues/"+file)
		b.Run(file, func(b *testing.B) { benchmarkRead(b, format, text) })
	}
}

func benchmarkRead(b *testing.B, format Format, text []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	triples := 0
	for b.Loop() {
		err := Read(bytes.NewReader(text), format, Options{Base: "https://example.org/"}, func(Triple, Position) error {
			triples++
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(triples)/b.Elapsed().Seconds(), "triples/s")
	b.ReportMetric(float64(triples)/float64(b.N), "triples")
}
