package assess

import (
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// label is the German name of a code, the code itself where the list has none.
func label(l *catalogue.CodeList, name string) string {
	if c, ok := l.Find(name); ok {
		return c.Label.String()
	}
	return name
}

// nameOf is the German name of a record that is seen, in quotes.
func nameOf(v *view.View, id catalogue.ID) string {
	if !v.Sees(id) {
		return "ein Eintrag, der nicht mehr zu sehen ist"
	}
	return "„" + v.Snapshot().Record(id).Base().Name.String() + "“"
}

// globalID is the global id of a record that is seen.
func globalID(v *view.View, id catalogue.ID) string {
	return catalogue.GlobalID(v.Snapshot().Record(id).Kind(), id)
}
