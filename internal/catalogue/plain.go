package catalogue

import "slices"

// The kinds with few fields of their own.

// Interface (Schnittstelle) is an API, message or file interface that solutions
// expose and consume.
type Interface struct {
	Meta
	InterfaceKind InterfaceKind `json:"interfaceKind,omitempty"`
	Protocol      string        `json:"protocol,omitempty"`
	Version       string        `json:"version,omitempty"`
	Specification string        `json:"specification,omitempty"` // address of the specification
}

// Capability (Fähigkeit) is a term of a taxonomy (PART_OF) of what solutions
// can do and services need.
type Capability struct {
	Meta
}

// LegalBasis (Rechtsgrundlage) is a law or a provision of one.
type LegalBasis struct {
	Meta
	LegalLevel LegalLevel `json:"legalLevel,omitempty"`
	Citation   string     `json:"citation,omitempty"` // "§ 17 BMG"
	Website    string     `json:"website,omitempty"`
}

// Project (Vorhaben) is a measure with a budget and a period; what it delivers
// and what funds it are edges.
type Project struct {
	Meta
	ProjectStatus ProjectStatus `json:"projectStatus,omitempty"`
	Starts        Day           `json:"starts,omitzero"`
	Ends          Day           `json:"ends,omitzero"`
	Budget        *Money        `json:"budget,omitempty"` // in euros, for the whole period
}

// BudgetLine (Haushaltsstelle) is a title of a budget with its amounts by year.
type BudgetLine struct {
	Meta
	SinglePlan string         `json:"singlePlan,omitempty"` // Einzelplan, "03"
	Chapter    string         `json:"chapter,omitempty"`    // Kapitel, "0301"
	Title      string         `json:"title,omitempty"`      // Titel, "812 01"
	Amounts    []BudgetAmount `json:"amounts,omitempty"`    // in the order of the years
}

// BudgetAmount is what a budget line has in a year.
type BudgetAmount struct {
	Year    int    `json:"year"`
	Planned Money  `json:"planned"`          // Ansatz
	Actual  *Money `json:"actual,omitempty"` // Ist
}

// Source (Quelle) is where statements come from.
type Source struct {
	Meta
	SourceKind SourceKind `json:"sourceKind,omitempty"`
	Publisher  string     `json:"publisher,omitempty"`
	URL        string     `json:"url,omitempty"`
	Retrieved  Day        `json:"retrieved,omitzero"`
	Licence    string     `json:"licence,omitempty"` // as published
}

// Kind is KindInterface.
func (*Interface) Kind() Kind { return KindInterface }

// Kind is KindCapability.
func (*Capability) Kind() Kind { return KindCapability }

// Kind is KindLegalBasis.
func (*LegalBasis) Kind() Kind { return KindLegalBasis }

// Kind is KindProject.
func (*Project) Kind() Kind { return KindProject }

// Kind is KindBudgetLine.
func (*BudgetLine) Kind() Kind { return KindBudgetLine }

// Kind is KindSource.
func (*Source) Kind() Kind { return KindSource }

// Clone is a copy of the interface.
func (i *Interface) Clone() Record { c := *i; c.Meta = i.Meta.clone(); return &c }

// Clone is a copy of the capability.
func (k *Capability) Clone() Record { c := *k; c.Meta = k.Meta.clone(); return &c }

// Clone is a copy of the legal basis.
func (l *LegalBasis) Clone() Record { c := *l; c.Meta = l.Meta.clone(); return &c }

// Clone is a copy of the project.
func (p *Project) Clone() Record {
	c := *p
	c.Meta = p.Meta.clone()
	c.Budget = p.Budget.clone()
	return &c
}

// Clone is a copy of the budget line.
func (b *BudgetLine) Clone() Record {
	c := *b
	c.Meta = b.Meta.clone()
	c.Amounts = slices.Clone(b.Amounts)
	for i := range c.Amounts {
		c.Amounts[i].Actual = c.Amounts[i].Actual.clone()
	}
	return &c
}

// Clone is a copy of the source.
func (s *Source) Clone() Record { c := *s; c.Meta = s.Meta.clone(); return &c }

// Illustrative says whether statements of this source are examples, not facts.
func (s *Source) Illustrative() bool { return s.SourceKind == SourceIllustrative }

func (i *Interface) check(c *checker) {
	c.code(InterfaceKinds, "interfaceKind", string(i.InterfaceKind))
	c.line("protocol", i.Protocol)
	c.line("version", i.Version)
	c.url("specification", i.Specification)
}

func (*Capability) check(*checker) {}

func (l *LegalBasis) check(c *checker) {
	c.code(LegalLevels, "legalLevel", string(l.LegalLevel))
	c.line("citation", l.Citation)
	c.url("website", l.Website)
}

func (p *Project) check(c *checker) {
	c.code(ProjectStatuses, "projectStatus", string(p.ProjectStatus))
	c.period("ends", p.Starts, p.Ends)
	if p.Budget != nil && *p.Budget < 0 {
		c.add("budget", p.Budget.String(), "a budget is not negative")
	}
}

func (b *BudgetLine) check(c *checker) {
	c.line("singlePlan", b.SinglePlan)
	c.line("chapter", b.Chapter)
	c.line("title", b.Title)
	for i, a := range b.Amounts {
		if a.Year < 1946 || a.Year > 2200 {
			c.addf("amounts", a.Year, "a budget year is 1946 to 2200")
		}
		if i > 0 && a.Year <= b.Amounts[i-1].Year {
			c.addf("amounts", a.Year, "amounts are in the order of their years, each year once")
		}
	}
}

func (s *Source) check(c *checker) {
	c.code(SourceKinds, "sourceKind", string(s.SourceKind))
	if s.Illustrative() && s.Visibility != "" && s.Visibility != Public {
		c.add("visibility", string(s.Visibility), "a source of examples is public, or what comes from it would be taken for facts")
	}
	c.line("publisher", s.Publisher)
	c.url("url", s.URL)
	c.line("licence", s.Licence)
}
