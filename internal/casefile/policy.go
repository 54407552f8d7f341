package casefile

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Policy is what decisions are made by on a day.
type Policy struct {
	Ladder  Ladder // none where ID is 0
	Weights Weights
	Gates   []Gate // in force, by number
	Rules   []Rule // in force, by number
}

// Ladder is a ladder with its record's number.
type Ladder struct {
	ID catalogue.ID
	*catalogue.Ladder
}

// Weights are a weight set with its record's number.
type Weights struct {
	ID catalogue.ID
	*catalogue.WeightSet
}

// Gate is a gate with its record's number.
type Gate struct {
	ID catalogue.ID
	*catalogue.Gate
}

// Rule is a rule with its record's number.
type Rule struct {
	ID catalogue.ID
	*catalogue.Rule
}

// InForce is the policy that a view sees. Of ladders and weight sets one is in force:
// what is enacted goes before what is proposed, then what holds since later, then the
// record with the higher number; what another that is seen replaces, or what is
// withdrawn, is not. Of gates and rules all are that are enacted, and all that are
// proposed as long as none is enacted: a proposal is worked with until the board
// has spoken.
func InForce(v *view.View) Policy {
	var p Policy
	if l := standing[*catalogue.Ladder](v, catalogue.KindLadder, func(l *catalogue.Ladder) catalogue.PolicyStatus { return l.PolicyStatus }); len(l) > 0 {
		p.Ladder = Ladder{l[0].ID, l[0]}
	}
	if w := standing[*catalogue.WeightSet](v, catalogue.KindWeightSet, func(w *catalogue.WeightSet) catalogue.PolicyStatus { return w.PolicyStatus }); len(w) > 0 {
		p.Weights = Weights{w[0].ID, w[0]}
	}
	gates := standing[*catalogue.Gate](v, catalogue.KindGate, func(g *catalogue.Gate) catalogue.PolicyStatus { return g.PolicyStatus })
	for _, g := range byNumber(gates, func(g *catalogue.Gate) bool { return g.PolicyStatus == catalogue.PolicyEnacted }) {
		p.Gates = append(p.Gates, Gate{g.ID, g})
	}
	rules := standing[*catalogue.Rule](v, catalogue.KindRule, func(r *catalogue.Rule) catalogue.PolicyStatus { return r.PolicyStatus })
	for _, r := range byNumber(rules, func(r *catalogue.Rule) bool { return r.PolicyStatus == catalogue.PolicyEnacted }) {
		p.Rules = append(p.Rules, Rule{r.ID, r})
	}
	return p
}

// standing are the records of a kind that are neither withdrawn nor replaced, the one
// that goes before the others first.
func standing[R catalogue.Record](v *view.View, kind catalogue.Kind, status func(R) catalogue.PolicyStatus) []R {
	var out []R
	for id := range v.All(kind).All() {
		r, ok := v.Snapshot().Record(id).(R)
		if !ok || status(r) == catalogue.PolicyWithdrawn || len(v.Others(id, catalogue.Replaces.Role(catalogue.EndTo))) > 0 {
			continue
		}
		out = append(out, r)
	}
	rank := func(r R) int { return map[catalogue.PolicyStatus]int{catalogue.PolicyEnacted: 1}[status(r)] }
	slices.SortFunc(out, func(a, b R) int {
		return -cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Base().ValidFrom, b.Base().ValidFrom), cmp.Compare(a.Base().ID, b.Base().ID))
	})
	return out
}

// byNumber are those that are enacted, or all where none is, in the order of numbers.
func byNumber[R catalogue.Record](in []R, enacted func(R) bool) []R {
	if slices.ContainsFunc(in, enacted) {
		in = slices.DeleteFunc(in, func(r R) bool { return !enacted(r) })
	}
	slices.SortFunc(in, func(a, b R) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	return in
}
