package main

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"time"

	"fundus/internal/audit"
	"fundus/internal/store"
)

type auditCmd struct {
	Since string `placeholder:"INSTANT" help:"From when on, such as 2026-03-01T12:00:00Z, or a day, which begins in UTC. Without it from the beginning."`
	Until string `placeholder:"INSTANT" help:"Until when, likewise; that instant itself is no more in it."`
}

// span is the time that is asked for.
func (a *auditCmd) span() (s audit.Span, err error) {
	for _, bound := range []struct {
		flag, text string
		at         *time.Time
	}{{"--since", a.Since, &s.Since}, {"--until", a.Until, &s.Until}} {
		if bound.text == "" {
			continue
		}
		if *bound.at, err = audit.ParseInstant(bound.flag+"="+bound.text, bound.text); err != nil {
			return s, err
		}
	}
	if a.Until != "" && s.Since.After(s.Until) {
		return s, fmt.Errorf("--since=%s is later than --until=%s; nothing lies between: write the earlier one first", a.Since, a.Until)
	}
	return s, nil
}

// Validate refuses what is no time, and a span that ends before it begins.
func (a *auditCmd) Validate() error {
	_, err := a.span()
	return err
}

// Run writes who did what and who was refused.
func (a *auditCmd) Run(ctx context.Context, line *cli, log *slog.Logger, c terminal) error {
	span, err := a.span()
	if err != nil {
		return err
	}
	if err := refuseAbsent(line.Database); err != nil {
		return err
	}
	return withStore(ctx, line, log, func(st store.Database) error {
		out := bufio.NewWriter(c.out)
		if err := audit.Export(ctx, out, st, span); err != nil {
			return fmt.Errorf("write who did what: %w", err)
		}
		return out.Flush()
	})
}
