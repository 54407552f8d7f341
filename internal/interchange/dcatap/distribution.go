package dcatap

import (
	"cmp"
	"encoding/json"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

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
