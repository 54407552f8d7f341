package catalogue

// Evidence (Nachweis) is a document or observation on which judgements rest. What
// rests on it rests on nothing once it is removed or, with its validity, expires.
type Evidence struct {
	Meta
	EvidenceKind EvidenceKind  `json:"evidenceKind,omitempty"`
	URI          string        `json:"uri,omitempty"`        // where it is, or was
	ContentHash  Digest        `json:"contentHash,omitzero"` // SHA-256 of what was there
	Retrieved    Day           `json:"retrieved,omitzero"`   // when it was looked at
	Grade        EvidenceGrade `json:"grade,omitempty"`      // A to D
	Author       string        `json:"author,omitempty"`     // who stated it: a body, not a person
}

// CostModel (Kostenmodell) is what a solution or an option costs (PRICES), by the
// number of authorities that use it. All amounts are in euros.
type CostModel struct {
	Meta
	PriceFunction PriceFunction `json:"priceFunction,omitempty"`
	// Once is paid one time: development or purchase; of PER_AUTHORITY by each.
	Once *Money `json:"once,omitempty"`
	// Yearly is paid each year: FIXED the whole fee, PER_AUTHORITY the fee of each,
	// COST_SHARE the whole costs that are shared.
	Yearly *Money `json:"yearly,omitempty"`
	// Connection is paid one time by each authority that joins, on its own side.
	Connection *Money `json:"connection,omitempty"`
	// OwnYearly is what an authority goes on paying by itself each year.
	OwnYearly *Money `json:"ownYearly,omitempty"`
	// FixedShare is the use-independent part of COST_SHARE in thousandths, which the
	// PartnerStates divide evenly; the rest is divided by population among users.
	FixedShare        int `json:"fixedShare,omitempty"`
	PartnerStates     int `json:"partnerStates,omitempty"`
	PartnerPopulation int `json:"partnerPopulation,omitempty"` // inhabitants of the users outside this state
	Years             int `json:"years,omitempty"`             // the horizon
}

// Kind is KindEvidence.
func (*Evidence) Kind() Kind { return KindEvidence }

// Kind is KindCostModel.
func (*CostModel) Kind() Kind { return KindCostModel }

// Clone is a copy of the evidence.
func (e *Evidence) Clone() Record { c := *e; c.Meta = e.Meta.clone(); return &c }

// Clone is a copy of the cost model.
func (m *CostModel) Clone() Record {
	c := *m
	c.Meta = m.Meta.clone()
	c.Once, c.Yearly = m.Once.clone(), m.Yearly.clone()
	c.Connection, c.OwnYearly = m.Connection.clone(), m.OwnYearly.clone()
	return &c
}

func (e *Evidence) check(c *checker) {
	c.chosen(EvidenceKinds, "evidenceKind", string(e.EvidenceKind))
	c.chosen(EvidenceGrades, "grade", string(e.Grade))
	c.line("uri", e.URI)
	c.line("author", e.Author)
	c.period("retrieved", e.Retrieved, 0)
}

func (m *CostModel) check(c *checker) {
	c.chosen(PriceFunctions, "priceFunction", string(m.PriceFunction))
	for field, amount := range map[string]*Money{"once": m.Once, "yearly": m.Yearly, "connection": m.Connection, "ownYearly": m.OwnYearly} {
		if amount != nil && (*amount < 0 || *amount > mostMoney) {
			c.add(field, amount.String(), "a cost is between 0 and 100 billion euros")
		}
	}
	shared := m.FixedShare != 0 || m.PartnerStates != 0 || m.PartnerPopulation != 0
	if shared && m.PriceFunction != PriceCostShare {
		c.add("fixedShare", "", "only COST_SHARE has a fixedShare, partnerStates and partnerPopulation")
	}
	if m.FixedShare < 0 || m.FixedShare > 1000 {
		c.addf("fixedShare", m.FixedShare, "a share is 0 to 1000 thousandths")
	}
	if m.PartnerStates < 0 || m.PartnerStates > 16 {
		c.addf("partnerStates", m.PartnerStates, "there are 16 states")
	}
	if m.PartnerPopulation < 0 || m.PartnerPopulation > 1_000_000_000 {
		c.addf("partnerPopulation", m.PartnerPopulation, "between 0 and 1,000,000,000")
	}
	if m.Years < 1 || m.Years > 50 {
		c.addf("years", m.Years, "a horizon is 1 to 50 years")
	}
}

// mostMoney bounds a cost, so that sums over years and authorities stay exact.
const mostMoney Money = 100_000_000_000_00
