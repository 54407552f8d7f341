package picture

import (
	"fmt"

	"fundus/internal/catalogue"
)

// look is how something is shown. Colour says where a solution comes from and
// nothing else, and says nothing alone: shape and words say the same.
type look struct {
	fill, line string    // colours; text on fill is ink, far above a contrast of 4.5:1
	dot        string    // a shape of Graphviz
	mermaid    [2]string // the brackets of a shape of Mermaid
	outline    outline
}

// Colours of what is no solution.
const (
	paper  = "#f7f7f5"
	pencil = "#4a4f55"
	black  = "#16191d"
)

var (
	box     = [2]string{`["`, `"]`}
	pill    = [2]string{`(["`, `"])`}
	barrel  = [2]string{`[("`, `")]`}
	flag    = [2]string{`>"`, `"]`}
	stacked = [2]string{`[["`, `"]]`}
)

// kinds are the looks of records by kind; a solution has that of its origin.
var kinds = map[catalogue.Kind]look{
	catalogue.KindService:    {paper, pencil, "box", pill, pillOutline},
	catalogue.KindAuthority:  {paper, pencil, "house", box, houseOutline},
	catalogue.KindArea:       {paper, pencil, "ellipse", box, ovalOutline},
	catalogue.KindDataset:    {paper, pencil, "cylinder", barrel, barrelOutline},
	catalogue.KindStandard:   {paper, pencil, "tab", box, tabOutline},
	catalogue.KindInterface:  {paper, pencil, "cds", box, plugOutline},
	catalogue.KindCapability: {paper, pencil, "box3d", box, boxOutline},
	catalogue.KindLegalBasis: {paper, pencil, "note", flag, sheetOutline},
	catalogue.KindProject:    {paper, pencil, "invhouse", box, arrowOutline},
	catalogue.KindBudgetLine: {paper, pencil, "box", box, ticketOutline},
	catalogue.KindSource:     {paper, pencil, "underline", box, boxOutline},
}

// origins are the looks of solutions. The hues keep apart for eyes that see no
// difference of red and green: they go from blue over teal and violet to yellow,
// orange and red, and differ in lightness.
var origins = map[catalogue.Origin]look{
	catalogue.OriginFederalStandard: {"#cfe2f7", "#0b4f94", "doubleoctagon", [2]string{`{{"`, `"}}`}, octagonOutline},
	catalogue.OriginEfA:             {"#c8ece6", "#00635a", "octagon", stacked, doubleOutline},
	catalogue.OriginStateShared:     {"#dfeecb", "#3d6312", "hexagon", [2]string{`("`, `")`}, hexagonOutline},
	catalogue.OriginOtherPublic:     {"#e5def4", "#53409a", "parallelogram", [2]string{`[/"`, `"/]`}, slantOutline},
	catalogue.OriginOpenSource:      {"#fff2bf", "#715400", "trapezium", [2]string{`[\"`, `"\]`}, backslantOutline},
	catalogue.OriginCommercial:      {"#ffdfbf", "#8a4200", "invtrapezium", [2]string{`[/"`, `"\]`}, trapezeOutline},
	catalogue.OriginInHouse:         {"#f9d0cb", "#9b1c10", "septagon", [2]string{`[\"`, `"/]`}, notchedOutline},
	"":                              {"#e9ecef", "#454d55", "component", box, boxOutline},
}

// group is the look of a group of records; its colour is that of what it holds.
func (l look) group() look {
	l.dot, l.mermaid, l.outline = "folder", stacked, stackOutline
	return l
}

// lookOf is how a node is shown.
func lookOf(n Node) look {
	l, ok := kinds[n.Kind]
	if n.Kind == catalogue.KindSolution {
		l, ok = origins[n.Origin]
	}
	if !ok {
		l = origins[""]
	}
	if n.Count > 0 {
		l = l.group()
	}
	return l
}

// kindWord says in German what a node is: "Softwarelösung · Einer für Alle",
// "40 × Behörde".
func kindWord(n Node) string {
	word := n.Kind.German()
	if origin, ok := catalogue.Origins.Find(string(n.Origin)); ok {
		word += " · " + origin.Label.In(catalogue.German)
	}
	if n.Count > 0 {
		word = fmt.Sprintf("%d × %s", n.Count, word)
	}
	return word
}

// edgeWord is what stands at an edge in German.
func edgeWord(e Edge) string {
	word := e.Label
	if word == "" {
		word = e.Relation
	}
	if e.Elided == 0 {
		return caption(word)
	}
	left := fmt.Sprintf("(%d ausgelassen)", e.Elided)
	if word = caption(word); word == "" {
		return left
	}
	return word + " " + left
}

// spoken is what is known of a node or an edge beside its name, in German.
func spoken(properties []Property) (out []string) {
	for _, p := range properties {
		if said := caption(p.German); said != "" {
			out = append(out, said)
		}
	}
	return out
}
