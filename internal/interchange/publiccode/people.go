package publiccode

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// personal is why contacts are not imported; their values are not repeated.
const personal = "personal data is not imported"

func (f *file) readMaintenance(s *section) {
	kind := s.required("type")
	f.maintenanceType = catalogue.MaintenanceType(s.code(catalogue.MaintenanceTypes, kind))
	contractors, contacts := s.sections("contractors"), s.sections("contacts")
	for _, c := range contractors {
		f.readContractor(c)
	}
	for _, c := range contacts {
		readContact(c)
	}
	contract, kept := kind.value == "contract", kind.value == "internal" || kind.value == "community"
	if contract && len(contractors) == 0 {
		s.fault(text{path: s.at("contractors"), line: s.line}, `missing; it is mandatory where the type is "contract"`)
	}
	if !contract && len(contractors) > 0 {
		s.fault(s.key("contractors"), `only where the type is "contract"`)
	}
	if kept && len(contacts) == 0 {
		s.fault(text{path: s.at("contacts"), line: s.line}, `missing; it is mandatory where the type is "internal" or "community"`)
	}
	s.close()
}

func (f *file) readContractor(s *section) {
	name, until := s.required("name"), s.required("until")
	if until.value != "" {
		f.maintainedUntil = max(f.maintainedUntil, s.day(until))
	}
	if name.value != "" && !slices.Contains(f.contractors, name.value) {
		f.contractors = append(f.contractors, oneLine(name.value))
		s.note(name, interchange.Noted, "contracted for maintenance; taken as vendor")
	}
	website, email := s.text("website"), s.text("email")
	s.web(website)
	s.mail(email)
	s.omit(noPlace, website)
	s.omitPerson(email)
	s.close()
}

func readContact(s *section) {
	s.required("name")
	s.mail(s.text("email"))
	s.text("phone")
	s.text("affiliation")
	s.omitPerson(text{path: s.path, line: s.line, present: true})
	s.close()
}

// omitPerson counts what is, or may be, about a person without repeating it.
func (r *reading) omitPerson(t text) {
	t.value = ""
	r.omit(personal, t)
}

// readOrganisations reads who publishes the software and who pays for it.
func (f *file) readOrganisations(s *section) {
	if o := s.section("organisation"); o.present {
		f.organisation = readOrganisation(o)
	}
	for _, o := range s.sections("fundedBy") {
		s.omit("funding is stated by budget lines only", readOrganisation(o).uri)
	}
}

func readOrganisation(s *section) organisation {
	o := organisation{uri: s.required("uri"), name: s.text("name")}
	if o.uri.value != "" {
		s.uri(o.uri)
	}
	s.close()
	return o
}
