package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"reflect"

	"fundus/internal/catalogue"
	"fundus/internal/live"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

type checkCmd struct{}

// mostProblems is how many problems are printed; they are all counted.
const mostProblems = 100

// Run checks what the catalogue holds against the rules of this program, and
// what it holds against what replaying its log from the beginning gives.
func (checkCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	st, err := openStore(ctx, line.Database, log)
	if err != nil {
		return err
	}
	defer st.Close()
	cat, err := live.Open(ctx, st, live.Options{Log: log})
	if err != nil {
		return err
	}
	defer cat.Close()
	s := cat.Snapshot()
	p := problems{out: c.out}
	p.rules(s)
	if err := p.replay(ctx, st, s); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "checked revision %d: %d records, %d statements, %d problems\n", s.Revision(), countRecords(s), s.EdgeCount(), p.count)
	if p.count > 0 {
		return exit{1}
	}
	return nil
}

func countRecords(s *snapshot.Snapshot) int {
	n := 0
	for _, k := range catalogue.Kinds() {
		n += s.Kind(k).Count()
	}
	return n
}

type problems struct {
	out   io.Writer
	count int
}

func (p *problems) add(format string, args ...any) {
	if p.count++; p.count <= mostProblems {
		fmt.Fprintf(p.out, format+"\n", args...)
	}
}

// rules holds every record and statement against the rules of its own.
func (p *problems) rules(s *snapshot.Snapshot) {
	for _, k := range catalogue.Kinds() {
		for id := range s.Kind(k).All() {
			if err := catalogue.Check(s.Record(id)); err != nil {
				p.add("%v", err)
			}
		}
	}
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if e, ok := s.Edge(id); ok {
			p.edge(s, &e)
		}
	}
}

func (p *problems) edge(s *snapshot.Snapshot, e *catalogue.Edge) {
	name := fmt.Sprintf("statement %s %s", catalogue.GlobalEdgeID(e.ID), e.Relation)
	from, to := s.Record(e.From), s.Record(e.To)
	switch {
	case from == nil || to == nil:
		p.add("%s: leads to a record that is not there", name)
		return
	case !e.Relation.Allows(from.Kind(), to.Kind()):
		p.add("%s: does not join a %s with a %s", name, from.Kind(), to.Kind())
	}
	if err := catalogue.CheckEdgeFacts(name, e.Relation, &e.EdgeFacts); err != nil {
		p.add("%v", err)
	}
}

// replay applies the log from the beginning and compares the outcome.
func (p *problems) replay(ctx context.Context, st store.Store, s *snapshot.Snapshot) error {
	again := snapshot.Empty()
	err := st.Commits(ctx, 0, func(c *catalogue.Commit) error {
		if again.Revision() == s.Revision() {
			return nil // committed while this runs
		}
		next, err := again.Apply(c)
		if err != nil {
			return fmt.Errorf("replay revision %d: %w", c.Revision, err)
		}
		again = next
		return nil
	})
	if err != nil {
		return err
	}
	if again.Revision() != s.Revision() {
		p.add("the log ends at revision %d, the catalogue is at %d", again.Revision(), s.Revision())
	}
	for id := catalogue.ID(1); id <= max(s.MaxRecord(), again.MaxRecord()); id++ {
		if !reflect.DeepEqual(s.Record(id), again.Record(id)) {
			p.add("record %d: replaying the log gives another version", id)
		}
	}
	for id := catalogue.EdgeID(1); id <= max(s.MaxEdge(), again.MaxEdge()); id++ {
		is, _ := s.Edge(id)
		replayed, _ := again.Edge(id)
		if is != replayed {
			p.add("statement %d: replaying the log gives another version", id)
		}
	}
	return nil
}
