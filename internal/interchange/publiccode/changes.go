package publiccode

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// schemeURI holds the addresses and URNs by which standards and organisations
// are named.
const schemeURI = "uri"

// What a file speaks of; other fields of the records stay.
var (
	solutionFields = []string{
		"name", "description", "tags", "licence", "vendor", "version", "website", "repository", "developmentStatus",
		"softwareType", "maintenanceType", "maintainedUntil", "released", "platforms", "languages", "features",
	}
	sourceFields = []string{"name", "sourceKind", "url"}
	// mentioned records are only made: a name in passing overwrites none that is there.
	mentioned = []string{}
	// rolesOfSolution are those of which the file says all there is to say.
	rolesOfSolution = []catalogue.Role{
		catalogue.Owns.Role(catalogue.EndTo), catalogue.Uses.Role(catalogue.EndTo), catalogue.Supports.Role(catalogue.EndFrom),
		catalogue.Implements.Role(catalogue.EndFrom), catalogue.DependsOn.Role(catalogue.EndFrom),
	}
)

// statements is the change set of one file under construction.
type statements struct {
	*reading
	find     Find
	solution *catalogue.Solution
	self     catalogue.Ref
	source   catalogue.Ref
	records  []catalogue.Change
	edges    []catalogue.Change
	made     map[catalogue.Identifier]bool // authorities that records has already
}

func (f *file) changes(find Find, r *reading) []catalogue.Change {
	id := catalogue.Identifier{Scheme: catalogue.SchemePubliccode, Value: f.url.value}
	s := &statements{
		reading: r, find: find,
		solution: f.solution(id, r),
		self:     catalogue.RefToKind(catalogue.KindSolution, id),
		source:   catalogue.RefToKind(catalogue.KindSource, id),
		made:     map[catalogue.Identifier]bool{},
	}
	s.owner(f.organisation)
	s.users(f.usedBy)
	for _, t := range f.leika {
		s.relate(catalogue.Supports, t, catalogue.KindService, catalogue.Identifier{Scheme: catalogue.SchemeLeika, Value: t.value})
	}
	for _, t := range f.supports {
		s.relate(catalogue.Implements, t, catalogue.KindStandard, uriSchemes(t.value)...)
	}
	for _, t := range f.isBasedOn {
		s.relate(catalogue.DependsOn, t, catalogue.KindSolution, repositories(t.value)...)
	}
	r.note(f.url, interchange.Noted, "who develops and operates it is not in the format; its origin stays unknown")
	catalogue.Normalise(s.solution)
	head := []catalogue.Change{
		catalogue.Put{Record: f.source(id), Fields: sourceFields, Seen: catalogue.AnyRevision},
		s.put(s.solution, solutionFields),
		catalogue.Supersede{Source: s.source, Records: []catalogue.Ref{s.self}, Roles: rolesOfSolution},
	}
	return slices.Concat(head, s.records, s.edges)
}

func (f *file) source(id catalogue.Identifier) catalogue.Record {
	return &catalogue.Source{
		Meta:       catalogue.Meta{Identifiers: []catalogue.Identifier{id}, Name: catalogue.T("publiccode.yml: " + oneLine(f.name.value))},
		SourceKind: "STATEMENT",
		URL:        f.url.value,
	}
}

func (f *file) solution(id catalogue.Identifier, r *reading) *catalogue.Solution {
	return &catalogue.Solution{
		Meta: catalogue.Meta{
			Identifiers: []catalogue.Identifier{id},
			Name:        catalogue.T(oneLine(f.name.value)),
			Description: f.describe(),
			Tags:        f.tags,
		},
		Licence:           f.licence,
		Vendor:            strings.Join(f.contractors, "; "),
		Version:           oneLine(f.version.value),
		Website:           f.landingURL.value,
		Repository:        f.url.value,
		DevelopmentStatus: f.developmentStatus,
		SoftwareType:      f.softwareType,
		MaintenanceType:   f.maintenanceType,
		MaintainedUntil:   f.maintainedUntil,
		Released:          f.released,
		Platforms:         f.platforms,
		Languages:         f.languages,
		Features:          f.chosenFeatures(r),
	}
}

func (s *statements) put(record catalogue.Record, fields []string) catalogue.Change {
	return catalogue.Put{Record: record, Source: s.source, Fields: fields, Seen: catalogue.AnyRevision}
}

