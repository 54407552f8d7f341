package rdf

import (
	"bytes"
	"path"
	"strings"
)

// Format is a syntax of RDF.
type Format uint8

const (
	// Unknown is no format.
	Unknown Format = iota
	// RDFXML is RDF 1.1 XML Syntax.
	RDFXML
	// Turtle is RDF 1.1 Turtle.
	Turtle
	// NTriples is RDF 1.1 N-Triples.
	NTriples
	// JSONLD is JSON-LD 1.1.
	JSONLD
)

func (f Format) String() string {
	switch f {
	case RDFXML:
		return "RDF/XML"
	case Turtle:
		return "Turtle"
	case NTriples:
		return "N-Triples"
	case JSONLD:
		return "JSON-LD"
	case Unknown:
	}
	return "unknown format"
}

// DetectLength is how many bytes of a document's beginning Detect wants to see.
const DetectLength = 512

// Detect finds the format of a document by its beginning and, where that leaves it open, by its name. Content goes
// first because portals serve RDF/XML as .ttl and JSON-LD as .rdf; N-Triples, a subset of Turtle, is known by name only.
func Detect(name string, head []byte) Format {
	if f := detectContent(head); f != Unknown {
		return f
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".rdf", ".xml", ".owl":
		return RDFXML
	case ".ttl", ".n3":
		return Turtle
	case ".nt":
		return NTriples
	case ".jsonld", ".json":
		return JSONLD
	}
	if bytes.HasPrefix(skipComments(head), []byte("<")) || bytes.HasPrefix(skipComments(head), []byte("_:")) {
		return Turtle
	}
	return Unknown
}

func detectContent(head []byte) Format {
	if bytes.HasPrefix(head, []byte{0xFE, 0xFF}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) ||
		bytes.HasPrefix(head, []byte{0, '<'}) || bytes.HasPrefix(head, []byte{'<', 0}) {
		return RDFXML // UTF-16: no other format may be encoded so
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	switch {
	case hasPrefixFold(head, "<?xml"), hasPrefixFold(head, "<!doctype"), hasPrefixFold(head, "<!--"), hasPrefixFold(head, "<rdf:"):
		return RDFXML
	case bytes.HasPrefix(head, []byte("{")):
		return JSONLD
	case bytes.HasPrefix(head, []byte("[")):
		if rest := bytes.TrimLeft(head[1:], " \t\r\n"); bytes.HasPrefix(rest, []byte("{")) {
			return JSONLD
		}
	}
	head = skipComments(head)
	for _, keyword := range []string{"@prefix", "@base", "prefix ", "base "} {
		if hasPrefixFold(head, keyword) {
			return Turtle
		}
	}
	return Unknown
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}

// skipComments skips white space and the comments of Turtle and N-Triples.
func skipComments(head []byte) []byte {
	for {
		head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
		if !bytes.HasPrefix(head, []byte("#")) {
			return head
		}
		end := bytes.IndexByte(head, '\n')
		if end < 0 {
			return nil
		}
		head = head[end:]
	}
}
