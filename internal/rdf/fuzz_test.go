package rdf

import (
	"bytes"
	"slices"
	"testing"
)

// seeds are documents of each format from which fuzzing starts; the first of each is whole and long.
var seeds = map[Format][]string{
	RDFXML: {
		`<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY ex "https://example.org/"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/" xml:base="https://example.org/b">
  <ex:Thing rdf:about="&ex;a" ex:k="v"><ex:p rdf:resource="c"/><ex:q xml:lang="de">Straße</ex:q>
    <ex:r rdf:parseType="Resource"><ex:s rdf:datatype="&ex;d">1</ex:s></ex:r>
    <ex:t rdf:parseType="Collection"><rdf:Description rdf:nodeID="n"/></ex:t>
    <ex:u rdf:parseType="Literal"><ex:m b="2" a="1">x</ex:m><!-- c --></ex:u>
  </ex:Thing>
  <rdf:Seq rdf:ID="l"><rdf:li>1</rdf:li><rdf:li rdf:ID="m">2</rdf:li></rdf:Seq>
</rdf:RDF>`,
		`<a xmlns="x:"><b/></a>`,
		laughs(3),
	},
	Turtle: {
		"@prefix ex: <https://example.org/> .\n@base <https://example.org/b/> .\nex:a a ex:B ; ex:p 1 , 2.5 , 1e3 , true , \"x\\ty\"@de-DE , '''z''' .\n" +
			"[ ex:q ( ex:c.d _:g1 [] ) ] ex:r <../e> .\nPREFIX f: <f:>\nf:a\\,b f:%41 \"Straße\"^^f:d .\n",
		"<a:b><a:c><a:d>.",
		"@prefix : <a:> . :a :b ((((()))))",
	},
	NTriples: {
		"# c\n<a:b> <a:c> \"d\\u00DF\\n\"@de .\n_:x <a:c> _:y . # e\n<a:b> <a:c> \"1\"^^<a:i> .\n",
		"_:a.b <a:c> \"\\U0001F600\" .",
	},
	JSONLD: {
		`{"@context":{"ex":"https://example.org/","t":{"@id":"ex:t","@container":"@language"},"l":{"@id":"ex:l","@container":"@list"}},
"@graph":[{"@id":"ex:a","@type":"ex:B","t":{"de":"Straße"},"l":[1,2.5,true,{"@id":"_:g1"}],"ex:p":{"ex:q":null,"ex:r":"s"}}]}`,
		`[{"@id":"a:b","@reverse":{"a:c":{"@id":"a:d"}}}]`,
	},
}

// fuzzReader holds the laws of every reader: no panic, no run-away, and what a strict read accepts is written as N-Triples
// and read back equal, blank node labels included.
func fuzzReader(f *testing.F, format Format) {
	for _, text := range seeds[format] {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		o := Options{Base: "https://example.org/base"}
		loud := Options{Base: o.Base, Warn: func(Warning) {}}
		_ = Read(bytes.NewReader(text), format, loud, func(Triple, Position) error { return nil })
		var graph []Triple
		err := Read(bytes.NewReader(text), format, o, func(s Triple, _ Position) error {
			graph = append(graph, s)
			return nil
		})
		if err != nil {
			return
		}
		var again []Triple
		err = Read(bytes.NewReader(written(t, graph)), NTriples, Options{}, func(s Triple, _ Position) error {
			again = append(again, s)
			return nil
		})
		if err != nil || !slices.Equal(graph, again) {
			t.Fatalf("read\n%s\nread back\n%s\n%v", graphText(graph), graphText(again), err)
		}
	})
}

func FuzzRDFXML(f *testing.F)   { fuzzReader(f, RDFXML) }
func FuzzTurtle(f *testing.F)   { fuzzReader(f, Turtle) }
func FuzzNTriples(f *testing.F) { fuzzReader(f, NTriples) }
func FuzzJSONLD(f *testing.F)   { fuzzReader(f, JSONLD) }
