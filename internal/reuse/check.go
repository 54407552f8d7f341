package reuse

import (
	"sync"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Check is the answer to what could be reused for a need.
type Check struct {
	in      *view.View
	need    Need
	policy  policy
	matches []match
	desk    func() *desk // read when the first field needs it
}

// CheckNeed looks for what could be reused for a need that somebody describes.
func CheckNeed(v *view.View, input NeedInput) (Check, error) {
	need, err := input.read(v)
	if err != nil {
		return Check{}, err
	}
	return check(v, need), v.Stopped()
}

func check(v *view.View, need Need) Check {
	policy := policyOf(v)
	return Check{
		in: v, need: need, policy: policy, matches: find(v, policy.Ladder, need),
		desk: sync.OnceValue(func() *desk { return newDesk(v, need) }),
	}
}

// Need is the need as it was understood.
func (c Check) Need() CheckedNeed { return CheckedNeed{c.in, c.need} }

// Ladder is the ladder in force.
func (c Check) Ladder() (view.Ladder, bool) {
	return view.Handle[view.Ladder](c.in, c.policy.Ladder.ID)
}

// Rule is the rule in force that decides between classes of solutions, else the one that
// asks for a search.
func (c Check) Rule() (view.Rule, bool) {
	rule, ok := c.policy.reuseRule()
	if !ok {
		return view.Rule{}, false
	}
	return view.Handle[view.Rule](c.in, rule.ID)
}

// Considered is how many solutions were looked at: all that can be seen.
func (c Check) Considered() int { return c.in.Count(catalogue.KindSolution) }

// Matched is how many of them came up.
func (c Check) Matched() int { return len(c.matches) }

// Rungs are the rungs of the ladder in force, best first, those too on which nothing
// stands.
func (c Check) Rungs() []CheckedRung {
	ladder := c.policy.Ladder
	if ladder.ID == 0 {
		return []CheckedRung{}
	}
	out := make([]CheckedRung, len(ladder.Rungs))
	for i := range out {
		out[i] = CheckedRung{c, &ladder.Rungs[i], c.at(i)}
	}
	return out
}

// at are the matches on a place of the ladder: they stand together.
func (c Check) at(place int) []match {
	from := 0
	for from < len(c.matches) && c.matches[from].place < place {
		from++
	}
	to := from
	for to < len(c.matches) && c.matches[to].place == place {
		to++
	}
	return c.matches[from:to]
}

// NotOnLadder are the first of the solutions that came up and stand on no rung.
func (c Check) NotOnLadder(first *int) ([]Candidate, error) {
	return c.candidates(c.at(casefile.OffLadder), first)
}

// NotOnLadderCount is how many those are.
func (c Check) NotOnLadderCount() int { return len(c.at(casefile.OffLadder)) }

func (c Check) candidates(m []match, first *int) ([]Candidate, error) {
	n, err := number(first)
	if err != nil {
		return nil, err
	}
	out := make([]Candidate, min(n, len(m)))
	for i := range out {
		out[i] = Candidate{c, m[i]}
	}
	return out, nil
}

// CheckedRung is a rung with the solutions that stand on it.
type CheckedRung struct {
	of      Check
	rung    *catalogue.Rung
	matches []match
}

// Rung is the rung.
func (r CheckedRung) Rung() view.Rung { return view.Rung{Rung: r.rung} }

// CandidateCount is how many solutions that came up stand on it.
func (r CheckedRung) CandidateCount() int { return len(r.matches) }

// Candidates are the first of them: the strongest first, then by name.
func (r CheckedRung) Candidates(first *int) ([]Candidate, error) {
	return r.of.candidates(r.matches, first)
}

// Stands says in words which options stand on it that are no solution of the catalogue,
// false where there are none.
func (r CheckedRung) Stands() (string, bool) {
	var kinds []string
	for _, k := range r.rung.OptionKinds {
		if k != catalogue.OptionSolution {
			kinds = append(kinds, "„"+label(catalogue.OptionKinds, string(k))+"“")
		}
	}
	if len(kinds) == 0 {
		return "", false
	}
	return "Hier steht, auch ohne Eintrag im Bestand, die Handlungsoption " + joined(kinds) + ".", true
}

// CheckedNeed is a need as it was understood.
type CheckedNeed struct {
	in   *view.View
	need Need
}

// Services are those that are to be supported.
func (n CheckedNeed) Services() []view.Service { return handles[view.Service](n.in, n.need.Services) }

// Capabilities are those that are needed.
func (n CheckedNeed) Capabilities() []view.Capability {
	return handles[view.Capability](n.in, n.need.Capabilities)
}

// Standards are those that the need itself requires.
func (n CheckedNeed) Standards() []view.Standard {
	return handles[view.Standard](n.in, n.need.Standards)
}

// Datasets are those that are worked on.
func (n CheckedNeed) Datasets() []view.Dataset { return handles[view.Dataset](n.in, n.need.Datasets) }

// Interfaces are those that are to be offered.
func (n CheckedNeed) Interfaces() []view.Interface {
	return handles[view.Interface](n.in, n.need.Interfaces)
}

// AffectedAuthorities are the first of the authorities whom it affects, by number.
func (n CheckedNeed) AffectedAuthorities(first *int) ([]view.Authority, error) {
	return firstOf[view.Authority](n.in, affected(n.in, n.need), first)
}

// AffectedCount is how many those are.
func (n CheckedNeed) AffectedCount() int { return affected(n.in, n.need).Count() }

// Text is the words that describe it.
func (n CheckedNeed) Text() (string, bool) { return n.need.Text, n.need.Text != "" }

// Constraints are the limits within which a solution must stay.
func (n CheckedNeed) Constraints() []catalogue.Constraint { return n.need.Constraints }
