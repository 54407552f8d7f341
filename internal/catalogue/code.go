package catalogue

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A CodeList is a closed list of values with a source. The catalogue stores the
// value's Name, the spelling of the schema's enum; Official is the spelling of
// the list's publisher, where that differs. A list is data for readers too: the
// `codeLists` query shows it whole.
type CodeList struct {
	Name   string // the enum type in the schema, "PolicyField"
	Title  Text   // what the list is about
	Source string // who publishes it and where; "Fundus" for our own scales
	Codes  []Code

	byName map[string]int
}

// Code is one value of a list.
type Code struct {
	Name     string // spelling in schema and files, "FAMILIE_KIND"
	Official string // the publisher's spelling, "familie_kind"
	Label    Text
	Open     bool // licences only: counts as open by the list's publisher
}

var codeLists []*CodeList

// list registers a code list under construction; used in var declarations only.
func list(name string, german, english, source string, codes ...Code) *CodeList {
	l := &CodeList{Name: name, Title: Text{{German, german}, {"en", english}}, Source: source, Codes: codes, byName: make(map[string]int, len(codes))}
	for i, c := range codes {
		l.byName[c.Name] = i
	}
	codeLists = append(codeLists, l)
	return l
}

// code is a value whose official spelling is its own.
func code(name, german, english string) Code { return official(name, name, german, english) }

// official is a value with the publisher's spelling. Without an English label
// the German one stands alone: labels are not invented.
func official(name, spelling, german, english string) Code {
	label := T(german)
	if english != "" {
		label = label.With("en", english)
	}
	return Code{Name: name, Official: spelling, Label: label}
}

// CodeLists are all lists, ordered by name. The result is the caller's.
func CodeLists() []*CodeList {
	out := slices.Clone(codeLists)
	slices.SortFunc(out, func(a, b *CodeList) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Find is the value with a name.
func (l *CodeList) Find(name string) (Code, bool) {
	i, ok := l.byName[name]
	if !ok {
		return Code{}, false
	}
	return l.Codes[i], true
}

// FindOfficial is the value with the publisher's spelling.
func (l *CodeList) FindOfficial(spelling string) (Code, bool) {
	for _, c := range l.Codes {
		if c.Official == spelling {
			return c, true
		}
	}
	return Code{}, false
}

// Position is the place of a value in the list, -1 for none: lists that are
// scales are written in their order.
func (l *CodeList) Position(name string) int {
	if i, ok := l.byName[name]; ok {
		return i
	}
	return -1
}

// check says what is wrong with a value; the empty one is right ("unknown").
func (l *CodeList) check(field, name string) *Error {
	if name == "" {
		return nil
	}
	if _, ok := l.byName[name]; ok {
		return nil
	}
	return &Error{Kind: Invalid, Field: field, Value: shorten(name), Message: fmt.Sprintf("%q is no %s; %s", shorten(name), l.Name, l.oneOf())}
}

// oneOf names the values, or the first of them where there are many.
func (l *CodeList) oneOf() string {
	const most = 12
	names := make([]string, 0, most)
	for _, c := range l.Codes[:min(most, len(l.Codes))] {
		names = append(names, c.Name)
	}
	more := ""
	if len(l.Codes) > most {
		more = fmt.Sprintf(" … (%d in all, see codeLists)", len(l.Codes))
	}
	return "it is one of " + strings.Join(names, ", ") + more
}

// marshalCode writes a value as the schema spells it, null for none.
func marshalCode[C ~string](w io.Writer, c C) { writeQuoted(w, string(c)) }

// unmarshalCode reads a value of a list as the schema spells it; null is no code.
func unmarshalCode[C ~string](l *CodeList, v any, into *C) error {
	if v == nil {
		*into = ""
		return nil
	}
	s, ok := v.(string)
	if !ok || s == "" {
		return Errorf(Invalid, "a %s is one of its names, not %v", l.Name, v)
	}
	if err := l.check("", s); err != nil {
		return err
	}
	*into = C(s)
	return nil
}
