package input

import "fundus/internal/view"

// Payload is the outcome of putting a record: the record, seen at the revision.
type Payload[N view.Record] struct {
	Record   N
	Revision int
}

// The payloads of each kind have the names that the schema gives them.
//
//nolint:revive // one comment for names that say it themselves
type (
	PutServicePayload       = Payload[view.Service]
	PutAuthorityPayload     = Payload[view.Authority]
	PutAreaPayload          = Payload[view.Area]
	PutDatasetPayload       = Payload[view.Dataset]
	PutSolutionPayload      = Payload[view.Solution]
	PutStandardPayload      = Payload[view.Standard]
	PutInterfacePayload     = Payload[view.Interface]
	PutCapabilityPayload    = Payload[view.Capability]
	PutLegalBasisPayload    = Payload[view.LegalBasis]
	PutProjectPayload       = Payload[view.Project]
	PutBudgetLinePayload    = Payload[view.BudgetLine]
	PutCasePayload          = Payload[view.Case]
	PutNeedPayload          = Payload[view.Need]
	PutSearchReceiptPayload = Payload[view.SearchReceipt]
	PutOptionPayload        = Payload[view.Option]
	PutGateResultPayload    = Payload[view.GateResult]
	PutExclusionPayload     = Payload[view.Exclusion]
	PutScorePayload         = Payload[view.Score]
	PutAssessmentPayload    = Payload[view.Assessment]
	PutEvidencePayload      = Payload[view.Evidence]
	PutCostModelPayload     = Payload[view.CostModel]
	PutRulePayload          = Payload[view.Rule]
	PutRuleCheckPayload     = Payload[view.RuleCheck]
	PutDeviationPayload     = Payload[view.Deviation]
	PutDecisionPayload      = Payload[view.Decision]
	PutFollowUpPayload      = Payload[view.FollowUp]
	PutGatePayload          = Payload[view.Gate]
	PutLadderPayload        = Payload[view.Ladder]
	PutWeightSetPayload     = Payload[view.WeightSet]
	PutSourcePayload        = Payload[view.Source]
)

// RelatePayload is the outcome of relate.
type RelatePayload struct {
	Statement view.Statement
	Revision  int
}

// ChangePayload is the outcome of a change that leaves nothing to show.
type ChangePayload struct{ Revision int }

// CommitPayload is the outcome of commit; the counts are nil for a repetition.
type CommitPayload struct {
	Revision   int
	Records    *int
	Statements *int
	Repeated   bool
}
