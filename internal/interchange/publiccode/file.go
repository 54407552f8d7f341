package publiccode

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// file is what a valid publiccode.yml says, as far as the catalogue takes it.
type file struct {
	name, url, landingURL, version     text
	released                           catalogue.Day
	licence                            catalogue.SPDX
	developmentStatus                  catalogue.DevelopmentStatus
	softwareType                       catalogue.SoftwareType
	maintenanceType                    catalogue.MaintenanceType
	maintainedUntil                    catalogue.Day
	contractors                        []string
	platforms                          []string
	languages                          []catalogue.Lang
	descriptions                       []description
	tags                               []string
	usedBy, isBasedOn, supports, leika []text // supports as URIs
	organisation                       organisation
}

// description is what the file says in one language.
type description struct {
	lang        catalogue.Lang
	short, long string
	features    []text
}

// organisation publishes the software.
type organisation struct{ uri, name text }

// newestVersion of the standard that this program was written for.
const newestVersion = "0.7"

var versionForm = regexp.MustCompile(`^0(\.(\d{1,3})(\.\d{1,3})?)?$`)

const noPlace = "the catalogue has no place for it"

// read goes through the whole file, top down in the order of the standard.
func (r *reading) read(s *section) *file {
	f := &file{}
	f.readVersion(s)
	f.readBasics(s)
	f.readAudience(s.section("intendedAudience"))
	f.readDescriptions(s.section("description"))
	f.readLegal(s.section("legal"))
	f.readMaintenance(s.section("maintenance"))
	f.readLocalisation(s.section("localisation"))
	readDependencies(s.section("dependsOn"))
	f.readOrganisations(s)
	f.readSupports(s)
	f.readCountries(s)
	s.close()
	return f
}

func (f *file) readVersion(s *section) {
	version := s.required("publiccodeYmlVersion")
	if version.value == "" {
		return
	}
	parts := versionForm.FindStringSubmatch(version.value)
	switch {
	case parts == nil:
		s.fault(version, "not a version of the standard; the newest is "+newestVersion)
	case parts[2] == "" || "0."+parts[2] == newestVersion:
	case len(parts[2]) == 1 && parts[2] < newestVersion[2:]:
		s.note(version, interchange.Noted, "not the newest version of the standard")
	default:
		s.newer = true
		s.note(version, interchange.Noted, "a version newer than "+newestVersion+"; keys unknown here are left out")
	}
}

func (f *file) readBasics(s *section) {
	f.name = s.required("name")
	s.subject = f.name.value
	f.url = s.required("url")
	if f.url.value != "" {
		s.web(f.url)
	}
	f.landingURL = s.text("landingURL")
	s.web(f.landingURL)
	f.version = s.text("softwareVersion")
	f.released = s.day(s.text("releaseDate"))
	f.keepTags(s.reading, []text{s.text("applicationSuite")}, "the suite is kept as a tag")
	f.isBasedOn = s.textOrList("isBasedOn")
	for _, t := range f.isBasedOn {
		s.web(t)
	}
	f.developmentStatus = catalogue.DevelopmentStatus(s.code(catalogue.DevelopmentStatuses, s.required("developmentStatus")))
	f.softwareType = catalogue.SoftwareType(s.code(catalogue.SoftwareTypes, s.required("softwareType")))
	f.readPlatforms(s)
	found := s.list("categories")
	for _, t := range found {
		s.oneOf(categories, "categories", t)
	}
	f.keepTags(s.reading, found, "categories are kept as tags")
	f.usedBy = s.list("usedBy")
	f.readPictures(s)
}

func (f *file) readPlatforms(s *section) {
	found := s.textOrList("platforms")
	if len(found) == 0 {
		s.fault(text{path: "platforms", line: max(s.line, s.lines["platforms"])}, "missing; it is mandatory")
	}
	for _, t := range found {
		f.platforms = append(f.platforms, t.value)
	}
}

// readPictures checks what is only for show or deprecated, and leaves it out.
func (f *file) readPictures(s *section) {
	logo, mono, roadmap := s.text("logo"), s.text("monochromeLogo"), s.text("roadmap")
	s.file(logo, ".svg", ".svgz", ".png")
	s.file(mono, ".svg", ".svgz", ".png")
	s.web(roadmap)
	media := slices.Concat(s.list("inputTypes"), s.list("outputTypes"))
	for _, t := range media {
		s.mediaType(t)
	}
	s.omit(noPlace, append(media, logo, mono, roadmap)...)
}

// omit reports the texts that are there and not taken over.
func (r *reading) omit(message string, texts ...text) {
	for _, t := range texts {
		if t.present {
			r.note(t, interchange.Omitted, message)
		}
	}
}

// keepTags takes texts over as tags.
func (f *file) keepTags(r *reading, texts []text, message string) {
	for _, t := range texts {
		if t.value != "" {
			f.tags = append(f.tags, oneLine(t.value))
			r.note(t, interchange.Kept, message)
		}
	}
}

// oneLine makes one line of a text, with single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (f *file) readAudience(s *section) {
	wanted, unsupported := s.list("countries"), s.list("unsupportedCountries")
	for _, t := range slices.Concat(wanted, unsupported) {
		s.country(t)
	}
	s.omit(noPlace, slices.Concat(wanted, unsupported)...)
	found := s.list("scope")
	for _, t := range found {
		s.oneOf(scopes, "scopes", t)
	}
	f.keepTags(s.reading, found, "scopes are kept as tags")
	s.close()
}

func (f *file) readLegal(s *section) {
	f.licence = s.licence(s.required("license"))
	s.omitPerson(s.text("mainCopyrightOwner")) // or a body; the format does not tell
	s.omitPerson(s.text("repoOwner"))
	authors := s.text("authorsFile")
	s.file(authors)
	s.omit(noPlace, authors)
	s.close()
}

func (f *file) readLocalisation(s *section) {
	s.required("localisationReady")
	s.flag("localisationReady")
	found := s.list("availableLanguages")
	if len(found) == 0 {
		s.fault(text{path: s.at("availableLanguages"), line: max(s.line, s.lines["availableLanguages"])}, "missing; at least one language is mandatory")
	}
	for _, t := range found {
		if lang := s.lang(t); !slices.Contains(f.languages, lang) {
			f.languages = append(f.languages, lang)
		}
	}
	s.close()
}

// readDependencies checks the system software that is needed and leaves it out:
// a name such as "MySQL" does not identify a solution.
func readDependencies(s *section) {
	for _, key := range []string{"open", "proprietary", "hardware"} {
		for _, d := range s.sections(key) {
			name := d.required("name")
			name.value = oneLine(fmt.Sprint(name.value, " ", d.text("version").value, " ", d.text("versionMin").value, " ", d.text("versionMax").value))
			d.flag("optional")
			d.omit("a dependency by name identifies no solution", name)
			d.close()
		}
	}
	s.close()
}
