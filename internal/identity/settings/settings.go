// Package settings reads the file that says who may sign in at a server, and what they
// then may: its issuers of identities, what the claims of their tokens mean, and what
// those may who do not sign in. docs/identity.md describes the file for operators.
//
// Everything in it decides about rights, so nothing in it is overlooked: a key that is
// not known, or twice there, is an error as a wrong value is, and each names its line.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"fundus/internal/access"
	"fundus/internal/identity/oidc"
)

// Settings are what the file says.
type Settings struct {
	// Anonymous is somebody who does not sign in. Without a grant he may do nothing.
	Anonymous access.Actor
	Issuers   []oidc.Config
}

// Bounds of a file.
const (
	largest     = 1 << 20 // bytes
	mostIssuers = 10
	mostRules   = 200 // of an issuer
	longestSkew = 10 * time.Minute
	usualSkew   = time.Minute
)

// Read reads a file. otherwise is who does not sign in, where the file does not say. Its
// errors name the file, the line, the value and the rule.
func Read(name string, from io.Reader, otherwise access.Actor) (Settings, error) {
	s, err := read(from, otherwise)
	if err != nil {
		return Settings{}, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

func read(from io.Reader, otherwise access.Actor) (Settings, error) {
	text, err := io.ReadAll(io.LimitReader(from, largest+1))
	switch {
	case err != nil:
		return Settings{}, err
	case len(text) > largest:
		return Settings{}, fmt.Errorf("larger than %d bytes, the limit", largest)
	}
	if err := complete(text); err != nil {
		return Settings{}, err
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	var f file
	if err := d.Decode(&f); err != nil {
		return Settings{}, readable(err)
	}
	return f.settings(otherwise)
}

// complete says whether everything in a file that is there says something. An empty list
// of kinds would read as no limit, to a program.
func complete(text []byte) error {
	d := yaml.NewDecoder(bytes.NewReader(text))
	var whole yaml.Node
	switch err := d.Decode(&whole); {
	case errors.Is(err, io.EOF):
		return errors.New("the file says nothing: it has anonymous, issuers or both")
	case err != nil:
		return readable(err)
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return errors.New("more than one document")
	}
	return says(&whole)
}

func says(n *yaml.Node) error {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return fmt.Errorf("line %d: write everything out: references (& and *) are not taken", n.Line)
	case n.Tag == "!!null" || n.Kind != yaml.ScalarNode && len(n.Content) == 0:
		return fmt.Errorf("line %d: nothing is said here; leave the key out", n.Line)
	}
	for _, part := range n.Content {
		if err := says(part); err != nil {
			return err
		}
	}
	return nil
}

// readable is an error of the reader without the names of Go types.
func readable(err error) error {
	text := strings.TrimPrefix(strings.ReplaceAll(err.Error(), "\n", ""), "yaml: ")
	text = strings.TrimPrefix(text, "unmarshal errors:")
	if before, _, found := strings.Cut(text, " not found in type "); found {
		text = before + " is not known"
	}
	text, _, _ = strings.Cut(text, " into ")
	return errors.New(strings.TrimSpace(text))
}

func (f *file) settings(otherwise access.Actor) (Settings, error) {
	s := Settings{Anonymous: otherwise}
	if err := f.Anonymous.apply(&s.Anonymous); err != nil {
		return s, err
	}
	if len(f.Issuers) > mostIssuers {
		return s, fmt.Errorf("%d issuers, at most %d are taken", len(f.Issuers), mostIssuers)
	}
	for n, i := range f.Issuers {
		c, err := i.config(n, s.Anonymous)
		if err != nil {
			return s, err
		}
		s.Issuers = append(s.Issuers, c)
	}
	return s, f.apart()
}

// apart says whether two issuers could speak of two people by one name: the log would
// take them for one, and so would the rule that two must sign.
func (f *file) apart() error {
	if len(f.Issuers) < 2 {
		return nil
	}
	for n, i := range f.Issuers {
		if i.Prefix.string == "" {
			return i.Issuer.wrong("issuers: prefix", "where there are several issuers each has a prefix for the names of its people")
		}
		for _, other := range f.Issuers[:n] {
			if other.Issuer.string == i.Issuer.string {
				return i.Issuer.wrong("issuer", "is there twice")
			}
			if strings.HasPrefix(i.Prefix.string, other.Prefix.string) || strings.HasPrefix(other.Prefix.string, i.Prefix.string) {
				return i.Prefix.wrong("prefix", "begins as that of another issuer does, so that two people could have one name")
			}
		}
	}
	return nil
}
