package explore

// strong finds the strongly connected components of directed edges: the largest sets
// in which each number leads to each other (Tarjan 1972). It keeps its own stack,
// since the depth of the catalogue is not the depth of the program.
//
// Components are numbered in the order in which they are finished, so an edge leads
// into the same component or into one with a smaller number.
type strong struct {
	arrows    *arrows
	component []int32 // by number; -1 until it is known
	size      []int32 // by component

	met   []int32 // when a number was met, from 1; 0 for not yet
	low   []int32 // the earliest number on the stack that it leads to
	clock int32
	stack []int32
	path  []visit
}

// visit is a number on the path, with how many of its edges have been followed.
type visit struct{ at, next int32 }

func strongOf(a *arrows) *strong {
	n := len(a.starts) - 1
	s := &strong{arrows: a, component: make([]int32, n), met: make([]int32, n), low: make([]int32, n)}
	for i := range s.component {
		s.component[i] = -1
	}
	for i := range int32(n) {
		if s.met[i] == 0 {
			s.from(i)
		}
	}
	return s
}

// from follows all edges that lead on from a number.
func (s *strong) from(root int32) {
	s.enter(root)
	for len(s.path) > 0 {
		top := &s.path[len(s.path)-1]
		heads := s.arrows.from(top.at)
		if int(top.next) == len(heads) {
			s.leave(top.at)
			continue
		}
		to := heads[top.next]
		top.next++
		switch {
		case s.met[to] == 0:
			s.enter(to)
		case s.component[to] < 0:
			s.low[top.at] = min(s.low[top.at], s.met[to])
		}
	}
}

func (s *strong) enter(i int32) {
	s.clock++
	s.met[i], s.low[i] = s.clock, s.clock
	s.stack = append(s.stack, i)
	s.path = append(s.path, visit{at: i})
}

// leave closes the component of a number that leads to nothing earlier.
func (s *strong) leave(i int32) {
	s.path = s.path[:len(s.path)-1]
	if n := len(s.path); n > 0 {
		before := s.path[n-1].at
		s.low[before] = min(s.low[before], s.low[i])
	}
	if s.low[i] != s.met[i] {
		return
	}
	c := int32(len(s.size))
	s.size = append(s.size, 0)
	for {
		top := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.component[top] = c
		s.size[c]++
		if top == i {
			return
		}
	}
}
