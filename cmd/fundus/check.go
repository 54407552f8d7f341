package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

type checkCmd struct{}

// Run checks what the catalogue holds against the rules of this program, what it
// holds against what replaying its log from the beginning gives, and the versions
// that are stored against what commits can have left behind.
func (checkCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		p := &problems{out: c.out}
		if err := p.store(ctx, st); err != nil {
			return err
		}
		if p.count > 0 {
			return exit{1}
		}
		return nil
	})
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
	logged, err := p.log(ctx, st, head, s)
	if err != nil {
		return err
	}
	if err := p.chains(ctx, st, logged); err != nil {
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
