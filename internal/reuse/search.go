package reuse

import (
	"cmp"
	"slices"
	"sync"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// Found is what a search has found.
type Found struct {
	Filters    []string // what was asked, as references in order
	Considered int      // solutions that were looked at: all that the view sees
	Matched    int      // solutions that came up, those beyond MostHits too
	Hits       []catalogue.Hit
}

const (
	// MostHits is how many hits a search keeps, the best.
	MostHits = 1000
	// MostReasons is how many reasons a hit has, the strongest.
	MostReasons = 20
)

// Search looks for solutions that match a need: that support a service or through which
// one is offered or will be, that provide a capability, implement a standard, work on a
// dataset, expose an interface, or whose words are those of the need. What is retired on
// the day is no hit.
//
// Each part of the need weighs what its match is worth (worth), and strength is the
// weight of what is matched in thousandths of the weight of all that is asked, rounded
// down. A service that is supported counts once, whether or not it is offered too; the
// words count by how many of them are matched, and not at all below half of them.
func Search(v *view.View, ladder casefile.Ladder, need Need) Found {
	matches := find(v, ladder, need)
	found := Found{Filters: need.filters(), Considered: v.Count(catalogue.KindSolution), Matched: len(matches)}
	for _, m := range matches[:min(len(matches), MostHits)] {
		found.Hits = append(found.Hits, m.hit(v, ladder))
	}
	return found
}

// match is a solution that came up.
type match struct {
	solution catalogue.ID
	place    int // on the ladder
	strength int
	serves   bool // it matches a service
	reasons  []reason
}

// reason is why it came up; the record is 0 for words.
type reason struct {
	match  catalogue.MatchReason
	record catalogue.ID
}

// worth is what a match weighs.
func worth(m catalogue.MatchReason) int {
	switch m {
	case catalogue.MatchService:
		return 12
	case catalogue.MatchCapability:
		return 8
	case catalogue.MatchOffer:
		return 6
	case catalogue.MatchStandard, catalogue.MatchDataset, catalogue.MatchInterface:
		return 4
	case catalogue.MatchText:
		return 2
	}
	return 0
}

// tally is what is counted of a solution.
type tally struct {
	weight  int // of what it matches, but for words
	words   int
	serves  bool
	reasons []reason
}

// find walks from what is needed to the solutions that match it, so that it takes the
// longer the more they are, and not the more solutions there are.
//
// When the time of the view is over it ends wherever it is: who has searched must ask the
// view whether it stopped.
func find(v *view.View, ladder casefile.Ladder, need Need) []match {
	tallies := map[catalogue.ID]*tally{}
	total := 0
	for _, a := range need.asks() {
		total += len(a.ids) * worth(a.match)
		for _, id := range a.ids {
			if v.Stopped() != nil {
				return nil
			}
			matched(v, a, id, tallies)
		}
	}
	words := worded(v, need.Text, tallies)
	if words > 0 {
		total += worth(catalogue.MatchText)
	}
	out := make([]match, 0, len(tallies))
	for id, t := range tallies {
		if !retired(v, id) {
			out = append(out, match{id, ladder.Place(v, id), t.strength(total, words), t.serves, t.ordered()})
		}
	}
	snap := v.Snapshot()
	slices.SortFunc(out, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(b.strength, a.strength),
			cmp.Compare(snap.SortKey(a.solution), snap.SortKey(b.solution)), cmp.Compare(a.solution, b.solution))
	})
	return out
}

