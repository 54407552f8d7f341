package dossier

import (
	"bytes"
	"html/template"
	"strings"
)

// pageOf is the paper as a page: one file without a script that fetches nothing, to be
// read, heard and printed. It is well-formed XML too, so that any program can read it.
func pageOf(p *paper) ([]byte, error) {
	var b bytes.Buffer
	err := page.Execute(&b, p)
	return b.Bytes(), err
}

var page = template.Must(template.New("akte").Funcs(template.FuncMap{
	"drawing": drawing, "or": or, "place": place, "join": func(texts []string) string { return strings.Join(texts, ", ") },
	"said":  func(sentences []string) string { return strings.Join(sentences, " ") },
	"style": func() template.CSS { return template.CSS(pageStyle) }, "scoreText": scoreText, "counted": counted,
}).Parse(pageText + pageParts))

// drawing is a picture of ours, in which every text is markup already.
func drawing(svg string) template.HTML { return template.HTML(svg) }
