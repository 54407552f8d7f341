package casework

import (
	"slices"

	"fundus/internal/catalogue"
)

// What lies in a case holds as long as the case: it has no last day, and no first one
// that is still to come. Otherwise an exclusion could end, or a decision choose another
// option, on a day on which nobody writes anything and no guard is asked. Evidence
// alone ages, and the case with it.

const lasts = "what lies in a case holds as long as the case and not from or until a later day; evidence alone expires"

// lasting refuses what of a case would come or go by itself, among the records that the
// commit writes and those whose statements it writes.
func (s *settling) lasting() {
	var touched []catalogue.ID
	for i := range s.commit.Records {
		touched = append(touched, s.commit.Records[i].ID)
	}
	for i := range s.commit.Edges {
		touched = append(touched, s.commit.Edges[i].Edge.From)
	}
	slices.Sort(touched)
	for _, id := range slices.Compact(touched) {
		r := s.now(id)
		if r == nil || !ofCase(r.Kind()) || r.Kind() == catalogue.KindEvidence {
			continue
		}
		if r.Kind() == catalogue.KindCase || len(filedIn(s.after.Snapshot(), id)) > 0 {
			s.lastingRecord(r)
		}
	}
}

func (s *settling) lastingRecord(r catalogue.Record) {
	m := r.Base()
	if m.ValidUntil != 0 || m.ValidFrom > s.day {
		s.refuse(catalogue.Invalid, r, "validUntil", "", lasts)
	}
	for _, relation := range catalogue.AllRelations() {
		for e := range s.after.Snapshot().Edges(m.ID, relation.Role(catalogue.EndFrom)).All() {
			x, ok := s.after.Snapshot().Edge(e)
			if ok && (x.ValidUntil != 0 || x.ValidFrom > s.day) {
				s.refuse(catalogue.Invalid, r, relation.String(), "", lasts)
			}
		}
	}
}

// pins refuses cases that apply two ladders or two weight sets: one of them could be
// taken back once the points are known, and the other would have been fixed long before.
func (s *settling) pins() {
	for i := range s.commit.Edges {
		e := &s.commit.Edges[i].Edge
		c, isCase := s.now(e.From).(*catalogue.Case)
		if !isCase || e.Relation != catalogue.Applies {
			continue
		}
		var kinds []catalogue.Kind
		for other := range s.after.Snapshot().Edges(e.From, catalogue.Applies.Role(catalogue.EndFrom)).All() {
			kinds = append(kinds, s.now(s.after.Snapshot().EdgeAt(other, catalogue.EndTo)).Kind())
		}
		slices.Sort(kinds)
		if len(slices.Compact(slices.Clone(kinds))) < len(kinds) {
			s.refuse(catalogue.Conflict, c, e.Relation.String(), "", "a case applies one ladder and one weight set: withdraw the other in the same change set")
		}
	}
}