// matched notes the solutions that match one record of a need.
func matched(v *view.View, a asked, id catalogue.ID, tallies map[catalogue.ID]*tally) {
	var direct []catalogue.ID
	for _, role := range a.roles {
		direct = append(direct, v.Others(id, role)...)
	}
	slices.Sort(direct)
	direct = slices.Compact(direct)
	for _, solution := range direct {
		t := tallyOf(tallies, solution)
		t.weight += worth(a.match)
		t.serves = t.serves || a.match == catalogue.MatchService
		t.reasons = append(t.reasons, reason{a.match, id})
	}
	if a.match != catalogue.MatchService {
		return
	}
	for _, solution := range carriers(v, id) {
		t := tallyOf(tallies, solution)
		if _, supported := slices.BinarySearch(direct, solution); !supported {
			t.weight += worth(catalogue.MatchOffer)
		}
		t.serves = true
		t.reasons = append(t.reasons, reason{catalogue.MatchOffer, id})
	}
}

func tallyOf(tallies map[catalogue.ID]*tally, solution catalogue.ID) *tally {
	t, ok := tallies[solution]
	if !ok {
		t = &tally{}
		tallies[solution] = t
	}
	return t
}

// carried are the solutions that carry offers of services, by service, found once for a
// view: of a page of solutions many ask for the same services.
type carried struct{ of sync.Map }

type carriedKey struct{}

// carriers are the solutions through which a service is offered, or will be, by number.
func carriers(v *view.View, service catalogue.ID) []catalogue.ID {
	known, _ := view.Kept(v, carriedKey{}, func() (*carried, error) { return &carried{}, nil })
	if ids, ok := known.of.Load(service); ok {
		return ids.([]catalogue.ID)
	}
	found := snapshot.NewSet()
	for e := range v.Rows(service, catalogue.Offers.Role(catalogue.EndTo)) {
		if via := e.At(catalogue.EndVia); via != 0 && e.Status() != catalogue.OfferRetired {
			found.Add(via)
		}
	}
	ids := slices.Collect(found.Set().All())
	known.of.Store(service, ids)
	return ids
}

// worded notes the solutions that hold at least half of the words of a text, and says
// how many words those are. A text that cannot be searched has none.
func worded(v *view.View, text string, tallies map[catalogue.ID]*tally) (words int) {
	if text == "" {
		return 0
	}
	sets, err := v.Worded("text", text, v.All(catalogue.KindSolution))
	if err != nil {
		return 0
	}
	counts := map[catalogue.ID]int{}
	for _, set := range sets {
		for id := range set.All() {
			counts[id]++
		}
	}
	for id, n := range counts {
		if 2*n >= len(sets) {
			t := tallyOf(tallies, id)
			t.words = n
			t.reasons = append(t.reasons, reason{catalogue.MatchText, 0})
		}
	}
	return len(sets)
}

// retired says whether a solution is out of operation on the day.
func retired(v *view.View, solution catalogue.ID) bool {
	s, ok := v.Snapshot().Record(solution).(*catalogue.Solution)
	return !ok || s.PhaseOn(v.Day()) == catalogue.PhaseRetired
}

// strength is what is matched of a total weight, in thousandths.
func (t *tally) strength(total, words int) int {
	words = max(1, words)
	return 1000 * (t.weight*words + t.words*worth(catalogue.MatchText)) / (max(1, total) * words)
}

// ordered are the reasons, the strongest first and then by number.
func (t *tally) ordered() []reason {
	place := func(r reason) int { return catalogue.MatchReasons.Position(string(r.match)) }
	slices.SortFunc(t.reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.record, b.record))
	})
	return t.reasons[:min(len(t.reasons), MostReasons)]
}

// hit is the match as a receipt keeps it.
func (m *match) hit(v *view.View, ladder casefile.Ladder) catalogue.Hit {
	h := catalogue.Hit{
		Solution: catalogue.GlobalID(catalogue.KindSolution, m.solution),
		Rung:     ladder.Key(m.place), Strength: m.strength,
		Reasons: make([]catalogue.HitReason, len(m.reasons)),
	}
	for i, r := range m.reasons {
		h.Reasons[i].Match = r.match
		if r.record != 0 {
			h.Reasons[i].Record = catalogue.GlobalID(v.Snapshot().Record(r.record).Kind(), r.record)
		}
	}
	return h
}
