package rollout

import "fundus/internal/view"

// The pages, named as the schema names them.
type (
	// BlockerEdge is a pair that is not served, on a page.
	BlockerEdge = view.ListedEdge[Blocker]
	// UnlockedPairConnection is a page of the pairs that an action unlocks.
	UnlockedPairConnection = view.Listed[Blocker]
	// UnlockedPairEdge is one of them.
	UnlockedPairEdge = view.ListedEdge[Blocker]
	// OnceOnlyEdge is something taken twice, on a page.
	OnceOnlyEdge = view.ListedEdge[OnceOnly]
	// DatasetNeedEdge is a dataset that lacks something, on a page.
	DatasetNeedEdge = view.ListedEdge[DatasetNeed]
	// ReuseGroupEdge is a group of the share of reuse, on a page.
	ReuseGroupEdge = view.ListedEdge[ReuseGroup]
	// FundingOverlapConnection is a page of services for which several budget lines pay.
	FundingOverlapConnection = view.Listed[FundingOverlap]
	// FundingOverlapEdge is one of them.
	FundingOverlapEdge = view.ListedEdge[FundingOverlap]
	// UnconfirmedUseConnection is a page of uses that nobody confirmed.
	UnconfirmedUseConnection = view.Listed[UnconfirmedUse]
	// UnconfirmedUseEdge is one of them.
	UnconfirmedUseEdge = view.ListedEdge[UnconfirmedUse]
	// GrowingPhaseOutConnection is a page of solutions that gain users while they end.
	GrowingPhaseOutConnection = view.Listed[GrowingPhaseOut]
	// GrowingPhaseOutEdge is one of them.
	GrowingPhaseOutEdge = view.ListedEdge[GrowingPhaseOut]
	// MissedDeadlineConnection is a page of deadlines that will be missed.
	MissedDeadlineConnection = view.Listed[MissedDeadline]
	// MissedDeadlineEdge is one of them.
	MissedDeadlineEdge = view.ListedEdge[MissedDeadline]
	// ParallelSolutionsConnection is a page of services with several solutions in one district.
	ParallelSolutionsConnection = view.Listed[ParallelSolutions]
	// ParallelSolutionsEdge is one of them.
	ParallelSolutionsEdge = view.ListedEdge[ParallelSolutions]
)

// pageOf cuts a page out of a list of numbers, and makes its entries of them.
func pageOf[K, E any](v *view.View, p view.Paging, list []K, place func(K) view.Place, entry func(K) E, asked ...any) (view.Listed[E], error) {
	page, err := view.Cut(v, p, list, place, asked...)
	return view.Map(page, entry), err
}
