package casework

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// lock is how far a case is closed to changes.
type lock uint8

const (
	// open: a draft, everything may change.
	open lock = iota
	// frozen: what is needed stands, and of the case itself only its step changes.
	frozen
	// ready: so does all that the decision rests on, and what it chooses. What the
	// board adds by deciding (votes, conditions, expiry) may come.
	ready
	// closed: so does everything that lies in the case, but for how long evidence holds,
	// follow-ups and the closing of a deviation. Correction is supersession.
	closed
)

// lockOf is how far a case is closed, as it was before the commit. A case that was
// ready and has fallen back is open for what mends it.
func (s *settling) lockOf(id catalogue.ID) lock {
	if l, known := s.cases[id]; known {
		return l
	}
	l := open
	if c, ok := s.head(id).(*catalogue.Case); ok {
		switch {
		case decided(c.Step) || ended(c.Step):
			l = closed
		case c.Step == catalogue.CaseReady && s.stillReady(id):
			l = ready
		case c.Step != catalogue.CaseDraft:
			l = frozen
		}
		if l != closed && s.now(id) == nil {
			l = open // the case goes, and with it what bound them
		}
	}
	s.cases[id] = l
	return l
}

// stillReady says whether a case that was made ready is so before the commit; one that
// is not seen on the day has not fallen back.
func (s *settling) stillReady(id catalogue.ID) bool {
	f, ok := casefile.Read(s.before, id)
	return !ok || StateOf(f) == catalogue.CaseReady
}

// tightest is the furthest that any of some cases is closed.
func (s *settling) tightest(cases []catalogue.ID) lock {
	l := open
	for _, id := range cases {
		l = max(l, s.lockOf(id))
	}
	return l
}

// locks refuses what is closed to changes.
func (s *settling) locks() {
	for i := range s.commit.Records {
		s.lockedRecord(&s.commit.Records[i])
	}
	for i := range s.commit.Edges {
		s.lockedEdge(&s.commit.Edges[i])
	}
}

// lockedRecord asks where the record lay before the commit: one that is new lies
// nowhere yet, and where it comes to lie is for its statement.
func (s *settling) lockedRecord(v *catalogue.RecordVersion) {
	head := s.head(v.ID)
	if head == nil || !ofCase(v.Kind) || v.Record != nil && same(head, v.Record) {
		return
	}
	cases := filedIn(s.before.Snapshot(), v.ID)
	switch v.Kind {
	case catalogue.KindCase:
		cases = []catalogue.ID{v.ID}
	case catalogue.KindEvidence:
		cases = restingIn(s.before.Snapshot(), v.ID)
	default:
	}
	if l := s.tightest(cases); !mayChange(l, head, v.Record, len(cases) > 0) {
		s.refuse(catalogue.Conflict, head, "", "", lockedBecause[l])
	}
}

// lockedBecause is why something cannot change.
var lockedBecause = map[lock]string{
	open:   "a receipt or an assessment that is filed in a case stays there as it is",
	frozen: "the need of the case is frozen, and receipts and assessments never change: withdraw the case and open another one to ask for something else",
	ready:  "the case is ready for decision, and what the decision rests on stays as it is: return the case first",
	closed: "the case is decided or has ended, and what lies in it stays as it is: correct it by another case that replaces it",
}

// mayChange says whether a lock lets a version of a record be replaced by another, or
// be removed where that is nil. Whether somebody may claim what it says is another
// matter (complete.go).
func mayChange(l lock, head, next catalogue.Record, filed bool) bool {
	switch head := head.(type) {
	case *catalogue.Evidence:
		e, stays := next.(*catalogue.Evidence)
		return l < ready || !stays || validityOnly(head, e)
	case *catalogue.SearchReceipt, *catalogue.Assessment:
		return !filed || l == open && next == nil
	case *catalogue.Case:
		c, stays := next.(*catalogue.Case)
		return l == open || l != closed && !stays || stays && stepOnly(head, c)
	case *catalogue.Need:
		return l == open
	case *catalogue.FollowUp:
		f, stays := next.(*catalogue.FollowUp)
		return l != closed || stays && measuredOnly(head, f)
	case *catalogue.Deviation:
		d, stays := next.(*catalogue.Deviation)
		return l < ready || stays && closedOnly(head, d)
	case *catalogue.Decision:
		d, stays := next.(*catalogue.Decision)
		return l < ready || l == ready && stays && d.Outcome == head.Outcome
	default:
		return l < ready
	}
}

