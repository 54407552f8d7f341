package assess

import (
	"fmt"
	"slices"
	"strconv"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// WeightInput is the weight of a criterion in a simulation.
type WeightInput struct {
	Criterion string
	Weight    int // per cent
}

// ScoreAssumption is what a simulation assumes of an option: its points by a criterion
// or its verdict at a gate.
type ScoreAssumption struct {
	Option    string
	Criterion *string
	Points    *catalogue.Decimal // nil: unknown
	Gate      *string
	Verdict   *catalogue.Verdict
}

// mostAssumed bounds what one simulation may assume.
const mostAssumed = 200

// Simulate is how the options of a case would stand with other weights, which must be
// 100 per cent together, and with what is assumed of options. Nothing is stored.
//
// Points never bring an option back that is out. A verdict does what it would do if it
// were recorded: FAIL takes an option out, and any other lifts what excluded it because
// of that gate.
func Simulate(v *view.View, id string, weights []WeightInput, assuming []ScoreAssumption) (CaseAssessment, error) {
	number, err := v.Named("case", id)
	if err != nil {
		return CaseAssessment{}, err
	}
	laid, err := laidOut(v, number)
	if err != nil {
		return CaseAssessment{}, err
	}
	b := *laid
	b.entries = slices.Clone(b.entries)
	if err := b.weigh(weights); err != nil {
		return CaseAssessment{}, err
	}
	if len(assuming) > mostAssumed {
		return CaseAssessment{}, invalid("assuming", strconv.Itoa(len(assuming)), "a simulation assumes %d things at most", mostAssumed)
	}
	for i := range assuming {
		if err := b.assume(&assuming[i]); err != nil {
			return CaseAssessment{}, err
		}
	}
	b.calculate()
	return CaseAssessment{&b}, nil
}

// weigh gives the criteria other weights. Those that are not named keep theirs.
func (b *board) weigh(weights []WeightInput) error {
	b.criteria = slices.Clone(b.criteria)
	named := map[string]bool{}
	for _, w := range weights {
		k, err := b.criterion("weights", w.Criterion)
		switch {
		case err != nil:
			return err
		case named[w.Criterion]:
			return invalid("weights", w.Criterion, "the same criterion twice")
		case w.Weight < 0 || w.Weight > whole:
			return invalid("weights", strconv.Itoa(w.Weight), "a weight is 0 to 100 per cent")
		}
		named[w.Criterion] = true
		b.criteria[k].Weight = w.Weight
	}
	sum := 0
	for _, c := range b.criteria {
		sum += c.Weight
	}
	if len(weights) > 0 && sum != whole {
		return invalid("weights", strconv.Itoa(sum), "the weights are 100 per cent together; a criterion that is not named keeps its own")
	}
	return nil
}

func (b *board) criterion(field, key string) (int, error) {
	k := slices.IndexFunc(b.criteria, func(c catalogue.Criterion) bool { return c.Key == key })
	if k < 0 {
		return 0, &catalogue.Error{Kind: catalogue.NotFound, Field: field, Value: key, Message: "no criterion of the weight set by which the case is assessed"}
	}
	return k, nil
}

// assume changes what is on the board of an option.
func (b *board) assume(a *ScoreAssumption) error {
	id, err := b.file.View.Named("option", a.Option)
	if err != nil {
		return err
	}
	i, ok := b.entry(id)
	switch {
	case !ok:
		return &catalogue.Error{Kind: catalogue.NotFound, Field: "option", Value: a.Option, Message: "no option of the case"}
	case (a.Criterion != nil) == (a.Gate != nil):
		return invalid("assuming", a.Option, "give a criterion with its points or a gate with its verdict, one of both")
	case a.Criterion != nil:
		return b.assumePoints(&b.entries[i], a)
	}
	return b.assumeVerdict(&b.entries[i], a)
}

func (b *board) assumePoints(e *entry, a *ScoreAssumption) error {
	k, err := b.criterion("criterion", *a.Criterion)
	if err != nil {
		return err
	}
	p := points{span: unknown, origin: PointsAssumed, reason: "Für diese Rechnung als ungeklärt angenommen."}
	if a.Points != nil {
		if n := *a.Points; n < 0 || n > unknown.high || n%step(1) != 0 {
			return invalid("points", n.String(), "points are 0 to 100 with up to two places")
		}
		p.span, p.reason = exactly(*a.Points), "Für diese Rechnung angenommen."
	}
	e.points = slices.Clone(e.points)
	e.points[k] = p
	return nil
}

func (b *board) assumeVerdict(e *entry, a *ScoreAssumption) error {
	id, err := b.file.View.Named("gate", *a.Gate)
	if err != nil {
		return err
	}
	gate, ok := b.gate(id)
	switch {
	case !ok:
		return &catalogue.Error{Kind: catalogue.NotFound, Field: "gate", Value: *a.Gate, Message: "no gate in force"}
	case a.Verdict == nil:
		return invalid("verdict", "", "say the verdict that is assumed at the gate")
	}
	*e = b.judge(*e, gate, *a.Verdict)
	return nil
}

// invalid is that what is asked breaks a rule.
func invalid(field, value, format string, args ...any) *catalogue.Error {
	return &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: value, Message: fmt.Sprintf(format, args...)}
}
