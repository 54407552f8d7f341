package picture

import (
	"fmt"
	"strconv"

	"fundus/internal/picture/layered"
)

// sheet is what a drawing shows.
type sheet struct {
	title, description         string
	nodes                      []figure
	edges                      []line
	words                      []string // that stand at edges, each once
	known                      map[string]int
	nodesLeftOut, edgesLeftOut int
}

func newSheet(h Head) sheet {
	return sheet{title: caption(h.Title), description: note(h.Description), known: map[string]int{"": layered.NoLabel}}
}

// Sizes of the sheet, in pixels.
const (
	margin     = 28
	leastWidth = 560
	titleSize  = 20
	proseSize  = 13
	proseLine  = 19
	mostProse  = 5 // lines of a description
)

// draw draws the sheet: what it is about, the graph, what was left out, a legend.
func (s *sheet) draw(i *ink) {
	layout := s.layout()
	width := max(layout.Width, leastWidth)
	top := s.header(width)
	foot := s.footer(width)
	graphTop := margin + top.height
	footTop := graphTop + layout.Height + margin
	s.open(i, point{width + 2*margin, footTop + foot.height + margin})
	top.draw(i, point{margin, margin})
	i.put(`<g transform="translate(`, strconv.Itoa(margin+(width-layout.Width)/2), " ", strconv.Itoa(graphTop), ")\">\n")
	s.drawEdges(i, layout)
	for n, f := range s.nodes {
		f.draw(i, point(layout.Boxes[n].Point), layout.Boxes[n].Height)
	}
	i.put("</g>\n")
	foot.draw(i, point{margin, footTop})
	i.put("</svg>\n")
}

// layout lets the graph be laid out.
func (s *sheet) layout() layered.Layout {
	var g layered.Graph
	for _, f := range s.nodes {
		g.Boxes = append(g.Boxes, layered.Size{Width: figureWidth, Height: f.height})
	}
	for _, word := range s.words {
		g.Labels = append(g.Labels, layered.Size{Width: widthOf(word, wordSize), Height: wordSize})
	}
	for _, e := range s.edges {
		g.Edges = append(g.Edges, layered.Edge{From: e.from, To: e.to, Label: e.label})
	}
	l := layered.Lay(g)
	s.touchOutlines(l)
	return l
}

// open begins the document. Its ids name its content, since a page may hold several
// drawings.
func (s *sheet) open(i *ink, size point) {
	account := s.account()
	name := "fundus-" + nameOf(s.title+"\n"+account)
	w, h := strconv.Itoa(size.X), strconv.Itoa(size.Y)
	i.put(`<svg xmlns="http://www.w3.org/2000/svg" class="fundus" lang="de" width="`, w, `" height="`, h, `" viewBox="0 0 `, w, " ", h,
		`" role="img" aria-labelledby="`, name, `-title `, name, "-desc\">\n",
		`<title id="`, name, `-title">`, markup(s.heading()), "</title>\n",
		`<desc id="`, name, `-desc">`, markup(account), "</desc>\n",
		"<style>", StyleSheet(), "</style>\n",
		`<rect class="ground" width="`, w, `" height="`, h, "\"/>\n")
}

// heading is the title; a drawing without one is called what it is.
func (s *sheet) heading() string {
	if s.title == "" {
		return "Netz von Einträgen"
	}
	return s.title
}

// nameOf is a short name that follows from a text (FNV-1a).
func nameOf(text string) string {
	sum := uint32(2166136261)
	for i := range len(text) {
		sum = (sum ^ uint32(text[i])) * 16777619
	}
	return fmt.Sprintf("%08x", sum)
}
