package rollout

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// FundingOverlap is a service for which several budget lines pay (Mehrfachfinanzierung): for
// solutions that serve it, directly or through projects that deliver them, or for
// projects that deliver the service itself. Whether the money is spent twice, or for
// parts of one thing, the catalogue does not say; that somebody should look it does.
type FundingOverlap struct {
	in      *view.View
	serving serving
	service catalogue.ID
	lines   []catalogue.ID
}

// FindOverlaps looks at the services that are meant, those with most budget lines first.
func FindOverlaps(v *view.View, services view.Filter, paging view.Paging) (view.Listed[FundingOverlap], error) {
	meant, err := v.Matching(catalogue.KindService, services)
	if err != nil {
		return view.Listed[FundingOverlap]{}, err
	}
	lines, serving := payers(v), newServing(v, meant)
	var list []FundingOverlap
	for service := range meant.All() {
		paying := slices.Clone(lines.of(service))
		for _, solution := range serving.solutions.of(service) {
			paying = append(paying, lines.of(solution)...)
		}
		if paying = sorted(paying); len(paying) > 1 {
			list = append(list, FundingOverlap{v, serving, service, paying})
		}
	}
	if err := v.Stopped(); err != nil {
		return view.Listed[FundingOverlap]{}, err
	}
	slices.SortFunc(list, func(a, b FundingOverlap) int {
		return cmp.Or(cmp.Compare(len(b.lines), len(a.lines)), cmp.Compare(a.service, b.service))
	})
	return view.Cut(v, paging, list,
		func(o FundingOverlap) view.Place { return view.Place{Number: -int64(len(o.lines)), ID: o.service} },
		"overlappingFunding", services)
}

// payers are the budget lines that pay for a solution or a service.
func payers(v *view.View) joined {
	var pairs []uint64
	for line := range v.All(catalogue.KindBudgetLine).All() {
		for _, id := range paidBy(v, line) {
			pairs = append(pairs, both(id, line))
		}
	}
	return joinedOf(v.Snapshot().MaxRecord(), pairs)
}

// paidBy are the solutions and services that a budget line pays for, directly or
// through projects that deliver them, each once, by number.
func paidBy(v *view.View, line catalogue.ID) []catalogue.ID {
	var out []catalogue.ID
	for _, id := range v.Others(line, catalogue.Funds.Role(catalogue.EndFrom)) {
		if v.Snapshot().Record(id).Kind() == catalogue.KindProject {
			out = append(out, v.Others(id, catalogue.Delivers.Role(catalogue.EndFrom))...)
		} else {
			out = append(out, id)
		}
	}
	return sorted(out)
}

// Service is the service.
func (o FundingOverlap) Service() view.Service { return handle[view.Service](o.in, o.service) }

// BudgetLines are those that pay, by number.
func (o FundingOverlap) BudgetLines() []view.BudgetLine {
	return handles[view.BudgetLine](o.in, o.lines)
}

// Solutions are those that serve the service and are paid for, by number.
func (o FundingOverlap) Solutions() []view.Solution {
	var out []catalogue.ID
	for _, line := range o.lines {
		for _, id := range paidBy(o.in, line) {
			if _, ok := slices.BinarySearch(o.serving.solutions.of(o.service), id); ok {
				out = append(out, id)
			}
		}
	}
	return handles[view.Solution](o.in, sorted(out))
}

// Money is what the budget lines have in all years, also for what does not serve the service.
func (o FundingOverlap) Money() (sum catalogue.Money) {
	for _, id := range o.lines {
		if line, ok := o.in.Snapshot().Record(id).(*catalogue.BudgetLine); ok {
			sum += amountOf(line, 0)
		}
	}
	return sum
}
