package reuse

import (
	"fmt"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Need is what is looked for. Records are those that the view sees, by number.
type Need struct {
	Services     []catalogue.ID
	Capabilities []catalogue.ID
	Standards    []catalogue.ID // that must be implemented
	Authorities  []catalogue.ID // that are affected
	Datasets     []catalogue.ID
	Interfaces   []catalogue.ID
	Text         string // words that describe it
	Constraints  []catalogue.Constraint
}

// wordsOfAName is how many words of a need's name are looked for.
const wordsOfAName = 8

// NeedOf is the need of a case. Its words are those of its name: a description says
// too much to be matched by a solution's few words.
func NeedOf(n casefile.Need) Need {
	out := Need{
		Services: n.Services, Capabilities: n.Capabilities, Standards: n.Standards,
		Authorities: n.Authorities, Datasets: n.Datasets, Interfaces: n.Interfaces,
	}
	if n.Need != nil {
		words := strings.Fields(n.Name.String())
		out.Text = strings.Join(words[:min(len(words), wordsOfAName)], " ")
		out.Constraints = n.Constraints
	}
	return out
}

// asked is a part of a need that solutions can match.
type asked struct {
	kind  catalogue.Kind
	ids   []catalogue.ID
	match catalogue.MatchReason
	roles []catalogue.Role // in which a record of the kind leads to the solutions that match
}

// asks are the parts of a need but for its words, the weightiest first.
func (n *Need) asks() []asked {
	roles := func(relations ...catalogue.Relation) (out []catalogue.Role) {
		for _, r := range relations {
			out = append(out, r.Role(catalogue.EndTo))
		}
		return out
	}
	return []asked{
		{catalogue.KindService, n.Services, catalogue.MatchService, roles(catalogue.Supports)},
		{catalogue.KindCapability, n.Capabilities, catalogue.MatchCapability, roles(catalogue.Provides)},
		{catalogue.KindStandard, n.Standards, catalogue.MatchStandard, roles(catalogue.Implements)},
		{catalogue.KindDataset, n.Datasets, catalogue.MatchDataset, roles(catalogue.Reads, catalogue.Writes, catalogue.Holds)},
		{catalogue.KindInterface, n.Interfaces, catalogue.MatchInterface, roles(catalogue.Exposes)},
	}
}

// empty says whether there is nothing that a solution could match.
func (n *Need) empty() bool {
	for _, a := range n.asks() {
		if len(a.ids) > 0 {
			return false
		}
	}
	return strings.TrimSpace(n.Text) == ""
}

// mostFilters is how many references say what was asked.
const mostFilters = 1000

// filters are what is asked, as references in order: "services service:123". Who is
// affected is not among them: it does not decide what comes up.
func (n *Need) filters() []string {
	var out []string
	if n.Text != "" {
		out = append(out, "text "+n.Text)
	}
	for _, a := range n.asks() {
		for _, id := range a.ids {
			out = append(out, fmt.Sprintf("%s %s:%d", a.kind.Plural(), a.kind.Noun(), id))
		}
	}
	return out[:min(len(out), mostFilters)]
}
