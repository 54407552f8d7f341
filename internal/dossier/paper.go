package dossier

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
	Ranking    []standing
	Ranges     []weightRange
	Flips      []flip
	Costs      []cost
	Prices     []price
	Evidence   []evidence
	Impact     impact
	Coverages  []coverage
	Collisions []collision
	Rules      []ruleFinding
	Deviations []deviation
	Precedents []precedent
	Drifts     []drift
	FollowUps  []followUp
	Receipts   []receipt
	Steps      []step

	Surroundings, Ladder, Intervals string // pictures, SVG
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
	Pros, Neutral, Cons                []point
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

type flip struct{ Change, Winner string }

type cost struct {
	Option, Name, Function             string
	Once, Yearly, Connection, OwnYears string
	Years                              int
	Evidence                           []cite
}

type price struct {
	Of        string
	Adopters  int
	Own, Each string
	Build     string
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

type collision struct {
	One, Other string
	Score      string
	Reasons    []string
	Owners     []string
	Resolved   string
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
	Subject, What, Then, Now string
	Flips                    bool
}

type followUp struct{ Name, Measure, Due, Planned, Actual, MeasuredOn string }

type receipt struct {
	Anchor, Name, TakenBy, Day, Digest string
	Revision, Considered               int
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
