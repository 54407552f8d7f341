package explore

import (
	"cmp"
	"slices"

	"fundus/internal/catalogue"
)

// side is what is known around one end of a path. Records are met level by level; of
// each all records are kept from which it was reached by a shortest way.
type side struct {
	steps *steps
	met   []landmark
	at    map[catalogue.ID]int // where a record stands in met
	ways  []way
	outer int // where the outermost level begins in met; that level and those before are whole
	whole int // where it ends; behind it stands what a level that is not whole has
	depth int // the distance of the outermost whole level
}

// landmark is a record that was met.
type landmark struct {
	id       catalogue.ID
	distance int
	way      int // the last of its ways, -1 for none
}

// way is a step by which a landmark was reached.
type way struct {
	from  catalogue.ID
	by    step
	other int // the way before it, -1 for none
}

func newSide(s *steps, end catalogue.ID) *side {
	return &side{steps: s, met: []landmark{{end, 0, -1}}, at: map[catalogue.ID]int{end: 0}, whole: 1}
}

// end is where the side begins.
func (s *side) end() catalogue.ID { return s.met[0].id }

// distance is how far a record is from the end, false where that is not known.
func (s *side) distance(id catalogue.ID) (int, bool) {
	i, ok := s.at[id]
	if !ok {
		return 0, false
	}
	return s.met[i].distance, true
}

// ahead is how many statements the next level costs.
func (s *side) ahead() (total int) {
	for _, m := range s.level() {
		total += s.steps.ahead(m.id)
	}
	return total
}

// cheapestFirst are the records of the outermost level, those with few statements
// before hubs: who looks for one path has mostly found it before it comes to those.
func (s *side) cheapestFirst() []catalogue.ID {
	type record struct {
		id    catalogue.ID
		ahead int
	}
	records := make([]record, 0, s.whole-s.outer)
	for _, m := range s.level() {
		records = append(records, record{m.id, s.steps.ahead(m.id)})
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Or(cmp.Compare(a.ahead, b.ahead), cmp.Compare(a.id, b.id)) })
	out := make([]catalogue.ID, len(records))
	for i, r := range records {
		out[i] = r.id
	}
	return out
}

// level are the records of the outermost whole level.
func (s *side) level() []landmark { return s.met[s.outer:s.whole] }

// further goes one step on from the outermost whole level, visiting each step; it says
// whether it came to an end.
func (s *side) further(visit func(from catalogue.ID, by step) bool) bool {
	for _, id := range s.cheapestFirst() {
		if !s.steps.from(id, func(by step) bool { return visit(id, by) }) {
			return false
		}
	}
	s.outer, s.whole, s.depth = s.whole, len(s.met), s.depth+1
	return true
}

// exhausted says that there is nothing beyond the outermost level.
func (s *side) exhausted() bool { return s.outer == s.whole }

// reach notes a step from the outermost level; it says whether the record is new.
func (s *side) reach(from catalogue.ID, by step) bool {
	i, known := s.at[by.to]
	if !known {
		i = len(s.met)
		s.at[by.to] = i
		s.met = append(s.met, landmark{by.to, s.depth + 1, -1})
	}
	m := &s.met[i]
	// Parallel statements come one behind the other.
	if m.distance == s.depth+1 && (m.way < 0 || s.ways[m.way].from != from) {
		s.ways = append(s.ways, way{from, by, m.way})
		m.way = len(s.ways) - 1
	}
	return !known
}

// waysTo are the steps by which a record was reached.
func (s *side) waysTo(id catalogue.ID) (out []way) {
	for i := s.met[s.at[id]].way; i >= 0; i = s.ways[i].other {
		out = append(out, s.ways[i])
	}
	return out
}
