package main

import (
	"context"
	"fmt"
	"fundus/graph"
	"os"
	"os/user"
)

// identityFlags are who may do what.
type identityFlags struct {
	ReadOnly  bool   `env:"FUNDUS_READ_ONLY" help:"Accept no changes from anywhere. Behind a proxy on this machine always start with it: a proxy need not say for whom it speaks, and what it passes on can look like a request of this machine."`
	Clearance string `default:"public" enum:"public,internal,confidential" env:"FUNDUS_CLEARANCE" help:"Up to what those may see who do not ask from this machine: public, internal or confidential. Requests from this machine itself see everything, unless the server is read-only."`
}

// check has nothing to refuse that the flags themselves do not.
func (*identityFlags) check() error { return nil }

// local gives the requests of this machine the right to change the catalogue;
// nil gives it to nobody.
func (s *identityFlags) local() func(context.Context) context.Context {
	if s.ReadOnly {
		return nil
	}
	writer := graph.Actor{Name: userName(), MayWrite: true}
	return func(ctx context.Context) context.Context { return graph.WithActor(ctx, writer) }
}

// userName is who runs the program, for the log of commits.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}
