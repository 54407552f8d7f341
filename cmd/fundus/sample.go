package main

import (
	"context"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/live"
	"fundus/internal/sample"
)

// loadSample takes the sample into a catalogue that nothing has been taken into, step
// by step. Into any other it takes nothing, be it the sample that was loaded before.
func loadSample(ctx context.Context, cat *live.Catalogue) error {
	if cat.Snapshot().Revision() > 0 {
		return nil
	}
	for _, step := range sample.Steps() {
		if err := commitStep(ctx, cat, step); err != nil {
			return err
		}
	}
	return nil
}

func commitStep(ctx context.Context, cat *live.Catalogue, step sample.Step) error {
	var findings interchange.Findings
	b, err := bundle.FromFS(ctx, step.FS, &findings)
	if err != nil {
		return err
	}
	_, err = cat.Commit(ctx, catalogue.Stamp{Actor: step.Actor, Message: step.Message, Origin: "sample"}, b.Changes)
	return b.Locate(err)
}
