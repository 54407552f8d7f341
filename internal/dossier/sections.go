package dossier

import "fundus/internal/catalogue"

// Sections is what other rooms find out about a case. The archive shows what is given
// and says of the rest that nothing is known. Records are named by number: what the view
// of the case does not see is left out. Sentences are plain German.
type Sections struct {
	State      catalogue.CaseState // on the day; what is stored, where it is empty
	Standings  []Standing          // best first
	Ranges     []WeightRange
	Flips      []Flip
	Findings   []RuleFinding // of rules that the program checks by itself
	Prices     []Price
	Coverages  []Coverage
	Collisions []Collision
	Precedents []Precedent
	Drifts     []Drift
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
	Criterion string // its key in the weight set
	Low, High catalogue.Decimal
}

// WeightRange is the weights of a criterion with which the first rank holds, in per cent.
type WeightRange struct {
	Criterion string
	Low, High catalogue.Decimal
}

// Flip is a smallest change with which another option would be first.
type Flip struct {
	Change string
	Winner catalogue.ID
}

// RuleFinding is whether the case follows a rule.
type RuleFinding struct {
	Rule    catalogue.ID
	Verdict catalogue.Verdict
	Reason  string
}

// Price is what a solution or option costs with so many users over its horizon.
type Price struct {
	Of       catalogue.ID
	Adopters int
	Own      catalogue.Money  // what this state pays
	Each     catalogue.Money  // what each user pays on average
	Build    *catalogue.Money // what a build would cost instead, nil where it is not known
}

// Coverage is how many of those that a service is asked of have it live: now, and if the
// chosen solution were live with all of them.
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
	Resolved   string // how it was resolved, "" for not at all
}

// Precedent is an earlier case that is alike.
type Precedent struct {
	Case    catalogue.ID
	Alike   []string
	Outcome catalogue.DecisionOutcome
	Drifted bool
}

// Drift is something that the decision rests on and that is otherwise now.
type Drift struct {
	Subject   catalogue.ID
	What      string
	Then, Now string
	Flips     bool // whether another option is first with it
}
