package catalogue

// Record is a thing with an identity. The kinds implement it; nothing outside
// this package can.
//
// Records are immutable once they are part of a commit. Whoever needs another
// version makes a Clone, changes that and asks for a commit.
type Record interface {
	// Kind is the record's kind.
	Kind() Kind
	// Base is what every record has.
	Base() *Meta
	// Clone is a copy that shares nothing mutable with the record.
	Clone() Record
	// check adds every rule the record's own fields break.
	check(*checker)
}

// Meta is what every record has.
type Meta struct {
	ID          ID           `json:"-"` // given by the commit
	Revision    Revision     `json:"-"` // the commit that made this version
	Identifiers []Identifier `json:"identifiers,omitempty"`
	Name        Text         `json:"name,omitempty"`
	Description Text         `json:"description,omitempty"`
	Tags        []string     `json:"tags,omitempty"` // keywords, free
	ValidFrom   Day          `json:"validFrom,omitzero"`
	ValidUntil  Day          `json:"validUntil,omitzero"`  // the last day it holds
	Visibility  Visibility   `json:"visibility,omitempty"` // who may see it, "" for what holds for its kind
	Source      ID           `json:"-"`                    // the Source record that says so, 0 for none
}

// Base makes Meta the common part of a record by embedding.
func (m *Meta) Base() *Meta { return m }

// Identifier is the record's first identifier in a scheme.
func (m *Meta) Identifier(scheme string) (string, bool) {
	for _, i := range m.Identifiers {
		if i.Scheme == scheme {
			return i.Value, true
		}
	}
	return "", false
}

// Describe names a record in messages: its kind with an identifier or its name.
func Describe(r Record) string {
	m := r.Base()
	if len(m.Identifiers) > 0 {
		return r.Kind().Noun() + " " + m.Identifiers[0].String()
	}
	if name := m.Name.String(); name != "" {
		return r.Kind().Noun() + " " + shorten(name)
	}
	return r.Kind().Noun()
}

func (m *Meta) check(c *checker) {
	if m.Name.String() == "" {
		c.add("name", "", "a record has a name")
	}
	c.text("name", m.Name, 1000)
	c.text("description", m.Description, 50_000)
	c.tags("tags", m.Tags)
	c.validity(m.ValidFrom, m.ValidUntil)
	c.code(Visibilities, "visibility", string(m.Visibility))
	for i, identifier := range m.Identifiers {
		if err := identifier.check(); err != nil {
			c.addOwn("identifiers", &Error{Value: identifier.String(), Message: err.Message})
		}
		if i > 0 && identifier == m.Identifiers[i-1] {
			c.add("identifiers", identifier.String(), "the same identifier twice")
		}
	}
}
