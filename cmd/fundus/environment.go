package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"fundus/internal/interchange"
)

// ours begins the names of the variables that are settings of this program.
const ours = "FUNDUS_"

// notOurs are variables that begin alike and are none of ours: those of tests, and those
// that Kubernetes and container links set for a neighbour with the name of the program.
var notOurs = regexp.MustCompile(`^FUNDUS_(TEST_.+|PGTEST_.+|NAME|ENV_.+|(.+_)?SERVICE_(HOST|PORT(_.+)?)|(.+_)?PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$`)

// refuseUnknown finds a setting that no command has: misspelt, FUNDUS_ANONYMOUS=off would
// leave open what somebody has shut. One of another command is no matter, so that one
// environment serves all.
func refuseUnknown(app *kong.Application, environ []string) error {
	known := append(variablesOf(app.Node), tokenVariable)
	for _, set := range environ {
		name, _, _ := strings.Cut(set, "=")
		if !strings.HasPrefix(name, ours) || slices.Contains(known, name) || notOurs.MatchString(name) {
			continue
		}
		return fmt.Errorf("the variable %s is set, but there is no such setting%s", name, interchange.DidYouMean(name, known))
	}
	return nil
}

// variablesOf are those of a command's flags and of the commands below it.
func variablesOf(n *kong.Node) (all []string) {
	for _, f := range n.Flags {
		all = append(all, f.Envs...)
	}
	for _, below := range n.Children {
		all = append(all, variablesOf(below)...)
	}
	return all
}
