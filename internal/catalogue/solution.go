package catalogue

import "slices"

// Solution (Softwarelösung) is software that the administration uses, plans or
// could use. Who develops, operates, owns and uses it are edges.
type Solution struct {
	Meta
	SolutionKind SolutionKind `json:"solutionKind,omitempty"`
	Development  Sphere       `json:"development,omitempty"` // who develops it
	Operation    Sphere       `json:"operation,omitempty"`   // who operates it
	Licence      SPDX         `json:"licence,omitempty"`
	Vendor       string       `json:"vendor,omitempty"`
	Version      string       `json:"version,omitempty"`
	Website      string       `json:"website,omitempty"`
	Lifecycle    []Phase      `json:"lifecycle,omitempty"` // in the order of their days
	AIRisk       AIRisk       `json:"aiRisk,omitempty"`    // AI applications only

	// What a publiccode.yml says of it.
	Repository        string            `json:"repository,omitempty"`
	DevelopmentStatus DevelopmentStatus `json:"developmentStatus,omitempty"`
	SoftwareType      SoftwareType      `json:"softwareType,omitempty"`
	MaintenanceType   MaintenanceType   `json:"maintenanceType,omitempty"`
	MaintainedUntil   Day               `json:"maintainedUntil,omitzero"` // end of the last maintenance contract
	Released          Day               `json:"released,omitzero"`
	Platforms         []string          `json:"platforms,omitempty"`
	Languages         []Lang            `json:"languages,omitempty"` // of the user interface
	Features          []string          `json:"features,omitempty"`
}

// Phase says from which day on a solution is in a phase.
type Phase struct {
	Phase LifecyclePhase `json:"phase"`
	From  Day            `json:"from,omitzero"` // zero: since ever
}

// Kind is KindSolution.
func (*Solution) Kind() Kind { return KindSolution }

// Clone is a copy of the solution.
func (s *Solution) Clone() Record {
	c := *s
	c.Meta = s.Meta.clone()
	c.Lifecycle = slices.Clone(s.Lifecycle)
	c.Platforms = slices.Clone(s.Platforms)
	c.Languages = slices.Clone(s.Languages)
	c.Features = slices.Clone(s.Features)
	return &c
}

// Origin derives where the solution comes from:
//
//	development   operation                       origin
//	FEDERAL       any                             FEDERAL_STANDARD
//	CROSS_STATE   FEDERAL, CROSS_STATE, others    EFA
//	CROSS_STATE   STATE, MUNICIPAL                OTHER_PUBLIC   (developed together, operated apart)
//	STATE         FEDERAL, CROSS_STATE            OTHER_PUBLIC
//	STATE         MUNICIPAL, or a base service
//	              or platform                     STATE_SHARED
//	STATE         otherwise                       IN_HOUSE
//	MUNICIPAL     FEDERAL, CROSS_STATE, STATE     STATE_SHARED
//	MUNICIPAL     otherwise                       IN_HOUSE
//	THIRD_PARTY   any, open licence               OPEN_SOURCE
//	THIRD_PARTY   any, other licence or none      COMMERCIAL
//
// The first rows are the official models of reuse ("Einer für Alle"; developed
// centrally, operated apart; built alone). It is empty while the development is unknown.
func (s *Solution) Origin() Origin {
	switch s.Development {
	case SphereFederal:
		return OriginFederalStandard
	case SphereCrossState:
		return s.originCrossState()
	case SphereState:
		return s.originState()
	case SphereMunicipal:
		return s.originMunicipal()
	case SphereThirdParty:
		if s.Licence.Open() {
			return OriginOpenSource
		}
		return OriginCommercial
	}
	return ""
}

func (s *Solution) originCrossState() Origin {
	if s.Operation == SphereState || s.Operation == SphereMunicipal {
		return OriginOtherPublic
	}
	return OriginEfA
}

func (s *Solution) originState() Origin {
	switch {
	case s.Operation == SphereFederal || s.Operation == SphereCrossState:
		return OriginOtherPublic
	case s.Operation == SphereMunicipal || s.SolutionKind == SolutionBaseService || s.SolutionKind == SolutionPlatform:
		return OriginStateShared
	}
	return OriginInHouse
}

func (s *Solution) originMunicipal() Origin {
	switch s.Operation {
	case SphereFederal, SphereCrossState, SphereState:
		return OriginStateShared
	case SphereMunicipal, SphereThirdParty:
	}
	return OriginInHouse
}

// FederalStandard says whether the solution is a federal standard.
func (s *Solution) FederalStandard() bool { return s.Origin() == OriginFederalStandard }

// InHouse says whether the solution is an in-house build (Eigenentwicklung).
func (s *Solution) InHouse() bool { return s.Origin() == OriginInHouse }

// PhaseOn is the phase on a day, empty before the first.
func (s *Solution) PhaseOn(day Day) LifecyclePhase {
	var phase LifecyclePhase
	for _, p := range s.Lifecycle {
		if p.From <= day {
			phase = p.Phase
		}
	}
	return phase
}

func (s *Solution) check(c *checker) {
	c.code(SolutionKinds, "solutionKind", string(s.SolutionKind))
	c.code(Spheres, "development", string(s.Development))
	c.code(Spheres, "operation", string(s.Operation))
	c.code(AIRisks, "aiRisk", string(s.AIRisk))
	c.code(DevelopmentStatuses, "developmentStatus", string(s.DevelopmentStatus))
	c.code(SoftwareTypes, "softwareType", string(s.SoftwareType))
	c.code(MaintenanceTypes, "maintenanceType", string(s.MaintenanceType))
	if s.Licence != "" {
		if _, err := ParseSPDX(string(s.Licence)); err != nil {
			c.add("licence", string(s.Licence), "not an SPDX licence expression")
		}
	}
	if s.AIRisk != "" && s.SolutionKind != SolutionAI {
		c.add("aiRisk", string(s.AIRisk), "only an AI_APPLICATION has a risk class")
	}
	c.line("vendor", s.Vendor)
	c.line("version", s.Version)
	c.url("website", s.Website)
	c.url("repository", s.Repository)
	c.lines("platforms", s.Platforms)
	c.lines("features", s.Features)
	for _, lang := range s.Languages {
		c.lang("languages", lang)
	}
	s.checkLifecycle(c)
}

func (s *Solution) checkLifecycle(c *checker) {
	for i, p := range s.Lifecycle {
		if p.Phase == "" {
			c.addf("lifecycle", i, "an entry has a phase")
		}
		c.code(LifecyclePhases, "lifecycle", string(p.Phase))
		if i > 0 && p.From <= s.Lifecycle[i-1].From {
			c.add("lifecycle", p.From.String(), "phases are in the order of their days, each day once")
		}
	}
}
