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
//
// What is debatable, and why it stands as it does:
//
//   - DEVELOPS: a solution runs on when its developer is gone, but nobody mends it
//     or adapts it to the next law. Who asks what hangs on a supplier asks for this.
//   - OWNS: what is owned is taken over with all that its owner leaves. No dependence.
//   - PROVIDES, NEEDS: a capability is a word of a taxonomy, by which solutions are
//     found. A service that needs it depends on the solution that supports it, not on
//     all that could.
//   - BASED_ON, IMPLEMENTS, REQUIRES, CONFORMS_TO: laws and standards do not fail, but
//     they change, and those that follow them change with them.
//   - DELIVERS: what has been delivered outlives its project. The statement should end
//     when the project does; until then it says what is still to come.
//   - PART_OF: a whole consists of its parts, also in law: an act changes when one of
//     its sections does. A part outlives its whole.
//   - FILED_IN: a case stands on what lies in it, so that what fails below a decision
//     leads to the case. CONCERNS, JUDGES, PRICES, DECIDED_BY, KEPT_APART_FROM: an
//     opinion about a record is no part of how it works.
//   - SUCCEEDS, REPLACES: the old one goes whether or not the new one comes.
func (r Relation) Dependences() []Dependence {
	if !r.Known() {
		return nil
	}
	return dependences[r]
}

var (
	firstOnSecond = []Dependence{{EndFrom, EndTo}}
	secondOnFirst = []Dependence{{EndTo, EndFrom}}
)

var dependences = [Relations][]Dependence{
	Offers:      {{EndFrom, EndVia}, {EndTo, EndVia}},
	Uses:        firstOnSecond,
	Operates:    secondOnFirst,
	Develops:    secondOnFirst,
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

	FiledIn:      secondOnFirst,
	Proposes:     firstOnSecond,
	Applies:      firstOnSecond,
	DeviatesFrom: firstOnSecond,
	RestsOn:      firstOnSecond,
	Chooses:      firstOnSecond,
}
