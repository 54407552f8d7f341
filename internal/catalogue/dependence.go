package catalogue

// Dependence says of two records that a statement joins that the one does not do
// what it does, or not as it does it, if the other fails, ends or changes.
type Dependence struct {
	Dependent End
	On        End
}

// Dependences are what depends on what in a statement of the relation; none where
// the two merely belong together.
//
// An authority is the end of a chain: it depends on what it uses, but what it
// offers depends on the solution that carries the offer, and not on all that the
// authority uses besides. So no service depends on its authority here, and no
// offer on the competence for it.
func (r Relation) Dependences() []Dependence { return dependences[r] }

var (
	firstOnSecond = []Dependence{{EndFrom, EndTo}}
	secondOnFirst = []Dependence{{EndTo, EndFrom}}
)

var dependences = [Relations][]Dependence{
	Offers:      {{EndFrom, EndVia}, {EndTo, EndVia}},
	Uses:        firstOnSecond,
	Operates:    secondOnFirst,
	Supports:    secondOnFirst,
	Implements:  firstOnSecond,
	Requires:    firstOnSecond,
	DependsOn:   firstOnSecond,
	Exposes:     secondOnFirst,
	Consumes:    firstOnSecond,
	Reads:       firstOnSecond,
	Writes:      secondOnFirst,
	Holds:       secondOnFirst,
	Takes:       firstOnSecond,
	Yields:      secondOnFirst,
	Publishes:   secondOnFirst,
	DerivedFrom: firstOnSecond,
	ConformsTo:  firstOnSecond,
	BasedOn:     firstOnSecond,
	Funds:       secondOnFirst,
	Delivers:    secondOnFirst,
	PartOf:      secondOnFirst, // the whole on its parts
}
