package rollout

import "iter"

// panes are where pairs are counted: in lasting ones all that a desk works off, in
// passing ones a part of the services after the other.
type panes struct{ lasting, passing []lens }

// pane counts the pairs of a desk as they are seen through a lens.
type pane struct {
	lens    lens
	scene   *scene
	lit     bool // there was a live offer that the lens shows
	sums    []sum
	marks   []mark  // by place
	touched []int32 // places that have a mark
}

// sum is what adds up over the pairs of a group of authorities.
type sum struct {
	bases                   [len(bases)]int
	states                  [states]int
	stages                  [stages]int // of those that are not covered
	people, reached, untold int
}

// mark is what adds up over the pairs of one authority.
type mark struct{ pairs, covered, partly, unknown int32 }

// state is what is true of a pair, or of an authority in a reading.
type state uint8

const (
	covered state = iota
	partly
	notCovered
	unknown
	states
)

// stage is how far a pair is that is not covered.
type stage uint8

const (
	otherwise stage = iota // live, but not through the lens
	rollingOut
	plannedOnly
	retiredOnly
	stages
)

func newPane(s *scene, l lens) *pane {
	return &pane{lens: l, scene: s, sums: make([]sum, len(s.bodyKeys)), marks: make([]mark, len(s.bodies))}
}

// count counts a pair.
func (p *pane) count(x *pair, f *finding) {
	s := &p.sums[p.scene.bodies[x.body].group]
	s.bases[x.basis]++
	s.states[f.state]++
	if f.state == notCovered {
		s.stages[f.stage]++
	}
	s.people += f.people
	s.reached += f.reached
	s.untold += f.untold
	p.note(x.body, mark{pairs: 1, covered: one(f.state == covered), partly: one(f.state == partly), unknown: one(f.state == unknown)})
}

func one(is bool) int32 {
	if is {
		return 1
	}
	return 0
}

// note adds to the mark of an authority.
func (p *pane) note(body int32, m mark) {
	own := &p.marks[body]
	if own.pairs == 0 {
		p.touched = append(p.touched, body)
	}
	own.pairs += m.pairs
	own.covered += m.covered
	own.partly += m.partly
	own.unknown += m.unknown
}

// add adds what another pane of the same scene and lens has counted.
func (p *pane) add(other *pane) {
	p.lit = p.lit || other.lit
	for i := range p.sums {
		p.sums[i].add(&other.sums[i])
	}
	for _, body := range other.touched {
		p.note(body, other.marks[body])
	}
}

func (s *sum) add(other *sum) {
	for i, n := range other.bases {
		s.bases[i] += n
	}
	for i, n := range other.states {
		s.states[i] += n
	}
	for i, n := range other.stages {
		s.stages[i] += n
	}
	s.people += other.people
	s.reached += other.reached
	s.untold += other.untold
}

// clear begins anew.
func (p *pane) clear() {
	p.lit = false
	clear(p.sums)
	for _, body := range p.touched {
		p.marks[body] = mark{}
	}
	p.touched = p.touched[:0]
}

// strict is the state of an authority that is covered when all its pairs are. Where what
// is said does not decide it, it is unknown.
func (m mark) strict() state {
	switch {
	case m.covered == m.pairs:
		return covered
	case m.covered+m.unknown == m.pairs:
		return unknown
	case m.covered+m.partly > 0:
		return partly
	}
	return notCovered
}

// any is the state of an authority that is covered when one of its pairs is.
func (m mark) any() state {
	switch {
	case m.covered > 0:
		return covered
	case m.partly > 0:
		return partly
	case m.unknown > 0:
		return unknown
	}
	return notCovered
}

// byGroup are the figures of each group of authorities.
func (p *pane) byGroup() iter.Seq2[int, Figures] {
	figures := make([]Figures, len(p.sums))
	for i := range figures {
		figures[i].sum = p.sums[i]
	}
	for _, body := range p.touched {
		figures[p.scene.bodies[body].group].judge(p.marks[body])
	}
	return func(yield func(int, Figures) bool) {
		for i, f := range figures {
			if !yield(i, f) {
				return
			}
		}
	}
}

// total are the figures of all groups together.
func (p *pane) total(from behind) Figures {
	f := Figures{behind: from}
	for i := range p.sums {
		f.add(&p.sums[i])
	}
	for _, body := range p.touched {
		f.judge(p.marks[body])
	}
	return f
}
