package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// UnconfirmedUse is an authority and a solution that it is said to use, without any
// statement of it that is proven (evidence A) or confirmed by the using side (B).
type UnconfirmedUse struct {
	in                  *view.View
	authority, solution catalogue.ID
}

// FindUnconfirmedUses looks at all uses between the records that are meant, by
// authority and then by solution.
func FindUnconfirmedUses(v *view.View, authorities, solutions view.Filter, paging view.Paging) (view.Listed[UnconfirmedUse], error) {
	users, err := v.Matching(catalogue.KindAuthority, authorities)
	if err != nil {
		return view.Listed[UnconfirmedUse]{}, err
	}
	used, err := v.Matching(catalogue.KindSolution, solutions)
	if err != nil {
		return view.Listed[UnconfirmedUse]{}, err
	}
	var claimed, confirmed []uint64
	snap := v.Snapshot()
	snap.RelationEdges(catalogue.Uses, 0, func(e catalogue.EdgeID) bool {
		authority, solution := snap.EdgeAt(e, catalogue.EndFrom), snap.EdgeAt(e, catalogue.EndTo)
		if !users.Has(authority) || !used.Has(solution) || !v.SeesStatement(e) {
			return true
		}
		if confirms(snap.EdgeEvidence(e)) {
			confirmed = append(confirmed, both(authority, solution))
		} else {
			claimed = append(claimed, both(authority, solution))
		}
		return len(claimed)%looksAtOnce != 0 || v.Stopped() == nil
	})
	slices.Sort(confirmed)
	slices.Sort(claimed)
	claimed = slices.DeleteFunc(slices.Compact(claimed), func(p uint64) bool {
		_, ok := slices.BinarySearch(confirmed, p)
		return ok
	})
	if err := v.Stopped(); err != nil {
		return view.Listed[UnconfirmedUse]{}, err
	}
	return pageOf(v, paging, claimed,
		func(p uint64) view.Place { return view.Place{Number: int64(p)} },
		func(p uint64) UnconfirmedUse {
			authority, solution := apart(p)
			return UnconfirmedUse{v, authority, solution}
		}, "unconfirmedUses", authorities, solutions)
}

func confirms(e catalogue.EvidenceGrade) bool {
	return e == catalogue.EvidenceProven || e == catalogue.EvidenceConfirmed
}

// Authority is who is said to use it.
func (u UnconfirmedUse) Authority() view.Authority { return handle[view.Authority](u.in, u.authority) }

// Solution is what is said to be used.
func (u UnconfirmedUse) Solution() view.Solution { return handle[view.Solution](u.in, u.solution) }

// Statements are all that say so, in the order in which they were made.
func (u UnconfirmedUse) Statements() []view.Statement {
	var out []view.Statement
	snap := u.in.Snapshot()
	for e := range snap.Edges(u.authority, catalogue.Uses.Role(catalogue.EndFrom)).All() {
		if snap.EdgeAt(e, catalogue.EndTo) != u.solution {
			continue
		}
		if s, ok := u.in.StatementAt(e); ok {
			out = append(out, s)
		}
	}
	return out
}
