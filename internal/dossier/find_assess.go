package dossier

import (
	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// standings are the options as they stand now, with what would change that.
func (x *finder) standings() error {
	a, err := assess.Of(x.v, x.f.ID)
	if err != nil {
		return err
	}
	x.s.Standings, x.s.Flips, x.s.Ranges = []Standing{}, []string{}, []WeightRange{}
	if len(x.f.Options) == 0 {
		return nil
	}
	x.s.Leader = a.Sentence()
	for _, o := range a.Options() {
		x.s.Standings = append(x.s.Standings, Standing{
			Option: o.Option().ID, Low: o.Low(), High: o.High(), Excluded: o.Excluded(), Contributions: contributions(o.Contributions()),
			SeparableFrom: idsOf(o.SeparableFrom()), DominatedBy: idsOf(o.DominatedBy()),
		})
	}
	for _, c := range a.Criteria() {
		if r, ok := c.Holds(); ok {
			x.s.Ranges = append(x.s.Ranges, WeightRange{c.Criterion().Key, r.From, r.To})
		}
	}
	for _, f := range a.Flips() {
		x.s.Flips = append(x.s.Flips, f.Sentence())
	}
	return nil
}

func contributions(in []assess.Contribution) []Contribution {
	var out []Contribution
	for _, c := range in {
		one := Contribution{
			Criterion: c.Criterion().Key, PointsLow: c.PointsLow(), PointsHigh: c.PointsHigh(), Low: c.Low(), High: c.High(),
			Origin: originWord(c.Origin()), Reason: c.Reason(),
		}
		for _, e := range c.Evidence() {
			one.Evidence = append(one.Evidence, e.ID)
		}
		out = append(out, one)
	}
	return out
}

func originWord(o assess.PointsOrigin) string {
	switch o {
	case assess.PointsRecorded:
		return "beurteilt"
	case assess.PointsMeasured:
		return "gemessen"
	case assess.PointsAssumed:
		return "angenommen"
	case assess.PointsUnknown:
	}
	return "ungeklärt"
}

func idsOf(options []view.Option) []catalogue.ID {
	var out []catalogue.ID
	for _, o := range options {
		out = append(out, o.ID)
	}
	return out
}

// gates are what the catalogue by itself says of each option that proposes a solution, at
// the gates of which it can say something.
func (x *finder) gates() error {
	m, err := assess.Gates(x.v, x.f.ID)
	if err != nil {
		return err
	}
	x.s.Gates = []GateFinding{}
	for _, row := range m.Rows() {
		for _, c := range row.Cells() {
			verdict, ok := c.Computed()
			if ok && c.Gate().GateTest != catalogue.GateTestJudged {
				reason, _ := c.ComputedReason()
				x.s.Gates = append(x.s.Gates, GateFinding{row.Option().ID, c.Gate().ID, verdict, reason})
			}
		}
	}
	return nil
}
