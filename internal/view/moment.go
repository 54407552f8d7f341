package view

import (
	"slices"
	"time"

	"fundus/internal/catalogue"
)

// Catalogue is the moment of the catalogue that answers, and what is in it.
type Catalogue struct{ in *View }

// Catalogue is the view's moment.
func (v *View) Catalogue() Catalogue { return Catalogue{v} }

// Revision is the number of the last commit.
func (c Catalogue) Revision() int { return int(c.in.snap.Revision()) }

// RecordedAt is when that commit was recorded.
func (c Catalogue) RecordedAt() (time.Time, bool) {
	t := c.in.snap.RecordedAt()
	return t.UTC(), !t.IsZero()
}

// Day is the day on which facts must hold to be seen.
func (c Catalogue) Day() catalogue.Day { return c.in.day }

// Assumed is how many changes the answer assumes.
func (c Catalogue) Assumed() int { return c.in.assumed }

// Lag is how old the newest moment may be, in milliseconds.
func (c Catalogue) Lag() int { return int(c.in.lag.Milliseconds()) }

// Counts is the number of records of each kind.
func (c Catalogue) Counts() []KindCount {
	var out []KindCount
	for _, k := range catalogue.Kinds() {
		out = append(out, KindCount{k, c.in.Count(k)})
	}
	return out
}

// RelationCount is the number of statements.
func (c Catalogue) RelationCount() int { return c.in.statements() }

// CodeList is a code list as the schema shows it.
type CodeList struct{ *catalogue.CodeList }

// Title is what the list is about.
func (l CodeList) Title(lang *catalogue.Lang) string { return inLang(l.CodeList.Title, lang) }

// Codes are the values in the order of the list.
func (l CodeList) Codes() []Code {
	out := make([]Code, len(l.CodeList.Codes))
	for i := range out {
		out[i] = Code{l.CodeList, &l.CodeList.Codes[i]}
	}
	return out
}

// Code is a value of a code list as the schema shows it.
type Code struct {
	list *catalogue.CodeList
	code *catalogue.Code
}

// Name is the value's name in the schema.
func (c Code) Name() string { return c.code.Name }

// Official is the publisher's spelling.
func (c Code) Official() string { return c.code.Official }

// Label is the value's label in a language.
func (c Code) Label(lang *catalogue.Lang) string { return inLang(c.code.Label, lang) }

// Open says of a licence whether it counts as open.
func (c Code) Open() (open, known bool) { return c.code.Open, c.list == catalogue.Licences }

// CodeLists are the lists with some names, all by default.
func CodeLists(names []string) ([]CodeList, error) {
	var out []CodeList
	for _, l := range catalogue.CodeLists() {
		if len(names) == 0 || slices.Contains(names, l.Name) {
			out = append(out, CodeList{l})
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(out, func(l CodeList) bool { return l.Name == name }) {
			return nil, &catalogue.Error{Kind: catalogue.NotFound, Field: "names", Value: name, Message: "there is no code list " + name}
		}
	}
	return out, nil
}
