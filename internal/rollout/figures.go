package rollout

import "fundus/internal/catalogue"

// Figures are the four readings of a coverage, and on what they rest. They are never one
// number: whoever is not told what was divided by what would take one for another.
type Figures struct {
	sum
	strict, any [states]int // authorities
	behind      behind
}

// CoverageFigures is whatever has figures.
type CoverageFigures interface{ Pairs() PairReading }

// judge counts an authority.
func (f *Figures) judge(m mark) {
	f.strict[m.strict()]++
	f.any[m.any()]++
}

func (f *Figures) pairCount() (n int) {
	for _, of := range f.states {
		n += of
	}
	return n
}

// BasisCount is how many pairs rest on a basis.
type BasisCount struct {
	Basis Basis
	Pairs int
}

// Basis is on what the pairs rest.
func (f Figures) Basis() []BasisCount {
	var out []BasisCount
	for i, n := range f.bases {
		if n > 0 {
			out = append(out, BasisCount{bases[i], n})
		}
	}
	return out
}

// Reading is one way to read a coverage as a share.
type Reading struct {
	Numerator, Denominator, Unknown int
}

// PerMille is the share in thousandths; false where there is nothing to share.
func (r Reading) PerMille() (int, bool) { return catalogue.PerMille(r.Numerator, r.Denominator) }

// counted is a reading of states.
type counted [states]int

func (c counted) reading() Reading {
	r := Reading{Numerator: c[covered], Unknown: c[unknown]}
	for _, n := range c {
		r.Denominator += n
	}
	return r
}

// AuthorityReading counts authorities.
type AuthorityReading struct {
	Reading
	Partly, NotCovered int
	judge              func(mark) state
	behind             behind
}

func (f Figures) authorities(c counted, judge func(mark) state) AuthorityReading {
	return AuthorityReading{c.reading(), c[partly], c[notCovered], judge, f.behind}
}

// Strict counts the authorities that offer all that they are asked for.
func (f Figures) Strict() AuthorityReading { return f.authorities(f.strict, mark.strict) }

// Any counts the authorities that offer something of it.
func (f Figures) Any() AuthorityReading { return f.authorities(f.any, mark.any) }

// PairReading counts pairs of an authority and a service.
type PairReading struct {
	Reading
	Partly, NotCovered                            int
	OfferedOtherwise, InRollout, Planned, Retired int
	behind                                        behind
}

// Pairs counts pairs.
func (f Figures) Pairs() PairReading {
	return PairReading{
		Reading: counted(f.states).reading(), Partly: f.states[partly], NotCovered: f.states[notCovered],
		OfferedOtherwise: f.stages[otherwise], InRollout: f.stages[rollingOut], Planned: f.stages[plannedOnly], Retired: f.stages[retiredOnly],
		behind: f.behind,
	}
}

// Population counts people, once for each pair that is asked for them.
func (f Figures) Population() Reading {
	return Reading{Numerator: f.reached, Denominator: f.people, Unknown: f.untold}
}
