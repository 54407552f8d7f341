package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// mending is how far the chains of a survey are mended by the actions taken so far.
// Everything in it is by number: actions in their order, needs by chain.
type mending struct {
	*survey
	actions []action
	taken   []bool
	meets   [][]int32 // by action: the needs that it meets, ascending

	needs   []need
	options []int32 // of all needs, one after the other
	locked  []lock  // by chain; chains that no action helps have no needs

	hits    []int8 // by chain: needs that the action at hand would meet
	turn    int32  // of counting authorities
	counted []int32
	gained  []bool // by authority: it has gained a service
	reached map[catalogue.ID]territory.Region
}

type need struct {
	chain    int32
	from, to int32 // its options
	met      bool
}

type lock struct {
	from, to int32 // its needs
	unmet    int8
}

// newMending gathers the needs of all chains, and says of how many chains one cannot
// be met.
func newMending(s *survey) (m *mending, beyond int) {
	last := s.view.Snapshot().MaxRecord()
	m = &mending{
		survey: s, locked: make([]lock, len(s.chains)), hits: make([]int8, len(s.chains)),
		counted: make([]int32, last+1), gained: make([]bool, last+1), reached: map[catalogue.ID]territory.Region{},
	}
	number := map[action]int32{}
	for i := range s.chains {
		c := &s.chains[i]
		if c.missing == MissingUnknown {
			continue
		}
		needs, ok := s.estate.needs(c)
		if !ok {
			beyond++
			continue
		}
		m.locked[i] = lock{int32(len(m.needs)), int32(len(m.needs) + len(needs)), int8(len(needs))}
		for _, options := range needs {
			m.add(int32(i), options, number)
		}
	}
	m.order()
	return m, beyond
}

// add notes a need of a chain; new actions get the next numbers.
func (m *mending) add(chain int32, options []action, number map[action]int32) {
	n := need{chain: chain, from: int32(len(m.options))}
	for _, a := range options {
		i, ok := number[a]
		if !ok {
			i = int32(len(m.actions))
			number[a] = i
			m.actions = append(m.actions, a)
		}
		m.options = append(m.options, i)
	}
	n.to = int32(len(m.options))
	m.needs = append(m.needs, n)
}

// order renumbers the actions in their order, so that it decides between equals.
func (m *mending) order() {
	place := make([]int32, len(m.actions))
	byOrder := make([]int32, len(m.actions))
	for i := range byOrder {
		byOrder[i] = int32(i)
	}
	slices.SortFunc(byOrder, func(a, b int32) int { return m.actions[a].compare(m.actions[b]) })
	sorted := make([]action, len(m.actions))
	for to, from := range byOrder {
		place[from], sorted[to] = int32(to), m.actions[from]
	}
	m.actions, m.taken, m.meets = sorted, make([]bool, len(sorted)), make([][]int32, len(sorted))
	for i, o := range m.options {
		m.options[i] = place[o]
	}
	for i, n := range m.needs {
		for _, o := range m.options[n.from:n.to] {
			m.meets[o] = append(m.meets[o], int32(i))
		}
	}
}

// helped are the chains that an action would unlock, ascending, and how many missing
// links of locked chains it would mend.
func (m *mending) helped(a int32) (unlocked []int32, mends int) {
	for _, n := range m.meets[a] {
		if need := &m.needs[n]; !need.met {
			mends++
			c := need.chain
			if m.hits[c]++; m.hits[c] == m.locked[c].unmet {
				unlocked = append(unlocked, c)
			}
		}
	}
	for _, n := range m.meets[a] {
		m.hits[m.needs[n].chain] = 0
	}
	return unlocked, mends
}

// take does an action. It returns the actions that other chains have now come nearer
// to, each once: only they can have become better.
func (m *mending) take(a int32) (nearer []int32) {
	m.taken[a] = true
	for _, n := range m.meets[a] {
		if need := &m.needs[n]; !need.met {
			need.met = true
			m.locked[need.chain].unmet--
		}
	}
	for _, n := range m.meets[a] {
		c := m.locked[m.needs[n].chain]
		for _, other := range m.needs[c.from:c.to] {
			if !other.met {
				nearer = append(nearer, m.options[other.from:other.to]...)
			}
		}
	}
	slices.Sort(nearer)
	return slices.Compact(nearer)
}
