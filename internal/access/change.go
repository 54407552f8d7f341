package access

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// Change says whether somebody may make a planned commit on a catalogue, on a day. The
// errors are catalogue.Errors, each Forbidden, for the first few records and statements
// that he may not change.
//
// What he may not see is told in no other way than that it is there: a plan can meet it
// without knowing of it.
func (a Actor) Change(before *snapshot.Snapshot, commit *catalogue.Commit, day catalogue.Day) error {
	if err := a.May(Change); err != nil {
		return err
	}
	if a.all() {
		return nil
	}
	after, err := before.Preview(commit)
	if err != nil {
		return err
	}
	j := &judge{actor: a, before: before, after: after, reach: newReach(before, after, day), made: made(commit)}
	for i := range commit.Records {
		j.record(&commit.Records[i])
	}
	for i := range commit.Edges {
		j.statement(&commit.Edges[i])
	}
	return j.errs.OrNil()
}

// all says whether nothing needs to be looked at.
func (a Actor) all() bool {
	return a.Has(Admin) && !catalogue.Confidential.Above(a.Clearance)
}

// judge is one change set that is looked at.
type judge struct {
	actor         Actor
	before, after *snapshot.Snapshot
	reach         *reach
	made          map[catalogue.ID]bool // by this commit
	errs          catalogue.Errors
}

func made(c *catalogue.Commit) map[catalogue.ID]bool {
	out := map[catalogue.ID]bool{}
	for _, v := range c.Records {
		if v.Created {
			out[v.ID] = true
		}
	}
	return out
}

// mostTold bounds the errors: whoever may not change one record of a file may not change
// most others either.
const mostTold = 20

func (j *judge) refuse(what, why string) {
	if len(j.errs) < mostTold {
		j.errs = append(j.errs, &catalogue.Error{Kind: catalogue.Forbidden, Record: what, Message: why})
	}
}

// unseen refuses what an actor may not see, without saying what it is.
func (j *judge) unseen() {
	j.refuse("", "the change touches what "+j.actor.who()+" may not see, or makes it so")
}

func (j *judge) record(v *catalogue.RecordVersion) {
	if j.hides(j.before.Visibility(v.ID)) || j.hides(j.after.Visibility(v.ID)) {
		j.unseen()
		return
	}
	if why := j.mayRecord(v); why != "" {
		of := v.Record
		if of == nil {
			of = j.before.Record(v.ID)
		}
		j.refuse(catalogue.Describe(of), why)
	}
}

func (j *judge) hides(v catalogue.Visibility) bool { return v.Above(j.actor.Clearance) }

// mayRecord says why a record is not the actor's to change, "" if it is.
func (j *judge) mayRecord(v *catalogue.RecordVersion) string {
	why := fmt.Sprintf("a %s is changed by the role %s, which %s was not given", v.Kind.Noun(), keeperOf(v.Kind), j.actor.who())
	for _, g := range j.actor.Grants {
		switch {
		case !g.keeps(v.Kind):
			if g.Role.keeps(v.Kind) {
				why = fmt.Sprintf("%s does not edit records of the kind %s", j.actor.who(), v.Kind.Noun())
			}
		case g.Under == nil || j.reach.record(g, v.ID, j.made[v.ID]):
			return ""
		default:
			why = fmt.Sprintf("%s edits what %s answers for, and this is not part of it", j.actor.who(), listed(g.Under))
		}
	}
	return why
}

func (j *judge) statement(v *catalogue.EdgeVersion) {
	e := &v.Edge
	if j.hides(j.before.EdgeVisibility(e.ID)) || j.hides(j.after.EdgeVisibility(e.ID)) {
		j.unseen()
		return
	}
	if why := j.mayState(e); why != "" {
		j.refuse(fmt.Sprintf("statement %s %s", catalogue.GlobalEdgeID(e.ID), e.Relation), why)
	}
}

// mayState says why a statement is not the actor's to make, change or take back.
func (j *judge) mayState(e *catalogue.Edge) string {
	from, to := j.kind(e.From), j.kind(e.To)
	keeper := keeperOfStatement(e.Relation, from, to)
	why := fmt.Sprintf("%s is stated by the role %s, which %s was not given", e.Relation, keeper, j.actor.who())
	for _, g := range j.actor.Grants {
		switch {
		case g.Role != Admin && g.Role != keeper:
		case !g.about(from) && !g.about(to):
			why = fmt.Sprintf("%s edits neither records of the kind %s nor of %s", j.actor.who(), from.Noun(), to.Noun())
		case g.Under == nil || j.reach.statement(g, e, j.made):
			return ""
		default:
			why = fmt.Sprintf("%s states what %s answers for, and this is not part of it", j.actor.who(), listed(g.Under))
		}
	}
	return why
}

// kind is that of a record that is there, or was.
func (j *judge) kind(id catalogue.ID) catalogue.Kind {
	for _, s := range []*snapshot.Snapshot{j.after, j.before} {
		if r := s.Record(id); r != nil {
			return r.Kind()
		}
	}
	return 0
}

// keeperOfStatement is the role that makes a statement: the board what is about cases and
// that two solutions are kept apart on purpose, else whoever keeps what it speaks of.
func keeperOfStatement(r catalogue.Relation, from, to catalogue.Kind) Role {
	if r == catalogue.KeptApart || keeperOf(from) == Board || keeperOf(to) == Board {
		return Board
	}
	return keeperOf(from)
}

// keeps says whether a grant reaches to records of a kind.
func (g Grant) keeps(k catalogue.Kind) bool { return g.Role.keeps(k) && g.about(k) }
