package oidc

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Path is where a claim stands: names of members, from the outside in, with a dot between
// them ("realm_access.roles"). A backslash before a dot makes it part of a name, as in
// claims that are named by an address.
type Path struct{ names []string }

// deepest bounds a path.
const deepest = 5

// ParsePath reads a path.
func ParsePath(text string) (Path, error) {
	const hidden = "\x00"
	var names []string
	for name := range strings.SplitSeq(strings.ReplaceAll(text, `\.`, hidden), ".") {
		names = append(names, strings.ReplaceAll(name, hidden, "."))
	}
	for _, name := range names {
		if name == "" || len(name) > 200 {
			return Path{}, errors.New("a claim is named by 1 to 200 characters, with dots between names that lie in each other, such as realm_access.roles")
		}
	}
	if len(names) > deepest {
		return Path{}, fmt.Errorf("at most %d names lie in each other", deepest)
	}
	return Path{names}, nil
}

// claims are what a token says. All of it is foreign: a claim is looked at for what it is,
// and counts for nothing where it is of another type.
type claims map[string]json.RawMessage

// at is what stands at a path, nil for nothing.
func (c claims) at(p Path) json.RawMessage {
	for i, name := range p.names {
		found := c[name]
		if i == len(p.names)-1 {
			return found
		}
		c = nil
		if json.Unmarshal(found, &c) != nil {
			return nil
		}
	}
	return nil
}

// text is the text at a path; false where there is none.
func (c claims) text(p Path) (string, bool) {
	raw := c.at(p)
	var text string
	if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, &text) != nil {
		return "", false
	}
	return text, true
}

// texts are the text at a path or those in a list there, less what is no text.
func (c claims) texts(p Path) []string {
	if text, ok := c.text(p); ok {
		return []string{text}
	}
	var list []json.RawMessage
	if json.Unmarshal(c.at(p), &list) != nil {
		return nil
	}
	var out []string
	for _, raw := range list {
		var text string
		if len(raw) > 0 && raw[0] == '"' && json.Unmarshal(raw, &text) == nil {
			out = append(out, text)
		}
	}
	return out
}
