package casework_test

import (
	"errors"
	"strings"
	"testing"

	"fundus/internal/casefile"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

const today catalogue.Day = 20_000

// desk is where a catalogue is written to, as live does, but in memory.
type desk struct {
	*snapshot.Snapshot
	day catalogue.Day
}

// try makes a change set one commit, or says why not.
func (d *desk) try(actor, message string, changes ...catalogue.Change) error {
	by := catalogue.Stamp{Actor: actor, Message: message}
	c, err := d.Plan(changes)
	if err == nil {
		err = casework.Settle(d.Snapshot, c, by, d.day)
	}
	if err != nil || c.Empty() {
		return err
	}
	next, err := d.Apply(c)
	if err == nil {
		d.Snapshot = next
	}
	return err
}

func (d *desk) do(t testing.TB, actor, message string, changes ...catalogue.Change) {
	t.Helper()
	if err := d.try(actor, message, changes...); err != nil {
		t.Fatalf("%s: %v", message, err)
	}
}

// refuse is a change set that must be refused in some words.
func (d *desk) refuse(t testing.TB, words, actor string, changes ...catalogue.Change) {
	t.Helper()
	err := d.try(actor, "Versuch", changes...)
	if err == nil {
		t.Fatalf("it is accepted; want it refused with %q", words)
	}
	if !strings.Contains(err.Error(), words) {
		t.Fatalf("refused with %q, want %q", err, words)
	}
	if _, ok := errors.AsType[catalogue.Errors](err); !ok {
		t.Fatalf("the refusal is a %T", err)
	}
}

// id is the record with a name, by its identifier.
func (d *desk) id(noun, name string) catalogue.ID {
	kind, _ := catalogue.KindByNoun(noun)
	found := d.Lookup(kind, catalogue.Identifier{Scheme: "akte", Value: name})
	if len(found) != 1 {
		panic(noun + " " + name + " is not there")
	}
	return found[0]
}

func (d *desk) file(t testing.TB) *casefile.File {
	t.Helper()
	f, ok := casefile.Read(view.New(d.Snapshot, d.day), d.id("case", "fall"))
	if !ok {
		t.Fatal("the case is not seen")
	}
	return f
}

func (d *desk) state(t testing.TB) catalogue.CaseState { return casework.StateOf(d.file(t)) }

// put is a record called by a name, in whatever version.
func put(name string, r catalogue.Record) catalogue.Put {
	m := r.Base()
	m.Identifiers = []catalogue.Identifier{{Scheme: "akte", Value: name}}
	if m.Name == nil {
		m.Name = catalogue.Text{{Lang: catalogue.German, Value: name}}
	}
	return catalogue.Put{Record: r, Seen: catalogue.AnyRevision}
}

func ref(noun, name string) catalogue.Ref { return catalogue.Ref(noun + "/akte:" + name) }

func relate(relation catalogue.Relation, from, to catalogue.Ref) catalogue.Relate {
	return catalogue.Relate{Relation: relation, From: from, To: to, Seen: catalogue.AnyRevision}
}

func filed(noun, name string) catalogue.Relate {
	return relate(catalogue.FiledIn, ref(noun, name), ref("case", "fall"))
}

// step is the case moved, and nothing else of it said.
func step(to catalogue.CaseState) catalogue.Put {
	p := put("fall", &catalogue.Case{Step: to})
	p.Fields = []string{"step"}
	return p
}

func german(s string) catalogue.Text { return catalogue.Text{{Lang: catalogue.German, Value: s}} }

func decimal(n int) *catalogue.Decimal { d := catalogue.DecimalFromInt(n); return &d }

func money(n int64) *catalogue.Money { m := catalogue.Money(n); return &m }

// proof is evidence in the case.
func proof(name string) []catalogue.Change {
	return []catalogue.Change{
		put(name, &catalogue.Evidence{EvidenceKind: "STATEMENT", Grade: "B"}), filed("evidence", name),
	}
}

func sets(all ...[]catalogue.Change) (out []catalogue.Change) {
	for _, s := range all {
		out = append(out, s...)
	}
	return out
}
