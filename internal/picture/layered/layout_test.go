package layered_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/picture/layered"
)

// graphs are small graphs of all shapes: with cycles, loops, several edges between two
// boxes, boxes alone, and boxes of many sizes.
func graphs() *rapid.Generator[layered.Graph] {
	return rapid.Custom(func(t *rapid.T) layered.Graph {
		var g layered.Graph
		size := func(most int, what string) int { return rapid.IntRange(1, most).Draw(t, what) }
		for range rapid.IntRange(1, 14).Draw(t, "boxes") {
			g.Boxes = append(g.Boxes, layered.Size{Width: size(300, "width"), Height: size(200, "height")})
		}
		for range rapid.IntRange(0, 4).Draw(t, "labels") {
			g.Labels = append(g.Labels, layered.Size{Width: size(150, "width"), Height: 11})
		}
		box := rapid.IntRange(0, len(g.Boxes)-1)
		label := rapid.IntRange(layered.NoLabel, len(g.Labels)-1)
		for range rapid.IntRange(0, 25).Draw(t, "edges") {
			g.Edges = append(g.Edges, layered.Edge{From: box.Draw(t, "from"), To: box.Draw(t, "to"), Label: label.Draw(t, "label")})
		}
		return g
	})
}

// holds checks a law on the layouts of graphs.
func holds(t *testing.T, law func(t *rapid.T, g layered.Graph, l layered.Layout)) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		law(t, g, layered.Lay(g))
	})
}

// area is a rectangle without its border.
type area struct{ left, top, right, bottom int }

func (a area) meets(b area) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

func areaOf(b layered.Box) area { return area{b.X, b.Y, b.X + b.Width, b.Y + b.Height} }

func signArea(g layered.Graph, s layered.Sign) area {
	label := g.Labels[s.Label]
	return area{s.Start.X, s.Start.Y - label.Height - 4, s.Start.X + label.Width, s.Start.Y}
}

func TestNoTwoBoxesOverlap(t *testing.T) {
	holds(t, func(t *rapid.T, _ layered.Graph, l layered.Layout) {
		for i, a := range l.Boxes {
			for j, b := range l.Boxes[:i] {
				if areaOf(a).meets(areaOf(b)) {
					t.Errorf("boxes %d %v and %d %v overlap", j, b, i, a)
				}
			}
		}
	})
}

func TestEveryBoxIsAsLargeAsItWasAskedFor(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		for i, b := range l.Boxes {
			if b.Width != g.Boxes[i].Width || b.Height < g.Boxes[i].Height {
				t.Errorf("box %d is %v, %v was asked for", i, b.Size, g.Boxes[i])
			}
		}
	})
}

func TestEveryEdgeTouchesTheSidesOfItsBoxes(t *testing.T) {
	touches := func(p layered.Point, b layered.Box) bool {
		return (p.X == b.X || p.X == b.X+b.Width) && p.Y >= b.Y && p.Y <= b.Y+b.Height
	}
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		for i, r := range l.Routes {
			from, to := l.Boxes[g.Edges[i].From], l.Boxes[g.Edges[i].To]
			if !touches(r.Points[0], from) || !touches(r.Points[len(r.Points)-1], to) {
				t.Errorf("edge %d from %v to %v goes %v", i, from, to, r.Points)
			}
		}
	})
}

func TestStraightLinesAreLevelAndLeadAwayFromBoxes(t *testing.T) {
	holds(t, func(t *rapid.T, _ layered.Graph, l layered.Layout) {
		for i, r := range l.Routes {
			if len(r.Points)%2 != 0 {
				t.Fatalf("edge %d has %d points", i, len(r.Points))
			}
			for j := 0; j < len(r.Points); j += 2 {
				if r.Points[j].Y != r.Points[j+1].Y {
					t.Errorf("edge %d: the line from %v to %v is not level", i, r.Points[j], r.Points[j+1])
				}
			}
		}
	})
}

func TestAnEdgeLeadsToTheRightUnlessItIsTurned(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		for i, e := range g.Edges {
			from, to := l.Boxes[e.From].Layer, l.Boxes[e.To].Layer
			if e.From != e.To && (from < to) == l.Routes[i].Turned || e.From != e.To && from == to {
				t.Errorf("edge %d leads from layer %d to %d, turned: %v", i, from, to, l.Routes[i].Turned)
			}
		}
	})
}

func TestNoEdgeOfAGraphWithoutCyclesIsTurned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs().Draw(t, "graph")
		for i, e := range g.Edges {
			g.Edges[i].From, g.Edges[i].To = min(e.From, e.To), max(e.From, e.To)
		}
		for i, r := range layered.Lay(g).Routes {
			if r.Turned {
				t.Errorf("edge %d is turned", i)
			}
		}
	})
}

func TestNoEdgeRunsThroughABox(t *testing.T) {
	holds(t, func(t *rapid.T, _ layered.Graph, l layered.Layout) {
		for i, r := range l.Routes {
			for j := 1; j < len(r.Points); j++ {
				a, b := r.Points[j-1], r.Points[j]
				way := area{min(a.X, b.X), min(a.Y, b.Y) - 1, max(a.X, b.X), max(a.Y, b.Y) + 1}
				for n, box := range l.Boxes {
					if way.meets(areaOf(box)) {
						t.Errorf("edge %d from %v to %v runs through box %d %v", i, a, b, n, box)
					}
				}
			}
		}
	})
}

