package catalogue

import (
	"fmt"
	"slices"
	"strconv"
)

// Service (Verwaltungsleistung) is what the administration does for citizens,
// businesses or itself. Its LeiKa keys and OZG ids are identifiers; a service
// may have several keys and a key several services.
type Service struct {
	Meta
	RegulationType RegulationType `json:"regulationType,omitempty"`
	PolicyField    PolicyField    `json:"policyField,omitempty"`
	Focus          bool           `json:"focus,omitempty"` // Fokusleistung
	Addressees     []Addressee    `json:"addressees,omitempty"`
	TrustLevel     TrustLevel     `json:"trustLevel,omitempty"`
	// MaturityScores (Reifegradkriterien) are the scores 0 to 4 of the ten
	// criteria of the OZG maturity model, all ten or none.
	MaturityScores []int `json:"maturityScores,omitempty"`
}

const (
	maturityCriteria = 10
	maturityHighest  = 4
	// MaturityOfDuty is the maturity from which the duty of the OZG is met.
	MaturityOfDuty = 3
)

// Kind is KindService.
func (*Service) Kind() Kind { return KindService }

// Clone is a copy of the service.
func (s *Service) Clone() Record {
	c := *s
	c.Meta = s.Meta.clone()
	c.Addressees = slices.Clone(s.Addressees)
	c.MaturityScores = slices.Clone(s.MaturityScores)
	return &c
}

// LeikaKeys are the service's Leistungsschlüssel in ascending order.
func (s *Service) LeikaKeys() []LeikaKey {
	var keys []LeikaKey
	for _, i := range s.Identifiers {
		if i.Scheme == SchemeLeika {
			keys = append(keys, LeikaKey(i.Value))
		}
	}
	return keys
}

// Type is how specific the service is: the type of its most specific key, none
// without a key.
func (s *Service) Type() ServiceType {
	var most ServiceType
	for _, key := range s.LeikaKeys() {
		if t := key.Type(); ServiceTypes.Position(string(t)) > ServiceTypes.Position(string(most)) {
			most = t
		}
	}
	return most
}

// Maturity (Reifegrad) is 0 to 4: the lowest of the ten criteria decides, not
// their mean. It is false where the scores are unknown.
func (s *Service) Maturity() (int, bool) {
	if len(s.MaturityScores) == 0 {
		return 0, false
	}
	return slices.Min(s.MaturityScores), true
}

// DutyMet says whether the duty of the OZG is met (maturity from 3), false
// where the maturity is unknown.
func (s *Service) DutyMet() (met, known bool) {
	maturity, known := s.Maturity()
	return known && maturity >= MaturityOfDuty, known
}

func (s *Service) check(c *checker) {
	c.code(RegulationTypes, "regulationType", string(s.RegulationType))
	c.code(PolicyFields, "policyField", string(s.PolicyField))
	c.code(TrustLevels, "trustLevel", string(s.TrustLevel))
	codes(c, Addressees, "addressees", s.Addressees)
	if n := len(s.MaturityScores); n != 0 && n != maturityCriteria {
		c.addOwn("maturityScores", &Error{
			Value:   strconv.Itoa(n),
			Message: fmt.Sprintf("%d scores given; the maturity model has ten criteria: give all ten scores or none", n),
		})
	}
	for _, score := range s.MaturityScores {
		if score < 0 || score > maturityHighest {
			c.addf("maturityScores", score, "a score is 0 to 4")
		}
	}
}
