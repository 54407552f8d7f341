package picture

import (
	"strconv"

	"fundus/internal/catalogue"
)

// look is how something is shown. Colour says where a solution comes from and
// nothing else, and says nothing alone: shape and words say the same.
type look struct {
	hue
	dot     string    // a shape of Graphviz, with its style where it has one
	mermaid [2]string // the brackets of a shape of Mermaid
	outline outline
}

// hue is a colour by day, and by night, when what is light is dark. Text is ink on
// fill, with a contrast far above the 4.5:1 of WCAG.
type hue struct {
	class                string
	fill, line           string
	nightFill, nightLine string
}

// Colours of text, of lines between nodes and of the ground.
const (
	black, nightText   = "#16191d", "#f1f3f5"
	pencil, nightLines = "#5b6370", "#9aa4b0"
	white, nightGround = "#ffffff", "#14171b"
)

// plainHue is that of all that is no solution.
var plainHue = hue{"record", "#f6f6f4", "#5a6068", "#23282e", "#a4adb8"}

var (
	box     = [2]string{`["`, `"]`}
	pill    = [2]string{`(["`, `"])`}
	barrel  = [2]string{`[("`, `")]`}
	flag    = [2]string{`>"`, `"]`}
	stacked = [2]string{`[["`, `"]]`}
)

// kinds are the looks of records by kind; a solution has that of its origin.
var kinds = map[catalogue.Kind]look{
	catalogue.KindService:    {plainHue, `box, style="filled,rounded"`, box, pillOutline},
	catalogue.KindAuthority:  {plainHue, "house", box, houseOutline},
	catalogue.KindArea:       {plainHue, "ellipse", box, mapOutline},
	catalogue.KindDataset:    {plainHue, "cylinder", barrel, barrelOutline},
	catalogue.KindStandard:   {plainHue, "tab", box, tabOutline},
	catalogue.KindInterface:  {plainHue, "cds", box, plugOutline},
	catalogue.KindCapability: {plainHue, "box3d", box, frameOutline},
	catalogue.KindLegalBasis: {plainHue, "note", flag, sheetOutline},
	catalogue.KindProject:    {plainHue, "invhouse", box, arrowOutline},
	catalogue.KindBudgetLine: {plainHue, "box", box, ticketOutline},
	catalogue.KindSource:     {plainHue, "underline", box, ruledOutline},

	// What reuse is decided by and with looks alike by its sort: the file, papers in it,
	// choices, judgements, and what is judged by.
	catalogue.KindCase:          {plainHue, "box3d", stacked, frameOutline},
	catalogue.KindNeed:          {plainHue, "note", flag, sheetOutline},
	catalogue.KindSearchReceipt: {plainHue, "note", flag, sheetOutline},
	catalogue.KindAssessment:    {plainHue, "note", flag, sheetOutline},
	catalogue.KindEvidence:      {plainHue, "note", flag, sheetOutline},
	catalogue.KindCostModel:     {plainHue, "note", flag, sheetOutline},
	catalogue.KindDeviation:     {plainHue, "note", flag, sheetOutline},
	catalogue.KindFollowUp:      {plainHue, "note", flag, sheetOutline},
	catalogue.KindOption:        {plainHue, "invhouse", box, arrowOutline},
	catalogue.KindDecision:      {plainHue, "invhouse", box, arrowOutline},
	catalogue.KindGateResult:    {plainHue, "box", box, ticketOutline},
	catalogue.KindExclusion:     {plainHue, "box", box, ticketOutline},
	catalogue.KindScore:         {plainHue, "box", box, ticketOutline},
	catalogue.KindRuleCheck:     {plainHue, "box", box, ticketOutline},
	catalogue.KindRule:          {plainHue, "tab", box, tabOutline},
	catalogue.KindGate:          {plainHue, "tab", box, tabOutline},
	catalogue.KindLadder:        {plainHue, "tab", box, tabOutline},
	catalogue.KindWeightSet:     {plainHue, "tab", box, tabOutline},
}

// origins are the looks of solutions. The hues keep apart for eyes that see no
// difference of red and green: they go from blue over teal and violet to yellow,
// orange and red, and differ in lightness.
var origins = map[catalogue.Origin]look{
	catalogue.OriginFederalStandard: {hue{"federal-standard", "#cfe2f7", "#0b4f94", "#0c3358", "#9cc7f2"}, "doubleoctagon", [2]string{`{{"`, `"}}`}, octagonOutline},
	catalogue.OriginEfA:             {hue{"efa", "#c5ebe4", "#00635a", "#063f3a", "#86dccd"}, "octagon", pill, doubleOutline},
	catalogue.OriginStateShared:     {hue{"state-shared", "#dfeecb", "#3d6312", "#2a4210", "#b9dc8c"}, "hexagon", [2]string{`("`, `")`}, hexagonOutline},
	catalogue.OriginOtherPublic:     {hue{"other-public", "#e5def4", "#53409a", "#352a63", "#c3b4ee"}, "parallelogram", [2]string{`[/"`, `"/]`}, slantOutline},
	catalogue.OriginOpenSource:      {hue{"open-source", "#fff2bf", "#715400", "#4a3a08", "#ecd176"}, "trapezium", [2]string{`[\"`, `"\]`}, backslantOutline},
	catalogue.OriginCommercial:      {hue{"commercial", "#ffdfbf", "#8a4200", "#57300b", "#f5b982"}, "invtrapezium", [2]string{`[/"`, `"\]`}, trapezeOutline},
	catalogue.OriginInHouse:         {hue{"in-house", "#f9d0cb", "#9b1c10", "#5f1a13", "#f2a198"}, "septagon", [2]string{`[\"`, `"/]`}, funnelOutline},
	"":                              {hue{"origin-unknown", "#e6e9ec", "#454d55", "#343a41", "#c3cad1"}, "component", box, boxOutline},
}

// hues are all colours in which something is shown, in the order of the legend.
func hues() []hue {
	out := []hue{plainHue}
	for _, code := range catalogue.Origins.Codes {
		out = append(out, origins[catalogue.Origin(code.Name)].hue)
	}
	return append(out, origins[""].hue)
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
		word = number(n.Count) + " × " + word
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
	left := "(" + number(e.Elided) + " ausgelassen)"
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

// number is a number as one reads it: 12.345.
func number(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "." + digits[at:]
	}
	return digits
}
