package publiccode

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

func (f *file) readDescriptions(s *section) {
	for _, key := range s.order {
		d := description{lang: s.lang(text{key, s.path, s.lines[key], true})}
		f.readDescription(s.section(key), &d)
		if slices.ContainsFunc(f.descriptions, func(other description) bool { return other.lang == d.lang }) {
			s.fault(s.key(key), "the same language twice")
		}
		f.descriptions = append(f.descriptions, d)
	}
	slices.SortFunc(f.descriptions, func(a, b description) int { return strings.Compare(string(a.lang), string(b.lang)) })
	missing := text{path: s.path, line: s.line}
	switch {
	case len(f.descriptions) == 0:
		s.fault(missing, "missing; at least one language is mandatory")
		return
	case !slices.ContainsFunc(f.descriptions, func(d description) bool { return d.long != "" }):
		s.fault(missing, "no longDescription; it is mandatory in at least one language")
	}
	if !slices.ContainsFunc(f.descriptions, func(d description) bool { return len(d.features) > 0 }) {
		s.fault(missing, "no features; they are mandatory in at least one language")
	}
}

func (f *file) readDescription(s *section, d *description) {
	short, long := s.required("shortDescription"), s.text("longDescription")
	s.length(short, 0, 150)
	s.length(long, 150, 10_000)
	d.short, d.long, d.features = short.value, long.value, s.list("features")
	generic := s.text("genericName")
	s.length(generic, 0, 35)
	f.keepTags(s.reading, []text{generic}, "the generic name is kept as a tag")
	if local := s.text("localisedName"); local.value != f.name.value {
		f.keepTags(s.reading, []text{local}, "the localised name is kept as a tag")
	}
	pages := []text{s.text("documentation"), s.text("apiDocumentation")}
	videos, screenshots := s.list("videos"), s.list("screenshots")
	for _, t := range slices.Concat(pages, videos) {
		s.web(t)
	}
	for _, t := range screenshots {
		s.file(t, ".png", ".jpg", ".jpeg")
	}
	s.omit(noPlace, slices.Concat(pages, videos, screenshots, s.list("awards"))...)
	s.close()
}

// chosenFeatures are those in German, else in English, else in the first
// language that has any: a solution holds them in one language.
func (f *file) chosenFeatures(r *reading) []string {
	best := -1
	for i, d := range f.descriptions {
		if len(d.features) > 0 && (best < 0 || rank(d.lang) < rank(f.descriptions[best].lang)) {
			best = i
		}
	}
	var out []string
	for i, d := range f.descriptions {
		for _, t := range d.features {
			if i != best {
				r.note(t, interchange.Omitted, "features are held in one language")
			} else if t.value != "" {
				out = append(out, oneLine(t.value))
			}
		}
	}
	return out
}

func rank(lang catalogue.Lang) int {
	primary, _, _ := strings.Cut(string(lang), "-")
	switch primary {
	case "de":
		return 0
	case "en":
		return 1
	}
	return 2
}

// describe is the description in all languages: the short one, then the long one.
func (f *file) describe() catalogue.Text {
	var out catalogue.Text
	for _, d := range f.descriptions {
		if whole := strings.TrimSpace(d.short + "\n\n" + d.long); whole != "" {
			out = out.With(d.lang, whole)
		}
	}
	return out
}
