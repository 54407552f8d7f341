package catalogue

import (
	"fmt"
	"slices"
	"strings"
)

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
	FiledIn                          // liegt in der Akte
	Concerns                         // betrifft
	Proposes                         // sieht vor
	Judges                           // beurteilt
	Applies                          // wendet an
	DeviatesFrom                     // weicht ab von
	RestsOn                          // stützt sich auf
	Prices                           // beziffert
	Chooses                          // wählt
	DecidedBy                        // entschieden von
	KeptApart                        // bewusst getrennt von
)

// Relations counts them, for tables indexed by relation.
const Relations = int(KeptApart) + 1

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

// sameKind joins records of a kind with each other.
func sameKind(kinds ...Kind) []Ends {
	return toEach(kinds, func(k Kind) Ends { return Ends{k, k} })
}

// toEach are the ends that each kind has.
func toEach(kinds []Kind, ends func(Kind) Ends) (out []Ends) {
	for _, k := range kinds {
		out = append(out, ends(k))
	}
	return out
}

var (
	// estate are the kinds of what there is: the digital estate itself.
	estate = []Kind{KindService, KindAuthority, KindArea, KindDataset, KindSolution, KindStandard, KindInterface, KindCapability, KindLegalBasis, KindProject, KindBudgetLine, KindSource}
	// filed are the kinds of what lies in a case.
	filed = []Kind{KindNeed, KindSearchReceipt, KindOption, KindGateResult, KindExclusion, KindScore, KindAssessment, KindEvidence, KindCostModel, KindRuleCheck, KindDeviation, KindDecision, KindFollowUp}
	// resting are the kinds of what needs evidence.
	resting = []Kind{KindNeed, KindGateResult, KindExclusion, KindScore, KindCostModel, KindRuleCheck, KindDeviation, KindDecision, KindFollowUp}
	// inForce are the kinds of what a later version may take the place of.
	inForce = []Kind{KindCase, KindEvidence, KindRule, KindGate, KindLadder, KindWeightSet}
	// ofCase are the kinds of the estate that a case may be about.
	ofCase = []Kind{KindService, KindAuthority, KindDataset, KindSolution, KindStandard, KindInterface, KindCapability, KindLegalBasis, KindProject, KindBudgetLine}
	// ofNeed are those that a need may be about, beside capabilities and standards.
	ofNeed = []Kind{KindService, KindAuthority, KindDataset, KindInterface}
)

