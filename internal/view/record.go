package view

import (
	"fundus/internal/catalogue"
)

// Record is a handle of any kind.
type Record interface {
	Kind() catalogue.Kind
	GlobalID() string
	self() node
}

// node is what the handles share: the record and the view it was seen from.
type node struct {
	in  *View
	rec catalogue.Record
}

func (n node) self() node { return n }

func (n node) id() catalogue.ID { return n.rec.Base().ID }

// GlobalID is the record's opaque, stable id.
func (n node) GlobalID() string { return catalogue.GlobalID(n.rec.Kind(), n.id()) }

// NameIn is the record's name in a language, German by default.
func (n node) NameIn(lang *catalogue.Lang) string { return inLang(n.rec.Base().Name, lang) }

// DescriptionIn is the record's description in a language, German by default.
func (n node) DescriptionIn(lang *catalogue.Lang) string {
	return inLang(n.rec.Base().Description, lang)
}

// Names are the record's names in all languages.
func (n node) Names() []catalogue.Localized { return n.rec.Base().Name }

// LastRevision is the commit that made this version of the record.
func (n node) LastRevision() int { return int(n.rec.Base().Revision) }

// StatedBy is the source that says so.
func (n node) StatedBy() (Source, bool) { return source(n.in, n.rec.Base().Source) }

// VisibleTo is who may see the record.
func (n node) VisibleTo() catalogue.Visibility { return n.in.snap.Visibility(n.id()) }

// Illustrative says whether the record is an example and not a fact.
func (n node) Illustrative() bool { return n.in.illustrative(n.rec.Base().Source) }

func source(v *View, id catalogue.ID) (Source, bool) {
	s, ok := v.at(id).(Source)
	return s, ok
}

// illustrative says whether a source marks its statements as examples.
func (v *View) illustrative(source catalogue.ID) bool {
	s, ok := v.snap.Record(source).(*catalogue.Source)
	return ok && s.Illustrative()
}

func inLang(t catalogue.Text, lang *catalogue.Lang) string {
	if lang == nil {
		return t.In(catalogue.German)
	}
	return t.In(*lang)
}

// The handles. Each is its record seen from a view: the record's fields are its
// fields, its edges (related_gen.go) are its methods.
type (
	// Service is a handle of a Verwaltungsleistung.
	Service struct {
		*catalogue.Service
		node
	}
	// Authority is a handle of a Behörde.
	Authority struct {
		*catalogue.Authority
		node
	}
	// Area is a handle of a Gebiet.
	Area struct {
		*catalogue.Area
		node
	}
	// Dataset is a handle of a Datensatz.
	Dataset struct {
		*catalogue.Dataset
		node
	}
	// Solution is a handle of a Softwarelösung.
	Solution struct {
		*catalogue.Solution
		node
	}
	// Standard is a handle of a standard.
	Standard struct {
		*catalogue.Standard
		node
	}
	// Interface is a handle of a Schnittstelle.
	Interface struct {
		*catalogue.Interface
		node
	}
	// Capability is a handle of a Fähigkeit.
	Capability struct {
		*catalogue.Capability
		node
	}
	// LegalBasis is a handle of a Rechtsgrundlage.
	LegalBasis struct {
		*catalogue.LegalBasis
		node
	}
	// Project is a handle of a Vorhaben.
	Project struct {
		*catalogue.Project
		node
	}
	// BudgetLine is a handle of a Haushaltsstelle.
	BudgetLine struct {
		*catalogue.BudgetLine
		node
	}
	// Case is a handle of Entscheidungsakte.
	Case struct {
		*catalogue.Case
		node
	}
	// Need is a handle of Bedarf.
	Need struct {
		*catalogue.Need
		node
	}
	// SearchReceipt is a handle of Recherchenachweis.
	SearchReceipt struct {
		*catalogue.SearchReceipt
		node
	}
	// Option is a handle of Handlungsoption.
	Option struct {
		*catalogue.Option
		node
	}
	// GateResult is a handle of Prüfergebnis.
	GateResult struct {
		*catalogue.GateResult
		node
	}
	// Exclusion is a handle of Ausschluss.
	Exclusion struct {
		*catalogue.Exclusion
		node
	}
	// Score is a handle of Punktwert.
	Score struct {
		*catalogue.Score
		node
	}
	// Assessment is a handle of Bewertung.
	Assessment struct {
		*catalogue.Assessment
		node
	}
	// Evidence is a handle of Nachweis.
	Evidence struct {
		*catalogue.Evidence
		node
	}
	// CostModel is a handle of Kostenmodell.
	CostModel struct {
		*catalogue.CostModel
		node
	}
	// Rule is a handle of Regel.
	Rule struct {
		*catalogue.Rule
		node
	}
	// RuleCheck is a handle of Regelprüfung.
	RuleCheck struct {
		*catalogue.RuleCheck
		node
	}
	// Deviation is a handle of Abweichung.
	Deviation struct {
		*catalogue.Deviation
		node
	}
	// Decision is a handle of Entscheidung.
	Decision struct {
		*catalogue.Decision
		node
	}
	// FollowUp is a handle of Erfolgskontrolle.
	FollowUp struct {
		*catalogue.FollowUp
		node
	}
	// Gate is a handle of Ausschlussprüfung.
	Gate struct {
		*catalogue.Gate
		node
	}
	// Ladder is a handle of Rangfolge.
	Ladder struct {
		*catalogue.Ladder
		node
	}
	// WeightSet is a handle of Gewichtung.
	WeightSet struct {
		*catalogue.WeightSet
		node
	}
	// Source is a handle of a Quelle.
	Source struct {
		*catalogue.Source
		node
	}
)

