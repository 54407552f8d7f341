package picture

import (
	"fmt"
	"strings"
)

// point is a place in a drawing.
type point struct{ X, Y int }

// outline is the shape of a node in an SVG. All shapes fill the box that they are
// given, and leave its middle to text.
type outline uint8

const (
	boxOutline outline = iota
	pillOutline
	houseOutline
	mapOutline
	barrelOutline
	tabOutline
	plugOutline
	frameOutline
	sheetOutline
	arrowOutline
	ticketOutline
	ruledOutline
	octagonOutline
	doubleOutline
	hexagonOutline
	slantOutline
	backslantOutline
	trapezeOutline
	funnelOutline
	stackOutline
)

// slope is how far a slanting side leans, and corner how large a cut corner is.
const slope, corner = 12, 10

// corners are the corners of the shape in a box.
func (o outline) corners(w, h int) []point {
	switch o {
	case pillOutline:
		r := min(14, h/2-2)
		a, b := r/7, r/2
		return []point{{0, r}, {a, b}, {b, a}, {r, 0}, {w - r, 0}, {w - b, a}, {w - a, b}, {w, r},
			{w, h - r}, {w - a, h - b}, {w - b, h - a}, {w - r, h}, {r, h}, {b, h - a}, {a, h - b}, {0, h - r}}
	case houseOutline:
		return []point{{0, 9}, {w / 2, 0}, {w, 9}, {w, h}, {0, h}}
	case mapOutline:
		return []point{{0, 6}, {w / 3, 0}, {2 * w / 3, 6}, {w, 0}, {w, h - 6}, {2 * w / 3, h}, {w / 3, h - 6}, {0, h}}
	case barrelOutline:
		return []point{{0, 6}, {w / 12, 3}, {w / 4, 1}, {w / 2, 0}, {w - w/4, 1}, {w - w/12, 3}, {w, 6},
			{w, h - 6}, {w - w/12, h - 3}, {w - w/4, h - 1}, {w / 2, h}, {w / 4, h - 1}, {w / 12, h - 3}, {0, h - 6}}
	case tabOutline:
		return []point{{0, 0}, {w / 3, 0}, {w/3 + 6, 6}, {w, 6}, {w, h}, {0, h}}
	case plugOutline:
		return []point{{0, 0}, {w - slope, 0}, {w, h / 2}, {w - slope, h}, {0, h}}
	case sheetOutline:
		return []point{{0, 0}, {w - slope, 0}, {w, slope}, {w, h}, {0, h}}
	case arrowOutline:
		return []point{{0, 0}, {w - slope, 0}, {w, h / 2}, {w - slope, h}, {0, h}, {slope, h / 2}}
	case ticketOutline:
		return []point{{0, 0}, {w, 0}, {w, h/2 - 6}, {w - 6, h / 2}, {w, h/2 + 6}, {w, h}, {0, h}, {0, h/2 + 6}, {6, h / 2}, {0, h/2 - 6}}
	case octagonOutline:
		return octagon(0, w, h)
	case hexagonOutline:
		return []point{{slope, 0}, {w - slope, 0}, {w, h / 2}, {w - slope, h}, {slope, h}, {0, h / 2}}
	case slantOutline:
		return []point{{slope, 0}, {w, 0}, {w - slope, h}, {0, h}}
	case backslantOutline:
		return []point{{0, 0}, {w - slope, 0}, {w, h}, {slope, h}}
	case trapezeOutline:
		return []point{{slope, 0}, {w - slope, 0}, {w, h}, {0, h}}
	case funnelOutline:
		return []point{{0, 0}, {w, 0}, {w - slope, h}, {slope, h}}
	case stackOutline:
		return []point{{0, 0}, {w - 6, 0}, {w - 6, 3}, {w - 3, 3}, {w - 3, 6}, {w, 6}, {w, h}, {6, h}, {6, h - 3}, {3, h - 3}, {3, h - 6}, {0, h - 6}}
	default:
		return rectangle(0, w, h)
	}
}

func rectangle(in, w, h int) []point {
	return []point{{in, in}, {w - in, in}, {w - in, h - in}, {in, h - in}}
}

func octagon(in, w, h int) []point {
	c := corner
	return []point{{in, c}, {c, in}, {w - c, in}, {w - in, c}, {w - in, h - c}, {w - c, h - in}, {c, h - in}, {in, h - c}}
}

// lines are drawn within the shape, as the data of a path.
func (o outline) lines(w, h int) string {
	switch o {
	case barrelOutline:
		return fmt.Sprintf("M0 6Q%d 14 %d 6", w/2, w)
	case frameOutline:
		return fmt.Sprintf("M6 0V%dM%d 0V%d", h, w-6, h)
	case sheetOutline:
		return fmt.Sprintf("M%d 0v%dh%d", w-slope, slope, slope)
	case ruledOutline:
		return fmt.Sprintf("M0 %dH%d", h-5, w)
	case octagonOutline:
		return polygon(octagon(3, w, h))
	case doubleOutline:
		return polygon(rectangle(4, w, h))
	case stackOutline:
		return fmt.Sprintf("M%d 3V%dH3M%d 6V%dH6", w-6, h-6, w-3, h-3)
	default:
		return ""
	}
}

// polygon is a closed line as the data of a path.
func polygon(corners []point) string {
	var b strings.Builder
	for i, p := range corners {
		command := 'L'
		if i == 0 {
			command = 'M'
		}
		fmt.Fprintf(&b, "%c%d %d", command, p.X, p.Y)
	}
	b.WriteByte('Z')
	return b.String()
}

// reach is how far a shape reaches to the left and to the right at a height.
func reach(corners []point, y int) (left, right int) {
	found := false
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if a.Y == b.Y || y < min(a.Y, b.Y) || y > max(a.Y, b.Y) {
			continue
		}
		x := a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y)
		if !found {
			left, right, found = x, x, true
		}
		left, right = min(left, x), max(right, x)
	}
	return left, right
}

// yed is the shape that comes nearest to it in yEd.
func (o outline) yed() string {
	switch o {
	case pillOutline:
		return "roundrectangle"
	case octagonOutline, doubleOutline:
		return "octagon"
	case hexagonOutline:
		return "hexagon"
	case slantOutline, backslantOutline:
		return "parallelogram"
	case trapezeOutline:
		return "trapezoid"
	case funnelOutline:
		return "trapezoid2"
	default:
		return "rectangle"
	}
}
