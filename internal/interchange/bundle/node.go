package bundle

// node is a piece of a YAML or JSON file: what both have in common, so that
// there is one decoder with one set of messages.
type node struct {
	form   form
	line   int
	text   string  // of scalars, as written
	items  []node  // of a list
	fields []field // of an object, in the order of the file
}

// field is a name in an object with its value.
type field struct {
	name  string
	line  int
	value node
}

// form is what a node looks like in its file.
type form uint8

const (
	quoted form = iota // a text for certain: a JSON string, a quoted YAML scalar
	plain              // a YAML scalar without quotes: whatever its place wants it to be
	bare               // a JSON number, true or false
	null               // nothing
	list
	object
)

func (f form) String() string {
	return [...]string{"a text", "a plain value", "a number, true or false", "nothing", "a list", "an object"}[f]
}

// deepest bounds nesting; the deepest field of the catalogue is at level 4.
const deepest = 16
