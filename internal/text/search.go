package text

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
)

// MaxHits bounds the hits of one Search. Further ones are had with After.
const MaxHits = 1000

// Options of a search.
type Options struct {
	// Keep says which records may be seen; nil keeps all. What it does not keep
	// is not counted and has no influence on the answer. It is called for one
	// goroutine at a time, and must be quick.
	Keep func(id uint32) bool
	// Limit is the number of hits wanted, at most MaxHits.
	Limit int
	// After asks for the hits that follow a hit of an earlier page.
	After *Position
	// Each is told of every matching record, in ascending order, unless nil.
	Each func(id uint32)
}

// Position is the place of a hit in the order of an answer.
type Position struct {
	Score int
	ID    uint32
}

// before reports whether p is a better place than q.
func (p Position) before(q Position) bool {
	return p.Score > q.Score || p.Score == q.Score && p.ID < q.ID
}

// Result is the answer to a search.
type Result struct {
	Hits  []Hit // best first, equal scores by id
	Total int   // all matching records, those on other pages too
	// Passed is how many of them stand at After or before it.
	Passed int
	// Cut lists terms that stand for too many words to look at all of them, as
	// one letter more would mend.
	Cut []string
}

// Hit is a record found and why.
type Hit struct {
	Position
	Matches []Match // for each term, or each word of a term, that matches
}

// Match says why a record was found: Term of the query met Word of the
// vocabulary in a field of Class, in this Manner. It is the best of its term.
type Match struct {
	Term   string
	Word   string
	Class  Class
	Manner Manner
}

// Search returns the best hits of a query.
func (x *Index) Search(q Query, o Options) Result {
	s := x.begin(q, o.Keep)
	top := topHits{limit: min(max(o.Limit, 0), MaxHits)}
	result := Result{Cut: s.cut}
	for w := range s.windows() {
		for at := range w.records() {
			record := w.first + at
			if o.Keep != nil && !o.Keep(record) {
				continue
			}
			result.Total++
			if o.Each != nil {
				o.Each(record)
			}
			ranks := s.ranksAt(at)
			p := Position{s.score(ranks), record}
			if o.After != nil && !o.After.before(p) {
				result.Passed++
				continue
			}
			top.add(p, ranks)
		}
	}
	found := top.finish()
	result.Hits = make([]Hit, 0, len(found))
	for _, c := range found {
		result.Hits = append(result.Hits, Hit{c.Position, s.matches(x, c.ranks)})
	}
	return result
}

// Matching returns the records a Search would count, ascending.
func (x *Index) Matching(q Query, keep func(id uint32) bool) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		s := x.begin(q, keep)
		for w := range s.windows() {
			for at := range w.records() {
				record := w.first + at
				if (keep == nil || keep(record)) && !yield(record) {
					return
				}
			}
		}
	}
}

// search is a query at work: every group must match, but for weak ones.
type search struct {
	groups []group
	leaves []*leaf
	ranks  []rank // of the record looked at, by leaf
	cut    []string
}

// group is a term: its whole, or all of its parts.
type group struct {
	term  *term
	whole *leaf
	parts []*leaf
	first int // the place of its leaves among all: the whole if there is one, then the parts
}

func (x *Index) begin(q Query, keep func(uint32) bool) *search {
	s := &search{}
	for i := range q.terms {
		t := &q.terms[i]
		g := group{term: t, first: len(s.leaves)}
		cut, better := false, false
		if t.whole != nil {
			words, c := x.expand(t.whole)
			g.whole, cut, better = x.newLeaf(t.whole, words), c, x.visible(words, keep)
			s.leaves = append(s.leaves, g.whole)
		}
		for j := range t.parts {
			words, c := x.expand(&t.parts[j])
			cut = cut || c
			if !t.weak && !better && !x.visible(words, keep) {
				words, c = x.expandTypos(&t.parts[j])
				cut = cut || c
			}
			g.parts = append(g.parts, x.newLeaf(&t.parts[j], words))
		}
		s.leaves = append(s.leaves, g.parts...)
		s.groups = append(s.groups, g)
		if cut {
			s.cut = append(s.cut, t.text)
		}
	}
	s.ranks = make([]rank, len(s.leaves))
	return s
}

