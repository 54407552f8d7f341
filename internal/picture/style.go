package picture

import "strings"

// StyleSheet is what stands in the style element of every drawing, to the byte: a page
// whose content security policy forbids styles from elsewhere can allow this one by its
// hash. All rules are below the class of drawings, so that they reach nothing of a page
// that holds one.
func StyleSheet() string {
	var b strings.Builder
	rule := func(selector, declarations string) { b.WriteString(".fundus " + selector + "{" + declarations + "}") }
	b.WriteString(`.fundus{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}`)
	rule("text", "fill:"+black)
	rule(".ground", "fill:"+white)
	rule(".title", "font-size:20px;font-weight:600")
	rule(".prose", "font-size:13px")
	rule(".warning", "font-weight:600")
	rule(".entry", "font-size:12px")
	rule(".kind", "font-size:11px")
	rule(".name", "font-size:13px;font-weight:600")
	rule(".origin", "font-size:11px")
	rule(".shape", "stroke-width:1.5;stroke-linejoin:round")
	rule(".rule", "fill:none;stroke-width:1")
	rule(".edge", "fill:none;stroke:"+pencil+";stroke-width:1.3")
	rule(".edge:hover", "stroke-width:3")
	rule(".elided", "stroke-dasharray:6 4")
	rule(".arrow", "fill:"+pencil)
	rule(".word", "font-size:11px;paint-order:stroke;stroke:"+white+";stroke-width:3px;stroke-linejoin:round")
	for _, h := range hues() {
		rule("."+h.class+" .shape", "fill:"+h.fill+";stroke:"+h.line)
		rule("."+h.class+" .rule", "stroke:"+h.line)
	}
	b.WriteString("@media(prefers-color-scheme:dark){")
	rule("text", "fill:"+nightText)
	rule(".ground", "fill:"+nightGround)
	rule(".edge", "stroke:"+nightLines)
	rule(".arrow", "fill:"+nightLines)
	rule(".word", "stroke:"+nightGround)
	for _, h := range hues() {
		rule("."+h.class+" .shape", "fill:"+h.nightFill+";stroke:"+h.nightLine)
		rule("."+h.class+" .rule", "stroke:"+h.nightLine)
	}
	b.WriteString("}")
	return b.String()
}
