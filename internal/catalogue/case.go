package catalogue

import "slices"

// Case (Entscheidungsakte) is the file of one decision between reuse, purchase,
// build and no system. What belongs to it is filed in it (FILED_IN); what it is
// about it CONCERNS. Its question is its description.
//
// How a case may move, and what of it may change when, is for package casework.
type Case struct {
	Meta
	Lane Lane `json:"lane,omitempty"`
	// Step is the last state that somebody moved the case to. The state in which it
	// is on a day follows from it and from what has changed since.
	Step CaseState `json:"step,omitempty"`
	// Author is who opened the case, and Steps how it came to where it is. Both are
	// written by the program; who gives them must give what is there.
	Author string     `json:"author,omitempty"`
	Steps  []CaseStep `json:"steps,omitempty"`
}

// CaseStep is one move of a case.
type CaseStep struct {
	To       CaseState `json:"to"`
	By       string    `json:"by"`
	On       Day       `json:"on"`
	Revision int       `json:"revision"`        // of the commit that made the move
	Reason   string    `json:"reason,omitzero"` // the message of that commit
	// Drift is the digest of what had changed since the decision when a review
	// confirmed it, so that the same changes do not make it due again.
	Drift Digest `json:"drift,omitzero"`
}

// Kind is KindCase.
func (*Case) Kind() Kind { return KindCase }

// Clone is a copy of the case.
func (k *Case) Clone() Record {
	c := *k
	c.Meta = k.Meta.clone()
	c.Steps = slices.Clone(k.Steps)
	return &c
}

func (k *Case) check(c *checker) {
	if k.Lane == "" {
		c.add("lane", "", "a case has a lane")
	}
	c.code(Lanes, "lane", string(k.Lane))
	if k.Step == "" {
		c.add("step", "", "a case has a step, DRAFT at first")
	}
	c.code(CaseStates, "step", string(k.Step))
	c.line("author", k.Author)
	c.most("steps", len(k.Steps), 1000)
	for i, s := range k.Steps {
		at := c.at("steps", i)
		at.code(CaseStates, "to", string(s.To))
		at.line("by", s.By)
		at.count("revision", s.Revision)
		at.clean("reason", s.Reason, longestLine)
	}
}
