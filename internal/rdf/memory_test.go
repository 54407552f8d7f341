package rdf

import (
	"bytes"
	"io"
	"runtime"
	"testing"
)

// What a reader holds does not grow with the document: after twenty times as many triples it is as much as before.
func TestMemoryDoesNotGrowWithTheDocument(t *testing.T) {
	const datasets, copies, slack = 500, 40, 512 << 10
	graph := register(datasets)
	for format, text := range map[Format][]byte{RDFXML: asXML(graph), Turtle: asTurtle(graph), NTriples: written(t, graph)} {
		head, body, tail := parts(format, text)
		readers := []io.Reader{bytes.NewReader(head)}
		for range copies {
			readers = append(readers, bytes.NewReader(body))
		}
		read, early, late := 0, uint64(0), uint64(0)
		err := Read(io.MultiReader(append(readers, bytes.NewReader(tail))...), format, Options{}, func(Triple, Position) error {
			switch read++; read {
			case len(graph) * copies / 20:
				early = heap()
			case len(graph) * copies:
				late = heap()
			}
			return nil
		})
		if err != nil || read != len(graph)*copies {
			t.Fatalf("%s: %d triples, %v", format, read, err)
		}
		if late > early+slack {
			t.Errorf("%s: %d bytes in use after %d triples, %d after %d", format, early, read/20, late, read)
		}
	}
}

// parts cuts a benchmark document into what stands once at its beginning, what may be repeated, and its end.
func parts(format Format, text []byte) (head, body, tail []byte) {
	switch format {
	case RDFXML:
		start, end := bytes.IndexByte(text, '\n')+1, bytes.LastIndex(text, []byte("</rdf:RDF>"))
		return text[:start], text[start:end], text[end:]
	case Turtle:
		start := bytes.Index(text, []byte("\n\n")) + 1
		return text[:start], text[start:], nil
	case NTriples, JSONLD, Unknown:
	}
	return nil, text, nil
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
