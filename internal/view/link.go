package view

import (
	"strings"
	"unicode"

	"fundus/internal/catalogue"
)

// Link is a way from records of one kind to records of another, as the schema
// names it: a role, and the kind that it leads to where the role leads to several.
type Link struct {
	Field string // "offeredBy", "requiredByServices"
	From  catalogue.Kind
	To    catalogue.Kind
	Role  catalogue.Role

	mixed bool // the role leads to records of other kinds too
}

// spokenAs names roles whose own name is not what one would call the field; those
// with no name bear that of the kind they lead to.
var spokenAs = map[string]string{
	"COMPETENT_AUTHORITY": "competentAuthorities",
	"HAS_PART":            "parts",
	"DEPENDENCY_OF":       "dependents",
	"DERIVATION_OF":       "derivations",
	"CARRIES_OFFER":       "carriedOffers",
	"OFFER_IN_AREA":       "offersInArea",
	"COMPETENCE_IN_AREA":  "competencesInArea",
	"FILES":               "",
	"JUDGED_BY":           "",
}

var links = func() map[catalogue.Kind][]Link {
	out := map[catalogue.Kind][]Link{}
	for _, kind := range catalogue.Kinds() {
		for _, role := range catalogue.AllRoles() {
			if role.Fits(kind) {
				out[kind] = append(out[kind], linksOf(kind, role)...)
			}
		}
	}
	return out
}()

// Links are the links of a kind, in the order of relations.
func Links(kind catalogue.Kind) []Link { return links[kind] }

// linkOf is the link that is known to be there: the generated methods have theirs
// resolved once, by name. That they are the links there are is held by a test.
func linkOf(kind catalogue.Kind, field string) Link {
	l, _ := findLink(kind, field)
	return l
}

func findLink(kind catalogue.Kind, field string) (Link, bool) {
	for _, l := range links[kind] {
		if l.Field == field {
			return l, true
		}
	}
	return Link{}, false
}

func linksOf(kind catalogue.Kind, role catalogue.Role) []Link {
	targets := targetsOf(kind, role)
	out := make([]Link, len(targets))
	for i, to := range targets {
		name := fieldName(role)
		switch {
		case name == "":
			name = to.Plural()
		case len(targets) > 1:
			name += upperFirst(to.Plural())
		}
		out[i] = Link{Field: name, From: kind, To: to, Role: role, mixed: len(targets) > 1}
	}
	return out
}

// targetsOf are the kinds to which a role leads from a kind.
func targetsOf(kind catalogue.Kind, role catalogue.Role) []catalogue.Kind {
	var out []catalogue.Kind
	for _, e := range role.Relation().Facts().Ends {
		switch role.End() {
		case catalogue.EndFrom:
			if e.From == kind {
				out = append(out, e.To)
			}
		case catalogue.EndTo:
			if e.To == kind {
				out = append(out, e.From)
			}
		default:
			out = append(out, e.From)
		}
	}
	return out
}

func fieldName(role catalogue.Role) string {
	if name, ok := spokenAs[role.String()]; ok {
		return name
	}
	return camel(role.String())
}

// camel writes UPPER_SNAKE as upperSnake.
func camel(s string) string {
	words := strings.Split(strings.ToLower(s), "_")
	for i := 1; i < len(words); i++ {
		words[i] = upperFirst(words[i])
	}
	return strings.Join(words, "")
}

// upperSnake writes camelCase as CAMEL_CASE.
func upperSnake(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
