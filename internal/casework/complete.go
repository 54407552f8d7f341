package casework

import (
	"slices"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
)

// What only the program may write. A writer leaves it empty, or gives what is there.

// moveWithLog is how cases come to another catalogue: never as a file of records,
// which could claim any history.
const moveWithLog = "whole cases move with the log: fundus backup, fundus restore"

// complete fills in what the program knows of a new version of a record.
func (s *settling) complete(v *catalogue.RecordVersion) {
	head := s.head(v.ID)
	switch r := v.Record.(type) {
	case *catalogue.Case:
		if head == nil {
			s.open(r)
		} else {
			s.step(head.(*catalogue.Case), r)
		}
	case *catalogue.SearchReceipt:
		if head == nil {
			s.take(r)
		} else {
			s.keepReceipt(head.(*catalogue.SearchReceipt), r)
		}
	case *catalogue.Assessment:
		if head == nil {
			s.assess(r)
		} else {
			s.keepAssessment(head.(*catalogue.Assessment), r)
		}
	case *catalogue.Deviation:
		if head == nil {
			s.request(r)
		} else {
			s.approve(head.(*catalogue.Deviation), r)
		}
	default:
		return
	}
	if err := catalogue.Check(v.Record); err != nil {
		s.refuse(catalogue.Invalid, v.Record, "", "", "as completed by the program: "+err.Error())
	}
}

// open is for a case that begins.
func (s *settling) open(c *catalogue.Case) {
	if c.Step != catalogue.CaseDraft {
		s.refuse(catalogue.Conflict, c, "step", string(c.Step), "a new case begins as DRAFT and moves one step in a commit; "+moveWithLog)
		return
	}
	if c.Author != "" && c.Author != s.by.Actor || len(c.Steps) > 0 {
		s.refuse(catalogue.Invalid, c, "author", c.Author, "author and steps of a case are written by the program: leave them empty; "+moveWithLog)
		return
	}
	c.Author, c.Steps = s.by.Actor, []catalogue.CaseStep{s.madeStep(c.Step)}
}

// step is for a case that is there.
func (s *settling) step(head, c *catalogue.Case) {
	if c.Author == "" {
		c.Author = head.Author
	}
	if len(c.Steps) == 0 {
		c.Steps = slices.Clone(head.Steps)
	}
	if c.Author != head.Author || !slices.Equal(c.Steps, head.Steps) {
		s.refuse(catalogue.Invalid, c, "steps", "", "author and steps of a case are written by the program: leave them empty, or give them as they are")
		return
	}
	if c.Step != head.Step {
		c.Steps = append(c.Steps, s.madeStep(c.Step))
	}
}

func (s *settling) madeStep(to catalogue.CaseState) catalogue.CaseStep {
	return catalogue.CaseStep{To: to, By: s.by.Actor, On: s.day, Revision: int(s.commit.Revision), Reason: s.by.Message}
}

// confirm notes what a review has seen, so that it does not make the case due again.
func (s *settling) confirm(f *casefile.File, c *catalogue.Case) {
	digest, err := assess.DriftDigest(assess.Drift(f))
	if err != nil {
		s.refuse(catalogue.Invalid, c, "steps", "", err.Error())
		return
	}
	c.Steps[len(c.Steps)-1].Drift = digest
}

// onlyCase is the case in which the commit leaves a record that is filed in one and no
// other.
func (s *settling) onlyCase(r catalogue.Record) (catalogue.ID, bool) {
	in := filedIn(s.after.Snapshot(), r.Base().ID)
	if len(in) != 1 {
		s.refuse(catalogue.Invalid, r, "", "", "it is filed in one case, and by the commit that makes it: relate it with FILED_IN in the same change set")
		return 0, false
	}
	return in[0], true
}

// take makes the search of a new receipt, in the catalogue as it was before the commit:
// so it can be made again at that revision.
func (s *settling) take(r *catalogue.SearchReceipt) {
	id, ok := s.onlyCase(r)
	if !ok {
		return
	}
	f, seen := casefile.Read(s.before, id)
	if !seen || since(f.Case, catalogue.CaseNeedFrozen) == 0 || f.Needs != 1 {
		s.refuse(catalogue.Conflict, r, "", "", "the need of a case is frozen before the first search: move the case to NEED_FROZEN first, in a commit of its own")
		return
	}
	claimed := r.Clone().(*catalogue.SearchReceipt)
	*r = catalogue.SearchReceipt{Meta: r.Meta, Elsewhere: r.Elsewhere}
	if err := reuse.Fill(f, r); err != nil {
		s.refuse(catalogue.Invalid, r, "", "", err.Error())
		return
	}
	r.TakenBy = s.by.Actor
	if !bareReceipt(claimed) && !same(claimed, r) {
		s.refuse(catalogue.Invalid, claimed, "hits", "", "hits, digest and all else but elsewhere are written by the program, which found something else: leave them empty; "+moveWithLog)
	}
}

// bareReceipt says whether a receipt has nothing that the program writes.
func bareReceipt(r *catalogue.SearchReceipt) bool {
	return same(r, &catalogue.SearchReceipt{Meta: r.Meta, Elsewhere: r.Elsewhere})
}

