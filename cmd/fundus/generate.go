package main

import (
	"context"
	"fmt"

	"fundus/internal/generate"
	"fundus/internal/interchange/bundle"
)

type generateCmd struct {
	Target string `arg:"" help:"Where to write, as for export: a folder, a .zip, a .tar.gz or .tgz, or - for standard output."`
	Scale  string `default:"state" enum:"tiny,state,country,niedersachsen-2025" help:"How large: tiny (some hundred statements), state (2 million offers) or country (16 million offers); or niedersachsen-2025, a state on which the figures published in August 2025 come out."`
	Seed   uint64 `default:"1" help:"The same seed gives the same catalogue, byte for byte."`
	Format string `default:"jsonl" enum:"yaml,jsonl" help:"How the files of the bundle are written; yaml only suits small ones."`
}

// Validate refuses the name of an archive of a kind that there is not.
func (g *generateCmd) Validate() error { return refuseEnding(g.Target) }

// Run writes a bundle in which every name and source says that it is synthetic.
func (g *generateCmd) Run(ctx context.Context, c terminal) error {
	scale, err := generate.ParseScale(g.Scale)
	if err != nil {
		return err
	}
	if err := writeBundle(ctx, g.Target, generate.New(scale, g.Seed).WithoutCases(), bundle.Format(g.Format), c.out); err != nil {
		return err
	}
	fmt.Fprintf(c.err, "wrote a synthetic catalogue (%s, seed %d) to %s\n", scale, g.Seed, g.Target)
	return nil
}
