package picture

import (
	"cmp"
	"slices"
	"strings"
)

// account says in words what the drawing shows, for those who do not see it.
func (s *sheet) account() string {
	var kinds, words tally
	groups, folded := 0, 0
	for _, f := range s.nodes {
		if f.node.Count > 0 {
			groups++
			folded += f.node.Count
			continue
		}
		kinds.add(legendWord(f.node.Kind, f.node.Origin))
	}
	for _, e := range s.edges {
		words.add(cmp.Or(e.word, "ohne Bezeichnung"))
	}
	said := []string{s.description, "Gezeichnet: " + kinds.of("Eintrag", "Einträge") + ", " + words.of("Verbindung", "Verbindungen") + "."}
	if groups > 0 {
		said = append(said, amount(groups, "Gruppe", "Gruppen")+" mit zusammen "+amount(folded, "Eintrag", "Einträgen")+".")
	}
	if name, n := s.busiest(); n > 1 {
		said = append(said, "Die meisten Verbindungen hat „"+name+"“: "+number(n)+".")
	}
	return strings.TrimSpace(strings.Join(append(said, s.leftOut()), " "))
}

// leftOut says what found no place, "" where all did.
func (s *sheet) leftOut() string {
	if s.nodesLeftOut+s.edgesLeftOut == 0 {
		return ""
	}
	return "Nicht gezeichnet: " + amount(s.nodesLeftOut, "Eintrag", "Einträge") + " und " + amount(s.edgesLeftOut, "Verbindung", "Verbindungen") +
		". Eine Zeichnung fasst " + number(mostDrawnNodes) + " Einträge und " + number(mostDrawnEdges) + " Verbindungen."
}

// busiest is the node at which most edges end, the first of equals.
func (s *sheet) busiest() (name string, most int) {
	edges := make([]int, len(s.nodes))
	for _, e := range s.edges {
		edges[e.from]++
		edges[e.to]++
	}
	for i, n := range edges {
		if n > most {
			name, most = caption(s.nodes[i].node.Label), n
		}
	}
	return name, most
}

// tally counts words.
type tally struct {
	counts []counted
	place  map[string]int
}

type counted struct {
	word string
	n    int
}

func (t *tally) add(word string) {
	if t.place == nil {
		t.place = map[string]int{}
	}
	at, ok := t.place[word]
	if !ok {
		at = len(t.counts)
		t.place[word] = at
		t.counts = append(t.counts, counted{word, 0})
	}
	t.counts[at].n++
}

// mostCounted is how many words an account has; the rest is counted together.
const mostCounted = 12

// of is "3 Einträge (2 × Behörde, 1 × Gebiet)", the most frequent first.
func (t *tally) of(one, many string) string {
	slices.SortStableFunc(t.counts, func(a, b counted) int { return b.n - a.n })
	total, rest := 0, 0
	var parts []string
	for i, c := range t.counts {
		total += c.n
		if i >= mostCounted {
			rest += c.n
			continue
		}
		parts = append(parts, number(c.n)+" × "+c.word)
	}
	if rest > 0 {
		parts = append(parts, number(rest)+" weitere")
	}
	if len(parts) == 0 {
		return amount(total, one, many)
	}
	return amount(total, one, many) + " (" + strings.Join(parts, ", ") + ")"
}

// amount is "1 Eintrag", "2 Einträge".
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}
