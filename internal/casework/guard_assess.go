package casework

import (
	"cmp"
	"slices"

	"fundus/internal/assess"
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// The guards of ASSESSED, and whether an assessment is still true.

func (j *judging) assessed() {
	newest := newestAssessment(j.File)
	gated := since(j.Case, catalogue.CaseGated)
	j.hold(GuardAssessment, newest != nil && gated > 0 && newest.AtRevision >= gated)
	if j.Case.Lane == catalogue.LaneSmall {
		return
	}
	j.hold(GuardWeights, j.weightsFrozen(newest))
	j.none(GuardCosts, j.optionsThat(func(o *casefile.Option) bool {
		return o.OptionKind != catalogue.OptionNoSystem && !o.Excluded() && len(o.Costs) == 0
	}))
	if j.Case.Lane == catalogue.LaneLarge {
		j.none(GuardScores, j.unprovenScores())
	}
}

// newestAssessment is the latest one, nil for none.
func newestAssessment(f *casefile.File) *catalogue.Assessment {
	if len(f.Assessments) == 0 {
		return nil
	}
	return slices.MaxFunc(f.Assessments, func(a, b *catalogue.Assessment) int {
		return cmp.Or(cmp.Compare(a.AtRevision, b.AtRevision), cmp.Compare(a.ID, b.ID))
	})
}

// weightsFrozen says whether the weights of the case were chosen, and stood as they
// are, at an earlier revision than any score and than the assessment: nobody could
// see the points and then choose what counts.
func (j *judging) weightsFrozen(newest *catalogue.Assessment) bool {
	if !j.PinnedWeights || newest == nil {
		return false
	}
	fixed := max(j.stated(j.ID, catalogue.Applies, j.Policy.Weights.ID), j.Policy.Weights.Revision)
	if newest.AtRevision <= int(fixed) {
		return false
	}
	for _, o := range j.Options {
		for _, s := range o.Scores {
			if j.stated(s.Record.ID, catalogue.FiledIn, j.ID) <= fixed || s.Record.Revision <= fixed {
				return false
			}
		}
	}
	return true
}

// stated is the revision of the statement by which one record is joined to another, of
// the newest where there are several.
func (j *judging) stated(from catalogue.ID, relation catalogue.Relation, to catalogue.ID) catalogue.Revision {
	var newest catalogue.Revision
	for e := range j.View.Snapshot().Edges(from, relation.Role(catalogue.EndFrom)).All() {
		if x, ok := j.View.Snapshot().Edge(e); ok && x.To == to && j.View.SeesStatement(e) {
			newest = max(newest, x.Revision)
		}
	}
	return newest
}

func (j *judging) unprovenScores() []catalogue.ID {
	var out []catalogue.ID
	for _, o := range j.Options {
		for _, s := range o.Scores {
			if s.Record.Points != nil && len(s.Evidence) == 0 {
				out = append(out, s.Record.ID)
			}
		}
	}
	return out
}

// current says whether the newest assessment is what is known now, as far as it matters:
// nothing drifted since. Points that the catalogue measures move whenever somewhere an
// authority begins to use something; as long as the options keep their order, that does
// not send a case back which waits for the board. Of a case that somebody has made ready,
// it also was there then: what is assessed anew is to be made ready anew.
func current(f *casefile.File) bool {
	newest := newestAssessment(f)
	if newest == nil || f.Case.Step == catalogue.CaseReady && newest.AtRevision > since(f.Case, catalogue.CaseReady) {
		return false
	}
	return len(assess.Drift(f)) == 0
}
