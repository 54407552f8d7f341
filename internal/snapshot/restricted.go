package snapshot

import "fundus/internal/catalogue"

// Restricted is what is left of a statement that leads to something too secret: that it is
// there. It stands in for the statement where its absence would falsify what hangs on it,
// as evidence that seems to be missing.
//
// It is told only if the statement says so itself: whoever makes one that leads to
// something secret, and says of the statement that others may see it, lets them know that
// there is something. It follows from that statement alone, and from nothing of what it
// leads to.
type Restricted struct {
	Role                  catalogue.Role // of the record that is seen
	ValidFrom, ValidUntil catalogue.Day
}

// Restricted are those of a record, by role and then as they were made; none in a snapshot
// that was not cleared.
func (s *Snapshot) Restricted(id catalogue.ID) []Restricted { return s.restricted[id] }

// restrictions are what is left of hidden statements for a clearance, by the records that
// can be seen. Both s and the newest snapshot must let them be told.
func (s *Snapshot) restrictions(c catalogue.Visibility, newest *Snapshot, hidden *Hidden) map[catalogue.ID][]Restricted {
	var out map[catalogue.ID][]Restricted
	for e := range hidden.Edges.All() {
		row := s.edges.row(catalogue.EdgeID(e))
		if !row.there() || !row.tells(c) {
			continue
		}
		if now := newest.edges.row(catalogue.EdgeID(e)); now.there() && !now.tells(c) {
			continue
		}
		for end := catalogue.EndFrom; end <= catalogue.EndArea; end++ {
			id := row.at(end)
			if id == 0 || hidden.Records.Has(id) || s.Record(id) == nil {
				continue
			}
			if out == nil {
				out = map[catalogue.ID][]Restricted{}
			}
			out[id] = append(out[id], Restricted{row.relation().Role(end), row.validFrom(), row.validUntil()})
		}
	}
	return out
}

// tells says whether a statement says of itself that it may be seen with a clearance.
func (r *row) tells(c catalogue.Visibility) bool {
	own := r.visibility()
	return own != "" && !own.Above(c)
}
