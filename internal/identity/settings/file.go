package settings

import (
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"

	"fundus/internal/access"
	"fundus/internal/identity/oidc"
)

// file is the form of the file.
type file struct {
	Anonymous anonymous `yaml:"anonymous"`
	Issuers   []issuer  `yaml:"issuers"`
}

type anonymous struct {
	Read      *bool `yaml:"read"`
	Clearance text  `yaml:"clearance"`
}

type issuer struct {
	Issuer   text    `yaml:"issuer"`
	Audience text    `yaml:"audience"`
	Skew     text    `yaml:"skew"`
	Name     text    `yaml:"name"`
	Prefix   text    `yaml:"prefix"`
	Grants   []grant `yaml:"grants"`
}

type grant struct {
	Claim     text   `yaml:"claim"`
	Value     text   `yaml:"value"`
	Role      text   `yaml:"role"`
	Kinds     []text `yaml:"kinds"`
	Under     []text `yaml:"under"`
	Clearance text   `yaml:"clearance"`
}

// text is a text with the line it stands in.
type text struct {
	string
	line int
}

// UnmarshalYAML takes texts as they are written: a value that YAML reads as a number is
// the digits that stand there.
func (t *text) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a text is wanted", node.Line)
	}
	*t = text{node.Value, node.Line}
	return nil
}

// wrong says which rule the value of a field breaks.
func (t text) wrong(field, rule string) error {
	if t.line == 0 {
		return fmt.Errorf("%s: %s", field, rule)
	}
	return fmt.Errorf("line %d: %s: %.80q: %s", t.line, field, t.string, rule)
}

func (a anonymous) apply(to *access.Actor) error {
	if a.Read != nil && !*a.Read {
		to.Grants = nil
	}
	if a.Clearance.string == "" {
		return nil
	}
	clearance, err := access.ParseClearance(a.Clearance.string)
	if err != nil {
		return fmt.Errorf("line %d: anonymous: %w", a.Clearance.line, err)
	}
	to.Clearance = clearance
	return nil
}

// config is the n-th issuer. Whom no rule knows has what everybody has.
func (i *issuer) config(n int, everybody access.Actor) (oidc.Config, error) {
	at := fmt.Sprintf("issuers[%d].", n)
	c := oidc.Config{Issuer: i.Issuer.string, Audience: i.Audience.string, Prefix: i.Prefix.string, Skew: usualSkew, Otherwise: everybody}
	if err := oidc.CheckAddress(c.Issuer); err != nil {
		return c, i.Issuer.wrong(at+"issuer", err.Error())
	}
	if c.Audience == "" {
		return c, i.Audience.wrong(at+"audience", "is needed: whom the tokens of the issuer are for, that one for another server is not taken here")
	}
	if i.Skew.string != "" {
		skew, err := time.ParseDuration(i.Skew.string)
		if err != nil || skew < 0 || skew > longestSkew {
			return c, i.Skew.wrong(at+"skew", fmt.Sprintf("0s to %s, such as 60s", longestSkew))
		}
		c.Skew = skew
	}
	if len(c.Prefix) > 50 {
		return c, i.Prefix.wrong(at+"prefix", "at most 50 bytes")
	}
	if i.Name.string == "" {
		i.Name.string = "sub"
	}
	var err error
	if c.Name, err = oidc.ParsePath(i.Name.string); err != nil {
		return c, i.Name.wrong(at+"name", err.Error())
	}
	c.Grants, err = i.rules(at)
	return c, err
}

func (i *issuer) rules(at string) ([]oidc.Rule, error) {
	if len(i.Grants) > mostRules {
		return nil, fmt.Errorf("%sgrants: %d, at most %d are taken", at, len(i.Grants), mostRules)
	}
	var out []oidc.Rule
	for n, g := range i.Grants {
		r, err := g.rule(fmt.Sprintf("%sgrants[%d].", at, n))
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (g *grant) rule(at string) (oidc.Rule, error) {
	claim, err := oidc.ParsePath(g.Claim.string)
	if err != nil {
		return oidc.Rule{}, g.Claim.wrong(at+"claim", err.Error())
	}
	if g.Value.string == "" {
		return oidc.Rule{}, g.Value.wrong(at+"value", "is needed: what stands in the claim of those who are given the role")
	}
	granted, err := access.Given{Role: g.Role.string, Kinds: plain(g.Kinds), Under: plain(g.Under)}.Grant()
	if err != nil {
		return oidc.Rule{}, fmt.Errorf("line %d: %s%w", max(g.Role.line, g.Claim.line), at, err)
	}
	r := oidc.Rule{Claim: claim, Value: g.Value.string, Grant: granted, Clearance: granted.Role.Clearance()}
	if g.Clearance.string != "" {
		if r.Clearance, err = access.ParseClearance(g.Clearance.string); err != nil {
			return r, fmt.Errorf("line %d: %s%w", g.Clearance.line, at, err)
		}
	}
	return r, nil
}

func plain(of []text) []string {
	out := make([]string, len(of))
	for i, t := range of {
		out[i] = t.string
	}
	return out
}
