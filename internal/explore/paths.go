package explore

import (
	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// PathMode is which paths are wanted.
type PathMode string

// The modes.
const (
	Shortest    PathMode = "SHORTEST"     // one of the shortest
	AllShortest PathMode = "ALL_SHORTEST" // all of the least length
	AllSimple   PathMode = "ALL_SIMPLE"   // all without a record twice, the shortest first
)

// What Paths may be asked.
const (
	defaultPathLength, mostPathLength = 6, 12
	defaultPaths, mostPaths           = 20, 100
)

// PathsQuery asks how two records hang together.
type PathsQuery struct {
	From, To  string
	MaxLength *int
	Mode      *PathMode         // Shortest by default
	Scope     Scope             // its direction is that from From to To
	Filter    view.RecordFilter // which records may be in the middle
	First     *int
	Budget    Budget
}

// Paths are the ways between two records. A path is a sequence of records; statements
// that join the same two records stand together in one step of it.
type Paths struct {
	Outcome
	drawing
	from, to catalogue.ID
	paths    []Path
	more     bool
}

// Path is a way from one record to another.
type Path struct {
	Steps []PathStep
	from  catalogue.ID
	in    *view.View
}

// PathsBetween answers a PathsQuery.
func PathsBetween(v *view.View, q PathsQuery, clock Clock) (Paths, error) {
	r, first, err := newRoute(v, q, clock)
	if err != nil {
		return Paths{}, err
	}
	mode := Shortest
	if q.Mode != nil {
		mode = *q.Mode
	}
	var found []trail
	switch mode {
	case Shortest:
		found = r.shortest()
	case AllShortest:
		found = r.allShortest(first)
	case AllSimple:
		found = r.allSimple(first)
	}
	out := Paths{from: r.from.end(), to: r.to.end(), more: len(found) > first}
	out.paths = r.told(found[:min(len(found), first)])
	out.Outcome = r.meter.outcome()
	out.drawing = drawing{func() picture.Graph { return out.drawn(v) }}
	return out, nil
}

// newRoute checks a question; first is how many paths are wanted.
func newRoute(v *view.View, q PathsQuery, clock Clock) (r *route, first int, err error) {
	r = &route{counted: snapshot.NewSet()}
	if r.most, err = numberWithin("maxLength", q.MaxLength, defaultPathLength, 1, mostPathLength); err != nil {
		return nil, 0, err
	}
	if first, err = numberWithin("first", q.First, defaultPaths, 1, mostPaths); err != nil {
		return nil, 0, err
	}
	from, err := v.Named("from", q.From)
	if err != nil {
		return nil, 0, err
	}
	to, err := v.Named("to", q.To)
	if err != nil {
		return nil, 0, err
	}
	if from == to {
		return nil, 0, &catalogue.Error{Kind: catalogue.Invalid, Field: "to", Value: q.To, Message: "a path joins two records, and from is the same"}
	}
	if r.allowed, err = meant(v, q.Filter); err != nil {
		return nil, 0, err
	}
	if r.meter, err = newMeter(v, q.Budget, clock); err != nil {
		return nil, 0, err
	}
	forward, err := newSteps(v, r.meter, q.Scope)
	if err != nil {
		return nil, 0, err
	}
	backward, err := newSteps(v, r.meter, q.Scope.against())
	if err != nil {
		return nil, 0, err
	}
	r.from, r.to = newSide(forward, from), newSide(backward, to)
	r.counts(from)
	r.counts(to)
	return r, first, nil
}

// Length is how many steps the shortest path that was found has, false when none was.
func (p Paths) Length() (int, bool) {
	if len(p.paths) == 0 {
		return 0, false
	}
	return p.paths[0].Length(), true
}

// Paths are those that were found and asked for.
func (p Paths) Paths() []Path { return p.paths }

// HasMore says whether there are others that the mode means.
func (p Paths) HasMore() bool { return p.more }

// drawn are the records of all paths, and the third ones of the statements that join
// them.
func (p Paths) drawn(v *view.View) picture.Graph {
	var records []view.Record
	var statements []view.Statement
	for _, path := range p.paths {
		records = append(records, path.Nodes()...)
	}
	for _, path := range p.paths {
		for _, s := range path.Steps {
			for _, x := range s.Statements() {
				statements = append(statements, x.Statement)
				records = append(records, joinedBy(x.Statement)...)
			}
		}
	}
	ends := namesOf([]view.Record{v.At(p.from), v.At(p.to)})
	return graphOf("Wie "+ends+" zusammenhängen", account(counted(len(p.paths), "Weg", "Wege"), p.Outcome), records, statements)
}

// Length is how many steps it has.
func (p Path) Length() int { return len(p.Steps) }

// Nodes are the records of the path, both ends among them.
func (p Path) Nodes() []view.Record {
	out := []view.Record{p.in.At(p.from)}
	for _, s := range p.Steps {
		out = append(out, s.To())
	}
	return out
}
