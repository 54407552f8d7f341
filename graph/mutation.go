package graph

import (
	"context"
	"errors"
	"strings"

	"fundus/graph/input"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/view"

	"github.com/99designs/gqlgen/graphql"
)

// mutation answers the root of changes. Every write is a change set, also one
// of a single change, and takes the same way.
type mutation struct {
	catalogue Catalogue
	refused   func(context.Context, access.Attempt)
}

// mostChanges is how many changes one operation makes or assumes; files take more.
const mostChanges = 10_000

// commit makes a change set and says what came of it.
func (m mutation) commit(ctx context.Context, message, key *string, changes ...catalogue.Change) (live.Result, error) {
	op := operationOf(ctx)
	name := graphql.GetFieldContext(ctx).Field.Name
	stamp := catalogue.Stamp{Actor: op.actor.Signature(), Origin: "graphql " + name, Message: deref(message), Key: deref(key)}
	if err := stamp.Check(); err != nil {
		return live.Result{}, err
	}
	result, err := m.catalogue.CommitAs(ctx, op.actor, stamp, changes)
	if err == nil {
		op.committed(result.Revision)
	} else if a, no := access.Refused(op.actor, access.Change, name, changes, err); no {
		m.refused(ctx, a)
	}
	return result, err
}

// change makes a change set of one change. Its errors need not say which one.
func (m mutation) change(ctx context.Context, message, key *string, change catalogue.Change) (live.Result, error) {
	result, err := m.commit(ctx, message, key, change)
	var several catalogue.Errors
	if !errors.As(err, &several) {
		return result, err
	}
	out := make(catalogue.Errors, len(several))
	for i, e := range several {
		c := *e
		c.Record = strings.TrimPrefix(strings.TrimPrefix(c.Record, "changes[0]"), " ")
		out[i] = &c
	}
	return result, out
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// put makes or replaces one record and hands it back as it then is.
func put[N view.Record](ctx context.Context, m mutation, record catalogue.Record, id, source *string, seen *int, message, key *string) (*input.Payload[N], error) {
	sawRevision := 0
	if seen != nil {
		sawRevision = *seen
	}
	change, err := input.PutRecord(record, deref(id), deref(source), "", sawRevision)
	if err != nil {
		return nil, err
	}
	result, err := m.change(ctx, message, key, change)
	if err != nil {
		return nil, err
	}
	base := change.Record.Base()
	v := viewAfter(ctx, result, base.ValidFrom, base.ValidUntil)
	found, ok := v.At(written(v, result, change)).(N)
	if !ok {
		return nil, unseen(result, v, "record")
	}
	return &input.Payload[N]{Record: found, Revision: int(result.Revision)}, nil
}

// viewAfter is a view of the catalogue as a change left it, on the operation's
// day if what was written holds then, else on the nearest day on which it does:
// who writes about the future may look at what was written.
func viewAfter(ctx context.Context, result live.Result, from, until catalogue.Day) *view.View {
	day := viewOf(ctx).Day()
	switch {
	case from > day:
		day = from
	case until != 0 && until < day:
		day = until
	}
	v := view.New(result.Snapshot, day)
	v.StopAt(ctx.Done())
	return v
}

// written is the record that a put made, changed or found unchanged; 0 where it
// cannot be told any more.
func written(v *view.View, result live.Result, put catalogue.Put) catalogue.ID {
	switch m := put.Record.Base(); {
	case result.Commit != nil && len(result.Commit.Records) > 0:
		return result.Commit.Records[0].ID
	case m.ID != 0:
		return m.ID
	}
	// Nothing was written now. A put that changes nothing names the version that
	// it saw, and one that is repeated made the version of its revision. Where
	// neither stands any more, an identifier leads to the record.
	version := put.Seen
	if result.Repeated {
		version = result.Revision
	}
	kind, identifiers := put.Record.Kind(), put.Record.Base().Identifiers
	if id := v.Version(kind, version, identifiers); id != 0 || len(identifiers) == 0 {
		return id
	}
	return v.Version(kind, catalogue.AnyRevision, identifiers)
}

// unseen is the answer to a change that was made, but whose outcome cannot be shown.
func unseen(result live.Result, v *view.View, what string) error {
	return catalogue.Errorf(catalogue.NotFound, "the change is in force at revision %d, but the %s cannot be seen on %s: what it speaks of holds on other days only, or it was removed since", result.Revision, what, v.Day())
}

func (m mutation) Relate(ctx context.Context, in input.Relate, message, idempotencyKey *string) (*input.RelatePayload, error) {
	change, err := in.Change()
	if err != nil {
		return nil, err
	}
	result, err := m.change(ctx, message, idempotencyKey, change)
	if err != nil {
		return nil, err
	}
	statement, err := related(viewAfter(ctx, result, change.ValidFrom, change.ValidUntil), result, change)
	if err != nil {
		return nil, err
	}
	return &input.RelatePayload{Statement: statement, Revision: int(result.Revision)}, nil
}

// related is the statement that a relate made, changed or found unchanged.
func related(v *view.View, result live.Result, change catalogue.Relate) (view.Statement, error) {
	var s view.Statement
	var ok bool
	if result.Commit != nil && len(result.Commit.Edges) > 0 {
		s, ok = v.StatementAt(result.Commit.Edges[0].Edge.ID)
	} else {
		s, ok = v.Stated(change)
	}
	if !ok {
		return s, unseen(result, v, "statement")
	}
	return s, nil
}

func (m mutation) Unrelate(ctx context.Context, in input.Unrelate, message, idempotencyKey *string) (*input.ChangePayload, error) {
	change, err := in.Change()
	if err != nil {
		return nil, err
	}
	result, err := m.change(ctx, message, idempotencyKey, change)
	if err != nil {
		return nil, err
	}
	return &input.ChangePayload{Revision: int(result.Revision)}, nil
}

func (m mutation) Remove(ctx context.Context, in input.Remove, message, idempotencyKey *string) (*input.ChangePayload, error) {
	change, err := in.Change()
	if err != nil {
		return nil, err
	}
	result, err := m.change(ctx, message, idempotencyKey, change)
	if err != nil {
		return nil, err
	}
	return &input.ChangePayload{Revision: int(result.Revision)}, nil
}

func (m mutation) Commit(ctx context.Context, in []input.Change, message, idempotencyKey *string) (*input.CommitPayload, error) {
	changes, err := changesOf(in)
	if err != nil {
		return nil, err
	}
	result, err := m.commit(ctx, message, idempotencyKey, changes...)
	if err != nil {
		return nil, err
	}
	out := &input.CommitPayload{Revision: int(result.Revision), Repeated: result.Repeated}
	if !result.Repeated {
		records, statements := 0, 0
		if result.Commit != nil {
			records, statements = len(result.Commit.Records), len(result.Commit.Edges)
		}
		out.Records, out.Statements = &records, &statements
	}
	return out, nil
}

func (m mutation) PutService(ctx context.Context, record catalogue.Service, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Service], error) {
	return put[view.Service](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutAuthority(ctx context.Context, record catalogue.Authority, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Authority], error) {
	return put[view.Authority](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutArea(ctx context.Context, record catalogue.Area, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Area], error) {
	return put[view.Area](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutDataset(ctx context.Context, record catalogue.Dataset, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Dataset], error) {
	return put[view.Dataset](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutSolution(ctx context.Context, record catalogue.Solution, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Solution], error) {
	return put[view.Solution](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutStandard(ctx context.Context, record catalogue.Standard, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Standard], error) {
	return put[view.Standard](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutInterface(ctx context.Context, record catalogue.Interface, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Interface], error) {
	return put[view.Interface](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutCapability(ctx context.Context, record catalogue.Capability, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Capability], error) {
	return put[view.Capability](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutLegalBasis(ctx context.Context, record catalogue.LegalBasis, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.LegalBasis], error) {
	return put[view.LegalBasis](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutProject(ctx context.Context, record catalogue.Project, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Project], error) {
	return put[view.Project](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutBudgetLine(ctx context.Context, record catalogue.BudgetLine, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.BudgetLine], error) {
	return put[view.BudgetLine](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutCase(ctx context.Context, record catalogue.Case, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Case], error) {
	return put[view.Case](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutNeed(ctx context.Context, record catalogue.Need, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Need], error) {
	return put[view.Need](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutSearchReceipt(ctx context.Context, record catalogue.SearchReceipt, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.SearchReceipt], error) {
	return put[view.SearchReceipt](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutOption(ctx context.Context, record catalogue.Option, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Option], error) {
	return put[view.Option](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutGateResult(ctx context.Context, record catalogue.GateResult, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.GateResult], error) {
	return put[view.GateResult](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutExclusion(ctx context.Context, record catalogue.Exclusion, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Exclusion], error) {
	return put[view.Exclusion](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutScore(ctx context.Context, record catalogue.Score, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Score], error) {
	return put[view.Score](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutAssessment(ctx context.Context, record catalogue.Assessment, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Assessment], error) {
	return put[view.Assessment](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutEvidence(ctx context.Context, record catalogue.Evidence, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Evidence], error) {
	return put[view.Evidence](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutCostModel(ctx context.Context, record catalogue.CostModel, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.CostModel], error) {
	return put[view.CostModel](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutRule(ctx context.Context, record catalogue.Rule, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Rule], error) {
	return put[view.Rule](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutRuleCheck(ctx context.Context, record catalogue.RuleCheck, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.RuleCheck], error) {
	return put[view.RuleCheck](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutDeviation(ctx context.Context, record catalogue.Deviation, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Deviation], error) {
	return put[view.Deviation](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutDecision(ctx context.Context, record catalogue.Decision, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Decision], error) {
	return put[view.Decision](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutFollowUp(ctx context.Context, record catalogue.FollowUp, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.FollowUp], error) {
	return put[view.FollowUp](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutGate(ctx context.Context, record catalogue.Gate, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Gate], error) {
	return put[view.Gate](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutLadder(ctx context.Context, record catalogue.Ladder, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Ladder], error) {
	return put[view.Ladder](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutWeightSet(ctx context.Context, record catalogue.WeightSet, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.WeightSet], error) {
	return put[view.WeightSet](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutSource(ctx context.Context, record catalogue.Source, id, source *string, seen *int, message, idempotencyKey *string) (*input.Payload[view.Source], error) {
	return put[view.Source](ctx, m, &record, id, source, seen, message, idempotencyKey)
}
