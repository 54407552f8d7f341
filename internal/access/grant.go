package access

import (
	"fmt"
	"strings"

	"fundus/internal/catalogue"
)

// Given is a grant as people and files write it. Its zero parts are no limits.
type Given struct {
	Role  string   `json:"role"`
	Kinds []string `json:"kinds,omitempty"` // nouns: "service"
	Under []string `json:"under,omitempty"` // identifiers of authorities: "ars:03241"
}

// most bounds the parts of a grant; nobody needs more, and each is looked at in a change.
const most = 50

// Grant is the grant that is meant. The error names what is wrong with which part.
func (g Given) Grant() (Grant, error) {
	role := Role(g.Role)
	switch {
	case !role.Known():
		return Grant{}, bad("role", g.Role, "a role is one of %s", joined(Roles))
	case role != Editor && len(g.Kinds) > 0:
		return Grant{}, bad("kinds", g.Kinds[0], "only an editor is limited to kinds")
	case role != Editor && len(g.Under) > 0:
		return Grant{}, bad("under", g.Under[0], "only an editor is limited to authorities")
	case len(g.Kinds) > most:
		return Grant{}, bad("kinds", "", "at most %d kinds", most)
	case len(g.Under) > most:
		return Grant{}, bad("under", "", "at most %d authorities", most)
	}
	out := Grant{Role: role}
	for _, noun := range g.Kinds {
		kind, known := catalogue.KindByNoun(noun)
		if !known || !role.keeps(kind) {
			return Grant{}, bad("kinds", noun, "an editor keeps %s", strings.Join(kept(role), ", "))
		}
		out.Kinds = append(out.Kinds, kind)
	}
	for _, text := range g.Under {
		identifier, err := catalogue.ParseIdentifier(text)
		if err != nil {
			return Grant{}, bad("under", text, "an authority is named by one of its identifiers, such as ars:03241 (%v)", err)
		}
		out.Under = append(out.Under, identifier)
	}
	return out, nil
}

// Given is the grant as people write it.
func (g Grant) Given() Given {
	out := Given{Role: string(g.Role)}
	for _, k := range g.Kinds {
		out.Kinds = append(out.Kinds, k.Noun())
	}
	for _, i := range g.Under {
		out.Under = append(out.Under, i.String())
	}
	return out
}

// String is the grant on one line.
func (g Grant) String() string {
	said := g.Given()
	text := said.Role
	if len(said.Kinds) > 0 {
		text += " of " + strings.Join(said.Kinds, ", ")
	}
	if len(said.Under) > 0 {
		text += " under " + strings.Join(said.Under, ", ")
	}
	return text
}

// Clearance is the highest that roles have by themselves.
func Clearance(grants []Grant) catalogue.Visibility {
	highest := catalogue.Public
	for _, g := range grants {
		highest = highest.Stricter(g.Role.Clearance())
	}
	return highest
}

// ParseClearance reads a clearance as settings write it: public, internal, confidential.
func ParseClearance(text string) (catalogue.Visibility, error) {
	for _, v := range []catalogue.Visibility{catalogue.Public, catalogue.Internal, catalogue.Confidential} {
		if text == strings.ToLower(string(v)) {
			return v, nil
		}
	}
	return "", bad("clearance", text, "a clearance is one of public, internal, confidential")
}

func kept(r Role) (nouns []string) {
	for _, k := range catalogue.Kinds() {
		if r.keeps(k) {
			nouns = append(nouns, k.Noun())
		}
	}
	return nouns
}

func joined(roles []Role) string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = string(r)
	}
	return strings.Join(out, ", ")
}

// bad names the value too, shortened, since whoever reads it wrote it.
func bad(field, value, rule string, args ...any) error {
	err := catalogue.Errorf(catalogue.Invalid, rule, args...)
	err.Field, err.Value = field, value
	if value != "" {
		err.Message = fmt.Sprintf("%.80q: %s", value, err.Message)
	}
	return err
}
