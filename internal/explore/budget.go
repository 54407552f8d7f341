package explore

import (
	"cmp"
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Budget is what a walk may take, as it is asked for: nil is the default. What is
// beyond the highest value is Invalid and not cut to it, since the answer would be
// another than was asked for.
type Budget struct {
	Nodes        *int // records met
	Edges        *int // statements looked at
	Milliseconds *int
}

// The defaults and the highest values of a Budget.
const (
	DefaultNodes, MostNodes               = 5_000, 100_000
	DefaultEdges, MostEdges               = 200_000, 1_000_000
	DefaultMilliseconds, MostMilliseconds = 1_000, 5_000
)

// Clock tells after so many milliseconds, counted from the call, that the time is
// over. Packages that answer know no clock; it is brought by who asks.
type Clock func(milliseconds int) (over func() bool)

// StopReason is why a walk ended before all was seen.
type StopReason string

// The reasons.
const (
	StoppedByNodes StopReason = "NODES"
	StoppedByEdges StopReason = "EDGES"
	StoppedByTime  StopReason = "TIME"
)

// Effort is what was looked at.
type Effort struct {
	Nodes int // records met, the first ones included
	Edges int // statements looked at, those that were not meant included
}

// Traversal is an answer of a walk.
type Traversal interface {
	Complete() bool
	StoppedBecause() (StopReason, bool)
	AsDOT() string
	AsMermaid() string
	AsSVG() string
	AsGraphML() string
	AsJSONLD() string
}

// Outcome is how far a walk came. It stands in every answer of a walk.
type Outcome struct {
	Explored Effort
	stopped  StopReason
}

// Complete says that all was seen that was asked for.
func (o Outcome) Complete() bool { return o.stopped == "" }

// StoppedBecause is why it is not complete, false when it is.
func (o Outcome) StoppedBecause() (StopReason, bool) { return o.stopped, o.stopped != "" }

// and is how far two walks came, of which the second ended for another reason only if
// the first did not end before its time.
func (o Outcome) and(rest Outcome) Outcome {
	o.Explored.Nodes += rest.Explored.Nodes
	o.Explored.Edges += rest.Explored.Edges
	o.stopped = cmp.Or(o.stopped, rest.stopped)
	return o
}

// meter measures a walk against its budget. It belongs to one goroutine. Once it
// has said no it says no for ever.
type meter struct {
	view         *view.View
	nodes, edges int // at most
	over         func() bool
	passed       int // statements that are hidden
	spent        Outcome
}

// newMeter begins to measure.
func newMeter(v *view.View, b Budget, clock Clock) (*meter, error) {
	m := &meter{view: v}
	milliseconds := 0
	for _, part := range []struct {
		name        string
		given       *int
		usual, most int
		into        *int
	}{
		{"nodes", b.Nodes, DefaultNodes, MostNodes, &m.nodes},
		{"edges", b.Edges, DefaultEdges, MostEdges, &m.edges},
		{"milliseconds", b.Milliseconds, DefaultMilliseconds, MostMilliseconds, &milliseconds},
	} {
		*part.into = part.usual
		if part.given == nil {
			continue
		}
		if *part.given < 1 || *part.given > part.most {
			return nil, &catalogue.Error{
				Kind: catalogue.Invalid, Field: "budget." + part.name, Value: fmt.Sprint(*part.given),
				Message: fmt.Sprintf("a budget has 1 to %d %s", part.most, part.name),
			}
		}
		*part.into = *part.given
	}
	m.over = clock(milliseconds)
	return m, nil
}

// node says whether another record may be met.
func (m *meter) node() bool {
	if m.spent.stopped == "" && m.spent.Explored.Nodes >= m.nodes {
		m.spent.stopped = StoppedByNodes
	}
	if m.spent.stopped != "" {
		return false
	}
	m.spent.Explored.Nodes++
	return true
}

// share is a meter for one of so many walks that divide what is left. What it spends
// is to be taken back from it.
func (m *meter) share(among int) *meter {
	part := *m
	edges, nodes := m.left()
	part.edges = m.spent.Explored.Edges + edges/among
	part.nodes = m.spent.Explored.Nodes + nodes/among
	return &part
}

// left is how many statements may still be looked at, and how many records met.
func (m *meter) left() (edges, nodes int) {
	return m.edges - m.spent.Explored.Edges, m.nodes - m.spent.Explored.Nodes
}

// edgesAtOnce is how many statements are looked at between two looks at the clock.
const edgesAtOnce = 512

// sees says whether another statement may be looked at that is seen, or passed over that
// is hidden. What is hidden takes time and nothing else: how much there is of it must
// not be told by what was explored, nor by where a budget ended.
func (m *meter) sees(seen bool) bool {
	if seen {
		return m.edge()
	}
	m.passed++
	return m.spent.stopped == "" && (m.passed%edgesAtOnce != 0 || !m.late())
}

// edge says whether another statement may be looked at.
func (m *meter) edge() bool {
	switch {
	case m.spent.stopped != "":
		return false
	case m.spent.Explored.Edges >= m.edges:
		m.spent.stopped = StoppedByEdges
		return false
	case m.spent.Explored.Edges%edgesAtOnce == 0 && m.late():
		return false
	}
	m.spent.Explored.Edges++
	return true
}

// affords says whether so many statements may still be looked at. What has to be
// looked at whole or not at all asks this first.
func (m *meter) affords(statements int) bool {
	if m.spent.stopped == "" && m.spent.Explored.Edges+statements > m.edges {
		m.spent.stopped = StoppedByEdges
	}
	return m.spent.stopped == ""
}

// rest measures what may still be looked at when no more records are to be met, which
// may be why the walk ended.
func (m *meter) rest() *meter {
	return &meter{view: m.view, edges: m.edges - m.spent.Explored.Edges, over: m.over}
}

// late says whether the time is over, and notes that the clock had a part in the answer.
func (m *meter) late() bool {
	if !m.over() && m.view.Stopped() == nil {
		return false
	}
	m.spent.stopped = StoppedByTime
	m.view.Hurry()
	return true
}

// outcome is how far the walk came.
func (m *meter) outcome() Outcome { return m.spent }
