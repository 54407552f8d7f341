package assess

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// fact is something on which an assessment rests, at a moment.
type fact struct {
	subject catalogue.ID
	field   string
	value   string
}

// The fields of facts that are told apart by more than their name. "measured:" are
// points of the catalogue, "score:" those that people gave.
const (
	fieldGate     = "gate:"  // and the global id of the gate
	fieldScore    = "score:" // and the key of the criterion
	fieldMeasured = "measured:"
	fieldContent  = "content"
	fieldLadder   = "ladder"
	fieldWeights  = "weightSet"
	fieldPhase    = "phase"
	fieldValidity = "validity"
)

// facts are what the ranking on the board rests on, by subject and field. None of them
// depends on how far the case is, nor on a revision: what does not concern the ranking
// may change freely.
func (b *board) facts() ([]fact, error) {
	out := b.policyFacts()
	for i := range b.entries {
		e := &b.entries[i]
		out = append(out, b.optionFacts(e)...)
		out = append(out, b.solutionFacts(e.option.Solution)...)
		for _, m := range e.option.Costs {
			out = append(out, costFacts(m)...)
		}
		for _, x := range b.evidence(e) {
			out = append(out, fact{x.ID, "grade", string(x.Grade)}, fact{x.ID, "validUntil", x.ValidUntil.String()})
		}
	}
	content, err := b.contentFacts()
	out = slices.DeleteFunc(append(out, content...), func(f fact) bool { return f.value == "" })
	slices.SortFunc(out, compareFacts)
	return slices.Compact(out), err
}

func compareFacts(a, b fact) int {
	return cmp.Or(cmp.Compare(a.subject, b.subject), strings.Compare(a.field, b.field), strings.Compare(a.value, b.value))
}

// policyFacts say which ladder and weights are in force: the case may name others, and
// keeps them when these change.
func (b *board) policyFacts() []fact {
	f, out, now := b.file, []fact{}, casefile.InForce(b.file.View)
	if now.Ladder.ID != 0 {
		out = append(out, fact{f.ID, fieldLadder, globalID(f.View, now.Ladder.ID)})
	}
	if len(b.criteria) > 0 && now.Weights.ID != 0 {
		out = append(out, fact{f.ID, fieldWeights, globalID(f.View, now.Weights.ID)})
	}
	return out
}

func (b *board) optionFacts(e *entry) []fact {
	o, excluded := e.option, "NONE"
	if grounds := groundsOf(e); len(grounds) > 0 {
		excluded = strings.Join(grounds, ",")
	}
	out := []fact{{o.ID, "rung", o.Rung}, {o.ID, "excluded", excluded}}
	if o.Solution != 0 {
		out = append(out, fact{o.ID, "solution", globalID(b.file.View, o.Solution)})
	}
	for gate, verdict := range e.verdicts {
		out = append(out, fact{o.ID, fieldGate + globalID(b.file.View, b.file.Policy.Gates[gate].ID), string(verdict)})
	}
	for k, p := range e.points {
		field := fieldMeasured
		if p.recorded {
			field = fieldScore
		}
		out = append(out, fact{o.ID, field + b.criteria[k].Key, p.String()})
	}
	return out
}

// groundsOf are the codes of the grounds on which an option is excluded.
func groundsOf(e *entry) []string {
	var out []string
	for _, x := range e.exclusions {
		out = append(out, string(x.Record.Ground))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (b *board) solutionFacts(id catalogue.ID) []fact {
	s, ok := b.file.View.Snapshot().Record(id).(*catalogue.Solution)
	if !ok || !b.file.View.Sees(id) {
		return nil
	}
	return []fact{{id, "origin", string(s.Origin())}, {id, fieldPhase, string(s.PhaseOn(b.file.View.Day()))}, {id, "licence", string(s.Licence)}}
}

// amounts are the amounts of a cost model by the names of its fields.
func amounts(m *catalogue.CostModel) map[string]*catalogue.Money {
	return map[string]*catalogue.Money{"once": m.Once, "yearly": m.Yearly, "connection": m.Connection, "ownYearly": m.OwnYearly}
}

func costFacts(m *catalogue.CostModel) []fact {
	out := []fact{{m.ID, "priceFunction", string(m.PriceFunction)}, {m.ID, "years", strconv.Itoa(m.Years)}}
	for field, amount := range amounts(m) {
		if amount != nil {
			out = append(out, fact{m.ID, field, amount.String()})
		}
	}
	return out
}

// evidence is what the judgements about an option rest on.
func (b *board) evidence(e *entry) []*catalogue.Evidence {
	var out []*catalogue.Evidence
	for _, r := range e.option.GateResults {
		out = append(out, r.Evidence...)
	}
	for _, x := range e.exclusions {
		out = append(out, x.Evidence...)
	}
	for _, s := range e.option.Scores {
		out = append(out, s.Evidence...)
	}
	return out
}

// contentFacts are the digests of the policy in force.
func (b *board) contentFacts() ([]fact, error) {
	p := b.file.Policy
	var records []catalogue.Record
	if p.Ladder.ID != 0 {
		records = append(records, p.Ladder.Ladder)
	}
	if len(b.criteria) > 0 {
		records = append(records, p.Weights.WeightSet)
	}
	for _, g := range p.Gates {
		records = append(records, g.Gate)
	}
	for _, r := range p.Rules {
		records = append(records, r.Rule)
	}
	var out []fact
	for _, r := range records {
		d, err := contentOf(r)
		if err != nil {
			return nil, err
		}
		out = append(out, fact{r.Base().ID, fieldContent, d.String()})
	}
	return out, nil
}

// contentOf is the digest of what a policy says. That what was proposed is enacted
// changes nothing in what it says, and neither does when it holds or who recorded it.
func contentOf(r catalogue.Record) (catalogue.Digest, error) {
	c := r.Clone()
	m := c.Base()
	*m = catalogue.Meta{ID: m.ID, Name: m.Name, Description: m.Description}
	switch p := c.(type) {
	case *catalogue.Ladder:
		p.PolicyStatus = ""
	case *catalogue.WeightSet:
		p.PolicyStatus = ""
	case *catalogue.Gate:
		p.PolicyStatus = ""
	case *catalogue.Rule:
		p.PolicyStatus = ""
	}
	d := catalogue.NewDigester()
	d.Record(c)
	return d.Digest()
}
