package catalogue

import "slices"

// Dataset (Datensatz) is a collection of data after DCAT-AP.de. Who publishes
// it, what it covers and what it derives from are edges.
type Dataset struct {
	Meta
	Themes              []DataTheme         `json:"themes,omitempty"`
	AccessRights        AccessRights        `json:"accessRights,omitempty"`
	Frequency           Frequency           `json:"frequency,omitempty"`
	HVDCategories       []HVDCategory       `json:"hvdCategories,omitempty"`
	GeocodingLevel      GeocodingLevel      `json:"geocodingLevel,omitempty"`
	PlannedAvailability PlannedAvailability `json:"plannedAvailability,omitempty"`
	Register            bool                `json:"register,omitempty"` // it is a register (Register)
	PersonalData        PersonalData        `json:"personalData,omitempty"`
	TemporalFrom        Day                 `json:"temporalFrom,omitzero"` // the time the data speak of
	TemporalUntil       Day                 `json:"temporalUntil,omitzero"`
	Issued              Day                 `json:"issued,omitzero"`
	Modified            Day                 `json:"modified,omitzero"`
	Languages           []Lang              `json:"languages,omitempty"`
	LandingPage         string              `json:"landingPage,omitempty"`
	Documentation       []string            `json:"documentation,omitempty"`  // pages about the dataset
	LegalBasisText      Text                `json:"legalBasisText,omitempty"` // dcatde:legalBasis, as the publisher wrote it
	ContributorIDs      []string            `json:"contributorIds,omitempty"` // dcatde:contributorID, IRIs
	Distributions       []Distribution      `json:"distributions,omitempty"`
	DataServices        []DataService       `json:"dataServices,omitempty"`
}

// Distribution is a form in which a dataset can be had.
type Distribution struct {
	IRI         string  `json:"iri,omitempty"`
	Title       Text    `json:"title,omitempty"`
	Description Text    `json:"description,omitempty"`
	AccessURL   string  `json:"accessUrl,omitempty"`
	DownloadURL string  `json:"downloadUrl,omitempty"`
	Format      string  `json:"format,omitempty"`    // code of the EU file type list, or as published
	MediaType   string  `json:"mediaType,omitempty"` // IANA
	Licence     Licence `json:"licence,omitempty"`
	// LicenceText is the licence as published where no code is known for it.
	LicenceText         string              `json:"licenceText,omitempty"`
	Attribution         Text                `json:"attribution,omitempty"` // licenseAttributionByText
	PlannedAvailability PlannedAvailability `json:"plannedAvailability,omitempty"`
	ByteSize            int                 `json:"byteSize,omitempty"`
	Issued              Day                 `json:"issued,omitzero"`
	Modified            Day                 `json:"modified,omitzero"`
}

// DataService is an interface on the network that gives access to a dataset.
type DataService struct {
	IRI                 string   `json:"iri,omitempty"`
	Title               Text     `json:"title,omitempty"`
	Description         Text     `json:"description,omitempty"`
	EndpointURL         string   `json:"endpointUrl,omitempty"`
	EndpointDescription string   `json:"endpointDescription,omitempty"`
	Licence             Licence  `json:"licence,omitempty"`
	LicenceText         string   `json:"licenceText,omitempty"`
	ConformsTo          []string `json:"conformsTo,omitempty"`
}

// Kind is KindDataset.
func (*Dataset) Kind() Kind { return KindDataset }

// Clone is a copy of the dataset.
func (d *Dataset) Clone() Record {
	c := *d
	c.Meta = d.Meta.clone()
	c.Themes = slices.Clone(d.Themes)
	c.HVDCategories = slices.Clone(d.HVDCategories)
	c.Languages = slices.Clone(d.Languages)
	c.Documentation = slices.Clone(d.Documentation)
	c.LegalBasisText = slices.Clone(d.LegalBasisText)
	c.ContributorIDs = slices.Clone(d.ContributorIDs)
	c.Distributions = slices.Clone(d.Distributions)
	for i := range c.Distributions {
		x := &c.Distributions[i]
		x.Title, x.Description, x.Attribution = slices.Clone(x.Title), slices.Clone(x.Description), slices.Clone(x.Attribution)
	}
	c.DataServices = slices.Clone(d.DataServices)
	for i := range c.DataServices {
		x := &c.DataServices[i]
		x.Title, x.Description, x.ConformsTo = slices.Clone(x.Title), slices.Clone(x.Description), slices.Clone(x.ConformsTo)
	}
	return &c
}

