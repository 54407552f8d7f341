package generate

import (
	"strings"

	"fundus/internal/catalogue"
)

// Scale is how large a catalogue is.
type Scale string

// The scales.
const (
	Tiny    Scale = "tiny"    // for tests
	State   Scale = "state"   // 2 million offers
	Country Scale = "country" // 16 million offers
	// Niedersachsen2025 is a state on which the figures that were published in August
	// 2025 come out; see published.
	Niedersachsen2025 Scale = "niedersachsen-2025"
)

// ParseScale reads a scale.
func ParseScale(s string) (Scale, error) {
	if _, ok := scales[Scale(s)]; !ok {
		return "", catalogue.Errorf(catalogue.Invalid, "%q is not a scale; write %s", s, strings.Join([]string{string(Tiny), string(State), string(Country), string(Niedersachsen2025)}, ", "))
	}
	return Scale(s), nil
}

// sizes are the numbers of a scale. Areas and the authorities that go with them
// are counted per state.
type sizes struct {
	states, districts, associations, municipalities int

	authorities, services, datasets, solutions           int
	standards, interfaces, capabilities, legal, projects int
	offers                                               int
	cases                                                int

	published *published // nil for a scale that is drawn throughout
}

var scales = map[Scale]sizes{
	Tiny: {
		states: 1, districts: 3, associations: 4, municipalities: 12,
		authorities: 40, services: 60, datasets: 50, solutions: 30,
		standards: 6, interfaces: 8, capabilities: 12, legal: 10, projects: 5,
		offers: 300, cases: 2,
	},
	State: {
		states: 1, districts: 45, associations: 120, municipalities: 1000,
		authorities: 4000, services: 8000, datasets: 150_000, solutions: 5000,
		standards: 200, interfaces: 1500, capabilities: 400, legal: 1200, projects: 300,
		offers: 2_000_000, cases: 200,
	},
	Country: {
		states: 16, districts: 25, associations: 80, municipalities: 680,
		authorities: 30_000, services: 12_000, datasets: 1_000_000, solutions: 20_000,
		standards: 400, interfaces: 6000, capabilities: 600, legal: 4000, projects: 2000,
		offers: 16_000_000, cases: 2000,
	},
	Niedersachsen2025: {
		states: 1, districts: 45, associations: 115, municipalities: 939,
		authorities: 2300, services: 3000, datasets: 500, solutions: 400,
		standards: 40, interfaces: 60, capabilities: 40, legal: 100, projects: 30, cases: 20,
		published: &niedersachsen,
	},
}

func (s sizes) areasPerState() int { return 1 + s.districts + s.associations + s.municipalities }

// of is the number of records of a kind.
func (s sizes) of(kind catalogue.Kind) int {
	switch kind {
	case catalogue.KindService:
		return s.services
	case catalogue.KindAuthority:
		return s.authorities
	case catalogue.KindArea:
		return s.states * s.areasPerState()
	case catalogue.KindDataset:
		return s.datasets
	case catalogue.KindSolution:
		return s.solutions
	case catalogue.KindStandard:
		return s.standards
	case catalogue.KindInterface:
		return s.interfaces
	case catalogue.KindCapability:
		return s.capabilities
	case catalogue.KindLegalBasis:
		return s.legal
	case catalogue.KindProject, catalogue.KindBudgetLine:
		return s.projects
	case catalogue.KindSource:
		return 1
	default:
		return s.ofDecisions(kind)
	}
}
