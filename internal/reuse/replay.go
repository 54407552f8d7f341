package reuse

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Replay is a search asked again at the revision and day of its receipt.
type Replay struct {
	in *view.View
	// Identical says whether it found the same, bit for bit: the digest over what was
	// asked, considered and found is that of the receipt.
	Identical bool
	Digest    catalogue.Digest
	before    []catalogue.Hit
	now       []catalogue.Hit
}

// Replayed asks the search of a receipt again in its case as that was then. What is told
// of it is what a view sees.
func Replayed(then *casefile.File, r *catalogue.SearchReceipt, told *view.View) (Replay, error) {
	again := r.Clone().(*catalogue.SearchReceipt)
	if err := Fill(then, again); err != nil {
		return Replay{}, err
	}
	return Replay{told, again.Digest == r.Digest, again.Digest, r.Hits, again.Hits}, nil
}

// Hits are what it found, best first, of solutions that the view sees.
func (r Replay) Hits() []view.Hit { return r.in.Hits(r.now) }

// Differences are the solutions that it found otherwise: none, where it is identical.
func (r Replay) Differences() []HitChange {
	var out []HitChange
	for _, c := range changes(r.before, r.now) {
		out = append(out, HitChange{r.in, c})
	}
	return seen(out)
}

// Rerun is the search of a receipt asked at the moment of a view, with the need and the
// ladder that the case has now.
type Rerun struct {
	in         *view.View
	Considered int
	changes    []change
}

// RerunOf asks it in the case as that is now.
func RerunOf(now *casefile.File, r *catalogue.SearchReceipt) (Rerun, error) {
	found := Search(now.View, now.Policy.Ladder, NeedOf(now.Need))
	return Rerun{now.View, found.Considered, changes(r.Hits, found.Hits)}, now.View.Stopped()
}

// Appeared are the hits that are new, best first.
func (r Rerun) Appeared() []view.Hit {
	return r.those(func(c change) *catalogue.Hit { return only(c.now, c.before) })
}

// Vanished are the hits of the receipt that came up no more, of solutions that are seen.
func (r Rerun) Vanished() []view.Hit {
	return r.those(func(c change) *catalogue.Hit { return only(c.before, c.now) })
}

// Moved are the solutions that came up on another rung, with another strength, or in
// another order among those that came up both times.
func (r Rerun) Moved() []HitChange {
	var out []HitChange
	for _, c := range r.changes {
		if c.before != nil && c.now != nil {
			out = append(out, HitChange{r.in, c})
		}
	}
	return seen(out)
}

func (r Rerun) those(meant func(change) *catalogue.Hit) []view.Hit {
	var hits []catalogue.Hit
	for _, c := range r.changes {
		if h := meant(c); h != nil {
			hits = append(hits, *h)
		}
	}
	return r.in.Hits(hits)
}

// only is a hit that has no other.
func only(h, other *catalogue.Hit) *catalogue.Hit {
	if other != nil {
		return nil
	}
	return h
}

// change is a solution that one search found otherwise than another; nil where it did
// not find it.
type change struct{ before, now *catalogue.Hit }

// changes are the differences between two rankings: those of the later one in its order,
// then those that are in the earlier one alone, in its order.
func changes(before, now []catalogue.Hit) []change {
	was, is := bySolution(before), bySolution(now)
	stayed := make([]string, 0, len(before)) // in the order that they had
	for _, h := range before {
		if is[h.Solution] != nil {
			stayed = append(stayed, h.Solution)
		}
	}
	var out []change
	at := 0
	for i := range now {
		h := &now[i]
		old := was[h.Solution]
		if old == nil {
			out = append(out, change{nil, h})
			continue
		}
		if stayed[at] != h.Solution || old.Rung != h.Rung || old.Strength != h.Strength {
			out = append(out, change{old, h})
		}
		at++
	}
	for i := range before {
		if is[before[i].Solution] == nil {
			out = append(out, change{&before[i], nil})
		}
	}
	return out
}

func bySolution(hits []catalogue.Hit) map[string]*catalogue.Hit {
	out := make(map[string]*catalogue.Hit, len(hits))
	for i := range hits {
		out[hits[i].Solution] = &hits[i]
	}
	return out
}

// HitChange is a solution that came up otherwise.
type HitChange struct {
	in *view.View
	change
}

// Solution is the solution.
func (c HitChange) Solution() view.Solution {
	hit := c.now
	if hit == nil {
		hit = c.before
	}
	s, _ := c.in.Find(hit.Solution).(view.Solution)
	return s
}

// Before is how it came up in the receipt, false where it did not.
func (c HitChange) Before() (view.Hit, bool) { return c.shown(c.before) }

// Now is how it comes up, false where it does not.
func (c HitChange) Now() (view.Hit, bool) { return c.shown(c.now) }

func (c HitChange) shown(hit *catalogue.Hit) (view.Hit, bool) {
	if hit == nil {
		return view.Hit{}, false
	}
	hits := c.in.Hits([]catalogue.Hit{*hit})
	if len(hits) == 0 {
		return view.Hit{}, false
	}
	return hits[0], true
}

// seen are the changes of solutions that are seen.
func seen(in []HitChange) []HitChange {
	out := []HitChange{}
	for _, c := range in {
		if c.Solution().Solution != nil {
			out = append(out, c)
		}
	}
	return out
}
