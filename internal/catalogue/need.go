package catalogue

import "slices"

// Need (Bedarf) is what is to be achieved, before any solution is looked at: its
// description in words, the requirements and constraints, and as statements the
// services, authorities and data it CONCERNS, the capabilities it NEEDS and the
// standards it REQUIRES. It is frozen before the first search.
type Need struct {
	Meta
	Requirements []Requirement `json:"requirements,omitempty"`
	Constraints  []Constraint  `json:"constraints,omitempty"`
}

// Requirement (Anforderung) is one thing that an option must, should or may do.
type Requirement struct {
	Key    string           `json:"key"` // within the need, "R1"
	Level  RequirementLevel `json:"level"`
	Text   string           `json:"text"`
	Source string           `json:"source,omitempty"` // where it comes from, in words
	Test   string           `json:"test,omitempty"`   // how one finds out whether it is met
}

// Constraint (Randbedingung) is a limit within which an option must stay.
type Constraint struct {
	Key            string         `json:"key"` // within the need, "C1"
	ConstraintKind ConstraintKind `json:"constraintKind"`
	Text           string         `json:"text,omitempty"`
	Money          *Money         `json:"money,omitempty"` // of BUDGET: the most that it may cost over the horizon
	Day            Day            `json:"day,omitzero"`    // of DEADLINE: the last day
}

// Kind is KindNeed.
func (*Need) Kind() Kind { return KindNeed }

// Clone is a copy of the need.
func (n *Need) Clone() Record {
	c := *n
	c.Meta = n.Meta.clone()
	c.Requirements = slices.Clone(n.Requirements)
	c.Constraints = slices.Clone(n.Constraints)
	for i := range c.Constraints {
		c.Constraints[i].Money = c.Constraints[i].Money.clone()
	}
	return &c
}

func (n *Need) check(c *checker) {
	c.most("requirements", len(n.Requirements), 500)
	c.most("constraints", len(n.Constraints), 100)
	keys := map[string]bool{}
	for i, r := range n.Requirements {
		at := c.at("requirements", i)
		at.key(keys, r.Key)
		if r.Level == "" {
			at.add("level", "", "must not be empty")
		}
		at.code(RequirementLevels, "level", string(r.Level))
		at.required("text", r.Text)
		at.line("source", r.Source)
		at.line("test", r.Test)
	}
	for i, l := range n.Constraints {
		at := c.at("constraints", i)
		at.key(keys, l.Key)
		at.code(ConstraintKinds, "constraintKind", string(l.ConstraintKind))
		at.line("text", l.Text)
		l.check(at)
	}
}

func (l *Constraint) check(c *checker) {
	switch {
	case l.ConstraintKind == "":
		c.add("constraintKind", "", "must not be empty")
	case l.ConstraintKind == ConstraintBudget && (l.Money == nil || *l.Money < 0):
		c.add("money", "", "a BUDGET has an amount that is not negative")
	case l.ConstraintKind == ConstraintDeadline && l.Day == 0:
		c.add("day", "", "a DEADLINE has a day")
	}
}

// key holds that a part of a record has a short name of its own.
func (c *checker) key(taken map[string]bool, key string) {
	c.required("key", key)
	c.clean("key", key, 100)
	if taken[key] {
		c.add("key", key, "the same key twice")
	}
	taken[key] = true
}
