package snapshot

import (
	"sync"
	"sync/atomic"

	"fundus/internal/catalogue"
)

// derived is what is worked out from a snapshot when it is first asked for, and
// kept, because most questions ask for it: a question costs microseconds, and
// this can cost milliseconds. It is a pure function of the snapshot, so two
// goroutines that work it out at once do no harm.
type derived struct {
	absent       atomic.Pointer[Absent] // of the day last asked for
	illustrative func() Set
	everything   func() Set
}

func (s *Snapshot) derive() *Snapshot {
	s.derived.illustrative = sync.OnceValue(s.findIllustrative)
	s.derived.everything = sync.OnceValue(s.findEverything)
	return s
}

// Absent is what the catalogue has and what does not hold on a day: the records,
// and the edges in which such a record takes part. Edges that do not hold
// themselves are not among them: EdgeValid says so.
type Absent struct {
	Day     catalogue.Day
	Records Set
	Edges   Set // the members are edge ids
}

// AbsentOn is what does not hold on a day. It is kept for the day last asked for;
// for another it costs a look at each record that holds for a time only.
func (s *Snapshot) AbsentOn(day catalogue.Day) *Absent {
	if known := s.derived.absent.Load(); known != nil && known.Day == day {
		return known
	}
	found := s.findAbsent(day)
	s.derived.absent.Store(found)
	return found
}

func (s *Snapshot) findAbsent(day catalogue.Day) *Absent {
	records, edges := NewSet(), NewSet()
	for id := range s.timeBound.All() {
		if m := s.Record(id).Base(); day.Valid(m.ValidFrom, m.ValidUntil) {
			continue
		}
		records.Add(id)
		for _, l := range s.edges.lists(id) {
			for e := range l.All() {
				edges.Add(catalogue.ID(e))
			}
		}
	}
	return &Absent{day, records.Set(), edges.Set()}
}

// Illustrative is the records whose source marks its statements as examples. The
// first call on a snapshot looks at every record, if there is such a source.
func (s *Snapshot) Illustrative() Set { return s.derived.illustrative() }

func (s *Snapshot) findIllustrative() Set {
	sources, found := NewSet(), NewSet()
	used := false
	for id := range s.Kind(catalogue.KindSource).All() {
		if r, ok := s.Record(id).(*catalogue.Source); ok && r.Illustrative() && s.SourceUses(id) > 0 {
			sources.Add(id)
			used = true
		}
	}
	if !used {
		return Set{}
	}
	for _, of := range s.kinds {
		for id := range of.All() {
			if sources.Has(s.Record(id).Base().Source) {
				found.Add(id)
			}
		}
	}
	return found.Set()
}

// Everything is the records of all kinds.
func (s *Snapshot) Everything() Set { return s.derived.everything() }

func (s *Snapshot) findEverything() Set {
	all := Set{}
	for _, of := range s.kinds {
		all = all.Or(of)
	}
	return all
}
