package rdf

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// drain reads a document strictly and gives the number of triples before the error.
func drain(r io.Reader, format Format) (int, error) {
	n := 0
	err := Read(r, format, Options{Base: "https://example.org/doc"}, func(Triple, Position) error {
		n++
		return nil
	})
	return n, err
}

// What is wrong is said with its place and its rule.
func TestErrorsNamePlaceAndRule(t *testing.T) {
	for _, c := range []struct {
		format     Format
		text, want string
	}{
		{Turtle, "@prefix ex: <https://e/> .\nex:a ex:b\n  ex:c ;\n  un:d 1 .", `read Turtle, line 4, column 5: the prefix "un" is not declared`},
		{Turtle, "<a> <b> \"\"\"x\ny\nz", "read Turtle, line 3, column 2: want the end of a string, found the end of the text"},
		{NTriples, "<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", `read N-Triples, line 2, column 13: want an object, found '.'`},
		{NTriples, "<a:b> <a:c> \"Stra\xdfe\" .\n", "read N-Triples, line 1, column 18: the text can be read no further: the text is not UTF-8"},
		{NTriples, "<a:b> <a:c> \"Stra\xc3", "read N-Triples, line 1, column 18: the text can be read no further: the text ends within a UTF-8 character"},
		{RDFXML, "<a xmlns='x:'>\n<b>\n</a>", "read RDF/XML, line 3, column 5: want </b>, found </a>"},
		{RDFXML, "<?xml version='1.0' encoding='EBCDIC'?><a/>", `read RDF/XML, line 1, column 1: the encoding "ebcdic" is none of UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, Windows-1252`},
		{RDFXML, "<a xmlns='x:'><b>Stra\xdfe</b></a>", "read RDF/XML, line 1, column 22: the text can be read no further: the text is not UTF-8"},
		{RDFXML, "", "read RDF/XML, line 1, column 1: want an element, found the end of the text"},
		{JSONLD, "{\n  \"@id\": \"a:b\",\n  x }", "read JSON-LD, line 3, column 4: want well-formed JSON: invalid character 'x' looking for beginning of object key string"},
		{JSONLD, `{"@id":"a:b", "a:c":"` + "\xdf\"}", "read JSON-LD, line 1, column 22: the text is not UTF-8"},
		{JSONLD, `{"@context":"https://elsewhere.example/c","a":1}`, `read JSON-LD: want well-formed JSON-LD: loading remote context failed: dereferencing a URL did not result in a valid JSON-LD context (https://elsewhere.example/c): loading remote context failed: the remote context "https://elsewhere.example/c" is not fetched; write it into the document`},
	} {
		_, err := drain(strings.NewReader(c.text), c.format)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %q:\ngot  %v\nwant %s", c.format, c.text, err, c.want)
		}
	}
}

