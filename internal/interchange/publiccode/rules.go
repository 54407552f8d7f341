package publiccode

import (
	"fmt"
	"mime"
	"net/mail"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"

	"golang.org/x/text/language"
)

// The rules for single values. Each reports what breaks it; an absent text
// breaks none.

// web wants an absolute address on the web.
func (r *reading) web(t text) {
	u, err := url.Parse(t.value)
	if t.present && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		r.fault(t, "not an absolute http or https address")
	}
}

// uri wants an absolute URI (RFC 3986), an address or a URN.
func (r *reading) uri(t text) {
	u, err := url.Parse(t.value)
	if t.present && (err != nil || u.Scheme == "" || u.Opaque == "" && u.Host == "" || strings.ContainsAny(t.value, " \t\n")) {
		r.fault(t, "not a URI")
	}
}

// file wants a path within the repository or an address on the web, with one
// of the endings. Whether it is there cannot be told from here.
func (r *reading) file(t text, endings ...string) {
	if !t.present {
		return
	}
	u, err := url.Parse(t.value)
	switch {
	case err != nil || t.value == "" || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http":
		r.fault(t, "neither a path in the repository nor an http or https address")
	case len(endings) > 0 && !slices.Contains(endings, strings.ToLower(path.Ext(u.Path))):
		r.fault(t, "not one of the file formats "+strings.Join(endings, ", "))
	}
}

// day wants YYYY-MM-DD.
func (r *reading) day(t text) catalogue.Day {
	day, err := catalogue.ParseDay(t.value)
	if t.present && (err != nil || t.value == "") {
		r.fault(t, "not a date; write YYYY-MM-DD")
	}
	return day
}

// lang wants a language tag of BCP 47 whose subtags are registered.
func (r *reading) lang(t text) catalogue.Lang {
	tag, err := catalogue.ParseLang(t.value)
	if err == nil {
		_, err = language.Parse(t.value)
	}
	if t.present && err != nil {
		r.fault(t, "not a language tag after BCP 47")
		return ""
	}
	return tag
}

// country wants a code of ISO 3166-1 alpha-2; lower case is deprecated.
func (r *reading) country(t text) {
	upper := strings.ToUpper(t.value)
	region, err := language.ParseRegion(upper)
	switch {
	case err != nil || len(t.value) != 2 || !region.IsCountry(), t.value != upper && t.value != strings.ToLower(t.value):
		r.fault(t, "not a country code after ISO 3166-1 alpha-2")
	case t.value != upper:
		r.note(t, interchange.Noted, "country codes in lower case are deprecated")
	}
}

// code wants a value of a code list in the publisher's spelling.
func (r *reading) code(list *catalogue.CodeList, t text) string {
	code, ok := list.FindOfficial(t.value)
	if t.present && !ok {
		r.fault(t, "not one of "+spellings(list))
	}
	return code.Name
}

func spellings(list *catalogue.CodeList) string {
	all := make([]string, len(list.Codes))
	for i, c := range list.Codes {
		all[i] = c.Official
	}
	return strings.Join(all, ", ")
}

// oneOf wants a word of a controlled vocabulary.
func (r *reading) oneOf(vocabulary []string, name string, t text) {
	if t.present && !slices.Contains(vocabulary, t.value) {
		r.fault(t, "not in the list of "+name+interchange.DidYouMean(t.value, vocabulary))
	}
}

// length counts characters.
func (r *reading) length(t text, least, most int) {
	n := utf8.RuneCountInString(t.value)
	if t.present && (n < least || n > most) {
		r.fault(t, fmt.Sprintf("%d characters; it has %d to %d", n, least, most))
	}
}

// licence wants an SPDX expression.
func (r *reading) licence(t text) catalogue.SPDX {
	licence, err := catalogue.ParseSPDX(t.value)
	if t.present && t.value != "" && err != nil {
		r.fault(t, `not an SPDX licence expression such as EUPL-1.2 or "MIT OR Apache-2.0"`)
	}
	return licence
}

func (r *reading) mail(t text) {
	address, err := mail.ParseAddress(t.value)
	if t.present && (err != nil || address.Address != t.value) {
		r.fault(text{"", t.path, t.line, true}, "not an e-mail address") // which it may nearly be: not repeated
	}
}

func (r *reading) mediaType(t text) {
	kind, _, err := mime.ParseMediaType(t.value)
	if err != nil || !strings.Contains(kind, "/") {
		r.fault(t, "not a media type after RFC 6838")
	}
}
