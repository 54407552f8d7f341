package picture_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"fundus/internal/picture"
	"fundus/internal/rdf"
)

// parse reads XML to its end and hands on each element and each text.
func parse(t *rapid.T, document string, visit func(xml.StartElement), text func(string)) {
	d := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		switch token := token.(type) {
		case xml.StartElement:
			visit(token)
		case xml.CharData:
			text(string(token))
		case xml.Comment, xml.Directive:
			t.Errorf("a comment or directive: %v", token)
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestNoTextMakesAnSVGActOrBreak(t *testing.T) {
	elements := strings.Fields("svg title desc style rect g path text tspan")
	attributes := strings.Fields("xmlns class lang width height viewBox role aria-labelledby id transform d x y dy")
	rapid.Check(t, func(t *rapid.T) {
		document := picture.Text(picture.SVG, graphs().Draw(t, "graph"))
		parse(t, document, func(e xml.StartElement) {
			if !slices.Contains(elements, e.Name.Local) {
				t.Errorf("element %s", e.Name.Local)
			}
			for _, a := range e.Attr {
				if !slices.Contains(attributes, a.Name.Local) || strings.ContainsAny(a.Value, "<>&\"\n") || strings.Contains(a.Value, "url(") {
					t.Errorf("attribute %s = %q", a.Name.Local, a.Value)
				}
			}
		}, func(string) {})
		if strings.Count(document, "://") != 1+strings.Count(document, "http://x.y/") {
			t.Log(document)
			t.Error("the drawing names something outside, beside the namespace")
		}
	})
}

func TestNoTextBreaksGraphMLAndNoneIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		keys := map[string]bool{}
		var nodes, labels []string
		ends := map[string]bool{}
		inLabel := false
		parse(t, picture.Text(picture.GraphML, g), func(e xml.StartElement) {
			inLabel = false
			switch e.Name.Local {
			case "key":
				keys[attribute(e, "id")] = true
			case "node":
				nodes = append(nodes, attribute(e, "id"))
				labels = append(labels, "")
			case "edge":
				ends[attribute(e, "source")], ends[attribute(e, "target")] = true, true
			case "data":
				if !keys[attribute(e, "key")] {
					t.Errorf("the key %q is not declared", attribute(e, "key"))
				}
				inLabel = attribute(e, "key") == "node-label"
			}
		}, func(s string) {
			if inLabel {
				labels[len(labels)-1] += s
				inLabel = false
			}
		})
		if len(slices.Compact(slices.Sorted(slices.Values(nodes)))) != len(g.Nodes) {
			t.Errorf("%d nodes have the ids %q", len(g.Nodes), nodes)
		}
		for end := range ends {
			if !slices.Contains(nodes, end) {
				t.Errorf("an edge ends at %q, which is no node", end)
			}
		}
		for i, n := range g.Nodes {
			if isOrdinary(n.Label) && labels[i] != n.Label {
				t.Errorf("label %q became %q", n.Label, labels[i])
			}
		}
	})
}

// isOrdinary says of a text that every format can hold it as it is.
func isOrdinary(s string) bool {
	for _, r := range s {
		if r < ' ' || r == utf8.RuneError || r >= 0x7f {
			return false
		}
	}
	return true
}

func TestNoTextBreaksJSONLDAndNoneIsLost(t *testing.T) {
	const title = "http://purl.org/dc/terms/title"
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		document := picture.Text(picture.JSONLD, g)
		names := map[string][]string{}
		about := map[string]bool{}
		err := rdf.Read(strings.NewReader(document), rdf.JSONLD, rdf.Options{}, func(s rdf.Triple, _ rdf.Position) error {
			about[s.Subject.String()] = true
			if s.Predicate.Value() == title {
				names[s.Subject.Value()] = append(names[s.Subject.Value()], s.Object.Value())
			}
			return nil
		})
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		if len(about) < len(g.Nodes) {
			t.Errorf("%d nodes became %d subjects", len(g.Nodes), len(about))
		}
		for _, n := range g.Nodes {
			if isOrdinary(n.ID) && regexp.MustCompile(`^[a-z]+$`).MatchString(n.ID) && isOrdinary(n.Label) && n.Label != "" && !slices.Contains(names["urn:fundus:"+n.ID], n.Label) {
				t.Errorf("%q is not among the names %q of %s", n.Label, names["urn:fundus:"+n.ID], n.ID)
			}
		}
	})
}

// The shapes of lines in DOT and Mermaid. A text in quotes holds no quote, and in
// Mermaid nothing that begins an entity but entities.
var (
	dotText = `"(?:[^"\\]|\\[\\"n])*"`
	dotList = `\[(?:[a-z]+=(?:` + dotText + `|[A-Za-z0-9]+)(?:, )?)+\]`
	dotLine = regexp.MustCompile(`^  (?:(?:graph|node|edge)|(` + dotText + `)(?: -> (` + dotText + `))?) ` + dotList + `;$`)

	mermaidText = `"(?:[^"#<>\x60&%;|{}\[\]\\]|#[0-9]+;|<br/>)*"`
	mermaidNode = regexp.MustCompile(`^  (n[A-Za-z0-9_]*)(?:\["|\(\["|\[\("|>"|\[\["|\{\{"|\("|\[/"|\[\\").*(?:"\]|"\]\)|"\)\]|"\]\]|"\}\}|"\)|"/\]|"\\\]):::[a-z-]+$`)
	mermaidEdge = regexp.MustCompile(`^  (n[A-Za-z0-9_]*) (?:-->|-\.->)(?:\|` + mermaidText + `\|)? (n[A-Za-z0-9_]*)$`)
	mermaidHead = regexp.MustCompile(`^  (?:classDef [a-z-]+ [a-z]+:#[0-9a-f]{6}(?:,[a-z]+:#[0-9a-f]{6})*|acc(?:Title|Descr): [^%#;{}<>]+)$`)
)