// handle puts a record into the handle of its kind.
func (v *View) handle(r catalogue.Record) Record {
	n := node{v, r}
	switch r := r.(type) {
	case *catalogue.Service:
		return Service{r, n}
	case *catalogue.Authority:
		return Authority{r, n}
	case *catalogue.Area:
		return Area{r, n}
	case *catalogue.Dataset:
		return Dataset{r, n}
	case *catalogue.Solution:
		return Solution{r, n}
	case *catalogue.Standard:
		return Standard{r, n}
	case *catalogue.Interface:
		return Interface{r, n}
	case *catalogue.Capability:
		return Capability{r, n}
	case *catalogue.LegalBasis:
		return LegalBasis{r, n}
	case *catalogue.Project:
		return Project{r, n}
	case *catalogue.BudgetLine:
		return BudgetLine{r, n}
	case *catalogue.Source:
		return Source{r, n}
	}
	return handleOfCase(r, n)
}

// handleOfCase is handle for what reuse is decided by and with.
func handleOfCase(r catalogue.Record, n node) Record {
	switch r := r.(type) {
	case *catalogue.Case:
		return Case{r, n}
	case *catalogue.Need:
		return Need{r, n}
	case *catalogue.SearchReceipt:
		return SearchReceipt{r, n}
	case *catalogue.Option:
		return Option{r, n}
	case *catalogue.GateResult:
		return GateResult{r, n}
	case *catalogue.Exclusion:
		return Exclusion{r, n}
	case *catalogue.Score:
		return Score{r, n}
	case *catalogue.Assessment:
		return Assessment{r, n}
	case *catalogue.Evidence:
		return Evidence{r, n}
	case *catalogue.CostModel:
		return CostModel{r, n}
	case *catalogue.Rule:
		return Rule{r, n}
	case *catalogue.RuleCheck:
		return RuleCheck{r, n}
	case *catalogue.Deviation:
		return Deviation{r, n}
	case *catalogue.Decision:
		return Decision{r, n}
	case *catalogue.FollowUp:
		return FollowUp{r, n}
	case *catalogue.Gate:
		return Gate{r, n}
	case *catalogue.Ladder:
		return Ladder{r, n}
	case *catalogue.WeightSet:
		return WeightSet{r, n}
	}
	panic("view: no handle for " + r.Kind().String())
}

// Phase is the phase of the solution's life on the view's day.
func (s Solution) Phase() catalogue.LifecyclePhase { return s.PhaseOn(s.in.day) }

// Population is how many inhabitants the authority serves.
func (a Authority) Population() (int, bool) {
	return a.Authority.Population, a.Authority.Population > 0
}

// Population is how many inhabitants the area has.
func (a Area) Population() (int, bool) { return a.Area.Population, a.Area.Population > 0 }

// Surface is the area's surface in hectares.
func (a Area) Surface() (int, bool) { return a.Area.Surface, a.Area.Surface > 0 }

// LeikaKeys are the service's Leistungsschlüssel.
func (s Service) LeikaKeys() []string { return plainStrings(s.Service.LeikaKeys()) }

// ServiceType is how specific the service is.
func (s Service) ServiceType() catalogue.ServiceType { return s.Type() }

// LegalBasisText is the legal basis as the publisher wrote it.
func (d Dataset) LegalBasisText() []catalogue.Localized { return d.Dataset.LegalBasisText }

// Distributions are the forms in which the dataset can be had.
func (d Dataset) Distributions() []Distribution {
	out := make([]Distribution, len(d.Dataset.Distributions))
	for i := range out {
		out[i] = Distribution{&d.Dataset.Distributions[i]}
	}
	return out
}

// DataServices are the network interfaces that give access to the dataset.
func (d Dataset) DataServices() []DataService {
	out := make([]DataService, len(d.Dataset.DataServices))
	for i := range out {
		out[i] = DataService{&d.Dataset.DataServices[i]}
	}
	return out
}

// Illustrative says whether the source marks its statements as examples.
func (s Source) Illustrative() bool { return s.Source.Illustrative() }

// Distribution is a distribution as the schema shows it.
type Distribution struct{ *catalogue.Distribution }

// Title is the title in all languages.
func (d Distribution) Title() []catalogue.Localized { return d.Distribution.Title }

// Description is the description in all languages.
func (d Distribution) Description() []catalogue.Localized { return d.Distribution.Description }

// Attribution is the attribution in all languages.
func (d Distribution) Attribution() []catalogue.Localized { return d.Distribution.Attribution }

// ByteSize is the size in bytes.
func (d Distribution) ByteSize() (int, bool) {
	return d.Distribution.ByteSize, d.Distribution.ByteSize > 0
}

// DataService is a data service as the schema shows it.
type DataService struct{ *catalogue.DataService }

// Title is the title in all languages.
func (d DataService) Title() []catalogue.Localized { return d.DataService.Title }

// Description is the description in all languages.
func (d DataService) Description() []catalogue.Localized { return d.DataService.Description }

func plainStrings[S ~string](in []S) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}