func (s *settling) keepReceipt(head, r *catalogue.SearchReceipt) {
	if bareReceipt(r) {
		whole := head.Clone().(*catalogue.SearchReceipt)
		whole.Meta, whole.Elsewhere = r.Meta, r.Elsewhere
		*r = *whole
	}
	if !same(head, r) {
		s.refuse(catalogue.Conflict, r, "", "", "a receipt never changes: search again and file another one")
	}
}

// assess makes a new assessment, of what the commit leaves.
func (s *settling) assess(a *catalogue.Assessment) {
	id, ok := s.onlyCase(a)
	if !ok {
		return
	}
	f, seen := casefile.Read(s.after, id)
	if !seen {
		s.refuse(catalogue.Conflict, a, "", "", "its case does not hold on "+s.day.String())
		return
	}
	claimed := a.Clone().(*catalogue.Assessment)
	*a = catalogue.Assessment{Meta: a.Meta}
	if err := assess.Fill(f, a); err != nil {
		s.refuse(catalogue.Invalid, a, "", "", err.Error())
		return
	}
	if !bareAssessment(claimed) && !same(claimed, a) {
		s.refuse(catalogue.Invalid, claimed, "ranking", "", "ranking, facts and digest are written by the program, which found something else: leave them empty; "+moveWithLog)
	}
}

// bareAssessment says whether an assessment has nothing that the program writes.
func bareAssessment(a *catalogue.Assessment) bool {
	return same(a, &catalogue.Assessment{Meta: a.Meta})
}

func (s *settling) keepAssessment(head, a *catalogue.Assessment) {
	if bareAssessment(a) {
		whole := head.Clone().(*catalogue.Assessment)
		whole.Meta = a.Meta
		*a = *whole
	}
	if !same(head, a) {
		s.refuse(catalogue.Conflict, a, "", "", "an assessment never changes: assess again and file another one")
	}
}

// signed is who has a hand in a deviation.
type signed struct {
	by string
	on catalogue.Day
}

// request is for a deviation that is asked for.
func (s *settling) request(d *catalogue.Deviation) {
	if d.DeviationStatus != catalogue.DeviationRequested {
		s.refuse(catalogue.Conflict, d, "deviationStatus", string(d.DeviationStatus), "a deviation is requested first and approved by somebody else")
		return
	}
	given, mine := signed{d.RequestedBy, d.RequestedOn}, signed{s.by.Actor, s.day}
	if given != (signed{}) && given != mine || d.ApprovedBy != "" || d.ApprovedOn != 0 {
		s.refuse(catalogue.Invalid, d, "requestedBy", d.RequestedBy, "who requested and who approved a deviation is written by the program: leave it empty; "+moveWithLog)
		return
	}
	d.RequestedBy, d.RequestedOn = mine.by, mine.on
}

// approve is for a deviation that is there.
func (s *settling) approve(head, d *catalogue.Deviation) {
	keep := func(given *string, on *catalogue.Day, by string, day catalogue.Day) bool {
		if *given == "" && *on == 0 {
			*given, *on = by, day
		}
		return *given == by && *on == day
	}
	if !keep(&d.RequestedBy, &d.RequestedOn, head.RequestedBy, head.RequestedOn) || !keep(&d.ApprovedBy, &d.ApprovedOn, head.ApprovedBy, head.ApprovedOn) {
		s.refuse(catalogue.Invalid, d, "approvedBy", d.ApprovedBy, "who requested and who approved a deviation is written by the program: leave it empty, or give it as it is")
		return
	}
	switch was, is := head.DeviationStatus, d.DeviationStatus; {
	case was == catalogue.DeviationApproved && !closedOnly(head, d):
		s.refuse(catalogue.Conflict, d, "deviationStatus", string(is), "what was approved stays as it was approved, and can only be closed")
	case was != is && was == catalogue.DeviationClosed:
		s.refuse(catalogue.Conflict, d, "deviationStatus", string(is), "a closed deviation is not opened again: request another one")
	case was == is || is != catalogue.DeviationApproved:
	case samePerson(s.by.Actor, head.RequestedBy):
		s.refuse(catalogue.Forbidden, d, "deviationStatus", string(is), "who requested a deviation does not approve it")
	case s.wroteCaseOf(d.ID):
		s.refuse(catalogue.Forbidden, d, "deviationStatus", string(is), "who opened a case does not approve a deviation that is filed in it")
	default:
		d.ApprovedBy, d.ApprovedOn = s.by.Actor, s.day
	}
}

// wroteCaseOf says whether who makes the commit has opened a case in which a record lies.
func (s *settling) wroteCaseOf(id catalogue.ID) bool {
	return slices.ContainsFunc(filedIn(s.after.Snapshot(), id), func(in catalogue.ID) bool {
		c, ok := s.now(in).(*catalogue.Case)
		return ok && samePerson(s.by.Actor, c.Author)
	})
}

// closedOnly says whether a deviation is as it was, or was closed and nothing else.
func closedOnly(head, d *catalogue.Deviation) bool {
	if d.DeviationStatus != head.DeviationStatus && d.DeviationStatus != catalogue.DeviationClosed {
		return false
	}
	c := d.Clone().(*catalogue.Deviation)
	c.DeviationStatus = head.DeviationStatus
	return same(head, c)
}
