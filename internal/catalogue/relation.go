package catalogue

import "slices"

// Relation is a named way in which two records hang together. Numbers are
// stored: append only.
type Relation uint8

// The relations, from the first record to the second.
const (
	CompetentFor Relation = iota + 1 // zuständig für
	Offers                           // bietet an: the rollout
	Uses                             // nutzt
	Operates                         // betreibt
	Develops                         // entwickelt
	Owns                             // verantwortet
	Supports                         // unterstützt
	Provides                         // stellt bereit
	Needs                            // braucht
	Implements                       // setzt um
	Requires                         // verlangt
	DependsOn                        // hängt ab von
	Exposes                          // bietet als Schnittstelle
	Consumes                         // ruft auf
	Reads                            // liest
	Writes                           // schreibt
	Holds                            // führt
	Takes                            // verlangt als Nachweis
	Yields                           // erzeugt
	Publishes                        // veröffentlicht
	Covers                           // umfasst (Gebiet)
	DerivedFrom                      // abgeleitet aus
	ConformsTo                       // entspricht
	BasedOn                          // beruht auf
	Funds                            // finanziert
	Delivers                         // liefert
	PartOf                           // Teil von
	Succeeds                         // Rechtsnachfolge von
	Replaces                         // löst ab
)

// Relations counts them, for tables indexed by relation.
const Relations = int(Replaces) + 1

// Ends is a pair of kinds that a relation may join.
type Ends struct{ From, To Kind }

// RelationFacts is what holds for every edge of a relation.
type RelationFacts struct {
	Name    string // as the schema spells it from the first record: "OFFERS"
	Inverse string // from the second: "OFFERED_BY"
	German  string
	// InverseGerman reads the statement from the second record.
	InverseGerman string
	Ends          []Ends
	// Via is the kind of record through which the statement holds, 0 for none,
	// and ViaName how that record sees it.
	Via     Kind
	ViaName string
	// Area says whether a statement may be limited to an area, and AreaName how
	// that area sees it.
	Area     bool
	AreaName string
	Status   bool // carries an OfferStatus, and must
	Report   bool // may carry a test report
	Acyclic  bool // the edges of this relation form no cycle on any day
}

var sameKind = func() []Ends {
	var ends []Ends
	for _, k := range Kinds() {
		ends = append(ends, Ends{k, k})
	}
	return ends
}()

