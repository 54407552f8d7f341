package territory

import (
	"iter"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Territory is the land of a view, cut into pieces. It never changes; any number of
// goroutines may ask it. It costs a walk over all areas: build it once for a question.
type Territory struct {
	view    *view.View
	regions map[catalogue.ID]Region // of the areas that are seen
	pieces  []land
	before  []int // by piece: how many people there are before it, as far as it is known; one more at the end
}

// land is what is known of a piece.
type land struct {
	area   catalogue.ID // it is this area, or the rest of it
	rest   bool
	known  bool
	people int
	// within are the rests that stand for its people where its own are not known.
	within []piece
}

// New cuts the areas that a view sees.
func New(v *view.View) *Territory {
	t := cut(v)
	t.before = make([]int, len(t.pieces)+1)
	for p := range t.pieces {
		t.before[p+1] = t.before[p] + t.pieces[p].people
	}
	return t
}

// Whole is all land.
func (t *Territory) Whole() Region {
	if len(t.pieces) == 0 {
		return Region{}
	}
	return Region{[]span{{0, piece(len(t.pieces))}}}
}

// OfArea is the land of an area, with all that lies in it; empty for one that is not
// seen.
func (t *Territory) OfArea(area catalogue.ID) Region { return t.regions[area] }

// Of is the land that an authority, or a dataset, COVERS; empty where it covers no
// area that is seen.
func (t *Territory) Of(id catalogue.ID) Region {
	snap := t.view.Snapshot()
	var covered Region
	for e := range snap.Edges(id, catalogue.Covers.Role(catalogue.EndFrom)).All() {
		if t.view.SeesStatement(e) {
			covered = covered.Union(t.regions[snap.EdgeAt(e, catalogue.EndTo)])
		}
	}
	return covered
}

// People is how many inhabitants a region has, each once, and in how many areas of
// it their number is not known.
func (t *Territory) People(r Region) (people, unknown int) {
	tally := t.NewTally()
	tally.Add(r)
	return tally.People()
}

// Piece is a piece of land by its number: 0 to before Pieces.
type Piece int

// Pieces is how many pieces there are.
func (t *Territory) Pieces() int { return len(t.pieces) }

// PeopleIn is how many inhabitants a piece has, false where that is not known: they
// may still be among those of the rest of an area in which it lies.
func (t *Territory) PeopleIn(p Piece) (int, bool) { return t.pieces[p].people, t.pieces[p].known }

// In are the pieces of a region, ascending: for whoever keeps something of each.
func (t *Territory) In(r Region) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for _, s := range r.spans {
			for p := s.from; p < s.end; p++ {
				if !yield(Piece(p)) {
					return
				}
			}
		}
	}
}

// Leaves are the areas without parts that lie in a region, each once, in the order
// of the territory: what lies in the same area stands together.
func (t *Territory) Leaves(r Region) iter.Seq[catalogue.ID] {
	return func(yield func(catalogue.ID) bool) {
		for _, s := range r.spans {
			for _, l := range t.pieces[s.from:s.end] {
				if !l.rest && !yield(l.area) {
					return
				}
			}
		}
	}
}
