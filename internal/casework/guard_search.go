package casework

import (
	"cmp"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// The guards up to GATED: what is needed, what was searched, which options there are.

func (j *judging) needFrozen() {
	n := &j.Need
	j.hold(GuardOneNeed, j.Needs == 1)
	j.hold(GuardNeedAbout, len(n.Services)+len(n.Capabilities)+len(n.Datasets)+len(n.Interfaces) > 0)
	j.hold(GuardQuestion, j.Case.Description.String() != "" || n.Need != nil && n.Description.String() != "")
}

func (j *judging) searched() {
	frozen := since(j.Case, catalogue.CaseNeedFrozen)
	j.hold(GuardReceipt, frozen > 0 && slices.ContainsFunc(j.Receipts, func(r *catalogue.SearchReceipt) bool { return r.AtRevision >= frozen }))
}

func (j *judging) gated() {
	isNone := func(o casefile.Option) bool { return o.OptionKind == catalogue.OptionNoSystem }
	j.hold(GuardLadder, j.Policy.Ladder.ID != 0)
	j.hold(GuardInForce, len(j.Policy.Gates) > 0)
	j.hold(GuardNoSystem, slices.ContainsFunc(j.Options, isNone))
	j.hold(GuardAnother, slices.ContainsFunc(j.Options, func(o casefile.Option) bool { return !isNone(o) }))
	j.none(GuardHits, j.unconsidered())
	j.none(GuardGates, j.optionsThat(j.unanswered))
	j.none(GuardProven, j.unproven())
	j.none(GuardFailedOut, j.optionsThat(func(o *casefile.Option) bool { return j.fails(o) && !o.Excluded() }))
}

// optionsThat are the options for which something is so.
func (j *judging) optionsThat(is func(*casefile.Option) bool) []catalogue.ID {
	var out []catalogue.ID
	for i := range j.Options {
		if is(&j.Options[i]) {
			out = append(out, j.Options[i].ID)
		}
	}
	return out
}

// unanswered says whether an option has no result for a gate in force.
func (j *judging) unanswered(o *casefile.Option) bool {
	return slices.ContainsFunc(j.Policy.Gates, func(g casefile.Gate) bool {
		return !slices.ContainsFunc(o.GateResults, func(r casefile.Judged[*catalogue.GateResult]) bool { return r.Applies == g.ID })
	})
}

// unproven are the gate results that say PASS or FAIL and rest on nothing.
func (j *judging) unproven() []catalogue.ID {
	var out []catalogue.ID
	for _, o := range j.Options {
		for _, r := range o.GateResults {
			if r.Record.Verdict != catalogue.VerdictUnknown && len(r.Evidence) == 0 {
				out = append(out, r.Record.ID)
			}
		}
	}
	return out
}

// fails says whether an option fails a gate in force.
func (j *judging) fails(o *casefile.Option) bool {
	return slices.ContainsFunc(j.Policy.Gates, func(g casefile.Gate) bool { return o.Verdict(g.ID) == catalogue.VerdictFail })
}

// newestReceipt is the receipt of the latest search, nil for none.
func newestReceipt(f *casefile.File) *catalogue.SearchReceipt {
	if len(f.Receipts) == 0 {
		return nil
	}
	return slices.MaxFunc(f.Receipts, func(a, b *catalogue.SearchReceipt) int {
		return cmp.Or(cmp.Compare(a.AtRevision, b.AtRevision), cmp.Compare(a.ID, b.ID))
	})
}

// unconsidered are the solutions of the newest receipt that would have to be options
// and are none. A hit that shares no more with the need than words or a standard may
// be left out without a word; where nothing is on a better rung, nothing has to be.
func (j *judging) unconsidered() []catalogue.ID {
	receipt := newestReceipt(j.File)
	if receipt == nil || j.Policy.Ladder.ID == 0 {
		return nil
	}
	below := j.threshold()
	var out []catalogue.ID
	for i := range receipt.Hits {
		_, id, err := catalogue.ParseGlobalID(receipt.Hits[i].Solution)
		if err != nil || !functional(&receipt.Hits[i]) || !j.View.Sees(id) {
			continue
		}
		if j.Policy.Ladder.Place(j.View, id) < below && !j.proposed(id) {
			out = append(out, id)
		}
	}
	return out
}

// threshold is the place up to which every hit has to be an option: that of the best
// purchase or build, and where there is neither, of the best solution considered.
func (j *judging) threshold() int {
	best := func(kinds ...catalogue.OptionKind) int {
		place := casefile.OffLadder
		for _, o := range j.Options {
			if slices.Contains(kinds, o.OptionKind) {
				place = min(place, o.Place)
			}
		}
		return place
	}
	if place := best(catalogue.OptionPurchase, catalogue.OptionBuild); place != casefile.OffLadder {
		return place
	}
	return best(catalogue.OptionSolution)
}

func (j *judging) proposed(solution catalogue.ID) bool {
	return slices.ContainsFunc(j.Options, func(o casefile.Option) bool { return o.Solution == solution })
}

// functional says whether a hit does something that is needed.
func functional(h *catalogue.Hit) bool {
	return slices.ContainsFunc(h.Reasons, func(r catalogue.HitReason) bool {
		return r.Match != catalogue.MatchText && r.Match != catalogue.MatchStandard
	})
}
