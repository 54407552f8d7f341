package dossier

import "fundus/internal/catalogue"

// Sections is what other rooms find out about a case (Find). The archive shows what is
// given: of a list that is nil it says that nobody looked, of one that is empty that
// there is nothing. Records are named by number: what the view of the case does not see
// is left out. Sentences are plain German.
type Sections struct {
	Part       bool                // the reader may not see all of the catalogue
	State      catalogue.CaseState // on the day; what is stored, where it is empty
	Leader     string              // who leads, and how surely
	Standings  []Standing          // best first
	Ranges     []WeightRange
	Flips      []string // the smallest single changes with which another option would be first
	Gates      []GateFinding
	Findings   []RuleFinding
	Totals     []Total
	Prices     []Price
	BreakEvens []string
	Coverages  []Coverage
	Collisions []Collision
	Further    int // collisions that are left out
	Precedents []Precedent
	Drift      *Drift
}

// Standing is an option in its place, by what is known now.
type Standing struct {
	Option        catalogue.ID
	Low, High     catalogue.Decimal // its score if all that is unknown were 0, and 100
	Excluded      bool
	Contributions []Contribution
	SeparableFrom []catalogue.ID // options on its rung that it is above whatever is unknown
	DominatedBy   []catalogue.ID // options that are better or as good at every criterion
}

// Contribution is what a criterion adds to a score.
type Contribution struct {
	Criterion             string // its key in the weight set
	PointsLow, PointsHigh catalogue.Decimal
	Low, High             catalogue.Decimal
	Origin                string // how the points came about, in a word
	Reason                string
	Evidence              []catalogue.ID
}

// WeightRange is the weights of a criterion with which the first rank holds, in per cent.
type WeightRange struct {
	Criterion string
	Low, High catalogue.Decimal
}

// GateFinding is what the catalogue by itself says of an option at a gate. It decides
// nothing: what people record on evidence does.
type GateFinding struct {
	Option, Gate catalogue.ID
	Verdict      catalogue.Verdict
	Reason       string
}

// RuleFinding is whether the case follows a rule.
type RuleFinding struct {
	Rule      catalogue.ID
	Verdict   catalogue.Verdict
	Reason    string
	Checks    []catalogue.ID // the judgements of people that the verdict is, none where the program sees it by itself
	Deviation catalogue.ID   // that helps, 0 for none
}

// Total is what an option costs by a cost model over the years of that.
type Total struct {
	Option, Model catalogue.ID
	Adopters      int // that use it
	Amount        catalogue.Money
}

// Price is what an option costs with so many users over the horizon of a cost model.
type Price struct {
	Of, Model catalogue.ID
	Adopters  int
	Why       string          // this number
	All       catalogue.Money // what they pay together
	Each      catalogue.Money // what each of them pays
}

// Coverage is how many of those that a service is asked of have it live: now, and if the
// chosen option were live with all of them.
type Coverage struct {
	Service       catalogue.ID
	Asked         int
	Before, After int
}

// Collision is a pair of a build and a solution that overlap.
type Collision struct {
	One, Other catalogue.ID
	Score      int // 0 to 1000
	Reasons    []string
	Owners     []catalogue.ID
	Status     string // what has become of it
}

// Precedent is an earlier case that is alike.
type Precedent struct {
	Case    catalogue.ID
	Alike   []string
	Outcome catalogue.DecisionOutcome
	Drifted bool
}

// Drift is what the newest assessment or the decision rests on and is otherwise now.
type Drift struct {
	Facts []DriftedFact
	Flips bool // whether another option is first than in the assessment
}

// DriftedFact is one thing of it.
type DriftedFact struct {
	Trigger  catalogue.TriggerKind
	Sentence string
}
