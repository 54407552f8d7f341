package dcatap

import (
	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// relatePlaces states which areas a dataset covers, by the keys that DCAT-AP.de has for them.
func (r *reader) relatePlaces(n node) {
	for _, s := range r.all(n, "dcatde:politicalGeocodingURI") {
		r.cover(n, s)
	}
	for _, s := range r.all(n, "dct:spatial") {
		if placeOf(r.value(s).Value()) != nil || !r.described(s.object) {
			r.cover(n, s)
			continue
		}
		r.taken[s.object] = true
		r.tickTypes(s.object)
		units := r.all(s.object, "locn:adminUnitL2")
		if len(units) == 0 {
			r.find(s, interchange.Omitted, "a place without a key of DCAT-AP.de: the catalogue knows areas by their keys")
		}
		for _, unit := range units {
			r.cover(n, unit)
		}
	}
}

// cover states that a dataset covers the area that a value names, if the catalogue knows it.
func (r *reader) cover(n node, s *statement) {
	candidates := placeOf(r.value(s).Value())
	if candidates == nil {
		r.find(s, interchange.Omitted, "not a key of the lists of DCAT-AP.de: the catalogue knows areas by their keys")
		return
	}
	for _, id := range candidates {
		if r.known(catalogue.KindArea, id) {
			r.relate(catalogue.Covers, r.refTo(n), catalogue.RefToKind(catalogue.KindArea, id), n)
			return
		}
	}
	r.find(s, interchange.Omitted, "the catalogue does not know the area: import the municipal register first")
}

// recordRelations are the properties that lead from a dataset to another record.
var recordRelations = []struct {
	property string
	relation catalogue.Relation
	kind     catalogue.Kind
}{
	{"dcat:inSeries", catalogue.PartOf, catalogue.KindDataset},
	{"dct:source", catalogue.DerivedFrom, catalogue.KindDataset},
	{"prov:wasDerivedFrom", catalogue.DerivedFrom, catalogue.KindDataset},
	{"dct:conformsTo", catalogue.ConformsTo, catalogue.KindStandard},
}

// relateRecords states the relations to datasets and standards of the document or of the catalogue.
func (r *reader) relateRecords(n node) {
	for _, x := range recordRelations {
		for _, s := range r.all(n, x.property) {
			id, ok := r.identifier(s.object)
			inDocument := x.kind == catalogue.KindDataset && r.taken[s.object] && r.isDataset(s.object)
			switch {
			case r.value(s).Kind() != rdf.IRI || !ok:
				r.find(s, interchange.Omitted, "a relation leads to a record; a text or a nameless resource is none")
			case s.object == n:
				r.find(s, interchange.Refused, "a record is not related to itself")
			case inDocument || r.known(x.kind, id):
				r.relate(x.relation, r.refTo(n), catalogue.RefToKind(x.kind, id), n)
			default:
				r.find(s, interchange.Omitted, "neither the document nor the catalogue has the "+x.kind.Noun()+" that it leads to")
			}
		}
	}
}
