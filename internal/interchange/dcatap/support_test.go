package dcatap

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// imported is what one import gave.
type imported struct {
	changes []catalogue.Change
	report  *interchange.Findings
}

func importText(t testing.TB, name string, text []byte, known Known) imported {
	t.Helper()
	report := new(interchange.Findings)
	changes, err := Importer(known)(t.Context(), interchange.Input{Name: name, Reader: bytes.NewReader(text)}, report)
	if err != nil {
		t.Fatal(err)
	}
	return imported{changes, report}
}

func importFile(t testing.TB, file string) imported {
	t.Helper()
	return importText(t, file, mustRead(t, file), nothing)
}

func nothing(catalogue.Kind, catalogue.Identifier) bool { return false }

// anything is a catalogue that knows every area and standard by its longest key.
func anything(kind catalogue.Kind, id catalogue.Identifier) bool {
	return kind == catalogue.KindArea || kind == catalogue.KindStandard
}

func mustRead(t testing.TB, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// counts are the numbers of records by kind, of distributions, of data services and of edges by relation.
func (x imported) counts() map[string]int {
	n := make(map[string]int)
	for _, c := range x.changes {
		switch c := c.(type) {
		case catalogue.Put:
			n[c.Record.Kind().Noun()]++
			if d, ok := c.Record.(*catalogue.Dataset); ok {
				n["distribution"] += len(d.Distributions)
				n["service"] += len(d.DataServices)
			}
		case catalogue.Relate:
			n[c.Relation.String()]++
		}
	}
	return n
}

// lines are the changes, one a line, as the catalogue would write them.
func (x imported) lines(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, c := range x.changes {
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%T %s", c, text)
		if p, ok := c.(catalogue.Put); ok {
			body, err := catalogue.EncodeRecord(p.Record)
			if err != nil {
				t.Fatal(err)
			}
			line = fmt.Sprintf("put %s %s from %q", p.Record.Kind().Noun(), body, p.Source)
		}
		out = append(out, line)
	}
	return out
}

// reported is the whole report as a reader sees it.
func (x imported) reported(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	if _, err := x.report.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, f := range x.report.Examples() {
		fmt.Fprintf(&b, "%+v\n", f)
	}
	return b.String()
}

// told is how often something was done with a property, whatever the reason.
func (x imported) told(field string, action interchange.Action) int {
	n := 0
	for _, c := range x.report.Counts() {
		if c.Field == field && c.Action == action {
			n += c.Times
		}
	}
	return n
}

// graphOf reads the statements of a document.
func graphOf(t testing.TB, name string, text []byte) []rdf.Triple {
	t.Helper()
	var out []rdf.Triple
	o := rdf.Options{Warn: func(rdf.Warning) {}}
	err := rdf.Read(bytes.NewReader(text), rdf.Detect(name, text[:min(len(text), rdf.DetectLength)]), o, func(s rdf.Triple, _ rdf.Position) error {
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// triplesText writes statements as N-Triples.
func triplesText(t testing.TB, graph []rdf.Triple) []byte {
	t.Helper()
	var b bytes.Buffer
	w := rdf.NewWriter(&b)
	for _, s := range graph {
		if err := w.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// xmlText writes statements as RDF/XML and jsonText as JSON-LD, plainly: they serve the tests alone.
func xmlText(t testing.TB, graph []rdf.Triple) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`)
	for _, s := range graph {
		cut := strings.LastIndexAny(s.Predicate.Value(), "/#") + 1
		if p := s.Predicate.Value()[cut:]; p[0] >= '0' && p[0] <= '9' { // …/1_0politicalGeocodingURI
			cut += strings.IndexAny(p, "abcdefghijklmnopqrstuvwxyz")
		}
		space, local := s.Predicate.Value()[:cut], s.Predicate.Value()[cut:]
		subject := fmt.Sprintf(`rdf:about=%q`, escaped(s.Subject.Value()))
		if s.Subject.Kind() == rdf.Blank {
			subject = fmt.Sprintf(`rdf:nodeID=%q`, s.Subject.Value())
		}
		fmt.Fprintf(&b, "<rdf:Description %s><p:%s xmlns:p=%q", subject, local, escaped(space))
		o := s.Object
		switch o.Kind() {
		case rdf.IRI:
			fmt.Fprintf(&b, " rdf:resource=%q/>", escaped(o.Value()))
		case rdf.Blank:
			fmt.Fprintf(&b, " rdf:nodeID=%q/>", o.Value())
		case rdf.Text:
			fmt.Fprintf(&b, " xml:lang=%q>%s</p:%s>", o.Language(), escaped(o.Value()), local)
		default:
			fmt.Fprintf(&b, " rdf:datatype=%q>%s</p:%s>", o.Datatype(), escaped(o.Value()), local)
		}
		b.WriteString("</rdf:Description>\n")
	}
	b.WriteString("</rdf:RDF>")
	return b.Bytes()
}

var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;").Replace

func jsonText(t testing.TB, graph []rdf.Triple) []byte {
	t.Helper()
	var nodes []map[string]any
	name := func(x rdf.Term) string {
		if x.Kind() == rdf.Blank {
			return "_:" + x.Value()
		}
		return x.Value()
	}
	for _, s := range graph {
		value := map[string]any{"@value": s.Object.Value()}
		switch s.Object.Kind() {
		case rdf.IRI, rdf.Blank:
			value = map[string]any{"@id": name(s.Object)}
		case rdf.Text:
			value["@language"] = s.Object.Language()
		default:
			value["@type"] = s.Object.Datatype()
		}
		if s.Predicate.Value() == rdf.Type {
			nodes = append(nodes, map[string]any{"@id": name(s.Subject), "@type": []string{name(s.Object)}})
			continue
		}
		nodes = append(nodes, map[string]any{"@id": name(s.Subject), s.Predicate.Value(): []any{value}})
	}
	text, err := json.Marshal(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// sharedFolder is a folder of real files beside the repository, empty where there is none.
func sharedFolder(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	folder := filepath.Join(dir, "..", "shared", "data", name)
	if _, err := os.Stat(folder); err != nil {
		return ""
	}
	return folder
}

// documents are the package's own documents and the real ones that are at hand.
func documents(t testing.TB) []string {
	t.Helper()
	files := []string{filepath.Join("testdata", "catalogue.ttl")}
	for _, name := range []string{"dcat-ap-de", "dcat-ap-eu"} {
		root := sharedFolder(t, name)
		if root == "" {
			continue
		}
		err := filepath.WalkDir(root, func(file string, _ fs.DirEntry, err error) error {
			if slices.Contains([]string{".rdf", ".ttl", ".nt", ".jsonld"}, filepath.Ext(file)) {
				files = append(files, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}
