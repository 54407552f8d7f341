package console

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The laws in this file read the page as text. They prove what text can prove: that it is complete, asks nobody else,
// obeys its own policy, and that each control has a name. A browser is not needed.

// element is one start tag of the page with the text it contains directly.
type element struct {
	name string
	attr map[string]string
	text string
}

// page reads index.html, which is written so that an XML reader can read it too.
func page(t *testing.T) []*element {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text(t, "index.html")))
	decoder.Strict = false
	var all, open []*element
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("read index.html: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += strings.TrimSpace(string(token))
			}
		}
	}
}

func text(t *testing.T, name string) string {
	t.Helper()
	f, ok := files()[name]
	if !ok {
		t.Fatalf("%s is not embedded", name)
	}
	return string(f.content)
}

func TestThePageAsksNobodyElse(t *testing.T) {
	address := regexp.MustCompile(`(?i:(https?:)?//[a-z0-9][a-z0-9.-]*\.[a-z]{2,}[^\s"'` + "`" + `]*)|@import|\burl\(`)
	for name := range files() {
		for _, found := range address.FindAllString(text(t, name), -1) {
			if found != "http://www.w3.org/2000/svg" { // a name, not an address
				t.Errorf("%s: %s", name, found)
			}
		}
	}
}

func TestThePageHasNothingInline(t *testing.T) {
	for _, e := range page(t) {
		if e.name == "style" || e.name == "script" && (e.text != "" || e.attr["src"] == "") {
			t.Errorf("inline <%s>", e.name)
		}
		for name := range e.attr {
			if name == "style" || strings.HasPrefix(name, "on") {
				t.Errorf("<%s id=%q> has the inline attribute %s", e.name, e.attr["id"], name)
			}
		}
	}
	markup := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\("style"|\bstyle:`)
	for name := range files() {
		if found := markup.FindString(text(t, name)); found != "" && path.Ext(name) == ".js" {
			t.Errorf("%s uses %s", name, found)
		}
	}
}

func TestWhatThePageNamesIsThere(t *testing.T) {
	ids := map[string]bool{}
	for _, e := range page(t) {
		id := e.attr["id"]
		if id != "" && ids[id] {
			t.Errorf("id %q twice", id)
		}
		ids[id] = true
	}
	for _, e := range page(t) {
		for _, name := range []string{"for", "aria-controls", "aria-labelledby", "aria-describedby"} {
			for id := range strings.FieldsSeq(e.attr[name]) {
				if !ids[id] {
					t.Errorf("<%s> %s=%q names no element", e.name, name, id)
				}
			}
		}
		for _, name := range []string{"src", "href"} {
			target, given := e.attr[name]
			if _, embedded := files()[target]; given && !embedded && !strings.HasPrefix(target, "#") {
				t.Errorf("<%s> %s=%q names no embedded file", e.name, name, target)
			}
		}
	}
	used := regexp.MustCompile(`byId\("([^"]+)"\)`)
	for name := range files() {
		for _, match := range used.FindAllStringSubmatch(text(t, name), -1) {
			if !ids[match[1]] {
				t.Errorf("%s looks for id %q, which the page does not have", name, match[1])
			}
		}
	}
}

func TestEveryImportIsThereAndExported(t *testing.T) {
	imports := regexp.MustCompile(`(?m)^import (?:\{ ([^}]+) \}|\* as \w+) from "([^"]+)";$`)
	reached := map[string]bool{"console.js": true}
	for name := range files() {
		for _, match := range imports.FindAllStringSubmatch(text(t, name), -1) {
			target := path.Join(path.Dir(name), match[2])
			reached[target] = true
			for word := range strings.SplitSeq(match[1], ", ") {
				exported := regexp.MustCompile(`(?m)^export (async )?(function|const|class) ` + regexp.QuoteMeta(word) + `\b`)
				if word != "" && !exported.MatchString(text(t, target)) {
					t.Errorf("%s imports %s, which %s does not export", name, word, target)
				}
			}
		}
	}
	for name := range files() {
		if path.Ext(name) == ".js" && !reached[name] {
			t.Errorf("%s is imported by nobody", name)
		}
	}
}

func TestEveryControlHasAName(t *testing.T) {
	all := page(t)
	labelled := map[string]bool{}
	for _, e := range all {
		if e.name == "label" && e.text != "" {
			labelled[e.attr["for"]] = true
		}
	}
	for _, e := range all {
		switch {
		case e.name == "button" && e.text == "" && e.attr["aria-label"] == "":
			t.Errorf("button %q has no name", e.attr["id"])
		case e.name == "button" && e.attr["type"] == "":
			t.Errorf("button %q has no type", e.attr["id"])
		case e.name == "img" && !has(e, "alt"):
			t.Errorf("image %q has no alternative text", e.attr["src"])
		case e.name == "textarea" && !labelled[e.attr["id"]]:
			t.Errorf("text area %q has no label", e.attr["id"])
		case e.name == "input" && e.attr["type"] != "radio" && e.attr["type"] != "checkbox" && !labelled[e.attr["id"]]:
			t.Errorf("input %q has no label", e.attr["id"])
		case (e.attr["role"] == "tablist" || e.attr["role"] == "listbox" || e.name == "nav") && e.attr["aria-label"] == "":
			t.Errorf("<%s id=%q> has no label", e.name, e.attr["id"])
		}
	}
}

// What modules add to the page obeys the laws that what stands in it obeys.
func TestWhatModulesAddIsNamedAndKeepsToItself(t *testing.T) {
	made := regexp.MustCompile(`el\("(img|a)", \{[^}]*`)
	for name := range files() {
		for _, match := range made.FindAllStringSubmatch(text(t, name), -1) {
			if match[1] == "img" && !strings.Contains(match[0], "alt: ") {
				t.Errorf("%s makes an image without alternative text: %s", name, match[0])
			}
			if strings.Contains(match[0], "_blank") && !strings.Contains(match[0], `rel: "noopener`) {
				t.Errorf("%s opens a tab that can reach back: %s", name, match[0])
			}
		}
	}
}

func TestThePageSpeaksGermanAndHasOneMain(t *testing.T) {
	count := map[string]int{}
	for _, e := range page(t) {
		count[e.name]++
		if e.name == "html" && e.attr["lang"] != "de" {
			t.Errorf("language is %q, want de", e.attr["lang"])
		}
	}
	if count["main"] != 1 || count["title"] != 1 || count["noscript"] != 1 {
		t.Errorf("main, title, noscript are there %d, %d, %d times, want once each", count["main"], count["title"], count["noscript"])
	}
}

func has(e *element, name string) bool {
	_, ok := e.attr[name]
	return ok
}
