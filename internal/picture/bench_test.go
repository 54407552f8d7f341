package picture_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// network is a graph such as a walk finds: in it are authorities, services,
// solutions, datasets and standards, each kind leading to the next, and some edges
// that lead elsewhere.
func network(nodes, edges int) picture.Graph {
	random := rand.New(rand.NewPCG(1, 2))
	g := picture.Graph{Title: "Netz", Description: "Ein Ausschnitt aus dem Bestand."}
	kinds := []catalogue.Kind{catalogue.KindAuthority, catalogue.KindService, catalogue.KindSolution, catalogue.KindDataset, catalogue.KindStandard}
	words := []string{"bietet an", "über", "liest", "entspricht", "Teil von"}
	byKind := make([][]string, len(kinds))
	for i := range nodes {
		k := i % len(kinds)
		id := fmt.Sprintf("n%d", i)
		byKind[k] = append(byKind[k], id)
		g.Nodes = append(g.Nodes, picture.Node{ID: id, Kind: kinds[k], Label: fmt.Sprintf("%s im Landkreis Nummer %d", kinds[k].German(), i)})
	}
	for i := range edges {
		k := random.IntN(len(kinds) - 1)
		to := k + 1
		if random.IntN(10) == 0 {
			to = random.IntN(len(kinds))
		}
		from, into := byKind[k], byKind[to]
		g.Edges = append(g.Edges, picture.Edge{
			ID: fmt.Sprintf("e%d", i), From: from[random.IntN(len(from))], To: into[random.IntN(len(into))], Relation: "R", Label: words[k],
		})
	}
	return g
}

func BenchmarkSVG(b *testing.B) {
	for _, size := range []struct{ nodes, edges int }{{25, 30}, {200, 300}, {2_000, 3_000}, {2_000, 10_000}} {
		b.Run(fmt.Sprintf("%dx%d", size.nodes, size.edges), func(b *testing.B) {
			g := network(size.nodes, size.edges)
			for b.Loop() {
				if err := picture.Write(picture.SVG, io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSVGOfLongEdges draws the worst there is: a chain of all nodes, and edges
// that pass over hundreds of them.
func BenchmarkSVGOfLongEdges(b *testing.B) {
	g := network(2_000, 0)
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 9_999 {
		from, to := i, i+1
		if i >= 1_999 {
			from, to = random.IntN(2_000), random.IntN(2_000)
		}
		g.Edges = append(g.Edges, picture.Edge{ID: fmt.Sprint(i), From: g.Nodes[from].ID, To: g.Nodes[to].ID, Label: "hängt ab von"})
	}
	for b.Loop() {
		if err := picture.Write(picture.SVG, io.Discard, g); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTextFormats(b *testing.B) {
	g := network(2_000, 10_000)
	for _, f := range []picture.Format{picture.DOT, picture.Mermaid, picture.GraphML, picture.JSONLD} {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := picture.Write(f, io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
