package layered

// Graph is what is laid out.
type Graph struct {
	Boxes  []Size
	Edges  []Edge
	Labels []Size // of edges, see Edge.Label
}

// Size is how large something is.
type Size struct{ Width, Height int }

// Edge leads from one box to another, or to itself.
type Edge struct {
	From, To int // places in Boxes
	// Label is a place in Labels. Edges with the same label share it where they leave
	// or enter the same box.
	Label int
}

// NoLabel is the label of an edge that has none.
const NoLabel = -1

// Point is a place; x grows to the right and y downwards.
type Point struct{ X, Y int }

// Layout says where everything is.
type Layout struct {
	Size
	Boxes  []Box
	Routes []Route // one for each edge, in their order
	Signs  []Sign
}

// Box is where a box is. It may be higher than was asked for, to have room for its
// edges.
type Box struct {
	Point // its upper left corner
	Size
	Layer     int // counted from the left within what hangs together
	Component int // what hangs together has the same number
}

// Route is the way of an edge from its first box to its second. There is a straight
// line from the first point to the second, then a curve to the third, a straight line
// to the fourth, and so on: the number of points is even.
type Route struct {
	Points []Point
	Turned bool // leads against the layers
}

// Sign is a place for a label: the text stands on the line that begins at Start and
// goes to the right.
type Sign struct {
	Label int
	Start Point
	Right bool // it stands to the right of its box, else to the left
}

// Distances.
const (
	between   = 16 // between two boxes of a layer
	bendSize  = 10 // what a bend takes of its layer
	pitch     = 19 // between two ports of a box: a line of text and its edge
	rim       = 24 // of a box, above and below its ports together
	lead      = 16 // a straight line at a box: room for an arrow
	leastTurn = 36 // the width in which curves go from one layer to the next
	mostTurn  = 150
	around    = 40 // between components
)
