package rollout

import "fundus/internal/view"

// The pages, named as the schema names them.
type (
	BlockerEdge                 = view.ListedEdge[Blocker]
	UnlockedPairConnection      = view.Listed[Blocker]
	UnlockedPairEdge            = view.ListedEdge[Blocker]
	OnceOnlyEdge                = view.ListedEdge[OnceOnlyCase]
	DatasetNeedEdge             = view.ListedEdge[DatasetNeed]
	ReuseGroupEdge              = view.ListedEdge[ReuseGroup]
	FundingOverlapConnection    = view.Listed[Overlap]
	FundingOverlapEdge          = view.ListedEdge[Overlap]
	UnconfirmedUseConnection    = view.Listed[UnconfirmedUse]
	UnconfirmedUseEdge          = view.ListedEdge[UnconfirmedUse]
	GrowingPhaseOutConnection   = view.Listed[GrowingPhaseOut]
	GrowingPhaseOutEdge         = view.ListedEdge[GrowingPhaseOut]
	MissedDeadlineConnection    = view.Listed[MissedDeadline]
	MissedDeadlineEdge          = view.ListedEdge[MissedDeadline]
	ParallelSolutionsConnection = view.Listed[Parallel]
	ParallelSolutionsEdge       = view.ListedEdge[Parallel]
)

// pageOf cuts a page out of a list, and makes its entries: only those are more than
// numbers.
func pageOf[K, E any](v *view.View, p view.Paging, list []K, place func(K) view.Place, entry func(K) E, asked ...any) (view.Listed[E], error) {
	page, err := view.Cut(v, p, list, place, asked...)
	return view.Map(page, entry), err
}
