package rollout

// The pages, named as the schema names them.
type (
	BlockerEdge                 = PageEdge[Blocker]
	UnlockedPairConnection      = Page[Blocker]
	UnlockedPairEdge            = PageEdge[Blocker]
	OnceOnlyEdge                = PageEdge[OnceOnlyCase]
	DatasetNeedEdge             = PageEdge[DatasetNeed]
	ReuseGroupEdge              = PageEdge[ReuseGroup]
	FundingOverlapConnection    = Page[Overlap]
	FundingOverlapEdge          = PageEdge[Overlap]
	UnconfirmedUseConnection    = Page[UnconfirmedUse]
	UnconfirmedUseEdge          = PageEdge[UnconfirmedUse]
	GrowingPhaseOutConnection   = Page[GrowingPhaseOut]
	GrowingPhaseOutEdge         = PageEdge[GrowingPhaseOut]
	MissedDeadlineConnection    = Page[MissedDeadline]
	MissedDeadlineEdge          = PageEdge[MissedDeadline]
	ParallelSolutionsConnection = Page[Parallel]
	ParallelSolutionsEdge       = PageEdge[Parallel]
)
