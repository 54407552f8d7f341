package bundle

import (
	"fmt"
	"path"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// Format is how the files of a bundle are written.
type Format string

// The formats: YAML to read and edit, JSON lines for what is large.
const (
	YAML      Format = "yaml"
	JSONLines Format = "jsonl"
)

// content is what a file of a bundle holds: records of a kind, or relations
// (kind 0).
type content struct {
	kind   catalogue.Kind
	format Format
}

const relationsStem = "relations"

var extensions = map[string]Format{".yaml": YAML, ".yml": YAML, ".jsonl": JSONLines}

// contentOf reads a file's name. Files that are data by their ending and have
// no place in a bundle are an error, since the ending may be right and the name
// misspelt; others (a README, a licence) are not ours, and found is false.
func contentOf(name string) (c content, found bool, err error) {
	base := path.Base(name)
	ext := path.Ext(base)
	format, ours := extensions[ext]
	if strings.HasPrefix(base, ".") || !ours && ext != ".json" || strings.HasSuffix(base, ".schema.json") {
		return content{}, false, nil
	}
	if !ours {
		return content{}, false, fmt.Errorf("a bundle has no .json files; JSON lines are .jsonl, with one object a line")
	}
	stem, _, _ := strings.Cut(strings.TrimSuffix(base, ext), "-")
	if stem == relationsStem {
		return content{0, format}, true, nil
	}
	if kind, ok := catalogue.KindByPlural(stem); ok {
		return content{kind, format}, true, nil
	}
	return content{}, false, fmt.Errorf("not a file of a bundle: it is named by a kind of record in the plural, or %s%s", relationsStem, interchange.DidYouMean(stem, stems()))
}

func stems() []string {
	names := []string{relationsStem}
	for _, k := range catalogue.Kinds() {
		names = append(names, k.Plural())
	}
	return names
}

// order is where a file comes in the change set: sources first, since all else
// may rest on them, then the kinds in their order, relations last. So records
// are numbered in the order of their entries and not in that of references.
func (c content) order() int {
	switch c.kind {
	case catalogue.KindSource:
		return -1
	case 0:
		return catalogue.KindCount
	default:
		return int(c.kind)
	}
}
