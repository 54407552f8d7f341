package dossier

import (
	"fmt"
	"html"
	"strings"
)

// The pictures that nobody else draws: the ladder with its options, and the scores as
// intervals. They are drawn from the paper, with whole numbers only.

// Sizes, in pixels.
const (
	sheetWidth = 960
	lineHeight = 26
	textLeft   = 20
	boxLeft    = 380
)

// sheetStyle is the style of these drawings. All rules are below their class, so that
// they reach nothing of a page that holds one.
const sheetStyle = `.akte-bild{font-family:system-ui,"Segoe UI",Roboto,Arial,sans-serif;font-size:14px}` +
	`.akte-bild text{fill:#1b1b1b}.akte-bild .grund{fill:#fff}.akte-bild .reihe{fill:#f2f4f7}.akte-bild .kasten{fill:#fff;stroke:#44546a;stroke-width:1.2}` +
	`.akte-bild .gewaehlt{stroke:#005a9c;stroke-width:3}.akte-bild .raus{stroke-dasharray:5 4}.akte-bild .titel{font-size:18px;font-weight:600}` +
	`.akte-bild .stufe{font-weight:600}.akte-bild .achse{stroke:#8a94a3;stroke-width:1}.akte-bild .sicher{fill:#005a9c}.akte-bild .offen{fill:#9cc3e0}` +
	`@media screen and (prefers-color-scheme:dark){.akte-bild text{fill:#ececec}.akte-bild .grund{fill:#16191d}.akte-bild .reihe{fill:#22272e}` +
	`.akte-bild .kasten{fill:#16191d;stroke:#a9b6c6}.akte-bild .gewaehlt{stroke:#7cc0f5}.akte-bild .sicher{fill:#7cc0f5}.akte-bild .offen{fill:#35617f}}`

// sheet is a drawing under way.
type sheet struct {
	strings.Builder
	height int
}

// put adds elements. Texts go through markup.
func (s *sheet) put(format string, args ...any) { fmt.Fprintf(s, format+"\n", args...) }

func markup(s string) string { return html.EscapeString(s) }

// framed is the whole drawing.
func (s *sheet) framed(name, title, account string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="akte-bild" lang="de" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-titel %s-text">
<title id="%s-titel">%s</title>
<desc id="%s-text">%s</desc>
<style>%s</style>
<rect class="grund" width="%d" height="%d"/>
<text class="titel" x="%d" y="34">%s</text>
%s</svg>
`, sheetWidth, s.height, sheetWidth, s.height, name, name, name, markup(title), name, markup(account), sheetStyle, sheetWidth, s.height, textLeft, markup(title), s.String())
}

// drawLadder is the ladder, best rung above, with the options on it. What is excluded has
// a broken frame, what is chosen a thick one.
func drawLadder(p *paper) string {
	s := &sheet{height: 56}
	var account []string
	for _, r := range p.Rungs {
		rows := max(len(r.Options), 1)
		height := rows*lineHeight + 14
		s.put(`<rect class="reihe" x="%d" y="%d" width="%d" height="%d"/>`, textLeft-10, s.height, sheetWidth-2*textLeft+20, height)
		s.put(`<text class="stufe" x="%d" y="%d">%s</text>`, textLeft, s.height+25, markup(rungTitle(r)))
		for i, name := range r.Options {
			s.option(p, name, s.height+7+i*lineHeight)
		}
		account = append(account, rungTitle(r)+": "+r.Why)
		s.height += height + 8
	}
	if len(p.Rungs) == 0 {
		s.put(`<text x="%d" y="%d">Es ist keine Rangfolge in Kraft.</text>`, textLeft, s.height+20)
		s.height += 40
	}
	s.height += 12
	return s.framed("rangfolge", "Rangfolge und Handlungsoptionen", strings.Join(account, " "))
}

func rungTitle(r rung) string {
	if r.Place == 0 {
		return cut(r.Name, 36)
	}
	return fmt.Sprintf("%d. %s", r.Place, cut(r.Name, 36))
}

func (s *sheet) option(p *paper, name string, y int) {
	class, mark := "kasten", ""
	for _, o := range p.Options {
		switch {
		case o.Name != name:
		case o.Chosen:
			class, mark = "kasten gewaehlt", " – gewählt"
		case o.Excluded:
			class, mark = "kasten raus", " – ausgeschlossen"
		}
	}
	s.put(`<rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="4"/>`, class, boxLeft, y, sheetWidth-boxLeft-textLeft, lineHeight-4)
	s.put(`<text x="%d" y="%d">%s</text>`, boxLeft+10, y+16, markup(cut(name, 60)+mark))
}

// drawIntervals is the scores as bars from 0 to 100: what is certain dark, and light up to
// what it would be if all that is unknown were met.
func drawIntervals(p *paper) string {
	const axis = sheetWidth - boxLeft - textLeft - 120
	s := &sheet{height: 56}
	var account []string
	for _, r := range p.Ranking {
		low, high := boxLeft+r.LowAt*axis/1000, boxLeft+r.HighAt*axis/1000
		s.put(`<text x="%d" y="%d">%s</text>`, textLeft, s.height+17, markup(cut(r.Option, 38)))
		s.put(`<line class="achse" x1="%d" y1="%d" x2="%d" y2="%d"/>`, boxLeft, s.height+12, boxLeft+axis, s.height+12)
		if !r.Excluded {
			s.put(`<rect class="sicher" x="%d" y="%d" width="%d" height="14"/>`, boxLeft, s.height+5, low-boxLeft)
			s.put(`<rect class="offen" x="%d" y="%d" width="%d" height="14"/>`, low, s.height+5, high-low)
		}
		s.put(`<text x="%d" y="%d">%s</text>`, boxLeft+axis+10, s.height+17, markup(scoreText(r)))
		account = append(account, r.Option+": "+scoreText(r)+".")
		s.height += lineHeight
	}
	if len(p.Ranking) == 0 {
		s.put(`<text x="%d" y="%d">Die Akte ist nicht bewertet.</text>`, textLeft, s.height+20)
		s.height += 40
	}
	s.height += 12
	return s.framed("punkte", "Punkte als Spannen von 0 bis 100", strings.Join(account, " "))
}

func scoreText(r standing) string {
	if r.Excluded {
		return "ausgeschlossen"
	}
	return r.Score
}
