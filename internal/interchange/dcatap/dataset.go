package dcatap

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
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
	return r.described(n) && (r.is(n, "dcat:Dataset") || r.is(n, "dcat:DatasetSeries") || r.listed[n])
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
		about := r.about(n)
		for i := range about {
			if r.properties[about[i].property].name == name && r.value(&about[i]).Value() == id.Value {
				about[i].done = true
			}
		}
	}
}

// tickTypes takes the classes that a record stands for.
func (r *reader) tickTypes(n node) {
	about := r.about(n)
	for i := range about {
		if r.properties[about[i].property].name != rdfType {
			continue
		}
		class := canonicalProperty(r.value(&about[i]).Value())
		switch class.name {
		case "dcat:Dataset", "dcat:DatasetSeries", "dcat:Resource", "dcat:Distribution", "dcat:DataService", "dcat:Catalog",
			"foaf:Agent", "foaf:Organization", "dct:PeriodOfTime", "dct:Location":
			about[i].done = true
			if class.drift != "" {
				r.find(&about[i], interchange.Normalised, class.drift)
			}
		}
	}
}

// distributions are the distributions of a dataset in the order of their IRIs.
func (r *reader) distributions(n node) []catalogue.Distribution {
	var out []catalogue.Distribution
	for _, s := range r.all(n, "dcat:distribution") {
		if r.value(s).IsLiteral() {
			r.find(s, interchange.Refused, "a resource is wanted, not a text")
			continue
		}
		if !r.described(s.object) {
			r.find(s, interchange.Noted, notDescribed)
		}
		out = append(out, r.distribution(s.object))
	}
	slices.SortStableFunc(out, func(a, b catalogue.Distribution) int { return cmp.Or(cmp.Compare(a.IRI, b.IRI), compareWhole(a, b)) })
	return out
}

// compareWhole orders what has no name by all that it says.
func compareWhole(a, b any) int {
	left, _ := json.Marshal(a) // plain structures of texts and numbers: they can be written
	right, _ := json.Marshal(b)
	return cmp.Compare(string(left), string(right))
}

func (r *reader) distribution(n node) catalogue.Distribution {
	r.taken[n] = true
	r.tickTypes(n)
	d := catalogue.Distribution{
		IRI:                 r.iriOf(n),
		Title:               r.text(n, "dct:title", longestTitle),
		Description:         r.text(n, "dct:description", longestDescription),
		AccessURL:           r.oneLine(n, "dcat:accessURL"),
		DownloadURL:         r.oneLine(n, "dcat:downloadURL"),
		Attribution:         r.text(n, "dcatde:licenseAttributionByText", longestTitle),
		PlannedAvailability: catalogue.PlannedAvailability(r.code(n, "dcatap:availability", availabilityCodes)),
		ByteSize:            r.count(n, "dcat:byteSize"),
		Issued:              r.day(n, "dct:issued"),
		Modified:            r.day(n, "dct:modified"),
	}
	d.Licence, d.LicenceText = r.licence(n)
	d.Format, d.MediaType = r.format(n)
	if id := d.IRI; id != "" {
		r.tickIdentifier(n, catalogue.Identifier{Scheme: catalogue.SchemeDCAT, Value: id})
	}
	return d
}

// iriOf is the IRI of a part of a dataset, empty for a nameless one.
func (r *reader) iriOf(n node) string {
	if r.terms[n].Kind() != rdf.IRI {
		return ""
	}
	return clean(r.terms[n].Value(), longestLine)
}

// licence is the licence by its code or, where none is known, as published. A licence that the document describes as an
// exact match of another is that one.
func (r *reader) licence(n node) (code catalogue.Licence, text string) {
	var unknown []*statement
	for _, s := range r.all(n, "dct:license") {
		found, canonical := r.licenceOf(s)
		switch {
		case found == "":
			unknown = append(unknown, s)
		case code != "" && found != code:
			r.find(s, interchange.Omitted, onlyOne)
		default:
			code = found
			if !canonical {
				r.find(s, interchange.Normalised, otherwise)
			}
		}
	}
	for _, s := range unknown {
		line, ok := r.line(s)
		switch {
		case !ok:
		case code != "" || text != "":
			r.find(s, interchange.Omitted, onlyOne)
		default:
			text = line
			r.find(s, interchange.Kept, "no code of the list of DCAT-AP.de is known for it")
		}
	}
	return code, text
}

func (r *reader) licenceOf(s *statement) (catalogue.Licence, bool) {
	code, canonical := licenceOf(r.value(s).Value())
	if code != "" || r.value(s).IsLiteral() {
		return code, canonical
	}
	for _, match := range r.all(s.object, "skos:exactMatch") {
		if code, _ := licenceOf(r.value(match).Value()); code != "" {
			return code, false
		}
	}
	return "", false
}

// format is the format and the media type. A format that is written as a media type is both.
func (r *reader) format(n node) (format, media string) {
	for _, s := range r.all(n, "dct:format") {
		line, ok := r.line(s)
		if !ok {
			continue
		}
		code, canonical := formatOf(line)
		written := cmp.Or(code, line)
		switch {
		case format != "" && written != format:
			r.find(s, interchange.Omitted, onlyOne)
			continue
		case code == "":
			r.find(s, interchange.Kept, "no entry of the EU file type table is known for it")
		case !canonical:
			r.find(s, interchange.Normalised, otherwise)
		}
		format = written
		media, _ = mediaTypeOf(line)
	}
	return format, r.mediaType(n, media)
}

func (r *reader) mediaType(n node, implied string) string {
	stated := ""
	for _, s := range r.all(n, "dcat:mediaType") {
		found, ok := mediaTypeOf(r.value(s).Value())
		switch {
		case !ok:
			r.find(s, interchange.Refused, "not a media type of the IANA")
		case stated != "" && found != stated:
			r.find(s, interchange.Omitted, onlyOne)
		default:
			stated = found
		}
	}
	return cmp.Or(stated, implied)
}

// period is the time that a dataset speaks of. Year 9999 is how portals write "until further notice".
func (r *reader) period(n node) (from, until catalogue.Day) {
	for _, s := range r.all(n, "dct:temporal") {
		if r.value(s).IsLiteral() || !r.described(s.object) {
			r.find(s, interchange.Omitted, "a dct:PeriodOfTime with its days is wanted")
			continue
		}
		r.taken[s.object] = true
		r.tickTypes(s.object)
		start := r.earliest(s.object, "dcat:startDate", "schema:startDate")
		end := r.earliest(s.object, "dcat:endDate", "schema:endDate")
		switch {
		case start == 0 && end == 0:
			r.find(s, interchange.Omitted, "a dct:PeriodOfTime with its days is wanted")
		case end != 0 && end < start:
			r.find(s, interchange.Refused, "the period ends before it begins")
		case from != 0 || until != 0:
			r.find(s, interchange.Omitted, "one period is kept")
			if start < from || start == from && end < until {
				from, until = start, end
			}
		default:
			from, until = start, end
		}
	}
	return from, until
}

func (r *reader) earliest(n node, names ...string) catalogue.Day {
	var kept catalogue.Day
	for _, name := range names {
		for _, s := range r.all(n, name) {
			value := r.value(s).Value()
			day, _ := dayOf(value)
			switch {
			case day == 0:
				r.find(s, interchange.Refused, "not a day of the calendar")
			case strings.HasPrefix(value, "9999"):
				r.find(s, interchange.Normalised, "the year 9999 is read as an open end")
			case kept == 0:
				kept = day
			case kept != day:
				r.find(s, interchange.Omitted, onlyOne)
			}
		}
	}
	return kept
}
