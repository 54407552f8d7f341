package input

import "fundus/internal/view"

// Payload is the outcome of putting a record: the record, seen at the revision.
type Payload[N view.Record] struct {
	Record   N
	Revision int
}

// The payloads of each kind have the names that the schema gives them.
//
//nolint:revive // one comment for twelve names that say it themselves
type (
	PutServicePayload    = Payload[view.Service]
	PutAuthorityPayload  = Payload[view.Authority]
	PutAreaPayload       = Payload[view.Area]
	PutDatasetPayload    = Payload[view.Dataset]
	PutSolutionPayload   = Payload[view.Solution]
	PutStandardPayload   = Payload[view.Standard]
	PutInterfacePayload  = Payload[view.Interface]
	PutCapabilityPayload = Payload[view.Capability]
	PutLegalBasisPayload = Payload[view.LegalBasis]
	PutProjectPayload    = Payload[view.Project]
	PutBudgetLinePayload = Payload[view.BudgetLine]
	PutSourcePayload     = Payload[view.Source]
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
