package collision

// Overlap is in what two solutions overlap.
type Overlap string

// The overlaps, strongest first.
const (
	OverlapService    Overlap = "SERVICE"
	OverlapCapability Overlap = "CAPABILITY"
	OverlapData       Overlap = "DATA"
	OverlapInterface  Overlap = "INTERFACE"
	OverlapText       Overlap = "TEXT"
)

// overlaps are all of them, and overlapCount how many.
var overlaps = [overlapCount]Overlap{OverlapService, OverlapCapability, OverlapData, OverlapInterface, OverlapText}

const overlapCount = 5

// facts is what an overlap counts, and how it is called.
type facts struct {
	base int // of a thing
	most int // of all of them
	one  string
	many string
	// strongly is said of a thing that counts in full, where not all do.
	strongly string
}

var overlapFacts = [overlapCount]facts{
	{400, 400, "Gleiche Verwaltungsleistung", "Gleiche Verwaltungsleistungen", ""},
	{200, 200, "Gleiche Fähigkeit", "Gleiche Fähigkeiten", ""},
	{200, 200, "Gleicher Datensatz", "Gleiche Datensätze", "von beiden gepflegt"},
	{100, 100, "Gleiche Schnittstelle", "Gleiche Schnittstellen", "von beiden angeboten"},
	{25, 100, "Gleiches seltenes Wort in Name oder Beschreibung", "Gleiche seltene Wörter in Name oder Beschreibung", ""},
}

// points are what a thing counts that so many solutions have.
func (f *facts) points(solutions int, strong bool) int {
	if strong {
		return 2 * f.base / solutions
	}
	return f.base / solutions
}