// validityOnly says whether nothing of a piece of evidence changes but until when it
// holds: another report under the name of the one that was judged by is another one.
func validityOnly(head, e *catalogue.Evidence) bool {
	aged := e.Clone().(*catalogue.Evidence)
	aged.ValidFrom, aged.ValidUntil = head.ValidFrom, head.ValidUntil
	return same(head, aged)
}

// restingIn are the cases in which something lies that rests on a piece of evidence.
func restingIn(s *snapshot.Snapshot, evidence catalogue.ID) []catalogue.ID {
	var out []catalogue.ID
	for e := range s.Edges(evidence, catalogue.RestsOn.Role(catalogue.EndTo)).All() {
		out = append(out, filedIn(s, s.EdgeAt(e, catalogue.EndFrom))...)
	}
	return out
}

// stepOnly says whether nothing of a case changes but how far it is.
func stepOnly(head, c *catalogue.Case) bool {
	moved := c.Clone().(*catalogue.Case)
	moved.Step, moved.Steps = head.Step, head.Steps
	return same(head, moved)
}

// measuredOnly says whether nothing of a follow-up changes but what was measured: what
// was planned stays what was planned.
func measuredOnly(head, f *catalogue.FollowUp) bool {
	measured := f.Clone().(*catalogue.FollowUp)
	measured.Actual, measured.MeasuredOn = head.Actual, head.MeasuredOn
	return same(head, measured)
}

// lockedEdge asks of a statement where the record lies that it is made from, and for
// what comes into a case or puts a price on an option, where the other lies.
func (s *settling) lockedEdge(v *catalogue.EdgeVersion) {
	e := &v.Edge
	from := s.record(e.From)
	if from == nil || !ofCase(from.Kind()) || s.goesWith(e) {
		return
	}
	cases := filedIn(s.before.Snapshot(), e.From)
	if from.Kind() == catalogue.KindCase {
		cases = append(cases, e.From)
	}
	switch e.Relation {
	case catalogue.FiledIn:
		cases = append(cases, e.To)
	case catalogue.Prices:
		cases = append(cases, filedIn(s.before.Snapshot(), e.To)...)
	default:
	}
	if l := s.tightest(cases); !s.mayState(l, from, v) {
		s.refuse(catalogue.Conflict, from, e.Relation.String(), "", lockedBecause[l])
	}
}

// record is a record before or after the commit, nil for none.
func (s *settling) record(id catalogue.ID) catalogue.Record {
	if r := s.head(id); r != nil {
		return r
	}
	return s.now(id)
}

// goesWith says whether a statement ends because a record ends whose own end is asked
// for elsewhere: what rested on evidence that goes rests on nothing, and that is seen.
func (s *settling) goesWith(e *catalogue.Edge) bool {
	gone := func(id catalogue.ID) bool { return s.now(id) == nil }
	return gone(e.From) || gone(e.To) && e.Relation == catalogue.RestsOn
}

// mayState says whether a lock lets a statement be made, changed or withdrawn.
func (s *settling) mayState(l lock, from catalogue.Record, v *catalogue.EdgeVersion) bool {
	made := s.head(from.Base().ID) == nil
	switch from := from.(type) {
	case *catalogue.Evidence:
		return true
	case *catalogue.SearchReceipt, *catalogue.Assessment:
		return l <= frozen && (made || v.Removed && s.now(v.Edge.To) == nil)
	case *catalogue.Need:
		return l == open
	case *catalogue.FollowUp:
		return l != closed || v.Created
	case *catalogue.Case:
		return l <= frozen || l == ready && v.Edge.Relation != catalogue.Applies
	case *catalogue.Deviation:
		approved := from.DeviationStatus == catalogue.DeviationApproved && v.Edge.Relation == catalogue.DeviatesFrom
		return l < ready && !approved
	case *catalogue.Decision:
		return l < ready || l == ready && v.Edge.Relation == catalogue.RestsOn
	default:
		return l < ready
	}
}