// Every limit holds: what crosses it fails at once and says which limit it was.
func TestForeignInputIsBounded(t *testing.T) {
	deep := MaxDepth + 1
	for name, c := range map[string]struct {
		format Format
		text   io.Reader
		want   string
	}{
		"Turtle lists":      {Turtle, strings.NewReader("<a:b> <a:c> " + strings.Repeat("(", deep)), "nested deeper than"},
		"Turtle properties": {Turtle, strings.NewReader("<a:b> <a:c> " + strings.Repeat("[<a:c> ", deep)), "nested deeper than"},
		"XML elements":      {RDFXML, strings.NewReader(strings.Repeat("<a xmlns='x:'>", deep)), "nested deeper than"},
		"XML literal":       {RDFXML, strings.NewReader(`<a xmlns='x:' xmlns:rdf="` + nsRDF + `"><b rdf:parseType="Literal">` + strings.Repeat("<a>", deep)), "nested deeper than"},
		"JSON":              {JSONLD, strings.NewReader(strings.Repeat(`[`, deep)), "nested deeper than"},
		"Turtle string":     {Turtle, io.MultiReader(strings.NewReader(`<a:b> <a:c> "`), endless('x')), "a string is longer than"},
		"Turtle IRI":        {Turtle, io.MultiReader(strings.NewReader(`<a:`), endless('x')), "an IRI is longer than"},
		"Turtle name":       {Turtle, endless('x'), "a prefix is longer than"},
		"Turtle dots":       {Turtle, io.MultiReader(strings.NewReader("@prefix a: <a:> .\na:b"), endless('.')), "want a property"},
		"N-Triples label":   {NTriples, io.MultiReader(strings.NewReader("_:"), endless('x')), "a blank node label is longer than"},
		"N-Triples number":  {Turtle, io.MultiReader(strings.NewReader("<a:b> <a:c> "), endless('1')), "a number is longer than"},
		"language":          {NTriples, io.MultiReader(strings.NewReader(`<a:b> <a:c> "d"@`), endless('x')), "a language tag is longer than"},
		"XML text":          {RDFXML, io.MultiReader(strings.NewReader("<a xmlns='x:'><b>"), endless('x')), "a text is longer than"},
		"XML comment":       {RDFXML, io.MultiReader(strings.NewReader("<!--"), endless('x')), "a comment is longer than"},
		"JSON size":         {JSONLD, endless(' '), "the document is longer than"},
		"entities":          {RDFXML, strings.NewReader(laughs(10)), "entity"},
		"wide entity":       {RDFXML, strings.NewReader(`<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", MaxEntityValue+1) + `">]><a/>`), "expands to more than"},
		"quadratic blow-up": {RDFXML, strings.NewReader(`<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", MaxEntityValue) + `">]><a xmlns="x:"><b>` + strings.Repeat("&b;", MaxLiteral/100)), "a text is longer than"},
		"XML attributes":    {RDFXML, strings.NewReader("<a " + manyAttributes()), "more than"},
		"XML reference":     {RDFXML, io.MultiReader(strings.NewReader("<a xmlns='x:'>&"), endless('x')), "want a reference"},
		"XML instruction":   {RDFXML, io.MultiReader(strings.NewReader("<?a "), endless('x')), "an instruction is longer than"},
		"XML doctype":       {RDFXML, io.MultiReader(strings.NewReader("<!DOCTYPE "), endless('x')), "a document type declaration is longer than"},
		"XML name":          {RDFXML, io.MultiReader(strings.NewReader("<"), endless('x')), "a name is longer than"},
		"XML attribute":     {RDFXML, io.MultiReader(strings.NewReader("<a b='"), endless('x')), "an attribute is longer than"},
		"external entity":   {RDFXML, strings.NewReader(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>`), "external entities are refused"},
		"parameter entity":  {RDFXML, strings.NewReader(`<!DOCTYPE a [<!ENTITY % b "c">]><a/>`), "want the name of a general entity"},
	} {
		if _, err := drain(c.text, c.format); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range maxAttributes + 1 {
		fmt.Fprintf(&b, "a%d='' ", i)
	}
	return b.String()
}

// endless gives the same byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// laughs is the billion laughs with ten to the power of n.
func laughs(n int) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE a [<!ENTITY l0 \"ha\">\n")
	for i := range n {
		fmt.Fprintf(&b, "<!ENTITY l%d \"%s\">\n", i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	fmt.Fprintf(&b, "]>\n<a xmlns='x:'><b>&l%d;</b></a>", n)
	return b.String()
}

// Truncated anywhere, a document gives at most its own triples, and nearly always an error; never a panic. Only a cut between
// two statements cannot be told from an end.
func TestTruncationIsNoticed(t *testing.T) {
	for _, format := range []Format{RDFXML, Turtle, NTriples, JSONLD} {
		text := seeds[format][0]
		whole, err := drain(strings.NewReader(text), format)
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		accepted := 0
		for n := range len(text) - 1 {
			got, err := drain(strings.NewReader(text[:n]), format)
			if got > whole {
				t.Errorf("%s: %d triples of the first %d bytes, %d of all", format, got, n, whole)
			}
			if err == nil {
				accepted++
			}
		}
		if accepted > len(text)/4 { // a comment, or a line feed behind the last statement
			t.Errorf("%s: %d truncations go unnoticed", format, accepted)
		}
	}
}

// The readers give the same whatever portions the bytes come in.
func TestPortionsDoNotMatter(t *testing.T) {
	for format, texts := range seeds {
		for _, text := range texts {
			want, wantErr := drain(strings.NewReader(text), format)
			got, gotErr := drain(iotest.OneByteReader(strings.NewReader(text)), format)
			if got != want || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Errorf("%s %q: %d triples, %v; byte by byte %d, %v", format, text, want, wantErr, got, gotErr)
			}
		}
	}
}

// Errors of those around the reader pass through it.
func TestForeignErrorsPassThrough(t *testing.T) {
	broken := errors.New("the line is dead")
	for format, texts := range seeds {
		_, err := drain(io.MultiReader(strings.NewReader(texts[0][:len(texts[0])/2]), iotest.ErrReader(broken)), format)
		if !errors.Is(err, broken) {
			t.Errorf("%s: the reader's error became %v", format, err)
		}
		stop := errors.New("enough")
		err = Read(strings.NewReader(texts[0]), format, Options{}, func(Triple, Position) error { return stop })
		if !errors.Is(err, stop) {
			t.Errorf("%s: the error of yield became %v", format, err)
		}
	}
	if err := Read(strings.NewReader(""), Unknown, Options{}, nil); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("no format: %v", err)
	}
}

// One text in each encoding that XML may declare is one graph.
func TestEncodingsOfXML(t *testing.T) {
	const body = `<a xmlns="x:"><b>Stra` + "ß" + `e</b></a>`
	latin := strings.ReplaceAll(body, "ß", "\xdf")
	utf16 := func(text string, high, low int) string {
		var b strings.Builder
		for _, r := range text {
			pair := []byte{0, 0}
			pair[high], pair[low] = byte(r>>8), byte(r)
			b.Write(pair)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"UTF-8":           body,
		"UTF-8 with BOM":  utf8BOM + body,
		"declared UTF-8":  `<?xml version="1.0" encoding="UTF-8"?>` + body,
		"ISO-8859-1":      `<?xml version="1.0" encoding="ISO-8859-1"?>` + latin,
		"ISO-8859-15":     `<?xml version="1.0" encoding="iso-8859-15"?>` + latin,
		"Windows-1252":    `<?xml version="1.0" encoding="windows-1252"?>` + latin,
		"UTF-16BE":        utf16("\uFEFF"+`<?xml version="1.0" encoding="UTF-16"?>`+body, 0, 1),
		"UTF-16LE":        utf16("\uFEFF"+`<?xml version="1.0" encoding="UTF-16"?>`+body, 1, 0),
		"UTF-16 unmarked": utf16(body, 0, 1),
	} {
		var values []string
		err := Read(strings.NewReader(text), RDFXML, Options{}, func(s Triple, _ Position) error {
			values = append(values, s.Object.Value())
			return nil
		})
		if err != nil || len(values) != 2 || values[1] != "Straße" {
			t.Errorf("%s: %q, %v", name, values, err)
		}
	}
}

// A lenient read tells of each IRI it lets pass, with its line, and a strict one refuses the same document.
func TestLeniencyIsTold(t *testing.T) {
	for _, c := range []struct {
		format   Format
		text     string
		line     int
		iri, out string
	}{
		{Turtle, "\n<a:b> <a:c> <tel:+49 40 4> .", 2, "tel:+49 40 4", `<tel:+49\u002040\u00204>`},
		{Turtle, "\n<a:b> <a:c> <d> .", 2, "d", "<d>"},
		{Turtle, "@prefix x: <a:> .\nx:b x:c x:d/e .", 2, "a:d", "<a:d/e>"},
		{NTriples, "\n\n<a:b> <a:c> <tel:+49 4> .", 3, "tel:+49 4", `<tel:+49\u00204>`},
		{NTriples, "<a:b> <a:c> <d> .", 1, "d", "<d>"},
		{RDFXML, "<x:a xmlns:x='a:' xmlns:rdf='" + nsRDF + "' rdf:about='a:b'>\n<x:c rdf:resource='tel:+49 4'/></x:a>", 2, "tel:+49 4", `<tel:+49\u00204>`},
		{JSONLD, `{"@id":"a:b","a:c":{"@id":"tel:+49 4"}}`, 0, "tel:+49 4", `<tel:+49\u00204>`},
	} {
		if _, err := drainWithoutBase(c.text, c.format); err == nil {
			t.Errorf("%s: a strict read takes %q", c.format, c.text)
		}
		graph, warnings := lenient(t, []byte(c.text), c.format, "")
		if len(warnings) != 1 || warnings[0].IRI != c.iri || warnings[0].Line != c.line {
			t.Errorf("%s %q: warnings %v", c.format, c.text, warnings)
		}
		if got := graph[len(graph)-1].Object.String(); got != c.out {
			t.Errorf("%s %q: object %s, want %s", c.format, c.text, got, c.out)
		}
	}
}

func drainWithoutBase(text string, format Format) (int, error) {
	n := 0
	err := Read(strings.NewReader(text), format, Options{}, func(Triple, Position) error {
		n++
		return nil
	})
	return n, err
}

// JSON-LD: what its values mean in RDF.
func TestJSONLDValues(t *testing.T) {
	const text = `{"@context": {"@vocab": "v:", "l": {"@container": "@list"}, "i": {"@type": "@id"}, "j": {"@type": "@json"},
		"d": {"@type": "http://www.w3.org/2001/XMLSchema#double"}, "r": {"@reverse": "v:back"}},
		"@id": "a:b", "@type": "T", "n": [1, 2.5, true, null], "d": 3, "t": {"@value": "x", "@language": "DE"},
		"l": ["x", {"@id": "_:g1"}], "i": "a:c", "j": {"b": 1, "a": [2]}, "r": {"@id": "a:r"}, "@included": [{"@id": "a:k", "p": "q"}]}`
	want := `<a:b> <v:n> "1"^^<` + xsdInteger + `> .
<a:b> <v:n> "2.5E0"^^<` + xsdDouble + `> .
<a:b> <v:n> "true"^^<` + xsdBoolean + `> .
<a:b> <v:d> "3.0E0"^^<` + xsdDouble + `> .
<a:b> <v:t> "x"@de .
<a:b> <v:l> _:l1 .
_:l1 <` + rdfFirst + `> "x" .
_:l1 <` + rdfRest + `> _:l2 .
_:l2 <` + rdfFirst + `> _:n .
_:l2 <` + rdfRest + `> <` + rdfNil + `> .
<a:b> <v:i> <a:c> .
<a:b> <v:j> "{\"a\":[2],\"b\":1}"^^<` + rdfJSON + `> .
<a:r> <v:back> <a:b> .
<a:b> <` + Type + `> <v:T> .
<a:k> <v:p> "q" .
`
	got, _ := lenient(t, []byte(text), JSONLD, "")
	expected, _ := lenient(t, []byte(want), NTriples, "")
	if !isomorphic(got, expected) {
		t.Errorf("got\n%s\nwant\n%s", graphText(got), graphText(expected))
	}
}

// Content decides before the name does, and a name decides where the content leaves it open.
func TestFormatsAreDetected(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       Format
	}{
		{"a.ttl", "<?xml version='1.0'?>", RDFXML},
		{"a.rdf", "<rdf:RDF", RDFXML},
		{"a", utf8BOM + "  <!DOCTYPE", RDFXML},
		{"a", "\xFF\xFE<\x00", RDFXML},
		{"a.rdf", "\n# c\n@prefix x: <a:> .", Turtle},
		{"a.rdf", "PREFIX x: <a:>", Turtle},
		{"a.xml", ` {"@context":`, JSONLD},
		{"a", ` [ {"@id":`, JSONLD},
		{"a.ttl", "[ a <a:b> ] .", Turtle},
		{"a.nt", "<a:b> <a:c> <a:d> .", NTriples},
		{"a", "<a:b> <a:c> <a:d> .", Turtle},
		{"a.ttl", "", Turtle},
		{"a.json", "", JSONLD},
		{"a", "hello", Unknown},
	} {
		if got := Detect(c.name, []byte(c.head)); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.name, c.head, got, c.want)
		}
	}
}

// A reference is resolved as the examples of RFC 3986, 5.4, say.
func TestReferencesAreResolved(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	for reference, want := range map[string]string{
		"g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g", "//g": "http://g",
		"?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y", "#s": "http://a/b/c/d;p?q#s", "": "http://a/b/c/d;p?q",
		".": "http://a/b/c/", "..": "http://a/b/", "../..": "http://a/", "../../../g": "http://a/g", "/./g": "http://a/g",
		"g.": "http://a/b/c/g.", "..g": "http://a/b/c/..g", "./g/.": "http://a/b/c/g/", "g;x=1/../y": "http://a/b/c/y",
		"g?y/../x": "http://a/b/c/g?y/../x", "http:g": "http:g",
	} {
		if got := Resolve(base, reference); got != want {
			t.Errorf("%q: %s, want %s", reference, got, want)
		}
	}
}

// Writing tells what could not be written.
func TestWriterReportsItsErrors(t *testing.T) {
	broken := errors.New("disk full")
	w := NewWriter(failing{broken})
	for range 10_000 {
		if err := w.Write(Triple{NewIRI("a:b"), NewIRI("a:c"), NewLiteral("d", "")}); err != nil {
			if !errors.Is(err, broken) {
				t.Fatal(err)
			}
			return
		}
	}
	t.Error("nothing was reported")
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
