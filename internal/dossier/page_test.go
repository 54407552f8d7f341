package dossier_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/dossier"
)

// element is an element of a document.
type element struct {
	name     string
	attr     map[string]string
	text     string
	children []*element
}

// parse reads well-formed markup; anything else fails the test.
func parse(t testing.TB, text []byte) *element {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root
		}
		if err != nil {
			t.Fatal(err)
		}
		last := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(x)
		}
	}
}

// all are the elements below one with a name, or all of them.
func (e *element) all(name string) (out []*element) {
	for _, c := range e.children {
		if name == "" || c.name == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

// The page can be read by anybody who cannot see it, and by programs: it is well-formed,
// has one title, its tables have captions and headings, its pictures descriptions, and
// what leads somewhere leads to something on it.
func TestThePageIsWellFormedAndAccessible(t *testing.T) {
	root := parse(t, filesIn(t, made(t))["akte.html"])
	if n := len(root.all("h1")); n != 1 {
		t.Errorf("%d titles", n)
	}
	if lang := root.all("html")[0].attr["lang"]; lang != "de" {
		t.Errorf("in %q", lang)
	}
	tables := root.all("table")
	if len(tables) < 12 {
		t.Errorf("%d tables", len(tables))
	}
	for _, table := range tables {
		if len(table.all("caption")) != 1 {
			t.Error("a table without a caption")
		}
		for _, h := range table.all("th") {
			if s := h.attr["scope"]; s != "col" && s != "row" {
				t.Errorf("a heading %q of nothing", h.text)
			}
		}
	}
	for _, svg := range root.all("svg") {
		if svg.attr["role"] != "img" || len(svg.all("title")) == 0 || len(svg.all("desc")) != 1 {
			t.Error("a picture without a description")
		}
	}
	ids := map[string]bool{}
	for _, e := range root.all("") {
		if id := e.attr["id"]; id != "" {
			if ids[id] {
				t.Errorf("%s twice", id)
			}
			ids[id] = true
		}
	}
	links := root.all("a")
	for _, a := range links {
		if to, ok := strings.CutPrefix(a.attr["href"], "#"); !ok || !ids[to] {
			t.Errorf("a link to %q leads nowhere", a.attr["href"])
		}
	}
	if first := links[0]; first.attr["href"] != "#inhalt" {
		t.Error("no way past the navigation")
	}
}

// Levels of headings follow each other without a gap.
func TestHeadingsOfThePageAreInOrder(t *testing.T) {
	level := byte('0')
	for _, e := range parse(t, filesIn(t, made(t))["akte.html"]).all("") {
		if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
			if e.name[1] > level+1 {
				t.Errorf("%s %q", e.name, e.text)
			}
			level = e.name[1]
		}
	}
}

// The page holds all that it needs, and runs nothing.
func TestThePageFetchesAndRunsNothing(t *testing.T) {
	for _, e := range parse(t, filesIn(t, made(t))["akte.html"]).all("") {
		if slices.Contains([]string{"script", "link", "img", "iframe", "object", "embed", "form", "input", "base"}, e.name) {
			t.Errorf("<%s>", e.name)
		}
		for name, value := range e.attr {
			if strings.HasPrefix(name, "on") || name == "src" || name == "style" || name == "href" && !strings.HasPrefix(value, "#") {
				t.Errorf("<%s %s=%q>", e.name, name, value)
			}
		}
		if e.name == "style" && (strings.Contains(e.text, "url(") || strings.Contains(e.text, "@import")) {
			t.Error("a style that fetches")
		}
	}
}

// What is written can be told from its ground by eyes that see little, by day and in the
// dark: WCAG 2.2, 1.4.3 asks for 4.5 : 1.
func TestContrastsOfThePageAreEnough(t *testing.T) {
	style := parse(t, filesIn(t, made(t))["akte.html"]).all("style")[0].text
	schemes := regexp.MustCompile(`:root\{[^}]*--text[^}]*\}`).FindAllString(style, -1)
	if len(schemes) != 2 {
		t.Fatalf("%d schemes", len(schemes))
	}
	for _, scheme := range schemes {
		colour := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z]+):#([0-9a-f]+)`).FindAllStringSubmatch(scheme, -1) {
			colour[m[1]] = luminance(t, m[2])
		}
		for _, ink := range []string{"text", "link", "good", "bad", "open"} {
			for _, ground := range []string{"ground", "soft"} {
				a, b := colour[ink], colour[ground]
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("%s on %s: %.2f", ink, ground, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour as WCAG defines it.
func luminance(t *testing.T, hex string) float64 {
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

// Every judgement with evidence leads to that evidence.
func TestEveryEvidenceIsLedTo(t *testing.T) {
	root := parse(t, filesIn(t, made(t))["akte.html"])
	for _, id := range []string{"#nachweis-1", "#nachweis-2"} {
		if !slices.ContainsFunc(root.all("a"), func(a *element) bool { return a.attr["href"] == id }) {
			t.Errorf("nothing leads to %s", id)
		}
	}
}

// hostile are texts that registers and people have written, or could.
var hostile = map[string]string{
	"markup":     `<script>alert(1)</script><img src=x onerror=alert(1)>&amp;"'`,
	"markdown":   "](javascript:alert(1)) **fett** `x` | <b> # \\ ~~",
	"formula":    `=HYPERLINK("http://example.org";"x")`,
	"wide":       `＝HYPERLINK("http://example.org";"x")`,
	"direction":  "abc\u202Egnp.exe\u2066\u200F",
	"controls":   "a\tb\u0085c\u2028d\uFFFEe",
	"long":       strings.Repeat("Ä<&;\"", 800), // 4,000 characters
	"end of csv": "a;b\"c,d",
	"template":   "{{.Title}} ${x} {% x %}",
	"svg":        `]]></style></svg><script>`,
}

// Whatever is written in the catalogue, the files stay what they are: the page has the
// same elements as ever, tables the same number of cells, and pictures, linked data and
// the ledger can be read.
func TestHostileNamesAreHarmlessEverywhere(t *testing.T) {
	tame := parse(t, filesIn(t, made(t))["akte.html"])
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			w, id := residence(text)
			f := read(t, w, id, today)
			whole := archive(t, f, known(f))
			if r := check(t, whole); !r.OK() {
				t.Errorf("%v", r.Findings)
			}
			files := filesIn(t, whole)
			page := parse(t, files["akte.html"])
			if got, want := shape(page), shape(tame); got != want {
				t.Errorf("the page is another: %s", got)
			}
			for name, content := range files {
				looksSafe(t, name, content)
			}
		})
	}
}

// shape is the elements of a page outside its pictures, where texts are cut.
func shape(e *element) string {
	var b strings.Builder
	for _, c := range e.children {
		if c.name != "svg" && c.name != "p" {
			b.WriteString("<" + c.name + shape(c) + ">")
		}
	}
	return b.String()
}

func looksSafe(t *testing.T, name string, content []byte) {
	if !strings.HasPrefix(name, "akte.jsonl") && name != "manifest.json" {
		for _, bad := range []string{"\u202E", "\u2066", "\u200F", "\u2028"} {
			if bytes.Contains(content, []byte(bad)) {
				t.Errorf("%s turns the direction of writing, or has a line within a line", name)
			}
		}
	}
	switch {
	case strings.HasSuffix(name, ".svg"):
		if len(parse(t, content).all("script")) > 0 {
			t.Errorf("%s has a script", name)
		}
	case strings.HasSuffix(name, ".csv"):
		cells(t, name, content)
	case strings.HasSuffix(name, ".jsonld"):
		if !json.Valid(content) {
			t.Errorf("%s is no JSON", name)
		}
	case strings.HasSuffix(name, ".md"):
		if bytes.ContainsAny(content, "<>") || link.Match(content) {
			t.Errorf("%s: %s", name, content)
		}
	}
}

// link is how a link of Markdown would look.
var link = regexp.MustCompile(`[^\\]\]\(`)

// cells reads a table as a spreadsheet does: each line has as many cells as the heading,
// and none is a formula.
func cells(t *testing.T, name string, content []byte) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, row := range all {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%s: a formula %q", name, cell)
			}
		}
	}
}

// What the view does not see on the day is in no file of the archive: neither what it is
// called nor its id. The receipt that names it is an excerpt, and the check says so.
func TestWhatIsHiddenIsInNoFile(t *testing.T) {
	w, id := residence("")
	day := dayOf("2026-08-01") // on which the old application is no more, nor the letter
	whole := archive(t, read(t, w, id, day), dossier.Sections{})
	var hidden []catalogue.Record
	for _, r := range w.records {
		if m := r.Base(); !day.Valid(m.ValidFrom, m.ValidUntil) {
			hidden = append(hidden, r)
		}
	}
	for name, content := range filesIn(t, whole) {
		for _, r := range hidden {
			for _, secret := range []string{r.Base().Name.String(), catalogue.GlobalID(r.Kind(), r.Base().ID)} {
				if bytes.Contains(content, []byte(secret)) {
					t.Errorf("%s has %s", name, secret)
				}
			}
		}
	}
	if r := check(t, whole); len(hidden) != 2 || !r.OK() || len(r.Notes) != 1 || !strings.Contains(r.Notes[0].Rule, "nur in Auszügen") {
		t.Errorf("%d hidden, %v %v", len(hidden), r.Findings, r.Notes)
	}
}
