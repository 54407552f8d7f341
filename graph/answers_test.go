package graph

import (
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

func asked(t *testing.T, query string, day catalogue.Day) (*graphql.OperationContext, *operation) {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(schema(), query, rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(errs)
	}
	return &graphql.OperationContext{RawQuery: query, Doc: doc, Operation: doc.Operations[0]},
		&operation{moment: moment{day: day}, view: view.New(snapshot.Empty(), day)}
}

// What has been answered is found again by what it follows from, within a bound of
// bytes, and an answer that would drive out the others is not kept.
func TestAnswersAreKeptWithinTheirBytes(t *testing.T) {
	const room = 100_000
	a := newAnswers("1", room)
	var keys []answerKey
	for day := range catalogue.Day(200) {
		op, o := asked(t, `{areas{totalCount}}`, day+1)
		key, lasting := a.key(op, o)
		if !lasting {
			t.Fatal("a question about a moment has no key")
		}
		keys = append(keys, key)
		a.put(key, make([]byte, 1000))
		if body, there := a.get(key); day == 0 && (!there || len(body) != 1000) {
			t.Fatal("what was kept is not there")
		}
	}
	a.kept.CleanUp()
	there := 0
	for _, key := range keys {
		if _, ok := a.get(key); ok {
			there++
		}
	}
	if there == 0 || there*1000 > room {
		t.Errorf("%d answers of 1,000 bytes are kept in %d", there, room)
	}
	a.put(answerKey{1}, make([]byte, room/10))
	if _, ok := a.get(answerKey{1}); ok {
		t.Error("an answer of a tenth of the room is kept")
	}
}

// Two programs, and two runs of one that does not know its version, do not take each
// other's answers for theirs.
func TestAnAnswerIsOfOneVersionOfTheProgram(t *testing.T) {
	op, o := asked(t, `{areas{totalCount}}`, 1)
	seen := map[answerKey]string{}
	for _, a := range []*answers{newAnswers("1", 0), newAnswers("2", 0), newAnswers("", 0), newAnswers("", 0)} {
		key, _ := a.key(op, o)
		if other, taken := seen[key]; taken {
			t.Errorf("%q and %q share a key", a.program, other)
		}
		seen[key] = a.program
	}
	again, _ := newAnswers("1", 0).key(op, o)
	if seen[again] != "1" {
		t.Error("the same version gives another key")
	}
}

// Two logs can have the same revision: one that was lost, and that of its backup with
// other commits behind it. What was told of the one does not hold of the other.
func TestAnAnswerIsOfOneLog(t *testing.T) {
	op, o := asked(t, `{areas{totalCount}}`, 1)
	a := newAnswers("1", 0)
	keyOf := func(recorded time.Time) answerKey {
		t.Helper()
		s, err := snapshot.NewBuilder().Build(12, recorded)
		if err != nil {
			t.Fatal(err)
		}
		key, _ := a.key(op, &operation{moment: o.moment, view: view.New(s, 1)})
		return key
	}
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	first, same, other := keyOf(noon), keyOf(noon), keyOf(noon.Add(time.Microsecond))
	if first != same || first == other {
		t.Error("revision 12 of two logs is taken for one, or that of one for two")
	}
}
