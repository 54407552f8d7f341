package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check says which rules a record breaks by itself, without its neighbours:
// nil, or Errors that name record, field, value and rule.
func Check(r Record) error {
	c := &checker{record: Describe(r)}
	r.Base().check(c)
	r.check(c)
	return c.errs.OrNil()
}

// Normalise brings a record that is not yet shared into its one spelling:
// identifiers and languages in order, tags trimmed and in order, white space
// cut, an empty list the same as none. Two records that mean the same are equal
// afterwards, which is how an import of the same file finds that there is
// nothing to do, and a record reads back from the store as it was written.
func Normalise(r Record) {
	m := r.Base()
	sortIdentifiers(m.Identifiers)
	m.Name.normalise()
	m.Description.normalise()
	for i := range m.Tags {
		m.Tags[i] = strings.TrimSpace(m.Tags[i])
	}
	slices.Sort(m.Tags)
	m.Tags = slices.Compact(m.Tags)
	absent(&m.Tags)
	absent(&m.Identifiers)
	switch r := r.(type) {
	case *Dataset:
		r.normalise()
	case *Service:
		absent(&r.Addressees)
		absent(&r.MaturityScores)
	case *Solution:
		absent(&r.Lifecycle)
		absent(&r.Platforms)
		absent(&r.Languages)
		absent(&r.Features)
	case *Standard:
		absent(&r.Versions)
	case *BudgetLine:
		absent(&r.Amounts)
	default:
		normaliseFile(r)
	}
}

// normaliseFile is Normalise for what reuse is decided by and with.
func normaliseFile(r Record) {
	switch r := r.(type) {
	case *Case:
		absent(&r.Steps)
	case *Need:
		absent(&r.Requirements)
		absent(&r.Constraints)
	case *SearchReceipt:
		absent(&r.Elsewhere)
		absent(&r.Filters)
		absent(&r.Hits)
		for i := range r.Hits {
			absent(&r.Hits[i].Reasons)
		}
	case *Assessment:
		absent(&r.Weights)
		absent(&r.Ranking)
		absent(&r.Facts)
	case *Ladder:
		absent(&r.Rungs)
		for i := range r.Rungs {
			r.Rungs[i].Name.normalise()
			absent(&r.Rungs[i].OptionKinds)
			absent(&r.Rungs[i].Origins)
		}
	case *WeightSet:
		absent(&r.Criteria)
		for i := range r.Criteria {
			r.Criteria[i].Name.normalise()
		}
	case *Decision:
		absent(&r.Conditions)
		absent(&r.Votes)
		absent(&r.Dissent)
		absent(&r.ConflictsOfInterest)
		absent(&r.RevisitTriggers)
	}
}

// absent makes an empty list no list, which is all that is stored of it.
func absent[S ~[]E, E any](list *S) {
	if len(*list) == 0 {
		*list = nil
	}
}

func (t *Text) normalise() {
	absent(t)
	for i := range *t {
		l := &(*t)[i]
		l.Value = strings.TrimSpace(l.Value)
		if l.Lang == German {
			continue
		}
		if lang, err := ParseLang(string(l.Lang)); err == nil {
			l.Lang = lang
		}
	}
	t.sort()
}

func (m *Meta) clone() Meta {
	c := *m
	c.Identifiers = slices.Clone(m.Identifiers)
	c.Name = slices.Clone(m.Name)
	c.Description = slices.Clone(m.Description)
	c.Tags = slices.Clone(m.Tags)
	return c
}

// checker collects what is wrong with one record or edge.
type checker struct {
	record string
	prefix string
	errs   Errors
	parent *checker
}

// at is a checker for the i-th element of a list field.
func (c *checker) at(field string, i int) *checker {
	return &checker{record: c.record, prefix: fmt.Sprintf("%s%s[%d].", c.prefix, field, i), parent: c}
}