func TestEverythingIsOnTheSheet(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		sheet := area{0, 0, l.Width, l.Height}
		within := func(what string, a area) {
			if a.left < sheet.left || a.top < sheet.top || a.right > sheet.right || a.bottom > sheet.bottom {
				t.Errorf("%s %v is not on the sheet %v", what, a, sheet)
			}
		}
		for _, b := range l.Boxes {
			within("box", areaOf(b))
		}
		for _, s := range l.Signs {
			within("label", signArea(g, s))
		}
		for _, r := range l.Routes {
			for _, p := range r.Points {
				within("point", area{p.X, p.Y, p.X, p.Y})
			}
		}
	})
}

func TestNoLabelCoversABoxOrAnotherLabel(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		for i, s := range l.Signs {
			for _, b := range l.Boxes {
				if signArea(g, s).meets(areaOf(b)) {
					t.Errorf("label %v covers box %v", s, b)
				}
			}
			for _, other := range l.Signs[:i] {
				if signArea(g, s).meets(signArea(g, other)) {
					t.Errorf("label %v covers %v", s, other)
				}
			}
		}
	})
}

// TestEveryEdgeHasItsLabelAtOneEnd looks for a sign of the label on the line at which
// the edge begins or ends.
func TestEveryEdgeHasItsLabelAtOneEnd(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		for i, r := range l.Routes {
			label, found := g.Edges[i].Label, 0
			if label == layered.NoLabel {
				continue
			}
			last := len(r.Points) - 1
			for _, end := range [][2]layered.Point{{r.Points[0], r.Points[1]}, {r.Points[last-1], r.Points[last]}} {
				for _, s := range l.Signs {
					left, right := min(end[0].X, end[1].X), max(end[0].X, end[1].X)
					if s.Label == label && s.Start.Y == end[0].Y && s.Start.X >= left && s.Start.X+g.Labels[label].Width <= right {
						found++
					}
				}
			}
			if found != 1 {
				t.Errorf("edge %d has its label at %d ends", i, found)
			}
		}
	})
}

func TestOfManyLeavesEveryOtherStandsBehindTheOthers(t *testing.T) {
	for _, inward := range []bool{false, true} {
		for _, leaves := range []int{10, 25} {
			g := layered.Graph{Boxes: []layered.Size{{Width: 9, Height: 9}}}
			for i := range leaves {
				g.Boxes = append(g.Boxes, layered.Size{Width: 9, Height: 9})
				e := layered.Edge{From: 0, To: i + 1, Label: layered.NoLabel}
				if inward {
					e.From, e.To = e.To, e.From
				}
				g.Edges = append(g.Edges, e, e)
			}
			l := layered.Lay(g)
			far := 0
			for _, b := range l.Boxes[1:] {
				if away := b.Layer - l.Boxes[0].Layer; away == 2 || away == -2 {
					far++
				}
			}
			if want := map[int]int{10: 0, 25: 12}[leaves]; far != want {
				t.Errorf("of %d leaves %d stand behind the others, not %d", leaves, far, want)
			}
		}
	}
}

func TestWhatHangsTogetherIsOneComponent(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		joined := make([][]bool, len(g.Boxes)) // by Warshall's way
		for i := range joined {
			joined[i] = make([]bool, len(g.Boxes))
			joined[i][i] = true
		}
		for _, e := range g.Edges {
			joined[e.From][e.To], joined[e.To][e.From] = true, true
		}
		for k := range joined {
			for i := range joined {
				for j := range joined {
					joined[i][j] = joined[i][j] || joined[i][k] && joined[k][j]
				}
			}
		}
		for i, a := range l.Boxes {
			for j, b := range l.Boxes {
				if (a.Component == b.Component) != joined[i][j] {
					t.Errorf("boxes %d and %d: joined %v, components %d and %d", i, j, joined[i][j], a.Component, b.Component)
				}
			}
		}
	})
}

func TestTheSameGraphHasTheSameLayout(t *testing.T) {
	holds(t, func(t *rapid.T, g layered.Graph, l layered.Layout) {
		if again := layered.Lay(g); !reflect.DeepEqual(l, again) {
			t.Errorf("first %v, then %v", l, again)
		}
	})
}

// TestWhereBendsEndEdgesStillArrive draws a ladder that has more bends than there may
// be.
func TestWhereBendsEndEdgesStillArrive(t *testing.T) {
	const rungs = 400
	var g layered.Graph
	for range rungs {
		g.Boxes = append(g.Boxes, layered.Size{Width: 10, Height: 10})
	}
	for i := 1; i < rungs; i++ {
		g.Edges = append(g.Edges, layered.Edge{From: i - 1, To: i, Label: layered.NoLabel}, layered.Edge{From: 0, To: i, Label: layered.NoLabel})
	}
	for i, r := range layered.Lay(g).Routes {
		if n := len(r.Points); n < 4 {
			t.Errorf("edge %d has %d points", i, n)
		}
	}
	if l := layered.Lay(layered.Graph{}); l.Width != 0 || l.Height != 0 {
		t.Errorf("nothing has a size: %v", l.Size)
	}
}
