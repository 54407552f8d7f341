package publiccode

import (
	"regexp"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// readSupports reads the standards and systems that the software supports.
func (f *file) readSupports(s *section) {
	for _, item := range s.sections("supports") {
		id := item.required("id")
		if alias, ok := strings.CutPrefix(id.value, "alias:"); ok {
			id.value = aliases[alias]
			if id.value == "" {
				s.fault(text{"alias:" + alias, id.path, id.line, true}, "not in the list of aliases")
			}
		} else if id.value != "" {
			s.uri(id)
		}
		if id.value != "" && !slices.ContainsFunc(f.supports, func(t text) bool { return t.value == id.value }) {
			f.supports = append(f.supports, id)
		}
		item.close()
	}
}

// A country section has the code of the country in upper, or deprecated in lower case.
var countryForm = regexp.MustCompile(`^([A-Z]{2}|[a-z]{2})$`)

// readCountries reads the German section and leaves those of other countries out.
func (f *file) readCountries(s *section) {
	for _, key := range s.order {
		if !countryForm.MatchString(key) || s.known[key] {
			continue
		}
		upper := strings.ToUpper(key)
		if _, both := s.values[upper]; both && key != upper {
			s.fault(s.key(key), "the section is there in upper and in lower case")
		}
		if key != upper {
			s.note(s.key(key), interchange.Noted, "country sections in lower case are deprecated")
		}
		country := s.section(key)
		if upper == "DE" {
			f.readGerman(country)
		} else if country.present {
			s.note(s.key(key), interchange.Omitted, "sections of other countries are not read")
		}
	}
}

func (f *file) readGerman(s *section) {
	s.text("countryExtensionVersion")
	for _, entry := range s.sections("leika") {
		s.omit("the LeiKa key says it", entry.text("themenfeld"), entry.text("lebenslage"), entry.text("ozg-id"))
		t := entry.required("leika-id")
		key, err := catalogue.ParseLeikaKey(t.value)
		switch {
		case t.value == "":
		case err != nil:
			s.note(t, interchange.Refused, "a Leistungsschlüssel (LeiKa) has 14 digits")
		case !slices.ContainsFunc(f.leika, func(other text) bool { return other.value == string(key) }):
			t.value = string(key)
			f.leika = append(f.leika, t)
		}
		entry.close()
	}
	s.close()
}
