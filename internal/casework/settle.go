package casework

import (
	"bytes"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// Settle completes a planned commit on a catalogue with what only the program may
// write, and says whether the guards of cases hold for it. The commit is changed in
// place and must not be shared yet; versions that then say nothing new are taken out,
// so that it may be empty afterwards. A refusal is catalogue.Errors.
//
// The day is the one on which the commit is made: what holds then counts. Who makes
// it is the actor of the stamp, whose message is the reason of a move.
func Settle(before *snapshot.Snapshot, commit *catalogue.Commit, by catalogue.Stamp, day catalogue.Day) error {
	if !concerns(before, commit) {
		return nil
	}
	after, err := before.Preview(commit)
	if err != nil {
		return err
	}
	s := &settling{
		before: view.New(before, day), after: view.New(after, day), commit: commit, by: by, day: day,
		cases: map[catalogue.ID]lock{},
	}
	for i := range commit.Records {
		s.complete(&commit.Records[i])
	}
	s.locks()
	if len(s.errs) == 0 {
		s.lasting()
		s.pins()
	}
	if len(s.errs) == 0 { // else they would follow from each other
		s.moves()
	}
	if err := s.errs.OrNil(); err != nil {
		return err
	}
	commit.Records = slices.DeleteFunc(commit.Records, s.nothingNew)
	return nil
}

// concerns says whether a commit touches anything that lies in a case, or a case. It
// looks at kinds and relations only, for most commits do not.
func concerns(before *snapshot.Snapshot, c *catalogue.Commit) bool {
	return slices.ContainsFunc(c.Records, func(v catalogue.RecordVersion) bool { return ofCase(v.Kind) }) ||
		slices.ContainsFunc(c.Edges, func(v catalogue.EdgeVersion) bool { return stated(before, &v.Edge) })
}

// ofCase says whether records of a kind are cases or lie in them.
func ofCase(k catalogue.Kind) bool {
	return k == catalogue.KindCase || catalogue.FiledIn.Allows(k, catalogue.KindCase)
}

// stated says whether a statement is one from a record of a case that was there
// before; one from a new record comes with that record.
func stated(before *snapshot.Snapshot, e *catalogue.Edge) bool {
	r := before.Record(e.From)
	return r != nil && ofCase(r.Kind())
}

// settling is one commit on its way.
type settling struct {
	before, after *view.View
	commit        *catalogue.Commit
	by            catalogue.Stamp
	day           catalogue.Day

	errs  catalogue.Errors
	cases map[catalogue.ID]lock // how far they are closed, as they were
}

// refuse notes why a record of the commit is refused.
func (s *settling) refuse(kind catalogue.ErrorKind, r catalogue.Record, field, value, message string) {
	s.errs.Add(&catalogue.Error{Kind: kind, Record: catalogue.Describe(r), Field: field, Value: value, Message: message})
}

// head is the version of a record before the commit, nil for none.
func (s *settling) head(id catalogue.ID) catalogue.Record { return s.before.Snapshot().Record(id) }

// now is a record as the commit leaves it, nil for none.
func (s *settling) now(id catalogue.ID) catalogue.Record { return s.after.Snapshot().Record(id) }

// nothingNew says whether a version says what the head says.
func (s *settling) nothingNew(v catalogue.RecordVersion) bool {
	head := s.head(v.ID)
	return ofCase(v.Kind) && head != nil && v.Record != nil && same(head, v.Record)
}

// same says whether two versions of a record say the same.
func same(a, b catalogue.Record) bool {
	if a.Base().Source != b.Base().Source {
		return false
	}
	one, err := catalogue.EncodeRecord(a)
	other, err2 := catalogue.EncodeRecord(b)
	return err == nil && err2 == nil && bytes.Equal(one, other)
}

// filedIn are the cases in which a record lies in a snapshot, on whatever day.
func filedIn(s *snapshot.Snapshot, id catalogue.ID) []catalogue.ID {
	var out []catalogue.ID
	for e := range s.Edges(id, catalogue.FiledIn.Role(catalogue.EndFrom)).All() {
		out = append(out, s.EdgeAt(e, catalogue.EndTo))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// moves holds every case that was moved against the guards of its move.
func (s *settling) moves() {
	moved := false
	for i := range s.commit.Records {
		next, ok := s.commit.Records[i].Record.(*catalogue.Case)
		head, there := s.head(s.commit.Records[i].ID).(*catalogue.Case)
		if !ok || !there || next.Step == head.Step {
			continue
		}
		moved = true
		s.move(next)
	}
	if moved && s.changesPolicy() {
		s.errs.Add(catalogue.Errorf(catalogue.Conflict, "rules, gates, ladders and weight sets do not change in the commit that moves a case: make two commits"))
	}
}

// changesPolicy says whether the commit changes what is decided by: a record of it, or
// that one takes the place of another.
func (s *settling) changesPolicy() bool {
	return slices.ContainsFunc(s.commit.Records, func(v catalogue.RecordVersion) bool { return policy(v.Kind) }) ||
		slices.ContainsFunc(s.commit.Edges, func(v catalogue.EdgeVersion) bool {
			r := s.record(v.Edge.From)
			return r != nil && policy(r.Kind())
		})
}

// policy says whether records of a kind are what is decided by.
func policy(k catalogue.Kind) bool {
	switch k {
	case catalogue.KindRule, catalogue.KindGate, catalogue.KindLadder, catalogue.KindWeightSet:
		return true
	default:
		return false
	}
}

// move holds one case against the guards of the state that it moves to.
func (s *settling) move(next *catalogue.Case) {
	was, seen := casefile.Read(s.before, next.ID)
	is, still := casefile.Read(s.after, next.ID)
	if !seen || !still {
		s.refuse(catalogue.Conflict, next, "step", string(next.Step), "the case does not hold on "+s.day.String()+", so it does not move")
		return
	}
	from := StateOf(was)
	if !slices.Contains(onward(from), next.Step) {
		s.refuse(catalogue.Conflict, next, "step", string(next.Step), noWay(from))
		return
	}
	for _, g := range allGuards(is, next.Step, move{known: true, by: s.by.Actor, why: s.by.Message}) {
		if g.outcome == unmet {
			s.refuse(kindOf(g.code), next, "step", string(next.Step), g.refusal(is, next.Step))
		}
	}
	if next.Step == catalogue.CaseConfirmed {
		s.confirm(is, next)
	}
}

// kindOf is what sort of no it is that a guard does not hold.
func kindOf(code GuardCode) catalogue.ErrorKind {
	switch code {
	case GuardFourEyes, GuardNotAuthor:
		return catalogue.Forbidden
	default:
		return catalogue.Conflict
	}
}