// claim is a statement of the file: the word of the publisher, nothing more.
func (s *statements) claim(relation catalogue.Relation, from, to catalogue.Ref, note string) {
	s.edges = append(s.edges, catalogue.Relate{
		Relation: relation, From: from, To: to, Source: s.source,
		EdgeFacts: catalogue.EdgeFacts{Evidence: catalogue.EvidenceClaimed, Note: note},
		Seen:      catalogue.AnyRevision,
	})
}

// owner states who publishes the software.
func (s *statements) owner(o organisation) {
	if o.uri.value == "" {
		return
	}
	name := oneLine(o.name.value)
	if name == "" {
		name = o.uri.value
		s.note(o.uri, interchange.Noted, "an organisation without a name; named by its URI")
	}
	// A portal of open data may have named it by the same address.
	for _, ref := range s.authority(name, catalogue.Identifier{Scheme: schemeURI, Value: o.uri.value}, catalogue.Identifier{Scheme: catalogue.SchemeDCAT, Value: o.uri.value}) {
		s.claim(catalogue.Owns, ref, s.self, "")
	}
}

// users states who uses the software. The entries are free text; what follows a
// colon is a remark.
func (s *statements) users(entries []text) {
	seen := map[string]bool{}
	for _, t := range entries {
		name, remark, _ := strings.Cut(oneLine(t.value), ": ")
		key := strings.ToLower(name)
		if name == "" || seen[key] {
			s.note(t, interchange.Omitted, "empty, or named before")
			continue
		}
		seen[key] = true
		note := ""
		if remark != "" {
			note = oneLine(t.value)
			s.note(t, interchange.Normalised, "what follows the colon became a note")
		}
		for _, ref := range s.authority(name, catalogue.Identifier{Scheme: catalogue.SchemeName, Value: key}) {
			s.claim(catalogue.Uses, ref, s.self, note)
		}
		s.note(t, interchange.Noted, "a user by free text; an authority of that name, grade D")
	}
}

// authority finds an authority by one of its identifiers, or makes it with the
// first.
func (s *statements) authority(name string, identifiers ...catalogue.Identifier) []catalogue.Ref {
	for _, i := range identifiers {
		if found := s.find(catalogue.KindAuthority, i); len(found) > 0 {
			return found[:1]
		}
	}
	first := identifiers[0]
	if !s.made[first] {
		s.made[first] = true
		s.records = append(s.records, s.put(&catalogue.Authority{
			Meta: catalogue.Meta{Identifiers: []catalogue.Identifier{first}, Name: catalogue.T(name)},
		}, mentioned))
	}
	return []catalogue.Ref{catalogue.RefToKind(catalogue.KindAuthority, first)}
}

// relate states that the software has to do with every record that carries one
// of the identifiers, or keeps the first of them as a tag.
func (s *statements) relate(relation catalogue.Relation, t text, kind catalogue.Kind, identifiers ...catalogue.Identifier) {
	note := ""
	if relation == catalogue.DependsOn {
		note = "isBasedOn"
	}
	for _, i := range identifiers {
		if kind == catalogue.KindSolution && i.Value == s.solution.Repository {
			s.note(t, interchange.Refused, "software is not based on itself")
			return
		}
		if found := s.find(kind, i); len(found) > 0 {
			for _, ref := range found {
				s.claim(relation, s.self, ref, note)
			}
			return
		}
	}
	s.solution.Tags = append(s.solution.Tags, identifiers[0].String())
	s.note(t, interchange.Kept, "no "+kind.Noun()+" of the catalogue has this identifier; kept as a tag")
}

// uriSchemes are the identifiers that a standard with an address may carry.
func uriSchemes(uri string) []catalogue.Identifier {
	out := []catalogue.Identifier{{Scheme: schemeURI, Value: uri}}
	if strings.Contains(uri, "/eli/") {
		out = append(out, catalogue.Identifier{Scheme: catalogue.SchemeELI, Value: uri})
	}
	return out
}

// repositories are the addresses that mean the same repository.
func repositories(address string) []catalogue.Identifier {
	short := strings.TrimSuffix(strings.TrimSuffix(address, "/"), ".git")
	var out []catalogue.Identifier
	for _, a := range []string{address, short, short + ".git"} {
		if i := (catalogue.Identifier{Scheme: catalogue.SchemePubliccode, Value: a}); !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out
}
