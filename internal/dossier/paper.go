package dossier

import "slices"

// paper is what there is to read of a case, in the words in which it is read: German,
// each text on one line and harmless but for the marks of the format that it is put
// into, which each writer takes care of. Empty texts are things that are not known.
type paper struct {
	Title, Identifier   string
	Question            []string // paragraphs
	Lane, State, Author string
	Illustrative        bool
	ID                  string
	Day, Date           string // of the moment, as people and as programs write it
	Revision            int64
	RecordedAt          string
	Program             string
	ChainEnd            string
	Links               int

	Need       need
	Draft      bool // of the decision
	Decisions  []decision
	LadderName string
	PolicyNote string // whether what it is decided by is enacted
	Rungs      []rung
	Options    []option
	Gates      []term
	Matrix     []gateRow
	Criteria   []criterion
	Leader     string // who leads, and how surely
	Ranking    []standing
	RankedAs   string // from when the ranking is
	Filed      []standing
	FiledAs    string // likewise, of that which was filed
	Ranges     []weightRange
	Flips      []string
	Costs      []costs
	Prices     []price
	BreakEvens []string
	NotFirst   string // that what is chosen does not lead, "" where it does
	Evidence   []evidence
	Impact     impact
	Coverages  []coverage
	Collisions []overlap
	Further    int // collisions that are left out
	Rules      []ruleFinding
	Deviations []deviation
	Precedents []precedent
	Drift      *drift // nil where nothing is known of it
	FollowUps  []followUp
	Receipts   []receipt
	Steps      []step

	// What stands in the place of a list that is empty: that there is nothing, or that
	// nobody looked.
	NoFlips, NoCollisions, NoPrecedents, NoPrices, NoImpact string

	Surroundings, Ladder, Intervals string // pictures, SVG
}

// notFound is what stands in the place of what nobody looked for.
const notFound = "Nicht ermittelt."

// none is what stands in the place of a list that is empty.
func none[T any](list []T, looked string) string {
	if list == nil {
		return notFound
	}
	return looked
}

// HasComputed says whether the catalogue by itself says something at a gate.
func (p *paper) HasComputed() bool {
	return slices.ContainsFunc(p.Matrix, func(r gateRow) bool {
		return slices.ContainsFunc(r.Cells, func(c gateCell) bool { return c.Computed != "" })
	})
}

// term is a name with what it means.
type term struct{ Name, Meaning string }

// cite leads to an evidence on the page.
type cite struct{ Anchor, Short string }

type need struct {
	Name         string
	Text         []string
	Requirements []requirement
	Constraints  []constraint
	About        []about
}

type requirement struct{ Key, Level, Text, Source, Test string }

type constraint struct{ Key, Kind, Text, Money, Day string }

// about is a number of records of one kind that the need is about.
type about struct {
	Kind  string
	Names []string
}

type rung struct {
	Place   int
	Name    string
	Options []string
	Why     string // why it is not chosen, or that it is
}

type option struct {
	Anchor, Name, Kind, Solution, Rung string
	Origin                             string
	Text                               []string
	Chosen, Excluded                   bool
	Exclusions                         []exclusion
	Pros, Open, Cons                   []point // by what is judged at gates
	Points                             []point // by criterion
}

type exclusion struct {
	Ground, Reason string
	Evidence       []cite
}

// point speaks for or against an option.
type point struct {
	Text     string
	Evidence []cite
}

type gateRow struct {
	Option string
	Cells  []gateCell
}

type gateCell struct {
	Gate, Verdict, Code string
	Reasons             []string
	Evidence            []cite
	Computed            string // what the catalogue by itself says
}

type criterion struct {
	Key, Name string
	Weight    int
}

type standing struct {
	Place             int
	Option, Rung      string
	Low, High         string // plain numbers
	Score             string // as people read it
	LowAt, HighAt     int    // 0 to 1000, for the picture
	Excluded          bool
	Money             string
	Separable, Behind []string // names of options
	Cells             []pointsCell
}

type pointsCell struct {
	Criterion, Points, Contribution string
	Number, Low, High               string // the same for tables
	Reasons                         []string
	Evidence                        []cite
}

type weightRange struct{ Criterion, Range string }

type costs struct {
	Option, Name, Function             string
	Once, Yearly, Connection, OwnYears string
	Years                              int
	Total                              string // over the years
	Adopters                           int    // for so many
	Evidence                           []cite
}

type price struct {
	Of, Model, Why string
	Adopters       int
	All, Each      string
}

type evidence struct {
	Anchor, Short, Name, Kind, Grade, GradeWord string
	URI, Hash, Retrieved, Until, Author         string
	Age                                         string
	Days                                        int // of age, -1 where it is not known
	Uses                                        int // of judgements that rest on it
}

type impact struct {
	Of       string
	Kinds    []amount
	Complete bool
}

type amount struct {
	Name  string
	Count int
}

type coverage struct {
	Service              string
	Asked, Before, After int
}

type overlap struct {
	One, Other string
	Score      string
	Reasons    []string
	Owners     []string
	Status     string
}

type ruleFinding struct {
	Name, Level, Quote, Citation, Verdict, Reason string
	By                                            string // how the verdict came about
	Evidence                                      []cite
}

type deviation struct {
	Name, Status, Reason, Compensation, Expires, Money string
	RequestedBy, RequestedOn, ApprovedBy, ApprovedOn   string
	Rules, Owners                                      []string
	Helps                                              bool // on the day
	Evidence                                           []cite
}

type decision struct {
	Name, Outcome, Reason, From, Expires   string
	Chosen, Conditions, Dissent, Conflicts []string
	Votes                                  []term
	Triggers                               []term
	PlannedAdopters                        int
	PlannedYearly, PlannedOnce             string
	Evidence                               []cite
}

type precedent struct {
	Case, Outcome string
	Alike         []string
	Drifted       bool
}

type drift struct {
	Facts []drifted
	Flips bool
}

type drifted struct{ Trigger, Sentence string }

type followUp struct{ Name, Measure, Due, Planned, Actual, MeasuredOn string }

type receipt struct {
	Anchor, Name, TakenBy, Day, Digest string
	Revision, Considered               int // 0 where the latter is not told
	Excerpt                            bool
	Filters                            []string
	Elsewhere                          []searched
	Hits                               []hit
}

type searched struct{ Place, URL, On, Query, Found string }

type hit struct {
	Place              int
	Solution, ID, Rung string
	Strength           int // 0 to 1000
	Reasons            []string
	rung               string // key of its rung
}

type step struct {
	To, By, On, Reason string
	Revision           int
}
