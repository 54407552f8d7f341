package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

type checkCmd struct{}

// Run checks what the catalogue holds against the rules of this program, and
// what it holds against what replaying its log from the beginning gives.
func (checkCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) (err error) {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, st.Close()) }()
	p := &problems{out: c.out}
	if err := p.store(ctx, st); err != nil {
		return err
	}
	if p.count > 0 {
		return exit{1}
	}
	return nil
}

// problems prints what is wrong as it is found.
type problems struct {
	out   io.Writer
	count int
}

// mostProblems is how many problems are printed; they are all counted.
const mostProblems = 100

func (p *problems) add(format string, args ...any) {
	if p.count++; p.count <= mostProblems {
		fmt.Fprintf(p.out, format+"\n", args...)
	}
}

// store checks a whole store. Its error is one that kept it from checking.
func (p *problems) store(ctx context.Context, st store.Store) error {
	head, err := st.Head(ctx)
	if err != nil {
		return err
	}
	s, err := load(ctx, st, head)
	if err != nil {
		if cannotCheck(ctx, err) {
			return err
		}
		p.add("the catalogue at revision %d cannot be read: %v", head.Revision, err)
		s = nil
	}
	if s != nil {
		p.rules(s)
	}
	if err := p.log(ctx, st, head, s); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "checked revision %d: %s%s\n", head.Revision, contents(s), counted(p.count, "problem"))
	return nil
}

// cannotCheck tells a database that is away from one that is wrong.
func cannotCheck(ctx context.Context, err error) bool {
	return ctx.Err() != nil || catalogue.KindOf(err) == catalogue.Unavailable
}

func load(ctx context.Context, st store.Store, head store.Head) (*snapshot.Snapshot, error) {
	b := snapshot.NewBuilder()
	if err := st.Load(ctx, head.Revision, b); err != nil {
		return nil, err
	}
	return b.Build(head.Revision, head.RecordedAt)
}

func contents(s *snapshot.Snapshot) string {
	if s == nil {
		return ""
	}
	records := 0
	for _, k := range catalogue.Kinds() {
		records += s.Kind(k).Count()
	}
	return counted(records, "record") + ", " + counted(s.EdgeCount(), "statement") + ", "
}

// errReplayed ends a replay at the head that was checked: others may commit
// while this runs.
var errReplayed = errors.New("replayed")

// log applies the log from the beginning and compares what comes of it with the
// catalogue as it was loaded, if it could be.
func (p *problems) log(ctx context.Context, st store.Store, head store.Head, s *snapshot.Snapshot) error {
	again := snapshot.Empty()
	err := st.Commits(ctx, 0, func(c *catalogue.Commit) (err error) {
		if again.Revision() == head.Revision {
			return errReplayed
		}
		again, err = again.Apply(c)
		return err
	})
	switch {
	case err == nil, errors.Is(err, errReplayed):
	case cannotCheck(ctx, err):
		return err
	default:
		p.add("the log cannot be replayed: %v", err)
		return nil
	}
	if again.Revision() != head.Revision {
		p.add("the log ends at revision %d, the catalogue is at %d", again.Revision(), head.Revision)
	}
	if s != nil {
		p.compare(s, again)
	}
	return nil
}

func (p *problems) compare(s, again *snapshot.Snapshot) {
	for id := catalogue.ID(1); id <= max(s.MaxRecord(), again.MaxRecord()); id++ {
		if !reflect.DeepEqual(s.Record(id), again.Record(id)) {
			p.add("record %s: replaying the log gives another version", name(s, again, id))
		}
	}
	for id := catalogue.EdgeID(1); id <= max(s.MaxEdge(), again.MaxEdge()); id++ {
		is, _ := s.Edge(id)
		replayed, _ := again.Edge(id)
		if is != replayed {
			p.add("statement %d: replaying the log gives another version", id)
		}
	}
}

// name is a record's name in whichever state has it.
func name(s, again *snapshot.Snapshot, id catalogue.ID) string {
	for _, state := range []*snapshot.Snapshot{s, again} {
		if r := state.Record(id); r != nil {
			return fmt.Sprintf("%d (%s)", id, catalogue.Describe(r))
		}
	}
	return fmt.Sprint(id)
}
