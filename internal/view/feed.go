package view

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// ChangeFeed is a page of what the log says, the oldest change first.
type ChangeFeed struct {
	Changes  []RecordedChange
	Next     catalogue.FeedPosition // behind the page, and behind what the filter left out
	Complete bool                   // nothing came after it when the page was made
	Head     int
}

// FeedFilter says which changes of the log are meant: of records of some kinds and of
// statements of some relations. Without either it is all of them; with one of them it
// is that sort alone.
type FeedFilter struct {
	Kinds     []catalogue.Kind
	Relations []catalogue.Relation
}

func (f FeedFilter) all() bool { return f.Kinds == nil && f.Relations == nil }

func (f FeedFilter) record(k catalogue.Kind) bool { return f.all() || slices.Contains(f.Kinds, k) }

func (f FeedFilter) edge(r catalogue.Relation) bool {
	return f.all() || slices.Contains(f.Relations, r)
}

// mostPassed is how many versions a page looks at, whatever it finds.
const mostPassed = 20_000

// FeedPage is a page of the feed in the making. It takes one commit after the other.
type FeedPage struct {
	filter FeedFilter
	day    catalogue.Day
	size   int
	upTo   catalogue.Visibility
	newest *snapshot.Snapshot

	changes []RecordedChange
	at      catalogue.FeedPosition
	passed  int
}

// NewFeedPage begins a page behind a position, for so many changes.
func NewFeedPage(after catalogue.FeedPosition, f FeedFilter, size int, day catalogue.Day) *FeedPage {
	return &FeedPage{filter: f, day: day, size: size, at: after, upTo: catalogue.Confidential}
}

// For makes it a page of what may be told to whom a clearance is given, as the newest
// snapshot judges. What a commit did is then what it made of the cleared catalogue
// before it; statements that appear with a record that was made public are not told,
// since no commit made them.
func (p *FeedPage) For(upTo catalogue.Visibility, newest *snapshot.Snapshot) *FeedPage {
	p.upTo, p.newest = upTo, newest
	return p
}

// Next is how far the page has come.
func (p *FeedPage) Next() catalogue.FeedPosition { return p.at }

// Passed is how many versions it has looked at.
func (p *FeedPage) Passed() int { return p.passed }

// Found is how many changes it has.
func (p *FeedPage) Found() int { return len(p.changes) }

// Take takes what has not been read of the next commit, with the catalogue before and
// after it, and says whether the page is full.
func (p *FeedPage) Take(before, after *snapshot.Snapshot, c *catalogue.Commit) (full bool, err error) {
	records, versions := len(c.Records), len(c.Records)+len(c.Edges)
	if p.at.Part > versions {
		return false, &catalogue.Error{Kind: catalogue.Invalid, Field: "after", Value: p.at.String(), Message: "this is no position of the feed: the commit has fewer changes"}
	}
	if before, after, err = p.cleared(before, after); err != nil {
		return false, err
	}
	var v *View
	for i := p.at.Part; i < versions; i++ {
		if p.isFull() {
			p.at = catalogue.FeedPosition{Through: c.Revision - 1, Part: i}
			return true, nil
		}
		p.passed++
		a := catalogue.Alteration{Revision: c.Revision, Stamp: snapshot.ToldStamp(c.Stamp, p.upTo)}
		switch {
		case i < records && p.filter.record(c.Records[i].Kind):
			a.OldRecord, a.NewRecord = before.Record(c.Records[i].ID), after.Record(c.Records[i].ID)
		case i >= records && p.filter.edge(c.Edges[i-records].Edge.Relation):
			a.OldEdge, a.NewEdge = edgeIn(before, &c.Edges[i-records]), edgeIn(after, &c.Edges[i-records])
		}
		if a.Record() == nil && a.Edge() == nil { // another sort, or hidden
			continue
		}
		if v == nil {
			v = New(after, p.day)
		}
		p.changes = append(p.changes, v.Recorded(a, before.Record))
	}
	p.at = catalogue.FeedPosition{Through: c.Revision}
	return p.isFull(), nil
}

// cleared are the catalogues before and after a commit as the page may tell of them.
func (p *FeedPage) cleared(before, after *snapshot.Snapshot) (was, is *snapshot.Snapshot, err error) {
	if !catalogue.Confidential.Above(p.upTo) {
		return before, after, nil
	}
	if p.newest.Revision() < after.Revision() { // it was waited for
		p.newest = after
	}
	if was, err = before.Cleared(p.upTo, p.newest); err != nil {
		return nil, nil, err
	}
	is, err = after.Cleared(p.upTo, p.newest)
	return was, is, err
}

func (p *FeedPage) isFull() bool { return len(p.changes) >= p.size || p.passed >= mostPassed }

// edgeIn is the edge of which a commit made a version, nil where there is none.
func edgeIn(s *snapshot.Snapshot, e *catalogue.EdgeVersion) *catalogue.Edge {
	if x, there := s.Edge(e.Edge.ID); there {
		return &x
	}
	return nil
}

// Upto is the page, of a log whose newest commit is head.
func (p *FeedPage) Upto(head catalogue.Revision) ChangeFeed {
	return ChangeFeed{Changes: p.changes, Next: p.at, Complete: p.at.Through >= head, Head: int(head)}
}