func (c *checker) add(field, value, rule string) {
	message := rule
	if value != "" {
		message = fmt.Sprintf("%q: %s", shorten(value), rule)
	}
	c.addOwn(field, &Error{Value: value, Message: message})
}

// addOwn adds an error whose message quotes its value, or need not.
func (c *checker) addOwn(field string, e *Error) {
	root := c
	for root.parent != nil {
		root = root.parent
	}
	root.errs.Add(&Error{Kind: Invalid, Record: c.record, Field: c.prefix + field, Value: shorten(e.Value), Message: e.Message})
}

func (c *checker) addf(field string, value any, rule string) {
	c.add(field, fmt.Sprint(value), rule)
}

func (c *checker) code(l *CodeList, field, value string) {
	if err := l.check(field, value); err != nil {
		c.addOwn(field, err)
	}
}

func codes[C ~string](c *checker, l *CodeList, field string, values []C) {
	for i, value := range values {
		if value == "" {
			c.add(field, "", "an entry of a list is not empty")
		}
		c.code(l, field, string(value))
		if slices.Contains(values[:i], value) {
			c.add(field, string(value), "the same value twice")
		}
	}
}

func (c *checker) text(field string, t Text, most int) {
	for i, l := range t {
		c.lang(field, l.Lang)
		if l.Value == "" {
			c.add(field, string(l.Lang), "a text is not empty")
		}
		c.clean(field, l.Value, most)
		if slices.ContainsFunc(t[:i], func(other Localized) bool { return other.Lang == l.Lang }) {
			c.add(field, string(l.Lang), "the same language twice")
		}
	}
}

func (c *checker) lang(field string, lang Lang) {
	if _, err := ParseLang(string(lang)); err != nil {
		c.add(field, string(lang), "not a language tag after BCP 47")
	}
}

const longestLine = 4000

// line is a text of one line; empty is unknown.
func (c *checker) line(field, value string) {
	c.clean(field, value, longestLine)
	if strings.ContainsAny(value, "\r\n") {
		c.add(field, value, "one line only")
	}
}

func (c *checker) lines(field string, values []string) {
	c.most(field, len(values), 1000)
	for _, value := range values {
		c.required(field, value)
	}
}

func (c *checker) tags(field string, values []string) {
	c.lines(field, values)
}

func (c *checker) required(field, value string) {
	if value == "" {
		c.add(field, "", "must not be empty")
	}
	c.line(field, value)
}

// clean holds what is true of every text: UTF-8, not too long, no control
// characters but tab and line ends (a NUL cannot be stored in PostgreSQL).
func (c *checker) clean(field, value string, most int) {
	if !utf8.ValidString(value) {
		c.add(field, strings.ToValidUTF8(value, "�"), "not UTF-8")
		return
	}
	if len(value) > most && utf8.RuneCountInString(value) > most {
		c.add(field, value, fmt.Sprintf("longer than %d characters", most))
	}
	bad := func(r rune) bool { return control(r) && r != '\n' && r != '\r' && r != '\t' }
	if strings.ContainsFunc(value, bad) {
		c.add(field, value, "contains a control character")
	}
}

func (c *checker) url(field, value string) {
	if value == "" {
		return
	}
	if err := checkURL(value); err != nil || len(value) > longestLine {
		c.add(field, value, "not an absolute http or https address")
	}
}

func (c *checker) count(field string, n int) {
	if n < 0 {
		c.addf(field, n, "not negative")
	}
}

func (c *checker) most(field string, n, most int) {
	if n > most {
		c.addf(field, n, fmt.Sprintf("at most %d entries", most))
	}
}

func (c *checker) validity(from, until Day) { c.period("validUntil", from, until) }

func (c *checker) period(field string, from, until Day) {
	if until != 0 && until < from {
		c.add(field, until.String(), "ends before it begins on "+from.String())
	}
	if from < 0 || from > lastDay || until < 0 || until > lastDay {
		c.addf(field, int32(until), "not between the years 1 and 9999")
	}
}
