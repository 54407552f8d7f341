package graph

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/internal/explore"
)

// What a question costs beyond the values of its answer, in values. The prices
// are round figures of what was measured on a state of two million offers, where
// a value costs about a microsecond.
const (
	priceSearch = 500 // words looked up in the text index
	priceWalk   = 500 // all records of a kind looked at: an order, facets, a count of all statements
	priceTest   = 10  // an object of a filter: a few bitmaps, or a look at each record
	priceRelate = 1000
	priceCount  = 10 // the statements of a record counted; a hub's once for all
	// priceStatements is for a test of every statement of the catalogue.
	priceStatements = 10_000
	priceHistory    = 500   // a few look-ups in the store
	priceNear       = 5_000 // every statement of a record, looked up in the store or in two moments
	// priceOffers is for a look at every offer, and at what each hangs on: two such
	// questions are an operation.
	priceOffers  = 20_000
	priceDrawing = 2_000 // thousands of records laid out, and what is stated between them
	// edgesForAValue is how many statements a walk looks at in the time of a value. It
	// is 10 to 20 with all that is done with what it meets; a walk seldom spends its
	// budget, and its time is bounded besides.
	edgesForAValue = 40
	priceAround    = 2_000 // every area and authority, looked at for a coverage or an availability
	// priceCoverage is for every pair of a service and an authority, and what reaches it:
	// one such question is an operation. The longest series is one as well: what is the same
	// on its next day is not looked at again.
	priceCoverage = 25_500
	pricePoint    = 400
	priceReuse    = 20_000 // every offer, and the people of its land
	// priceEstate is for a look at all offers, or at all pairs of services and
	// authorities: three of them fill an operation.
	priceEstate = 15_000
	priceUses   = 5_000 // every use, or the life of every solution
	// priceAssessment is for the options of a case, each measured in the catalogue. It is
	// made once for what an operation asks of a case; of the largest cases it is a third.
	priceAssessment = 4_000
	priceAdoption   = 5_000 // some services' coverage, twice, and a thousand offers assumed between
	pricePrecedent  = 1_000 // another case read, and what it rests on compared
	// priceCollisions is for the things of all solutions, and each two that share one: one
	// such question is an operation.
	priceCollisions = 30_000
	// priceOfFew is for the words of all solutions, to find who shares those of a few, and
	// priceOfOne for the other things of each of these.
	priceOfFew = 5_000
	priceOfOne = 200
	priceCurve = 2_000 // who uses a solution, and who is competent for what it serves
	// priceBreakEven is for all numbers of adopters, with each of some builds.
	priceBreakEven = 10_000
	// priceCheck is for a need: who is affected by it, and what they use.
	priceCheck = 5_000
	// priceStanding is for what else does what a solution does, or who could use it.
	priceStanding = 400
	priceFinding  = 20 // some statements of a solution, read through
	priceRerun    = 1_000
	priceReplay   = 10_000 // the catalogue of another moment, and a search in it
	// priceAssumed is for a change that is assumed. It takes longer, and as many as may be
	// assumed leave room for one question about all offers.
	priceAssumed = 2
	priceState   = 300   // what lies in a case, held against the guards up to its step
	priceCase    = 1_000 // and against those of all it may come to
)

// price is what a field costs by its arguments and its nature. It is paid once
// for each time that the field is answered.
func (m *measure) price(f *ast.Field) int {
	total := 0
	if draws(f) {
		total = priceDrawing
	}
	switch f.Name {
	case "facets", "relationCount":
		total = priceWalk
	case "relationCounts", "totalCount":
		total = priceCount
	case "history":
		total = priceHistory
	case "changeMarks":
		total = priceNear
	case "blockers", "levers", "onceOnly", "datasetNeeds", "overlappingFunding", "missedDeadlines":
		total = priceEstate
	case "reuseShare", "parallelSolutions":
		total = priceReuse
	case "unconfirmedUses", "growingPhaseOuts":
		total = priceUses
	case "collisions":
		total = m.priceCollisions(f)
	case "diff":
		total = m.priceDiff(f)
	case "concentration", "components":
		total = priceOffers
	case "orphans":
		total = priceStatements
	case "cycles", "islands", "peerComparison":
		total = priceNear
	case "example":
		total = priceWalk
	case "neighbourhood", "paths", "impact", "common":
		total = m.priceWalk(f)
	case "coverage", "coverageOver":
		total = m.priceCoverage(f)
	case "ids", "list": // behind a coverage: counted anew, or a few services gone through
		total = priceWalk
	case "availability":
		total = m.priceAvailability(f)
	default:
		total += m.priceOfCase(f) + priceReuseOf(f.Name)
	}
	for _, a := range f.Arguments {
		switch a.Name {
		case "filter", "where", "services", "authorities", "solutions":
			total += m.filter(a.Value)
			if f.Name == "relations" && a.Name == "filter" && !m.namesRecords(a.Value) {
				total += priceStatements
			}
		case "search", "text":
			total += priceSearch
		case "orderBy":
			total += priceWalk
		}
	}
	return min(most, total)
}

// priceOfCase is that of a field that judges a case, 0 for any other. An assessment that
// is looked up, and not made, has arguments.
func (m *measure) priceOfCase(f *ast.Field) int {
	switch {
	case f.Name == "assessment" && len(f.Arguments) == 0, f.Name == "simulate", f.Name == "drift":
		return priceAssessment
	case f.Name == "gateMatrix", f.Name == "precedents", f.Name == "drifted" && len(f.SelectionSet) == 0:
		return pricePrecedent
	case f.Name == "allowedTransitions", f.Name == "ruleFindings":
		return priceCase
	case f.Name == "state" && m.within != "links": // whose state is no case's: types are not known yet
		return priceState
	case f.Name == "cases" && f.Arguments.ForName("states") != nil:
		return priceUses // each case that there is
	}
	return 0
}

