// Package rdf reads RDF documents: RDF/XML, Turtle and N-Triples with readers of its own, JSON-LD through json-gold.
// It knows triples and nothing of what they say; what a dataset or an authority is belongs to those who call it.
//
//	bytes ─► Detect ─► Read(format) ─► yield(Triple, Position) … ─► nil | *Error | the error yield returned
//
// Authority: the W3C recommendations RDF 1.1 Concepts, Turtle, N-Triples and RDF/XML, JSON-LD 1.1, and RFC 3986 for the
// resolution of relative references. The W3C test suites are run by the tests of this package and pass without an
// exception.
//
// Invariants:
//   - Triples are handed on as they are read and never collected. The memory of a read is bounded by the limits below
//     and by the nesting of the document, not by its length. Two things grow with the document and are capped instead:
//     the names given by rdf:ID, which RDF/XML wants to be unique, and a JSON-LD document, which cannot be understood
//     before its end has been seen.
//   - A graph is a set; a document may state a triple twice, and then it is yielded twice.
//   - Every loop over foreign input is bounded: nesting (MaxDepth), one literal or IRI (MaxLiteral), entities
//     (MaxEntities, MaxEntityValue), a JSON-LD document (MaxJSONLD). What crosses a limit is an *Error that names it.
//   - Nothing is fetched, ever. External entities are refused; a remote JSON-LD context is refused unless it is one of
//     the few that are kept in this package, written anew from the vocabularies they name.
//   - The labels of blank nodes mean something only within one read.
//
// Strict and lenient: without Options.Warn a reader accepts exactly the grammar. With it, IRIs that real registers
// hold and the grammar forbids (spaces in tel: numbers, slashes in prefixed names, relative references without a base) pass, and each is told
// to Warn. A repair that nobody hears of cannot be asked for.
//
// Why own readers: no Go library tried read the real DCAT-AP.de documents in full, and one lost two thirds of the triples
// of a catalogue without an error. Why no encoding/xml below the RDF/XML reader: it has no internal entities, takes
// undeclared prefixes, repeated attributes and tokens without end, and holds the reader to a third of its speed.
package rdf
