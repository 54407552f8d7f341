package assess

import (
	"cmp"
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Drifted is one thing that a decision rests on and that is otherwise now.
type Drifted struct {
	Trigger  catalogue.TriggerKind
	Subject  catalogue.ID // the record it is about; it may have gone since
	Field    string
	Then     string // empty: it was not there
	Now      string // empty: it is not there any more
	Sentence string // in German, for the board
}

// Drift is what the newest assessment or the decision of a case rests on and is
// otherwise now: by trigger, subject and field. Right after an assessment nothing has
// drifted, and of a case that was never assessed and never decided nothing ever does.
//
// Two changes are none. Points that the catalogue itself gives move with every use that
// is reported: they count only where they change the order of the options (Shifted
// are those that do not). Amounts count where they are beyond a fifth of what they were.
//
// What the view does not see is as if it were not there. What is not seen though it was
// once is named only where its validity has ended; all else that is missing, removed
// or hidden, is one entry about the case, which does not say what it was.
func Drift(f *casefile.File) []Drifted { return drift(boardOf(f)).counted }

// Shifted are the measured points that moved without changing the order.
func Shifted(f *casefile.File) []Drifted { return drift(boardOf(f)).shifted }

// Flips says whether another option is first now than in the newest assessment.
func Flips(f *casefile.File) bool { return drift(boardOf(f)).flips }

// findings are what is otherwise now.
type findings struct {
	counted []Drifted
	shifted []Drifted // that does not count
	flips   bool
}

// drift is what is otherwise than in the newest assessment of a case, and than decided.
func drift(b *board) findings {
	var out findings
	if a := newest(b.file); a != nil {
		c := newComparison(b, a)
		out.counted, out.shifted = c.differences()
		out.flips = c.flips()
	}
	if decided(b.file.Case) {
		out.counted = append(out.counted, sinceDecided(b.file)...)
	}
	slices.SortFunc(out.counted, compareDrifted)
	slices.SortFunc(out.shifted, compareDrifted)
	out.counted = slices.Compact(out.counted)
	return out
}

func compareDrifted(a, b Drifted) int {
	return cmp.Or(cmp.Compare(catalogue.TriggerKinds.Position(string(a.Trigger)), catalogue.TriggerKinds.Position(string(b.Trigger))),
		cmp.Compare(a.Subject, b.Subject), strings.Compare(a.Field, b.Field), strings.Compare(a.Then, b.Then), strings.Compare(a.Now, b.Now))
}

// newest is the assessment that was made last, nil where none was.
func newest(f *casefile.File) *catalogue.Assessment {
	var out *catalogue.Assessment
	for _, a := range f.Assessments {
		if a.AtRevision > 0 && (out == nil || a.AtRevision >= out.AtRevision) {
			out = a
		}
	}
	return out
}

// decided says whether a case has a decision that stands.
func decided(c *catalogue.Case) bool {
	switch c.Step {
	case catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseReviewDue, catalogue.CaseConfirmed:
		return true
	default:
		return false
	}
}

// DriftDigest is the digest of what drifted, by which the same changes are known again;
// zero for none. How many adopters there are now has no part in it: each new one would
// look like another change.
func DriftDigest(drifted []Drifted) (catalogue.Digest, error) {
	if len(drifted) == 0 {
		return catalogue.Digest{}, nil
	}
	told := &catalogue.Assessment{}
	for _, x := range drifted {
		now := x.Now
		if x.Trigger == catalogue.TriggerAdopters {
			now = ""
		}
		told.Facts = append(told.Facts,
			catalogue.Fact{Subject: catalogue.GlobalID(catalogue.KindCase, x.Subject), Field: string(x.Trigger), Value: x.Field},
			catalogue.Fact{Field: "then", Value: x.Then}, catalogue.Fact{Field: "now", Value: now})
	}
	d := catalogue.NewDigester()
	d.Record(told)
	return d.Digest()
}
