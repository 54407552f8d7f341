package rollout

import (
	"cmp"
	"container/heap"
)

// worth is what an action would bring as things stood when it was looked at: what it
// would win, and how many missing links it would mend. The more is won the better;
// between equals the one that mends more brings others nearer.
type worth struct {
	gain, mends int
	action      int32
}

func (w worth) compare(other worth) int {
	return cmp.Or(cmp.Compare(other.gain, w.gain), cmp.Compare(other.mends, w.mends), cmp.Compare(w.action, other.action))
}

// worths is a heap, the best at its head.
type worths []worth

func (w worths) Len() int           { return len(w) }
func (w worths) Less(i, j int) bool { return w[i].compare(w[j]) < 0 }
func (w worths) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *worths) Push(x any)        { *w = append(*w, x.(worth)) }
func (w *worths) Pop() any {
	last := len(*w) - 1
	x := (*w)[last]
	*w = (*w)[:last]
	return x
}

// greedy chooses actions one after the other, each the best as things then stand.
//
// It is lazy: what an action is worth only falls as others are taken, unless a chain
// that it would mend has come nearer to being unlocked. So those are looked at again
// after each choice, and of the rest the head alone: if that is worth what it was, it
// is the best (Minoux 1978).
//
// Where every chain needs one action alone, the gains are those of a cover, and the
// choice is at least 1-1/e of what is best for its number. Where chains need several
// there is no such bound: two actions may win nothing by themselves and all together.
type greedy struct {
	*mending
	goal  Goal
	ahead worths
}

func (m *mending) greedy(goal Goal) *greedy {
	g := &greedy{mending: m, goal: goal, ahead: make(worths, len(m.actions))}
	for a := range g.ahead {
		g.ahead[a] = g.worth(int32(a))
		if a%looksAtOnce == 0 && m.view.Stopped() != nil {
			break
		}
	}
	heap.Init(&g.ahead)
	return g
}

func (g *greedy) worth(a int32) worth {
	unlocked, mends := g.helped(a)
	return worth{g.by(g.goal, unlocked), mends, a}
}

// next takes the best action, false once none mends anything.
func (g *greedy) next() (step, bool) {
	for len(g.ahead) > 0 && g.view.Stopped() == nil {
		head := g.ahead[0]
		now := g.worth(head.action)
		switch {
		case g.taken[head.action] || now.mends == 0:
			heap.Pop(&g.ahead)
		case now != head:
			g.ahead[0] = now
			heap.Fix(&g.ahead, 0)
		default:
			return g.choose(head.action), true
		}
	}
	return step{}, false
}

// step is an action that was chosen.
type step struct {
	action   action
	gain     Gain
	mends    int
	unlocked []int32
}

func (g *greedy) choose(a int32) step {
	s := step{action: g.actions[a]}
	s.unlocked, s.mends = g.helped(a)
	s.gain = g.gain(s.unlocked)
	g.win(s.unlocked)
	for _, other := range g.take(a) {
		heap.Push(&g.ahead, g.worth(other))
	}
	return s
}