// priceReuseOf is that of a field of the search for reuse and of its costs, 0 for any
// other.
func priceReuseOf(field string) int {
	switch field {
	case "reuseCheck":
		return priceCheck
	case "costCurve":
		return priceCurve
	case "breakEven":
		return priceBreakEven
	case "alternatives", "reuseFlag", "wouldGain":
		return priceStanding
	case "reusability", "gates", "confirmedUsers", "connectionEffort", "missingStandards", "affectedAuthorities", "affectedCount":
		return priceFinding
	case "rerun":
		return priceRerun
	case "replay":
		return priceReplay
	}
	return 0
}

// priceAssuming is that of what an operation assumes.
func (m *measure) priceAssuming(op *ast.OperationDefinition) int {
	d := op.Directives.ForName("assuming")
	if d == nil {
		return 0
	}
	if changes := d.Arguments.ForName("changes"); changes != nil {
		return priceAssumed * m.elements(changes.Value)
	}
	return 0
}

// draws says whether a field is a drawing.
func draws(f *ast.Field) bool {
	switch f.Name {
	case "asDot", "asMermaid", "asSvg", "asGraphml", "asJsonld":
		return true
	}
	return false
}

// priceDiff is that of two moments that have nothing in common.
func (m *measure) priceDiff(f *ast.Field) int {
	if around := f.Arguments.ForName("around"); around != nil && m.given(around.Value) != nil {
		return priceNear
	}
	return priceStatements
}

// priceWalk is that of the statements that a walk may look at. A neighbourhood that
// goes on where another was left may look at as many as there are. Inside of an answer
// a field of that name has no arguments, and costs nothing.
func (m *measure) priceWalk(f *ast.Field) int {
	if len(f.Arguments) == 0 {
		return 0
	}
	edges := explore.DefaultEdges
	after := f.Arguments.ForName("after")
	if n, ok := m.budgeted(f, "edges"); ok {
		edges = n
	}
	if f.Name == "neighbourhood" && after != nil && m.given(after.Value) != nil {
		edges = explore.MostEdges
	}
	return edges / edgesForAValue
}

// priceDrawn is what drawings of a walk cost beyond a drawing of the records that a walk
// meets by default: they take time by the record.
func (m *measure) priceDrawn(f *ast.Field, drawings int) int {
	nodes, _ := m.budgeted(f, "nodes")
	return drawings * priceDrawing * max(0, nodes-explore.DefaultNodes) / explore.DefaultNodes
}

// budgeted is what the budget of a walk says of nodes or edges, false where it says
// nothing. Of what an operation gives a variable by default it is the most.
func (m *measure) budgeted(f *ast.Field, what string) (int, bool) {
	a := f.Arguments.ForName("budget")
	if a == nil {
		return 0, false
	}
	n := m.inBudget(a.Value, what)
	return n, n > 0
}

// inBudget is a number in a budget, however that comes: 0 for none, the highest there
// is for whatever the walk will refuse.
func (m *measure) inBudget(budget *ast.Value, what string) int {
	if budget.Kind != ast.Variable {
		if n := budget.Children.ForName(what); n != nil && n.Kind != ast.NullValue {
			return m.number(n, 0, explore.MostEdges)
		}
		return 0
	}
	if given, ok := m.variables[budget.Raw]; ok {
		if object, _ := given.(map[string]any); object[what] != nil {
			return numberOf(object[what], explore.MostEdges)
		}
		return 0
	}
	most := 0
	for _, d := range m.defaults(budget.Raw) {
		if d.Kind != ast.Variable {
			most = max(most, m.inBudget(d, what))
		}
	}
	return most
}

// priceCoverage is that of all offers, or of some services' offers; a series costs a
// look at each pair for each of its points.
func (m *measure) priceCoverage(f *ast.Field) int {
	few := m.fewServices(f)
	switch {
	case selects(f, "before") || selects(f, "after"): // of a case: the other has neither
		return priceAdoption
	case f.Name == "coverageOver" && few:
		return 5 * priceAround
	case f.Name == "coverageOver":
		return priceCoverage + (m.points(f)-1)*pricePoint
	case few:
		return priceAround
	}
	return priceCoverage
}

// selects says whether a field is asked for another, if not in a fragment.
func selects(f *ast.Field, name string) bool {
	return slices.ContainsFunc(f.SelectionSet, func(s ast.Selection) bool {
		within, ok := s.(*ast.Field)
		return ok && within.Name == name
	})
}

// priceAvailability is that of the offers of a service, or at the root, where it is an
// object, of all.
func (m *measure) priceAvailability(f *ast.Field) int {
	switch {
	case len(f.SelectionSet) == 0:
		return priceCount
	case m.fewServices(f):
		return priceAround
	}
	return priceStatements
}

// fewServices says whether services are named by their ids, each of which is paid for
// as a value of the filter. Any other filter may mean all of them.
func (m *measure) fewServices(f *ast.Field) bool {
	a := f.Arguments.ForName("services")
	return a != nil && m.names(a.Value, "id")
}

// priceCollisions is that of the pairs of all solutions, or of some that are named.
func (m *measure) priceCollisions(f *ast.Field) int {
	filter := f.Arguments.ForName("filter")
	if filter == nil {
		return priceCollisions
	}
	few := max(m.listed(filter.Value, "solutions", "id", "in"), m.listed(filter.Value, "solutions", "identifier", "in"))
	if few == 0 {
		return priceCollisions
	}
	return min(priceCollisions, priceOfFew+few*priceOfOne)
}
