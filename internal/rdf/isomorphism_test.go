package rdf

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"testing"
)

// isomorphic tells whether two graphs are equal up to the labels of their blank nodes: colours are refined by what is
// said about a node until they settle, then nodes of equal colour are matched by trial.
func isomorphic(a, b []Triple) bool {
	a, b = asSet(a), asSet(b)
	if len(a) != len(b) {
		return false
	}
	colourA, colourB := colours(a, nil), colours(b, nil)
	return match(a, b, colourA, colourB)
}

func asSet(graph []Triple) []Triple {
	seen := make(map[Triple]bool, len(graph))
	var set []Triple
	for _, t := range graph {
		if !seen[t] {
			seen[t] = true
			set = append(set, t)
		}
	}
	return set
}

// match picks one node of an ambiguous colour in a, tries each candidate in b, and goes on; without ambiguity it
// compares the coloured graphs.
func match(a, b []Triple, colourA, colourB map[Term]uint64) bool {
	if !slices.Equal(painted(a, colourA), painted(b, colourB)) {
		return false
	}
	node, ok := ambiguous(colourA)
	if !ok {
		return true
	}
	for candidate, colour := range colourB {
		if colour != colourA[node] {
			continue
		}
		mark := hash("marked", fmt.Sprint(len(colourA), colour))
		if match(a, b, colours(a, with(colourA, node, mark)), colours(b, with(colourB, candidate, mark))) {
			return true
		}
	}
	return false
}

func with(c map[Term]uint64, node Term, mark uint64) map[Term]uint64 {
	out := make(map[Term]uint64, len(c))
	maps.Copy(out, c)
	out[node] = mark
	return out
}

// ambiguous is the least node that shares its colour.
func ambiguous(colour map[Term]uint64) (Term, bool) {
	count := make(map[uint64]int)
	for _, c := range colour {
		count[c]++
	}
	var nodes []Term
	for node, c := range colour {
		if count[c] > 1 {
			nodes = append(nodes, node)
		}
	}
	if len(nodes) == 0 {
		return Term{}, false
	}
	return slices.MinFunc(nodes, func(a, b Term) int { return cmp.Compare(a.value, b.value) }), true
}

func colours(graph []Triple, start map[Term]uint64) map[Term]uint64 {
	colour := make(map[Term]uint64)
	for _, t := range graph {
		for _, term := range []Term{t.Subject, t.Object} {
			if term.Kind() == Blank {
				colour[term] = start[term]
			}
		}
	}
	for range len(colour) + 1 {
		next := make(map[Term]uint64, len(colour))
		for node, c := range colour {
			next[node] = hash("self", fmt.Sprint(c))
		}
		for _, t := range graph {
			if t.Subject.Kind() == Blank {
				next[t.Subject] += hash("out", paint(t.Predicate, colour), paint(t.Object, colour))
			}
			if t.Object.Kind() == Blank {
				next[t.Object] += hash("in", paint(t.Predicate, colour), paint(t.Subject, colour))
			}
		}
		if classes(next) == classes(colour) {
			return next
		}
		colour = next
	}
	return colour
}

func classes(colour map[Term]uint64) int {
	distinct := make(map[uint64]bool)
	for _, c := range colour {
		distinct[c] = true
	}
	return len(distinct)
}

func paint(t Term, colour map[Term]uint64) string {
	if t.Kind() == Blank {
		return fmt.Sprint("_:", colour[t])
	}
	return t.String()
}

func painted(graph []Triple, colour map[Term]uint64) []string {
	lines := make([]string, len(graph))
	for i, t := range graph {
		lines[i] = paint(t.Subject, colour) + " " + paint(t.Predicate, colour) + " " + paint(t.Object, colour)
	}
	slices.Sort(lines)
	return lines
}

func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum64()
}

// The judge is judged first: graphs that differ only in labels are equal, cycles of different length are not.
func TestIsomorphismIsEqualityUpToLabels(t *testing.T) {
	cycle := func(prefix string, lengths ...int) []Triple {
		var graph []Triple
		for k, n := range lengths {
			for i := range n {
				from, to := NewBlank(fmt.Sprint(prefix, k, "x", i)), NewBlank(fmt.Sprint(prefix, k, "x", (i+1)%n))
				graph = append(graph, Triple{from, NewIRI("p:next"), to})
			}
		}
		return graph
	}
	if !isomorphic(cycle("a", 3, 3), cycle("b", 3, 3)) {
		t.Error("two pairs of triangles differ")
	}
	if isomorphic(cycle("a", 3, 3), cycle("b", 6)) {
		t.Error("two triangles equal a hexagon")
	}
	if isomorphic(cycle("a", 3), append(cycle("b", 3), Triple{NewBlank("b0x0"), NewIRI("p:next"), NewIRI("x:y")})) {
		t.Error("a statement more makes no difference")
	}
}