var relations = [Relations]RelationFacts{
	CompetentFor: {Name: "COMPETENT_FOR", Inverse: "COMPETENT_AUTHORITY", German: "zuständig für", InverseGerman: "zuständige Stelle", Ends: []Ends{{KindAuthority, KindService}}, Area: true, AreaName: "COMPETENCE_IN_AREA"},
	Offers:       {Name: "OFFERS", Inverse: "OFFERED_BY", German: "bietet an", InverseGerman: "angeboten von", Ends: []Ends{{KindAuthority, KindService}}, Via: KindSolution, ViaName: "CARRIES_OFFER", Area: true, AreaName: "OFFER_IN_AREA", Status: true},
	Uses:         {Name: "USES", Inverse: "USED_BY", German: "nutzt", InverseGerman: "genutzt von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Operates:     {Name: "OPERATES", Inverse: "OPERATED_BY", German: "betreibt", InverseGerman: "betrieben von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Develops:     {Name: "DEVELOPS", Inverse: "DEVELOPED_BY", German: "entwickelt", InverseGerman: "entwickelt von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Owns:         {Name: "OWNS", Inverse: "OWNED_BY", German: "verantwortet", InverseGerman: "verantwortet von", Ends: []Ends{{KindAuthority, KindSolution}, {KindAuthority, KindProject}, {KindAuthority, KindBudgetLine}, {KindAuthority, KindDataset}}},
	Supports:     {Name: "SUPPORTS", Inverse: "SUPPORTED_BY", German: "unterstützt", InverseGerman: "unterstützt durch", Ends: []Ends{{KindSolution, KindService}}},
	Provides:     {Name: "PROVIDES", Inverse: "PROVIDED_BY", German: "stellt bereit", InverseGerman: "bereitgestellt von", Ends: []Ends{{KindSolution, KindCapability}}},
	Needs:        {Name: "NEEDS", Inverse: "NEEDED_BY", German: "braucht", InverseGerman: "gebraucht von", Ends: []Ends{{KindService, KindCapability}}},
	Implements:   {Name: "IMPLEMENTS", Inverse: "IMPLEMENTED_BY", German: "setzt um", InverseGerman: "umgesetzt von", Ends: []Ends{{KindSolution, KindStandard}}, Report: true},
	Requires:     {Name: "REQUIRES", Inverse: "REQUIRED_BY", German: "verlangt", InverseGerman: "verlangt von", Ends: []Ends{{KindService, KindStandard}, {KindSolution, KindStandard}}},
	DependsOn:    {Name: "DEPENDS_ON", Inverse: "DEPENDENCY_OF", German: "hängt ab von", InverseGerman: "Voraussetzung für", Ends: []Ends{{KindSolution, KindSolution}}},
	Exposes:      {Name: "EXPOSES", Inverse: "EXPOSED_BY", German: "bietet als Schnittstelle", InverseGerman: "angeboten durch", Ends: []Ends{{KindSolution, KindInterface}}},
	Consumes:     {Name: "CONSUMES", Inverse: "CONSUMED_BY", German: "ruft auf", InverseGerman: "aufgerufen von", Ends: []Ends{{KindSolution, KindInterface}}},
	Reads:        {Name: "READS", Inverse: "READ_BY", German: "liest", InverseGerman: "gelesen von", Ends: []Ends{{KindSolution, KindDataset}}},
	Writes:       {Name: "WRITES", Inverse: "WRITTEN_BY", German: "schreibt", InverseGerman: "geschrieben von", Ends: []Ends{{KindSolution, KindDataset}}},
	Holds:        {Name: "HOLDS", Inverse: "HELD_BY", German: "führt", InverseGerman: "geführt in", Ends: []Ends{{KindSolution, KindDataset}}},
	Takes:        {Name: "TAKES", Inverse: "TAKEN_BY", German: "verlangt als Nachweis", InverseGerman: "Nachweis für", Ends: []Ends{{KindService, KindDataset}}},
	Yields:       {Name: "YIELDS", Inverse: "YIELDED_BY", German: "erzeugt", InverseGerman: "erzeugt von", Ends: []Ends{{KindService, KindDataset}}},
	Publishes:    {Name: "PUBLISHES", Inverse: "PUBLISHED_BY", German: "veröffentlicht", InverseGerman: "veröffentlicht von", Ends: []Ends{{KindAuthority, KindDataset}}},
	Covers:       {Name: "COVERS", Inverse: "COVERED_BY", German: "umfasst", InverseGerman: "umfasst von", Ends: []Ends{{KindAuthority, KindArea}, {KindDataset, KindArea}}},
	DerivedFrom:  {Name: "DERIVED_FROM", Inverse: "DERIVATION_OF", German: "abgeleitet aus", InverseGerman: "Grundlage von", Ends: []Ends{{KindDataset, KindDataset}}},
	ConformsTo:   {Name: "CONFORMS_TO", Inverse: "CONFORMED_TO_BY", German: "entspricht", InverseGerman: "eingehalten von", Ends: []Ends{{KindDataset, KindStandard}, {KindInterface, KindStandard}}, Report: true},
	BasedOn:      {Name: "BASED_ON", Inverse: "BASIS_OF", German: "beruht auf", InverseGerman: "Rechtsgrundlage für", Ends: []Ends{{KindService, KindLegalBasis}}},
	Funds:        {Name: "FUNDS", Inverse: "FUNDED_BY", German: "finanziert", InverseGerman: "finanziert aus", Ends: []Ends{{KindBudgetLine, KindProject}, {KindBudgetLine, KindSolution}}},
	Delivers:     {Name: "DELIVERS", Inverse: "DELIVERED_BY", German: "liefert", InverseGerman: "geliefert von", Ends: []Ends{{KindProject, KindSolution}, {KindProject, KindService}}},
	PartOf:       {Name: "PART_OF", Inverse: "HAS_PART", German: "Teil von", InverseGerman: "besteht aus", Ends: sameKind, Acyclic: true},
	Succeeds:     {Name: "SUCCEEDS", Inverse: "SUCCEEDED_BY", German: "Rechtsnachfolge von", InverseGerman: "abgelöst durch Rechtsnachfolge", Ends: sameKind, Acyclic: true},
	Replaces:     {Name: "REPLACES", Inverse: "REPLACED_BY", German: "löst ab", InverseGerman: "abgelöst von", Ends: sameKind, Acyclic: true},
}

// AllRelations are the relations in their order.
func AllRelations() []Relation {
	out := make([]Relation, 0, Relations-1)
	for r := CompetentFor; int(r) < Relations; r++ {
		out = append(out, r)
	}
	return out
}

// Known says whether r is a relation at all.
func (r Relation) Known() bool { return r >= CompetentFor && int(r) < Relations }

// Facts is what holds for every edge of the relation.
func (r Relation) Facts() RelationFacts {
	if !r.Known() {
		return RelationFacts{Name: "?", Inverse: "?"}
	}
	return relations[r]
}

func (r Relation) String() string { return r.Facts().Name }

// Allows says whether the relation may join two kinds.
func (r Relation) Allows(from, to Kind) bool {
	return slices.Contains(r.Facts().Ends, Ends{from, to})
}

// RelationByName finds a relation by its name from the first record.
func RelationByName(name string) (Relation, bool) {
	for _, r := range AllRelations() {
		if relations[r].Name == name {
			return r, true
		}
	}
	return 0, false
}

// MarshalText writes the name.
func (r Relation) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the name.
func (r *Relation) UnmarshalText(text []byte) error {
	found, ok := RelationByName(string(text))
	if !ok {
		return &Error{Kind: Invalid, Field: "relation", Value: shorten(string(text)), Message: "not a relation; see codeLists"}
	}
	*r = found
	return nil
}
