package store

import (
	"fmt"

	"fundus/internal/catalogue"
)

// Span is when a version of a record or an edge holds: from the revision that made
// it until before the one that ended it.
type Span struct {
	Of    Numbered
	ID    int64
	From  catalogue.Revision
	Until catalogue.Revision // 0: it holds at the head
}

// Numbered is what has versions: records and edges, each with numbers of their own.
type Numbered uint8

// What has versions, in the order of Spans.
const (
	OfRecord Numbered = iota
	OfEdge
)

func (n Numbered) String() string {
	if n == OfEdge {
		return "statement"
	}
	return "record"
}

// Chains looks at the spans of a store in their order, and says what no sequence of
// commits can have left behind. What holds of the versions of a record or an edge:
//
//   - they are made and ended by revisions that the log has
//   - each begins where the one before it ended, so there is no gap and no overlap;
//     what was removed stays removed, since numbers are never used again
//   - numbers are given out in turn: none begins before a lower one
//
// A first version is the creation; that one is missing shows by the last rule.
type Chains struct {
	Logged func(catalogue.Revision) bool // whether the log has a commit
	Wrong  func(format string, args ...any)

	last  Span               // the span before
	first catalogue.Revision // by which the newest so far of this sort was created
}

// Add looks at the next span.
func (c *Chains) Add(s Span) {
	what := fmt.Sprintf("%s %d", s.Of, s.ID)
	if !c.Logged(s.From) {
		c.Wrong("%s: a version was made by revision %d, which the log does not have", what, s.From)
	}
	if s.Until != 0 && !c.Logged(s.Until) {
		c.Wrong("%s: the version of revision %d was ended by revision %d, which the log does not have", what, s.From, s.Until)
	}
	if s.Until != 0 && s.Until <= s.From {
		c.Wrong("%s: the version of revision %d was ended by revision %d, before it was made", what, s.From, s.Until)
	}
	if s.Of == c.last.Of && s.ID == c.last.ID {
		c.follow(what, s)
	} else {
		c.begin(what, s)
	}
	c.last = s
}

// follow wants a version to begin where the one before it ended.
func (c *Chains) follow(what string, s Span) {
	switch {
	case c.last.Until == 0 || c.last.Until > s.From:
		c.Wrong("%s: the versions of the revisions %d and %d hold at the same time", what, c.last.From, s.From)
	case c.last.Until < s.From:
		c.Wrong("%s: it was removed by revision %d and is there again from revision %d", what, c.last.Until, s.From)
	}
}

// begin wants a first version to be made no earlier than that of a lower number.
func (c *Chains) begin(what string, s Span) {
	if s.Of != c.last.Of {
		c.first = 0
	}
	if s.From < c.first {
		c.Wrong("%s: it begins with revision %d, but a lower number begins with revision %d, whose creation is missing", what, s.From, c.first)
	}
	c.first = max(c.first, s.From)
}
