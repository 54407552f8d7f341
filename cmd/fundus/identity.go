package main

import (
	"fmt"
	"fundus/internal/access"
	"fundus/internal/catalogue"
	"net/http"
	"os"
	"os/user"
	"strings"
)

// identityFlags are who may do what.
type identityFlags struct {
	ReadOnly  bool   `env:"FUNDUS_READ_ONLY" help:"Accept no changes from anywhere. Behind a proxy on this machine always start with it: a proxy need not say for whom it speaks, and what it passes on can look like a request of this machine."`
	Clearance string `default:"public" enum:"public,internal,confidential" env:"FUNDUS_CLEARANCE" help:"Up to what those may see who do not ask from this machine: public, internal or confidential. Requests from this machine itself see everything, unless the server is read-only."`
}

// check has nothing to refuse that the flags themselves do not.
func (*identityFlags) check() error { return nil }

// identify says who asks: on this machine itself its operator, unless nothing may be
// changed, and else somebody unknown.
func (s *identityFlags) identify() func(*http.Request, bool) (access.Actor, error) {
	operator, anonymous := access.Operator(userName()), access.Anonymous(catalogue.Visibility(strings.ToUpper(s.Clearance)))
	return func(_ *http.Request, local bool) (access.Actor, error) {
		if local && !s.ReadOnly {
			return operator, nil
		}
		return anonymous, nil
	}
}

// userName is who runs the program, for the log of commits.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return fmt.Sprintf("uid %d", os.Getuid())
}
