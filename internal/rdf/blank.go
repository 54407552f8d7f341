package rdf

import (
	"strconv"
	"strings"
)

// The labels of a document and those made for its nameless nodes share one space. Made labels are g1, g2 …; a label of
// the document that has this shape gets an underscore, and so does one that has the shape and underscores already. The
// mapping is injective and touches nothing else, so no table of labels has to be kept.

func madeLabel(n int) string { return "g" + strconv.Itoa(n) }

func documentLabel(label string) string {
	digits, ok := strings.CutPrefix(strings.TrimRight(label, "_"), "g")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return label
	}
	return label + "_"
}