func (d *Dataset) normalise() {
	absent(&d.Themes)
	absent(&d.HVDCategories)
	absent(&d.Languages)
	absent(&d.Documentation)
	absent(&d.ContributorIDs)
	absent(&d.Distributions)
	absent(&d.DataServices)
	d.LegalBasisText.normalise()
	for i := range d.Distributions {
		x := &d.Distributions[i]
		x.Title.normalise()
		x.Description.normalise()
		x.Attribution.normalise()
	}
	for i := range d.DataServices {
		x := &d.DataServices[i]
		x.Title.normalise()
		x.Description.normalise()
		absent(&x.ConformsTo)
	}
}

// Licences are the licences of the distributions and data services, each once,
// in the order of the code list.
func (d *Dataset) Licences() []Licence {
	var out []Licence
	for _, x := range d.Distributions {
		out = append(out, x.Licence)
	}
	for _, x := range d.DataServices {
		out = append(out, x.Licence)
	}
	slices.SortFunc(out, func(a, b Licence) int { return Licences.Position(string(a)) - Licences.Position(string(b)) })
	return slices.DeleteFunc(slices.Compact(out), func(l Licence) bool { return l == "" })
}

// Open says whether every distribution and data service is under an open
// licence. It is not known where there is none of them, or one without a licence code.
func (d *Dataset) Open() (open, known bool) {
	if len(d.Distributions)+len(d.DataServices) == 0 {
		return false, false
	}
	open = true
	for _, x := range d.Distributions {
		known, open = true, open && x.Licence.Open()
		if x.Licence == "" {
			return false, false
		}
	}
	for _, x := range d.DataServices {
		known, open = true, open && x.Licence.Open()
		if x.Licence == "" {
			return false, false
		}
	}
	return open, known
}

const mostDistributions = 10_000

func (d *Dataset) check(c *checker) {
	codes(c, DataThemes, "themes", d.Themes)
	codes(c, HVDCategories, "hvdCategories", d.HVDCategories)
	c.code(AccessRightsList, "accessRights", string(d.AccessRights))
	c.code(Frequencies, "frequency", string(d.Frequency))
	c.code(GeocodingLevels, "geocodingLevel", string(d.GeocodingLevel))
	c.code(PlannedAvailabilities, "plannedAvailability", string(d.PlannedAvailability))
	c.code(PersonalDataClasses, "personalData", string(d.PersonalData))
	c.period("temporalUntil", d.TemporalFrom, d.TemporalUntil)
	c.line("landingPage", d.LandingPage)
	c.lines("documentation", d.Documentation)
	c.lines("contributorIds", d.ContributorIDs)
	c.text("legalBasisText", d.LegalBasisText, 10_000)
	for _, lang := range d.Languages {
		c.lang("languages", lang)
	}
	c.most("distributions", len(d.Distributions), mostDistributions)
	c.most("dataServices", len(d.DataServices), mostDistributions)
	for i := range d.Distributions {
		d.Distributions[i].check(c.at("distributions", i))
	}
	for i := range d.DataServices {
		d.DataServices[i].check(c.at("dataServices", i))
	}
}

func (d *Distribution) check(c *checker) {
	c.text("title", d.Title, 2000)
	c.text("description", d.Description, 50_000)
	c.text("attribution", d.Attribution, 2000)
	for field, value := range map[string]string{"iri": d.IRI, "accessUrl": d.AccessURL, "downloadUrl": d.DownloadURL, "format": d.Format, "mediaType": d.MediaType, "licenceText": d.LicenceText} {
		c.line(field, value)
	}
	c.code(Licences, "licence", string(d.Licence))
	c.code(PlannedAvailabilities, "plannedAvailability", string(d.PlannedAvailability))
	c.count("byteSize", d.ByteSize)
}

func (s *DataService) check(c *checker) {
	c.text("title", s.Title, 2000)
	c.text("description", s.Description, 50_000)
	for field, value := range map[string]string{"iri": s.IRI, "endpointUrl": s.EndpointURL, "endpointDescription": s.EndpointDescription, "licenceText": s.LicenceText} {
		c.line(field, value)
	}
	c.code(Licences, "licence", string(s.Licence))
	c.lines("conformsTo", s.ConformsTo)
}
