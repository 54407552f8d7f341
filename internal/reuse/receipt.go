package reuse

import (
	"cmp"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Found is what a search has found.
type Found struct {
	Filters    []string // what was asked, as references in order
	Considered int      // solutions that were looked at
	Hits       []catalogue.Hit
}

// Search looks for solutions that match a need.
func Search(v *view.View, ladder casefile.Ladder, need Need) Found {
	var found Found
	places := map[string]int{}
	for id := range v.All(catalogue.KindSolution).All() {
		found.Considered++
		var reasons []catalogue.HitReason
		for _, service := range v.Others(id, catalogue.Supports.Role(catalogue.EndFrom)) {
			if slices.Contains(need.Services, service) {
				reasons = append(reasons, catalogue.HitReason{Match: catalogue.MatchService, Record: catalogue.GlobalID(catalogue.KindService, service)})
			}
		}
		if len(reasons) == 0 {
			continue
		}
		place := ladder.Place(v, id)
		hit := catalogue.Hit{Solution: catalogue.GlobalID(catalogue.KindSolution, id), Rung: ladder.Key(place), Strength: 1000 * len(reasons) / len(need.Services), Reasons: reasons}
		places[hit.Solution] = place
		found.Hits = append(found.Hits, hit)
	}
	slices.SortStableFunc(found.Hits, func(a, b catalogue.Hit) int {
		return cmp.Or(cmp.Compare(places[a.Solution], places[b.Solution]), cmp.Compare(b.Strength, a.Strength))
	})
	return found
}

// Fill writes into a receipt what the program knows of a search for the need of a
// case: at what revision and day, what was asked, and what came up. It leaves what
// people write and who took it.
func Fill(f *casefile.File, r *catalogue.SearchReceipt) error {
	found := Search(f.View, f.Policy.Ladder, NeedOf(f.Need))
	r.AtRevision, r.AtDay = int(f.View.Snapshot().Revision()), f.View.Day()
	r.Filters, r.Considered, r.Hits = found.Filters, found.Considered, found.Hits
	d, err := Digest(r)
	r.Digest = d
	return err
}

// Digest is the digest over all of a receipt but who took it and the digest itself.
func Digest(r *catalogue.SearchReceipt) (catalogue.Digest, error) {
	c := r.Clone().(*catalogue.SearchReceipt)
	c.Meta, c.TakenBy, c.Digest = catalogue.Meta{}, "", catalogue.Digest{}
	d := catalogue.NewDigester()
	d.Record(c)
	return d.Digest()
}
