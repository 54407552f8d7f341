package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/territory"
)

// Gain is what is won where chains are unlocked.
type Gain struct {
	Pairs       int
	Authorities int // that had gained no service before, each once
	People      int // in the land of the pairs, each once for each service
}

// Goal is by what levers are chosen.
type Goal string

// The goals.
const (
	GoalAuthorities Goal = "AUTHORITIES"
	GoalPopulation  Goal = "POPULATION"
	GoalPairs       Goal = "PAIRS"
)

// by is a gain in the measure of a goal.
func (m *mending) by(goal Goal, unlocked []int32) int {
	switch goal {
	case GoalPopulation:
		return m.people(unlocked)
	case GoalPairs:
		return len(unlocked)
	default:
		return m.authorities(unlocked)
	}
}

// gain is what unlocking some chains would win, on top of what has been.
func (m *mending) gain(unlocked []int32) Gain {
	return Gain{len(unlocked), m.authorities(unlocked), m.people(unlocked)}
}

func (m *mending) authorities(unlocked []int32) (n int) {
	m.turn++
	for _, c := range unlocked {
		if a := m.chains[c].authority; !m.gained[a] && m.counted[a] != m.turn {
			m.counted[a] = m.turn
			n++
		}
	}
	return n
}

// people counts service by service, as chains are in the order of services.
func (m *mending) people(unlocked []int32) (n int) {
	for len(unlocked) > 0 {
		service, end := m.chains[unlocked[0]].service, 0
		before := m.reached[service]
		after := before
		for end < len(unlocked) && m.chains[unlocked[end]].service == service {
			c := &m.chains[unlocked[end]]
			if c.where.Empty() {
				n += m.land.landless(c.authority)
			}
			after = after.Union(c.where)
			end++
		}
		n += m.inhabitants(after) - m.inhabitants(before)
		unlocked = unlocked[end:]
	}
	return n
}

// inhabitants is how many people are known to live in a region.
func (m *mending) inhabitants(r territory.Region) int {
	if r.Empty() {
		return 0
	}
	people, _ := m.land.People(r)
	return people
}

// win notes that chains are unlocked.
func (m *mending) win(unlocked []int32) {
	for _, i := range unlocked {
		c := &m.chains[i]
		m.gained[c.authority] = true
		m.reached[c.service] = m.reached[c.service].Union(c.where)
	}
}

// authoritiesOf are the authorities of some chains, each once, by number.
func (m *mending) authoritiesOf(chains []int32) []catalogue.ID {
	out := make([]catalogue.ID, len(chains))
	for i, c := range chains {
		out[i] = m.chains[c].authority
	}
	return sorted(out)
}
