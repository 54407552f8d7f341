package picture

import (
	"strconv"
	"strings"

	"fundus/internal/catalogue"
)

// panel is a part of the sheet above or below the graph.
type panel struct {
	height int
	inner  strings.Builder
}

// prose adds lines of text.
func (p *panel) prose(class string, size, step int, lines ...string) {
	for _, l := range lines {
		p.inner.WriteString(`<text class="` + class + `" x="0" y="` + strconv.Itoa(p.height+size) + `">` + markup(l) + "</text>\n")
		p.height += step
	}
}

func (p *panel) draw(i *ink, at point) {
	i.put(`<g transform="translate(`, strconv.Itoa(at.X), " ", strconv.Itoa(at.Y), ")\">\n", p.inner.String(), "</g>\n")
}

// header is what the drawing is about.
func (s *sheet) header(width int) *panel {
	p := &panel{}
	p.prose("title", titleSize, titleSize+8, wrap(s.heading(), 2, width, func(s string) int { return bold(s, titleSize) })...)
	p.prose("prose", proseSize, proseLine, wrap(s.description, mostProse, width, ofProse)...)
	p.height += margin / 2
	return p
}

func ofProse(s string) int { return widthOf(s, proseSize) }

// footer is what was left out, and the legend.
func (s *sheet) footer(width int) *panel {
	p := &panel{}
	if left := s.leftOut(); left != "" {
		p.prose("prose warning", proseSize, proseLine, wrap(left, mostProse, width, ofProse)...)
		p.height += margin / 2
	}
	p.legend(s.entries(), width)
	return p
}

// entry explains a sign.
type entry struct {
	look   look
	dashed bool // it is an edge
	word   string
}

// entries are the signs that occur, in the order of kinds and origins.
func (s *sheet) entries() (out []entry) {
	seen := map[string]bool{}
	group, elided := false, false
	for _, f := range s.nodes {
		seen[legendWord(f.node.Kind, f.node.Origin)] = true
		group = group || f.node.Count > 0
	}
	for _, e := range s.edges {
		elided = elided || e.dashed
	}
	for _, kind := range catalogue.Kinds() {
		of := []catalogue.Origin{""}
		if kind == catalogue.KindSolution {
			of = nil
			for _, code := range catalogue.Origins.Codes {
				of = append(of, catalogue.Origin(code.Name))
			}
			of = append(of, "")
		}
		for _, origin := range of {
			if word := legendWord(kind, origin); seen[word] {
				out = append(out, entry{look: lookOf(Node{Kind: kind, Origin: origin}), word: word})
			}
		}
	}
	if group {
		out = append(out, entry{look: look{hue: plainHue}.group(), word: "mehrere, zusammengefasst"})
	}
	if elided {
		out = append(out, entry{dashed: true, word: "dazwischen ausgelassen"})
	}
	return out
}

// legendWord is what the legend calls a kind, and a solution by its origin.
func legendWord(kind catalogue.Kind, origin catalogue.Origin) string {
	if kind != catalogue.KindSolution {
		return kind.German()
	}
	if code, ok := catalogue.Origins.Find(string(origin)); ok {
		return kind.German() + ": " + code.Label.In(catalogue.German)
	}
	return kind.German() + ": Herkunft nicht bekannt"
}

// Sizes of the legend, in pixels.
const (
	signWidth, signHeight = 38, 24
	entryLine             = 34
	entryGap              = 22
)

// legend writes entries side by side, in as many lines as they need.
func (p *panel) legend(entries []entry, width int) {
	i := newInk(&p.inner)
	x := 0
	for _, e := range entries {
		wide := signWidth + 8 + widthOf(e.word, wordSize+1) + entryGap
		if x > 0 && x+wide > width {
			x, p.height = 0, p.height+entryLine
		}
		e.draw(i, point{x, p.height})
		x += wide
	}
	if len(entries) > 0 {
		p.height += entryLine
	}
	_ = i.dry() // a Builder takes everything
}

func (e entry) draw(i *ink, at point) {
	i.put(`<g class="`, e.look.class, `" transform="translate(`, strconv.Itoa(at.X), " ", strconv.Itoa(at.Y), `)">`)
	if e.dashed {
		i.put(`<path class="edge elided" d="M0 12H38"/>`)
	} else {
		e.look.outline.draw(i, signWidth, signHeight)
	}
	i.put(`<text class="entry" x="`, strconv.Itoa(signWidth+8), `" y="16">`, markup(e.word), "</text></g>\n")
}
