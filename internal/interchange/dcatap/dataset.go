package dcatap

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// datasetFields are the fields that DCAT-AP speaks of. Registers and classes of personal data are others' to say.
var datasetFields = []string{
	"name", "description", "tags", "themes", "accessRights", "frequency", "hvdCategories", "geocodingLevel", "plannedAvailability",
	"temporalFrom", "temporalUntil", "issued", "modified", "languages", "landingPage", "documentation", "legalBasisText",
	"contributorIds", "distributions", "dataServices",
}

func sorted[T cmp.Ordered](values []T) []T {
	slices.Sort(values)
	return values
}

// readDatasets makes a record of each dataset and each series, and then the edges between what was made.
func (r *reader) readDatasets() {
	services := r.servicesByDataset()
	var made []node
	for n := range r.terms {
		n := node(n)
		if r.isDataset(n) && r.putDataset(n, services[n]) {
			made = append(made, n)
		}
	}
	for _, n := range made {
		r.relatePublishers(n)
		r.relatePlaces(n)
		r.relateRecords(n)
	}
}

// isDataset tells whether a node is a dataset that the document describes.
func (r *reader) isDataset(n node) bool {
	return r.described(n) && (r.is(n, isDataset) || r.listed[n])
}

func (r *reader) putDataset(n node, services []access) bool {
	id, ok := r.identifier(n)
	if !ok {
		r.refuse(n, "dcat:Dataset", "", "a dataset has an absolute IRI: without it nobody could meet it again")
		return false
	}
	if !r.has(n, "dct:title") {
		r.refuse(n, "dcat:Dataset", "", "a dataset has a dct:title")
		return false
	}
	d := &catalogue.Dataset{Meta: catalogue.Meta{
		Identifiers: []catalogue.Identifier{id},
		Name:        r.text(n, "dct:title", longestName),
		Description: r.text(n, "dct:description", longestDescription),
		Tags:        r.lines(n, "dcat:keyword"),
	}}
	r.readCodes(n, d)
	r.readDates(n, d)
	d.LandingPage = r.oneLine(n, "dcat:landingPage")
	d.Documentation = r.lines(n, "foaf:page")
	d.LegalBasisText = r.text(n, "dcatde:legalBasis", longestLegalBasis)
	d.ContributorIDs = r.lines(n, "dcatde:contributorID")
	d.Distributions = r.distributions(n)
	d.DataServices = r.dataServices(services)
	r.tickIdentifier(n, id)
	r.tickTypes(n)
	return r.put(putDataset, n, catalogue.Put{Record: d, Source: r.sourceOf(n), Fields: datasetFields})
}

func (r *reader) readCodes(n node, d *catalogue.Dataset) {
	for _, theme := range r.codes(n, "dcat:theme", themeCodes) {
		d.Themes = append(d.Themes, catalogue.DataTheme(theme))
	}
	d.AccessRights = catalogue.AccessRights(r.code(n, "dct:accessRights", rightsCodes))
	d.Frequency = catalogue.Frequency(r.code(n, "dct:accrualPeriodicity", frequencyCodes))
	d.GeocodingLevel = catalogue.GeocodingLevel(r.code(n, "dcatde:politicalGeocodingLevelURI", levelCodes))
	d.PlannedAvailability = catalogue.PlannedAvailability(r.code(n, "dcatap:availability", availabilityCodes))
	d.Languages = r.languagesOf(n)
	for _, s := range r.all(n, "dcatap:hvdCategory") {
		category := catalogue.HVDCategory(hvdCategory(r.value(s).Value()))
		if category == "" {
			r.find(s, interchange.Omitted, noCode)
			continue
		}
		if !slices.Contains(d.HVDCategories, category) {
			d.HVDCategories = append(d.HVDCategories, category)
		}
	}
	slices.Sort(d.HVDCategories)
}

func (r *reader) readDates(n node, d *catalogue.Dataset) {
	d.Issued = r.day(n, "dct:issued")
	d.Modified = r.day(n, "dct:modified")
	d.TemporalFrom, d.TemporalUntil = r.period(n)
}

// tickIdentifier takes the dct:identifier that only repeats the IRI; others are reported with the rest, since portals
// give the same one to several datasets.
func (r *reader) tickIdentifier(n node, id catalogue.Identifier) {
	for _, name := range []string{"dct:identifier", "adms:identifier"} {
		for _, s := range r.peek(n, name) {
			if r.value(s).Value() == id.Value {
				s.done = true
			}
		}
	}
}

// ownClasses are the classes that a record, or a part of one, stands for.
var ownClasses = map[string]bool{
	"dcat:Dataset": true, "dcat:DatasetSeries": true, "dcat:Resource": true, "dcat:Distribution": true, "dcat:DataService": true,
	"dcat:Catalog": true, "foaf:Agent": true, "foaf:Organization": true, "dct:PeriodOfTime": true, "dct:Location": true,
}

// tickTypes takes the classes that a record stands for.
func (r *reader) tickTypes(n node) {
	for _, s := range r.peek(n, rdfType) {
		class := canonicalProperty(r.value(s).Value())
		if !ownClasses[class.name] {
			continue
		}
		s.done = true
		if class.drift != "" {
			r.find(s, interchange.Normalised, class.drift)
		}
	}
}
