package picture_test

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// drawn is what a reader sees of a drawing.
type drawn struct {
	title, desc string
	names       []string // of nodes, their lines joined
	hints       []string // of nodes
	words       []string // all else that is written
}

func read(t *rapid.T, document string) (out drawn) {
	class, element := "", ""
	parse(t, document, func(e xml.StartElement) {
		element = e.Name.Local
		switch element {
		case "tspan":
			return
		case "text":
			class = attribute(e, "class")
			if class == "name" {
				out.names = append(out.names, "")
			} else {
				out.words = append(out.words, "")
			}
		case "g":
			class = attribute(e, "class")
		}
	}, func(s string) {
		switch {
		case strings.TrimSpace(s) == "":
		case element == "title" && out.title == "":
			out.title = s
		case element == "desc":
			out.desc = s
		case element == "title":
			out.hints = append(out.hints, s)
		case class == "name" && element == "tspan":
			out.names[len(out.names)-1] += s + "|"
		case element == "text":
			out.words[len(out.words)-1] += s
		}
	})
	return out
}

// TestEveryNameIsWritten compares letters alone, since lines are broken at spaces and
// within words.
func TestEveryNameIsWritten(t *testing.T) {
	letters := func(s string) string { return regexp.MustCompile(`[ |-]`).ReplaceAllString(s, "") }
	rapid.Check(t, func(t *rapid.T) {
		var g picture.Graph
		words := rapid.SliceOfN(rapid.StringMatching(`[A-Za-zäöüß]{1,40}`), 1, 12)
		for i := range rapid.IntRange(1, 5).Draw(t, "nodes") {
			g.Nodes = append(g.Nodes, picture.Node{ID: fmt.Sprint(i), Kind: catalogue.KindService, Label: strings.Join(words.Draw(t, "words"), " ")})
		}
		d := read(t, picture.Text(picture.SVG, g))
		for i, n := range g.Nodes {
			shown := letters(d.names[i])
			cut := strings.HasSuffix(shown, "…")
			if want := letters(n.Label); shown != want && !(cut && strings.HasPrefix(want, strings.TrimSuffix(shown, "…"))) {
				t.Errorf("%q is written %q", n.Label, d.names[i])
			}
		}
	})
}

func TestADrawingSaysInWordsWhatItShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := read(t, picture.Text(picture.SVG, example()))
		if d.title != example().Title {
			t.Errorf("the title is %q", d.title)
		}
		want := example().Description + " Gezeichnet: 19 Einträge (1 × Verwaltungsleistung, 1 × Behörde"
		if !strings.HasPrefix(d.desc, want) {
			t.Errorf("the account %q does not begin with %q", d.desc, want)
		}
		for _, part := range []string{"20 Verbindungen (8 × über", "1 Gruppe mit zusammen 1.031 Einträgen", "Die meisten Verbindungen hat „Wohngeld“: 17"} {
			if !strings.Contains(d.desc, part) {
				t.Errorf("%q is not in the account %q", part, d.desc)
			}
		}
		for _, word := range []string{"Softwarelösung: Eigenentwicklung", "mehrere, zusammengefasst", "dazwischen ausgelassen", "Einer für Alle (EfA)", "1.031 × Behörde"} {
			if !strings.Contains(strings.Join(d.words, "\n"), word) {
				t.Errorf("%q is not written", word)
			}
		}
	})
}

func TestWhatFindsNoPlaceIsSaid(t *testing.T) {
	var b strings.Builder
	w := picture.NewWriter(picture.SVG, &b, picture.Head{})
	const nodes, edges = 2_003, 10_007
	for i := range nodes {
		_ = w.Node(picture.Node{ID: fmt.Sprint(i), Kind: catalogue.KindService, Label: "Wohngeld"})
	}
	for i := range edges {
		_ = w.Edge(picture.Edge{From: fmt.Sprint(i % 1_999), To: fmt.Sprint(i%1_999 + 1), Label: "Teil von"})
	}
	_ = w.Edge(picture.Edge{From: "0", To: "2002", Label: "Teil von"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	note := "Nicht gezeichnet: 3 Einträge und 8 Verbindungen. Eine Zeichnung fasst 2.000 Einträge und 10.000 Verbindungen."
	if n := strings.Count(b.String(), note); n != 2 {
		t.Errorf("the note stands %d times, and not in the account and below the drawing", n)
	}
}

func TestADrawingOfNothingIsADrawing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := read(t, picture.Text(picture.SVG, picture.Graph{}))
		if d.title == "" || d.desc != "Gezeichnet: 0 Einträge, 0 Verbindungen." {
			t.Errorf("got %+v", d)
		}
	})
}

// TestTextIsReadableByDayAndByNight reads the style sheet of the drawing and asks for
// the contrast that WCAG 2.2 wants of text (1.4.3).
func TestTextIsReadableByDayAndByNight(t *testing.T) {
	day, night, ok := strings.Cut(picture.Text(picture.SVG, example()), "@media(prefers-color-scheme:dark)")
	if !ok {
		t.Fatal("there is no night")
	}
	fill := regexp.MustCompile(`\.fundus ([^{}]+)\{fill:(#[0-9a-f]{6})`)
	for name, css := range map[string]string{"day": day, "night": night} {
		rules := fill.FindAllStringSubmatch(css, -1)
		text := ""
		for _, r := range rules {
			if r[1] == "text" {
				text = r[2]
			}
		}
		grounds := 0
		for _, r := range rules {
			if !strings.HasSuffix(r[1], ".shape") && r[1] != ".ground" {
				continue
			}
			grounds++
			if c := contrast(text, r[2]); c < 4.5 {
				t.Errorf("by %s text on %s has a contrast of %.1f", name, r[1], c)
			}
		}
		if want := len(catalogue.Origins.Codes) + 3; grounds != want {
			t.Errorf("by %s there are %d colours, not %d", name, grounds, want)
		}
	}
}

func contrast(a, b string) float64 {
	light, dark := luminance(a), luminance(b)
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

func luminance(colour string) (sum float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}

// TestOriginsDifferInShapeAndInColour holds for drawings by their legend, and for what
// others draw by the nodes themselves.
func TestOriginsDifferInShapeAndInColour(t *testing.T) {
	for format, sign := range map[picture.Format]*regexp.Regexp{
		picture.SVG:     regexp.MustCompile(`<g class="([a-z]+(?:-[a-z]+)*)" transform="[^"]*">(<path class="shape" d="[^"]*"/>(?:<path class="rule" d="[^"]*"/>)?)<text class="entry" x="[0-9]+" y="[0-9]+">Softwarelösung`),
		picture.DOT:     regexp.MustCompile(`"solution[0-9]" \[.*, shape=([a-z]+), fillcolor="(#[0-9a-f]+)"`),
		picture.Mermaid: regexp.MustCompile(`nsolution[0-9]([^A-Z]+)Wohngeld[^"]*([^:]+):::(.*)`),
	} {
		found := sign.FindAllStringSubmatch(picture.Text(format, example()), -1)
		first, second := map[string]bool{}, map[string]bool{}
		for _, m := range found {
			first[strings.Join(m[1:len(m)-1], "")], second[m[len(m)-1]] = true, true
		}
		if want := len(catalogue.Origins.Codes) + 1; len(found) != want || len(first) != want || len(second) != want {
			t.Errorf("in %s %d origins have %d and %d signs", format, len(found), len(first), len(second))
		}
	}
}
