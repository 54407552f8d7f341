package picture

// outline is the shape of a node in an SVG.
type outline uint8

const (
	boxOutline outline = iota
	pillOutline
	houseOutline
	ovalOutline
	barrelOutline
	tabOutline
	plugOutline
	sheetOutline
	arrowOutline
	ticketOutline
	octagonOutline
	doubleOutline
	hexagonOutline
	slantOutline
	backslantOutline
	trapezeOutline
	notchedOutline
	stackOutline
)

// yed is the shape that comes nearest to it in yEd.
func (o outline) yed() string {
	switch o {
	case pillOutline:
		return "roundrectangle"
	case ovalOutline:
		return "ellipse"
	case octagonOutline, doubleOutline:
		return "octagon"
	case hexagonOutline:
		return "hexagon"
	case slantOutline, backslantOutline:
		return "parallelogram"
	case trapezeOutline:
		return "trapezoid"
	case notchedOutline:
		return "trapezoid2"
	default:
		return "rectangle"
	}
}
