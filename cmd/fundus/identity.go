package main

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"strings"
	"time"

	"fundus/internal/access"
	"fundus/internal/catalogue"
	"fundus/internal/identity/oidc"
	"fundus/internal/identity/settings"
	"fundus/internal/identity/signin"
	"fundus/internal/identity/token"
	"fundus/internal/live"
	"fundus/internal/store"
)

// identityFlags are who may do what.
type identityFlags struct {
	ReadOnly  bool   `env:"FUNDUS_READ_ONLY" help:"Accept no changes, from anybody, whatever he shows."`
	Identity  string `env:"FUNDUS_IDENTITY" placeholder:"FILE" help:"File (YAML) with the issuers of identities whose tokens count (OpenID Connect), and what the claims of their tokens let people do; docs/identity.md describes it. Tokens of \"fundus token create\" count with it and without."`
	Anonymous string `default:"on" enum:"on,off" env:"FUNDUS_ANONYMOUS" help:"Whether those may read who show no token: on or off. The identity file may say otherwise."`
	Clearance string `default:"public" enum:"public,internal,confidential" env:"FUNDUS_CLEARANCE" help:"Up to what those may see who show no token: public, internal or confidential. The identity file may say otherwise."`
}

// check reads the file, so that a mistake in it is told before anything is opened.
func (s *identityFlags) check() error {
	_, err := s.settings()
	return err
}

func (s *identityFlags) settings() (settings.Settings, error) {
	anonymous := access.Anonymous(catalogue.Visibility(strings.ToUpper(s.Clearance)))
	if s.Anonymous == "off" {
		anonymous.Grants = nil
	}
	if s.Identity == "" {
		return settings.Settings{Anonymous: anonymous}, nil
	}
	f, err := os.Open(s.Identity)
	if err != nil {
		return settings.Settings{}, fmt.Errorf("--identity: %w", unreadable(err))
	}
	defer f.Close()
	return settings.Read(s.Identity, f, anonymous)
}

// door is where one signs in, with the tokens of a database. It looks for the issuers
// until the context ends.
func (s *identityFlags) door(ctx context.Context, of backing, refused func(context.Context, access.Attempt)) (*signin.Door, error) {
	said, err := s.settings()
	if err != nil {
		return nil, err
	}
	var issuers oidc.Issuers
	for _, c := range said.Issuers {
		issuers = append(issuers, oidc.New(c, oidc.Options{Log: of.log}))
	}
	issuers.Start(ctx)
	return &signin.Door{
		Anonymous: said.Anonymous, Issuers: issuers, OnlyReads: s.ReadOnly,
		Tokens: token.NewKeeper(of.tokens, time.Now, live.DayOf, of.log), Refused: refused,
	}, nil
}

// firstToken is how a server without settings of identities lets its first user change
// something: at its first start it makes a token, which counts on its machine alone. "" is
// none: there are tokens already, or other ways to sign in, or nothing can be changed.
func (s *identityFlags) firstToken(ctx context.Context, tokens store.Tokens) (string, error) {
	if s.ReadOnly || s.Identity != "" {
		return "", nil
	}
	text, _, err := token.MakeFirst(ctx, tokens, token.Wish{
		Name: "first start", Grants: []access.Given{{Role: string(access.Admin)}}, LocalOnly: true, By: userName(), For: 365 * 24 * time.Hour,
	}, time.Now())
	return text, err
}

// greetWriters says how to change something.
func (s *identityFlags) greetWriters(ctx context.Context, of backing, address string) {
	first, err := s.firstToken(ctx, of.tokens)
	switch {
	case err != nil: // such as of a database that can only be read
		of.log.WarnContext(ctx, "no first token could be made; changes take one", "error", err)
	case first != "":
		fmt.Fprintf(of.terminal.out, "Open it with the first token, which may change everything, on this machine alone, and is shown only now:\n%s#token=%s\n", address, first)
	case !s.ReadOnly && s.Identity == "":
		fmt.Fprintln(of.terminal.out, "Whoever wants to change something shows a token; \"fundus token create\" makes one.")
	}
}

// userName is who runs the program, for the log of commits.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}
