package view

import "fundus/internal/catalogue"

// Forward is a page of a list too long to be computed whole: who answers finds the
// entries behind a place, one more than the page holds, and never looks back.
type Forward struct{ window }

// Forward reads the arguments of such a page. What is asked binds the cursors, as it
// does for Cut.
func (v *View) Forward(p Paging, asked ...any) (Forward, error) {
	w, err := v.window(p, question(spelling(asked)...))
	return Forward{w}, err
}

// Size is how many entries the page has at most.
func (f Forward) Size() int { return f.size }

// After is the place behind which it begins; the zero Place is before all.
func (f Forward) After() Place {
	if f.from == nil {
		return Place{}
	}
	return Place{f.from.number, f.from.key, catalogue.ID(f.from.id)}
}

// Info is what the page says of itself, by the places of its entries and whether there
// are more behind them.
func (f Forward) Info(entries []Place, more bool) PageInfo {
	p := page{previous: f.from != nil, next: more}
	for _, at := range entries {
		p.entries = append(p.entries, at.position())
	}
	return p.info(f.window)
}