var relations = [Relations]RelationFacts{
	CompetentFor: {Name: "COMPETENT_FOR", Inverse: "COMPETENT_AUTHORITY", German: "zuständig für", InverseGerman: "zuständige Stelle", Ends: []Ends{{KindAuthority, KindService}}, Area: true, AreaName: "COMPETENCE_IN_AREA"},
	Offers:       {Name: "OFFERS", Inverse: "OFFERED_BY", German: "bietet an", InverseGerman: "angeboten von", Ends: []Ends{{KindAuthority, KindService}}, Via: KindSolution, ViaName: "CARRIES_OFFER", Area: true, AreaName: "OFFER_IN_AREA", Status: true},
	Uses:         {Name: "USES", Inverse: "USED_BY", German: "nutzt", InverseGerman: "genutzt von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Operates:     {Name: "OPERATES", Inverse: "OPERATED_BY", German: "betreibt", InverseGerman: "betrieben von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Develops:     {Name: "DEVELOPS", Inverse: "DEVELOPED_BY", German: "entwickelt", InverseGerman: "entwickelt von", Ends: []Ends{{KindAuthority, KindSolution}}},
	Owns:         {Name: "OWNS", Inverse: "OWNED_BY", German: "verantwortet", InverseGerman: "verantwortet von", Ends: []Ends{{KindAuthority, KindSolution}, {KindAuthority, KindProject}, {KindAuthority, KindBudgetLine}, {KindAuthority, KindDataset}, {KindAuthority, KindCase}, {KindAuthority, KindDeviation}}},
	Supports:     {Name: "SUPPORTS", Inverse: "SUPPORTED_BY", German: "unterstützt", InverseGerman: "unterstützt durch", Ends: []Ends{{KindSolution, KindService}}},
	Provides:     {Name: "PROVIDES", Inverse: "PROVIDED_BY", German: "stellt bereit", InverseGerman: "bereitgestellt von", Ends: []Ends{{KindSolution, KindCapability}}},
	Needs:        {Name: "NEEDS", Inverse: "NEEDED_BY", German: "braucht", InverseGerman: "gebraucht von", Ends: []Ends{{KindService, KindCapability}, {KindNeed, KindCapability}}},
	Implements:   {Name: "IMPLEMENTS", Inverse: "IMPLEMENTED_BY", German: "setzt um", InverseGerman: "umgesetzt von", Ends: []Ends{{KindSolution, KindStandard}}, Report: true},
	Requires:     {Name: "REQUIRES", Inverse: "REQUIRED_BY", German: "verlangt", InverseGerman: "verlangt von", Ends: []Ends{{KindService, KindStandard}, {KindSolution, KindStandard}, {KindNeed, KindStandard}}},
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
	PartOf:       {Name: "PART_OF", Inverse: "HAS_PART", German: "Teil von", InverseGerman: "besteht aus", Ends: sameKind(estate...), Acyclic: true},
	Succeeds:     {Name: "SUCCEEDS", Inverse: "SUCCEEDED_BY", German: "Rechtsnachfolge von", InverseGerman: "abgelöst durch Rechtsnachfolge", Ends: sameKind(estate...), Acyclic: true},
	Replaces:     {Name: "REPLACES", Inverse: "REPLACED_BY", German: "löst ab", InverseGerman: "abgelöst von", Ends: sameKind(slices.Concat(estate, inForce)...), Acyclic: true},

	FiledIn:      {Name: "FILED_IN", Inverse: "FILES", German: "liegt in der Akte", InverseGerman: "Akte enthält", Ends: toEach(filed, func(k Kind) Ends { return Ends{k, KindCase} })},
	Concerns:     {Name: "CONCERNS", Inverse: "CONCERNED_BY", German: "betrifft", InverseGerman: "betroffen von", Ends: slices.Concat(toEach(ofCase, func(k Kind) Ends { return Ends{KindCase, k} }), toEach(ofNeed, func(k Kind) Ends { return Ends{KindNeed, k} }))},
	Proposes:     {Name: "PROPOSES", Inverse: "PROPOSED_BY", German: "sieht vor", InverseGerman: "vorgesehen in", Ends: []Ends{{KindOption, KindSolution}}},
	Judges:       {Name: "JUDGES", Inverse: "JUDGED_BY", German: "beurteilt", InverseGerman: "beurteilt durch", Ends: []Ends{{KindGateResult, KindOption}, {KindExclusion, KindOption}, {KindScore, KindOption}}},
	Applies:      {Name: "APPLIES", Inverse: "APPLIED_BY", German: "wendet an", InverseGerman: "angewendet in", Ends: []Ends{{KindCase, KindLadder}, {KindCase, KindWeightSet}, {KindGateResult, KindGate}, {KindExclusion, KindGate}, {KindRuleCheck, KindRule}}},
	DeviatesFrom: {Name: "DEVIATES_FROM", Inverse: "DEVIATED_FROM_BY", German: "weicht ab von", InverseGerman: "Abweichung durch", Ends: []Ends{{KindDeviation, KindRule}}},
	RestsOn:      {Name: "RESTS_ON", Inverse: "UNDERPINS", German: "stützt sich auf", InverseGerman: "stützt", Ends: toEach(resting, func(k Kind) Ends { return Ends{k, KindEvidence} })},
	Prices:       {Name: "PRICES", Inverse: "PRICED_BY", German: "beziffert", InverseGerman: "beziffert durch", Ends: []Ends{{KindCostModel, KindSolution}, {KindCostModel, KindOption}}},
	Chooses:      {Name: "CHOOSES", Inverse: "CHOSEN_BY", German: "wählt", InverseGerman: "gewählt durch", Ends: []Ends{{KindDecision, KindOption}}},
	DecidedBy:    {Name: "DECIDED_BY", Inverse: "DECIDES", German: "entschieden von", InverseGerman: "entscheidet", Ends: []Ends{{KindCase, KindAuthority}}},
	KeptApart:    {Name: "KEPT_APART_FROM", Inverse: "KEPT_APART_BY", German: "bewusst getrennt von", InverseGerman: "bewusst getrennt durch", Ends: []Ends{{KindSolution, KindSolution}}},
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
		given := shorten(string(text))
		return &Error{Kind: Invalid, Field: "relation", Value: given, Message: fmt.Sprintf("%q is no relation; %s", given, meantBy(string(text)))}
	}
	*r = found
	return nil
}

// meantBy says which relation may be meant by what is none's name.
func meantBy(text string) string {
	for _, r := range AllRelations() {
		switch f := relations[r]; {
		case strings.EqualFold(text, f.Name), strings.EqualFold(text, f.German):
			return "write " + f.Name
		case strings.EqualFold(text, f.Inverse), strings.EqualFold(text, f.InverseGerman):
			return "write " + f.Name + ", from the other record to this one"
		}
	}
	return "codeLists names them all, as USES or PART_OF"
}
