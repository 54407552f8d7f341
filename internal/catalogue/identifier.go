package catalogue

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Identifier is how a register names a record: a scheme and a value in it.
// Written "leika:99050012104000".
//
// Within a kind an identifier belongs to one record, except in shared schemes:
// several services may carry the same LeiKa key and several the same OZG id.
type Identifier struct {
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
}

// The schemes with rules of their own. Other schemes are allowed: a register
// nobody here knows yet may be met by its own key.
const (
	SchemeLeika      = "leika"      // Leistungsschlüssel, 14 digits; shared
	SchemeOZG        = "ozg"        // OZG-ID, an integer; shared
	SchemeARS        = "ars"        // Amtlicher Regionalschlüssel
	SchemeAGS        = "ags"        // Amtlicher Gemeindeschlüssel
	SchemeDCAT       = "dcat"       // IRI of a dataset, data service, agent …
	SchemePubliccode = "publiccode" // repository URL
	SchemePVOG       = "pvog"       // id in the online gateway, L100002.LB.121332951
	SchemeWikidata   = "wikidata"   // Q-number
	SchemeELI        = "eli"        // European Legislation Identifier, an IRI
	SchemeName       = "name"       // last resort of importers: a normalised name
)

// Words that a Ref begins with, and so no schemes: local names a record within
// one change set and is never stored, id goes before a global id.
const (
	schemeLocal = "local"
	schemeID    = "id"
)

var (
	schemeForm   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	ozgForm      = regexp.MustCompile(`^[0-9]{1,7}$`)
	wikidataForm = regexp.MustCompile(`^Q[1-9][0-9]{0,11}$`)
	pvogForm     = regexp.MustCompile(`^[A-Z][0-9]{6}(\.[A-Z]{2})?\.[A-Za-z0-9_.-]+$`)
)

const longestIdentifier = 2000

// Shared says whether several records of a kind may carry the same value.
func (i Identifier) Shared() bool { return i.Scheme == SchemeLeika || i.Scheme == SchemeOZG }

func (i Identifier) String() string { return i.Scheme + ":" + i.Value }

// ParseIdentifier reads "scheme:value" and checks it.
func ParseIdentifier(s string) (Identifier, error) {
	scheme, value, found := strings.Cut(s, ":")
	if !found {
		return Identifier{}, badKey(s, "an identifier is written scheme:value")
	}
	i := Identifier{scheme, value}
	if err := i.check(); err != nil {
		return Identifier{}, err
	}
	return i, nil
}

// MarshalText writes "scheme:value".
func (i Identifier) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads "scheme:value" without checking the value: that is the
// validation's, which can say of which record.
func (i *Identifier) UnmarshalText(text []byte) error {
	scheme, value, found := strings.Cut(string(text), ":")
	if !found {
		return badKey(string(text), "an identifier is written scheme:value")
	}
	*i = Identifier{scheme, value}
	return nil
}

// check holds the rules of the known schemes.
func (i Identifier) check() *Error {
	if !schemeForm.MatchString(i.Scheme) || i.Scheme == schemeLocal || i.Scheme == schemeID {
		return badKey(i.Scheme, "not a scheme: lower-case letters, digits and hyphens, not \"local\" or \"id\"")
	}
	if i.Value == "" || len(i.Value) > longestIdentifier || strings.ContainsFunc(i.Value, control) {
		return badKey(i.Value, fmt.Sprintf("the value of an identifier has 1 to %d characters without control characters", longestIdentifier))
	}
	if rule, ok := schemeRules[i.Scheme]; ok {
		return rule(i.Value)
	}
	return nil
}

var schemeRules = map[string]func(string) *Error{
	SchemeLeika:    func(v string) *Error { return strict(v, ParseLeikaKey) },
	SchemeARS:      func(v string) *Error { return strict(v, ParseARS) },
	SchemeAGS:      func(v string) *Error { return strict(v, ParseAGS) },
	SchemeOZG:      func(v string) *Error { return form(v, ozgForm, "an OZG id is an integer") },
	SchemeWikidata: func(v string) *Error { return form(v, wikidataForm, "a Wikidata id is Q and a number") },
	SchemePVOG: func(v string) *Error {
		return form(v, pvogForm, "a PVOG id begins with its Redaktion, such as L100002.LB.121332951")
	},
	SchemePubliccode: checkURL,
	SchemeELI:        checkURL,
}

// strict refuses spellings that a parser would normalise: stored keys have one.
func strict[K ~string](value string, parse func(string) (K, error)) *Error {
	key, err := parse(value)
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	if string(key) != value {
		return badKey(value, fmt.Sprintf("written without spaces, as %q", string(key)))
	}
	return nil
}

func form(value string, re *regexp.Regexp, rule string) *Error {
	if re.MatchString(value) {
		return nil
	}
	return badKey(value, rule)
}

// checkURL wants an absolute web address.
func checkURL(value string) *Error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return badKey(value, "not an absolute http or https address")
	}
	return nil
}

func control(r rune) bool { return r < 0x20 || r == 0x7f }

// sortIdentifiers brings identifiers into their one order.
func sortIdentifiers(ids []Identifier) {
	slices.SortFunc(ids, func(a, b Identifier) int {
		if c := strings.Compare(a.Scheme, b.Scheme); c != 0 {
			return c
		}
		return strings.Compare(a.Value, b.Value)
	})
}