func TestNoTextBreaksDOT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		lines := strings.Split(strings.TrimSuffix(picture.Text(picture.DOT, g), "\n"), "\n")
		if first, last := lines[0], lines[len(lines)-1]; first != "digraph fundus {" || last != "}" {
			t.Fatalf("begins with %q and ends with %q", first, last)
		}
		nodes := map[string]bool{}
		for _, line := range lines[1 : len(lines)-1] {
			m := dotLine.FindStringSubmatch(line)
			switch {
			case m == nil:
				t.Errorf("no statement: %s", line)
			case m[2] != "" && !(nodes[m[1]] && nodes[m[2]]):
				t.Errorf("an edge ends at what is no node: %s", line)
			case m[2] == "" && m[1] != "":
				nodes[m[1]] = true
			}
		}
		if len(nodes) != len(g.Nodes) || len(lines) != len(g.Nodes)+len(g.Edges)+5 {
			t.Errorf("%d nodes became %d, in %d lines", len(g.Nodes), len(nodes), len(lines))
		}
	})
}

func TestNoTextBreaksMermaid(t *testing.T) {
	text := regexp.MustCompile(`^` + mermaidText + `$`)
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		lines := strings.Split(strings.TrimSuffix(picture.Text(picture.Mermaid, g), "\n"), "\n")
		if lines[0] != "flowchart LR" {
			t.Fatalf("begins with %q", lines[0])
		}
		nodes := map[string]bool{}
		for _, line := range lines[1:] {
			if edge := mermaidEdge.FindStringSubmatch(line); edge != nil {
				if !nodes[edge[1]] || !nodes[edge[2]] {
					t.Errorf("an edge ends at what is no node: %s", line)
				}
				continue
			}
			if node := mermaidNode.FindStringSubmatch(line); node != nil {
				nodes[node[1]] = true
				if quoted := line[strings.Index(line, `"`) : strings.LastIndex(line, `"`)+1]; !text.MatchString(quoted) {
					t.Errorf("no text: %s", quoted)
				}
				continue
			}
			if !mermaidHead.MatchString(line) {
				t.Errorf("no statement: %s", line)
			}
		}
		if len(nodes) != len(g.Nodes) {
			t.Errorf("%d nodes became %d", len(g.Nodes), len(nodes))
		}
	})
}

func TestLongNamesAreCutInPicturesOnly(t *testing.T) {
	name := strings.Repeat("Straßenverkehrsamt ", 50)
	g := picture.Graph{Nodes: []picture.Node{{ID: "a", Label: name}}}
	for _, f := range picture.Formats() {
		whole := strings.Contains(picture.Text(f, g), name)
		if want := f == picture.GraphML || f == picture.JSONLD; whole != want {
			t.Errorf("%s has the name whole: %v", f, whole)
		}
		if !utf8.ValidString(picture.Text(f, g)) {
			t.Errorf("%s is not UTF-8", f)
		}
	}
}

func TestUndeclaredPropertiesOfGraphMLAreGathered(t *testing.T) {
	var b strings.Builder
	w := picture.NewWriter(picture.GraphML, &b, picture.Head{NodeProperties: []string{"phase"}})
	_ = w.Node(picture.Node{ID: "a", Properties: []picture.Property{{Name: "phase", Value: "PILOT"}, {Name: "tag", Value: "x"}, {Name: "tag", Value: "y"}}})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<data key="node0">PILOT</data>`, `<data key="node-properties">{&#34;tag&#34;:[&#34;x&#34;,&#34;y&#34;]}</data>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in\n%s", want, b.String())
		}
	}
}

func FuzzText(f *testing.F) {
	for i, s := range []string{`"`, `\`, "]]>", "-->", "%%", "</title><script>", "&#x0;", "a\x00b\xff", "\u202E", "1. - #x;"} {
		f.Add(s, fmt.Sprint(i), strings.Repeat(s, 100))
	}
	f.Fuzz(func(t *testing.T, id, label, value string) {
		g := picture.Graph{
			Title: label, Description: value,
			Nodes: []picture.Node{{ID: id, Label: label, Properties: []picture.Property{{Name: label, Value: value, German: value}}}},
			Edges: []picture.Edge{{ID: id, From: id, To: id, Relation: label, Label: value, Properties: []picture.Property{{Name: value, Value: id, German: label}}}},
		}
		for _, format := range []picture.Format{picture.SVG, picture.GraphML} {
			d := xml.NewDecoder(strings.NewReader(picture.Text(format, g)))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", format, err)
				}
			}
		}
		for _, line := range strings.Split(picture.Text(picture.DOT, g), "\n")[1:6] {
			if !dotLine.MatchString(line) {
				t.Errorf("no statement of DOT: %s", line)
			}
		}
		if err := rdf.Read(strings.NewReader(picture.Text(picture.JSONLD, g)), rdf.JSONLD, rdf.Options{}, func(rdf.Triple, rdf.Position) error { return nil }); err != nil {
			t.Error(err)
		}
	})
}