// least is a posting below which no group can match.
func (s *search) least() posting {
	if len(s.groups) == 0 {
		return done
	}
	least := posting(0)
	for _, g := range s.groups {
		if g.term.weak {
			continue
		}
		parts := posting(0)
		for _, l := range g.parts {
			parts = max(parts, l.least)
		}
		if g.whole != nil {
			parts = min(parts, g.whole.least)
		}
		least = max(least, parts)
	}
	return least
}

// window is where some records may match all groups.
type window struct {
	first uint32
	bits  [windowSize / 64]uint64
}

// windows yields the windows with matches, upwards; valid until the next.
func (s *search) windows() iter.Seq[*window] {
	return func(yield func(*window) bool) {
		var w window
		for {
			least := s.least()
			if least == done {
				return
			}
			w.first = id(least) &^ (windowSize - 1)
			for _, l := range s.leaves {
				l.fill(w.first << payloadBits)
			}
			if s.join(&w) && !yield(&w) {
				return
			}
		}
	}
}

// join intersects the groups that must match and reports whether anything is left.
func (s *search) join(w *window) bool {
	any := uint64(0)
	for i := range w.bits {
		all := ^uint64(0)
		for _, g := range s.groups {
			if g.term.weak {
				continue
			}
			parts := ^uint64(0)
			for _, l := range g.parts {
				parts &= l.bits[i]
			}
			if g.whole != nil {
				parts |= g.whole.bits[i]
			}
			all &= parts
		}
		w.bits[i] = all
		any |= all
	}
	return any != 0
}

// records yields the places in the window where all groups match.
func (w *window) records() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range w.bits {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// ranksAt are the ranks of all leaves at a place of the window, valid until the
// next call.
func (s *search) ranksAt(place uint32) []rank {
	for i, l := range s.leaves {
		s.ranks[i] = l.at(place)
	}
	return s.ranks
}

// score adds up the groups.
func (s *search) score(ranks []rank) int {
	sum := 0
	for i := range s.groups {
		score, _ := s.groups[i].score(ranks)
		sum += score
	}
	return sum
}

// score is the better of the whole and the mean of the parts, so that a hyphen
// in the query does not weigh.
func (g *group) score(ranks []rank) (score int, whole bool) {
	ranks = ranks[g.first:]
	best := 0
	if g.whole != nil {
		best, ranks = int(ranks[0]>>16), ranks[1:]
	}
	for _, r := range ranks[:len(g.parts)] {
		if r == 0 {
			score = 0
			break
		}
		score += int(r >> 16)
	}
	score /= len(g.parts)
	if best > 0 && best >= score {
		return best, true
	}
	return score, false
}

// matches explains a hit from the ranks of all leaves.
func (s *search) matches(x *Index, ranks []rank) []Match {
	matches := make([]Match, 0, len(s.groups))
	for i := range s.groups {
		g := &s.groups[i]
		leaves, first := g.parts, g.first
		switch _, whole := g.score(ranks); {
		case whole:
			leaves = []*leaf{g.whole}
		case g.whole != nil:
			first++
		}
		for j, l := range leaves {
			if r := ranks[first+j]; r != 0 { // zero: a weak term that the record lacks
				matches = append(matches, l.match(x, r))
			}
		}
	}
	return matches
}

// topHits keeps the best hits: twice as many as wanted before the worse half
// is dropped, which is simpler than a heap and as quick.
type topHits struct {
	limit int
	found []candidate
	worst *Position // of the limit found so far
	room  []rank    // for candidates to come
}

type candidate struct {
	Position
	ranks []rank
}

func (t *topHits) add(p Position, ranks []rank) {
	if t.limit == 0 || t.worst != nil && !p.before(*t.worst) {
		return
	}
	n := len(ranks)
	if len(t.room) < n {
		t.room = make([]rank, 32*n)
	}
	t.found = append(t.found, candidate{p, t.room[:n:n]})
	copy(t.room, ranks)
	t.room = t.room[n:]
	if len(t.found) >= 2*t.limit {
		worst := t.finish()[t.limit-1].Position
		t.worst = &worst
	}
}

func (t *topHits) finish() []candidate {
	slices.SortFunc(t.found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	t.found = t.found[:min(len(t.found), t.limit)]
	return t.found
}
