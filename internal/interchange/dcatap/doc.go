// Package dcatap reads catalogues of open data after DCAT-AP and DCAT-AP.de: RDF/XML, Turtle, N-Triples and JSON-LD in,
// one change set out.
//
//	dcat:Catalog      ─► Source, of whatever its datasets say
//	dcat:Dataset      ─► Dataset, with its dcat:Distribution and dcat:DataService inside
//	dcat:DatasetSeries ─► Dataset, of which others are PART_OF
//	foaf:Agent        ─► Authority, which PUBLISHES (publishers only)
//	dcatde:politicalGeocodingURI, dct:spatial ─► COVERS, where the catalogue knows the area by its key
//
// Authority: DCAT-AP 2 and 3, DCAT-AP.de 1 to 3 with its lists of licences, levels and places, the authority tables of
// the Publications Office of the EU, and what real portals make of them. Where these drift (namespaces, superseded
// licence codes, formats in free text) the tables of this package say what is meant; they are few and written from the
// published lists.
//
// Invariants:
//   - The ledger: every statement of a document is either taken into a record or an edge, or is a finding, by its
//     property. Nothing is dropped silently; the tests count both sides of the ledger for every real file.
//   - Records are met by the IRI that the portal gives them (identifiers in the scheme "dcat"). A publisher without one
//     is met by its name. A dataset without one cannot be met again and is refused.
//   - Equal catalogues make equal change sets, whatever the syntax and the order of the statements: values, records and
//     edges are put in order here, and of several values where one is wanted the least is taken.
//   - An import speaks of the fields that DCAT-AP has and leaves the others (registers, personal data) as they are.
//   - A harvest is the whole of what its catalogue says about the datasets in it: a publisher, an area, a standard that an
//     earlier harvest of the same catalogue stated and this one does not is withdrawn, a distribution gone is gone. What
//     others state stays. A dataset that is not in the document stays too, for portals are harvested in pages; and of a
//     dataset that no catalogue lists nothing is withdrawn, since nobody's statements can be told from this portal's.
//     Harvests bear no day that could be trusted, so nothing keeps an older one from being taken after a newer.
//   - One broken value costs that value, one broken dataset that dataset; a document that is not RDF costs the import.
//
// Personal data about officials are not imported: contact points, persons, mail addresses and telephone numbers become
// no record, and the findings that count them do not repeat them. A publisher given as a person or as a bare text, which
// may be a person's name, makes no authority.
//
// Why the statements are held until the end of the document: RDF has no order, and a publisher may be described after
// all that it publishes. A statement takes 20 bytes and each term is held once, so a state's catalogue fits easily.
package dcatap
