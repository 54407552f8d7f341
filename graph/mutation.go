package graph

import (
	"context"

	"fundus/graph/input"
	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/view"
)

// mutation answers the root of changes. Every write is a change set, also one
// of a single change, and takes the same way.
type mutation struct{ catalogue Catalogue }

// mostChanges is how many changes one mutation takes; files take more.
const mostChanges = 10_000

// commit makes a change set and says what came of it, with a view of the
// catalogue as it is after it.
func (m mutation) commit(ctx context.Context, message, key *string, changes ...catalogue.Change) (live.Result, *view.View, error) {
	op := ctx.Value(operationKey{}).(*operation)
	if !op.actor.MayWrite {
		return live.Result{}, nil, catalogue.Errorf(catalogue.Forbidden, "changes are accepted from this machine only, or with a token")
	}
	stamp := catalogue.Stamp{Actor: op.actor.Name, Origin: "graphql", Message: deref(message), Key: deref(key)}
	result, err := m.catalogue.Commit(ctx, stamp, changes)
	if err != nil {
		return live.Result{}, nil, err
	}
	return result, view.New(result.Snapshot, op.view.Day()), nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// put makes or replaces one record and hands it back as it then is.
func put[N view.Record](ctx context.Context, m mutation, record catalogue.Record, id, source *string, seen *int, message, key *string) (input.Payload[N], error) {
	var out input.Payload[N]
	sawRevision := 0
	if seen != nil {
		sawRevision = *seen
	}
	change, err := input.PutRecord(record, deref(id), deref(source), "", sawRevision)
	if err != nil {
		return out, err
	}
	result, v, err := m.commit(ctx, message, key, change)
	if err != nil {
		return out, err
	}
	out.Revision = int(result.Revision)
	out.Record, err = written[N](v, result, record)
	return out, err
}

// written is the record that a put made, changed or found unchanged.
func written[N view.Record](v *view.View, result live.Result, record catalogue.Record) (N, error) {
	var none N
	if result.Commit != nil {
		for _, r := range result.Commit.Records {
			if n, ok := v.At(r.ID).(N); ok {
				return n, nil
			}
		}
	}
	if n, ok := v.At(record.Base().ID).(N); ok {
		return n, nil
	}
	for _, i := range record.Base().Identifiers {
		if found, err := v.Lookup(record.Kind(), i); err == nil {
			if n, ok := found.(N); ok {
				return n, nil
			}
		}
	}
	return none, catalogue.Errorf(catalogue.NotFound, "the change is in force at revision %d, but the record cannot be seen on %s; it may be valid on other days only", result.Revision, v.Day())
}

func (m mutation) Relate(ctx context.Context, in input.Relate, message, idempotencyKey *string) (input.RelatePayload, error) {
	change, err := in.Change()
	if err != nil {
		return input.RelatePayload{}, err
	}
	result, v, err := m.commit(ctx, message, idempotencyKey, change)
	if err != nil {
		return input.RelatePayload{}, err
	}
	statement, err := related(v, result, change)
	return input.RelatePayload{Statement: statement, Revision: int(result.Revision)}, err
}

// related is the statement that a relate made, changed or found unchanged.
func related(v *view.View, result live.Result, change catalogue.Change) (view.Statement, error) {
	if result.Commit != nil && len(result.Commit.Edges) > 0 {
		if s, ok := v.StatementAt(result.Commit.Edges[0].Edge.ID); ok {
			return s, nil
		}
	} else if r, isRelate := change.(catalogue.Relate); isRelate {
		if s, ok := v.Stated(r); ok {
			return s, nil
		}
	}
	return view.Statement{}, catalogue.Errorf(catalogue.NotFound, "the change is in force at revision %d, but the statement cannot be seen on %s; it may be valid on other days only", result.Revision, v.Day())
}

func (m mutation) Unrelate(ctx context.Context, in input.Unrelate, message, idempotencyKey *string) (input.ChangePayload, error) {
	change, err := in.Change()
	if err != nil {
		return input.ChangePayload{}, err
	}
	result, _, err := m.commit(ctx, message, idempotencyKey, change)
	return input.ChangePayload{Revision: int(result.Revision)}, err
}

func (m mutation) Remove(ctx context.Context, in input.Remove, message, idempotencyKey *string) (input.ChangePayload, error) {
	result, _, err := m.commit(ctx, message, idempotencyKey, in.Change())
	return input.ChangePayload{Revision: int(result.Revision)}, err
}

func (m mutation) Commit(ctx context.Context, in []input.Change, message, idempotencyKey *string) (input.CommitPayload, error) {
	if len(in) > mostChanges {
		return input.CommitPayload{}, catalogue.Errorf(catalogue.Invalid, "%d changes in one commit; the limit is %d. Import larger sets from a file", len(in), mostChanges)
	}
	changes, err := input.Changes(in)
	if err != nil {
		return input.CommitPayload{}, err
	}
	result, _, err := m.commit(ctx, message, idempotencyKey, changes...)
	if err != nil {
		return input.CommitPayload{}, err
	}
	out := input.CommitPayload{Revision: int(result.Revision), Repeated: result.Repeated}
	if !result.Repeated {
		records, statements := 0, 0
		if result.Commit != nil {
			records, statements = len(result.Commit.Records), len(result.Commit.Edges)
		}
		out.Records, out.Statements = &records, &statements
	}
	return out, nil
}

func (m mutation) PutService(ctx context.Context, record catalogue.Service, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Service], error) {
	return put[view.Service](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutAuthority(ctx context.Context, record catalogue.Authority, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Authority], error) {
	return put[view.Authority](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutArea(ctx context.Context, record catalogue.Area, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Area], error) {
	return put[view.Area](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutDataset(ctx context.Context, record catalogue.Dataset, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Dataset], error) {
	return put[view.Dataset](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutSolution(ctx context.Context, record catalogue.Solution, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Solution], error) {
	return put[view.Solution](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutStandard(ctx context.Context, record catalogue.Standard, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Standard], error) {
	return put[view.Standard](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutInterface(ctx context.Context, record catalogue.Interface, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Interface], error) {
	return put[view.Interface](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutCapability(ctx context.Context, record catalogue.Capability, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Capability], error) {
	return put[view.Capability](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutLegalBasis(ctx context.Context, record catalogue.LegalBasis, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.LegalBasis], error) {
	return put[view.LegalBasis](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutProject(ctx context.Context, record catalogue.Project, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Project], error) {
	return put[view.Project](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutBudgetLine(ctx context.Context, record catalogue.BudgetLine, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.BudgetLine], error) {
	return put[view.BudgetLine](ctx, m, &record, id, source, seen, message, idempotencyKey)
}

func (m mutation) PutSource(ctx context.Context, record catalogue.Source, id, source *string, seen *int, message, idempotencyKey *string) (input.Payload[view.Source], error) {
	return put[view.Source](ctx, m, &record, id, source, seen, message, idempotencyKey)
}
