package catalogue

import "slices"

// SearchReceipt (Recherchenachweis) proves that solutions for reuse were looked for:
// in what, with which need, and what came up. What the writer gives is which
// other places were searched; the search of this catalogue is made by the program,
// at the head that the receipt is recorded on, and asking again at that revision
// gives the same hits in the same order.
type SearchReceipt struct {
	Meta
	Elsewhere []SearchedPlace `json:"elsewhere,omitempty"` // searched by people, outside this catalogue

	// Written by the program.
	TakenBy    string   `json:"takenBy,omitempty"`
	AtRevision int      `json:"atRevision,omitempty"` // the revision that was searched
	AtDay      Day      `json:"atDay,omitzero"`       // the day on which what was searched held
	Filters    []string `json:"filters,omitempty"`    // what was asked, as references in order: "services service:123"
	Considered int      `json:"considered,omitempty"` // solutions that were looked at
	Hits       []Hit    `json:"hits,omitempty"`       // best first
	Digest     Digest   `json:"digest,omitzero"`      // SHA-256 over all of the above but takenBy
}

// SearchedPlace is another place in which was searched for reuse.
type SearchedPlace struct {
	Place string `json:"place"` // "openCode"
	URL   string `json:"url,omitempty"`
	On    Day    `json:"on"`
	Query string `json:"query"` // what was asked
	Found string `json:"found"` // what came up, in words; "nichts"
}

// Hit is a solution that came up.
type Hit struct {
	Solution string      `json:"solution"`       // its global id
	Rung     string      `json:"rung,omitempty"` // key of its rung on the ladder
	Strength int         `json:"strength"`       // how much of the need it matches, 0 to 1000
	Reasons  []HitReason `json:"reasons,omitempty"`
}

// HitReason is why it came up.
type HitReason struct {
	Match  MatchReason `json:"match"`
	Record string      `json:"record,omitempty"` // the global id of what matched
}

// Kind is KindSearchReceipt.
func (*SearchReceipt) Kind() Kind { return KindSearchReceipt }

// Clone is a copy of the receipt.
func (s *SearchReceipt) Clone() Record {
	c := *s
	c.Meta = s.Meta.clone()
	c.Elsewhere = slices.Clone(s.Elsewhere)
	c.Filters = slices.Clone(s.Filters)
	c.Hits = slices.Clone(s.Hits)
	for i := range c.Hits {
		c.Hits[i].Reasons = slices.Clone(c.Hits[i].Reasons)
	}
	return &c
}

func (s *SearchReceipt) check(c *checker) {
	c.most("elsewhere", len(s.Elsewhere), 100)
	for i, p := range s.Elsewhere {
		at := c.at("elsewhere", i)
		at.required("place", p.Place)
		at.url("url", p.URL)
		at.required("query", p.Query)
		at.required("found", p.Found)
		if p.On == 0 {
			at.add("on", "", "must not be empty")
		}
	}
	c.line("takenBy", s.TakenBy)
	c.count("atRevision", s.AtRevision)
	c.count("considered", s.Considered)
	c.lines("filters", s.Filters)
	c.most("hits", len(s.Hits), 1000)
	for i, h := range s.Hits {
		at := c.at("hits", i)
		at.globalID("solution", h.Solution)
		at.line("rung", h.Rung)
		at.count("strength", h.Strength)
		for _, r := range h.Reasons {
			at.code(MatchReasons, "reasons", string(r.Match))
			at.globalID("reasons", r.Record)
		}
	}
}

// globalID holds what names a record as it was: not a reference that must lead
// somewhere, but a word of a document.
func (c *checker) globalID(field, id string) {
	if id == "" {
		return
	}
	if _, _, err := ParseGlobalID(id); err != nil {
		c.add(field, id, "not the id of a record")
	}
}
