package graph

import (
	"context"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
)

// moving is a catalogue in which a commit is published just after an instant has been
// looked up.
type moving struct {
	Source
	head *snapshot.Snapshot
}

func at(t *testing.T, revision catalogue.Revision) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.NewBuilder().Build(revision, time.Unix(int64(revision), 0))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (m *moving) Snapshot() *snapshot.Snapshot { return m.head }

func (m *moving) RevisionAt(context.Context, time.Time) (catalogue.Revision, error) {
	return m.head.Revision(), nil
}

func (m *moving) At(_ context.Context, revision catalogue.Revision) (*snapshot.Snapshot, error) {
	found := m.head
	next, err := snapshot.NewBuilder().Build(revision+1, time.Unix(int64(revision)+1, 0))
	m.head = next
	return found, err
}

// An instant that meant the newest revision when it was looked up may mean a newer one
// later, also if that comes while the answer is made: it is not immutable.
func TestAnInstantIsPastOnlyIfItWasBeforeItWasLookedUp(t *testing.T) {
	const query = `query @at(recordedAt: "2099-01-01T00:00:00Z", day: "2026-01-01") {areas{totalCount}}`
	doc, errs := gqlparser.LoadQueryWithRules(schema(), query, rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(errs)
	}
	source := &moving{head: at(t, 41)}
	w, err := wantedBy(&graphql.OperationContext{Doc: doc, Operation: doc.Operations[0]})
	if err != nil {
		t.Fatal(err)
	}
	chosen, err := moments{source: source, now: time.Now}.choose(t.Context(), w)
	if err != nil || chosen.snapshot.Revision() != 41 || source.head.Revision() != 42 {
		t.Fatalf("answered from %v, the newest is %d (%v)", chosen.snapshot, source.head.Revision(), err)
	}
	if chosen.fixed {
		t.Error("an instant to come is said to be past")
	}
}
