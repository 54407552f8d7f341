package picture

import (
	"strconv"
	"strings"

	"fundus/internal/catalogue"
)

// figure is a node as it is drawn: an outline, above its kind, below where it comes
// from, between them its name.
type figure struct {
	node   Node
	look   look
	kind   string
	lines  []string
	origin string
	hint   string // what is told when one points at it
	height int
}

// Sizes of figures and of their text, in pixels.
const (
	figureWidth = 230
	inset       = 17
	textWidth   = figureWidth - 2*inset
	kindSize    = 11
	nameSize    = 13
	nameLine    = 17
	smallLine   = 15
	above       = 23 // from the top to the foot of the first line
	below       = 14
	mostLines   = 3
)

func figureOf(n Node) figure {
	small := func(s string) int { return widthOf(s, kindSize) }
	f := figure{node: n, look: lookOf(n), kind: shortenedTo(n.Kind.German(), textWidth, small)}
	if n.Count > 0 {
		f.kind = shortenedTo(number(n.Count)+" × "+n.Kind.German(), textWidth, small)
	}
	f.lines = wrap(caption(n.Label), mostLines, textWidth, func(s string) int { return bold(s, nameSize) })
	if origin, ok := catalogue.Origins.Find(string(n.Origin)); ok {
		f.origin = shortenedTo(origin.Label.In(catalogue.German), textWidth, small)
	}
	f.height = above + nameLine*len(f.lines) + below
	if f.origin != "" {
		f.height += smallLine
	}
	f.hint = strings.Join(append([]string{caption(n.Label), kindWord(n)}, spoken(n.Properties)...), "\n")
	return f
}

// shortenedTo is a text that fits into a line.
func shortenedTo(s string, width int, measure func(string) int) string {
	if measure(s) <= width {
		return s
	}
	return shortened(s, width, measure)
}

// draw draws a figure at a place, which may be higher than it asked for.
func (f figure) draw(i *ink, at point, height int) {
	i.put(`<g class="`, f.look.class, `" transform="translate(`, strconv.Itoa(at.X), " ", strconv.Itoa(at.Y), `)"><title>`, markup(f.hint), `</title>`)
	f.look.outline.draw(i, figureWidth, height)
	y := above + (height-f.height)/2
	i.put(`<text class="kind" x="`, strconv.Itoa(inset), `" y="`, strconv.Itoa(y), `">`, markup(f.kind), `</text>`)
	y += nameLine
	i.put(`<text class="name" x="`, strconv.Itoa(inset), `" y="`, strconv.Itoa(y), `">`)
	for n, line := range f.lines {
		if n == 0 {
			i.put(`<tspan>`, markup(line), `</tspan>`)
			continue
		}
		i.put(` <tspan x="`, strconv.Itoa(inset), `" dy="`, strconv.Itoa(nameLine), `">`, markup(line), `</tspan>`)
	}
	i.put(`</text>`)
	if f.origin != "" {
		y += nameLine*(len(f.lines)-1) + smallLine + 2
		i.put(`<text class="origin" x="`, strconv.Itoa(inset), `" y="`, strconv.Itoa(y), `">`, markup(f.origin), `</text>`)
	}
	i.put("</g>\n")
}

// draw draws a shape.
func (o outline) draw(i *ink, w, h int) {
	i.put(`<path class="shape" d="`, polygon(o.corners(w, h)), `"/>`)
	if lines := o.lines(w, h); lines != "" {
		i.put(`<path class="rule" d="`, lines, `"/>`)
	}
}
