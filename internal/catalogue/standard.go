package catalogue

import "slices"

// Standard is a technical or professional standard with the decision that made
// it binding or recommended.
type Standard struct {
	Meta
	Bindingness      Bindingness       `json:"bindingness,omitempty"`
	DecidedBy        string            `json:"decidedBy,omitempty"` // the body, "IT-Planungsrat"
	Decision         string            `json:"decision,omitempty"`  // its number, "2018/11"
	DecidedOn        Day               `json:"decidedOn,omitzero"`
	DeadlineNew      Day               `json:"deadlineNew,omitzero"`      // new systems comply from this day
	DeadlineExisting Day               `json:"deadlineExisting,omitzero"` // existing systems comply by this day
	Website          string            `json:"website,omitempty"`
	Versions         []StandardVersion `json:"versions,omitempty"`
}

// StandardVersion is a version of a standard with the time it is in force.
type StandardVersion struct {
	Version string `json:"version"`
	From    Day    `json:"from,omitzero"`
	Until   Day    `json:"until,omitzero"`
	URL     string `json:"url,omitempty"`
}

// Kind is KindStandard.
func (*Standard) Kind() Kind { return KindStandard }

// Clone is a copy of the standard.
func (s *Standard) Clone() Record {
	c := *s
	c.Meta = s.Meta.clone()
	c.Versions = slices.Clone(s.Versions)
	return &c
}

func (s *Standard) check(c *checker) {
	c.code(Bindingnesses, "bindingness", string(s.Bindingness))
	c.line("decidedBy", s.DecidedBy)
	c.line("decision", s.Decision)
	c.url("website", s.Website)
	for i, v := range s.Versions {
		at := c.at("versions", i)
		at.required("version", v.Version)
		at.period("until", v.From, v.Until)
		at.url("url", v.URL)
	}
}
