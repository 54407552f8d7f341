package reuse

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// ConfirmedUsers are the authorities of which it is confirmed that they work with a
// solution: that use it on evidence of grade A or B, or offer a service of the need live
// through it; any service, where the need names none.
type ConfirmedUsers struct {
	in          *view.View
	confirmed   snapshot.Set
	like        func() func(catalogue.ID) bool
	Unconfirmed int // that are said to use it on weaker evidence, or none
}

// Count is how many there are.
func (u ConfirmedUsers) Count() int { return u.confirmed.Count() }

// Users are the first of them, by number.
func (u ConfirmedUsers) Users(first *int) ([]view.Authority, error) {
	return firstOf[view.Authority](u.in, u.confirmed, first)
}

// LikeYouCount is how many of them are like another of the affected authorities: of the same
// level and kind, and serving between half and double as many people, where both numbers
// are known.
func (u ConfirmedUsers) LikeYouCount() int { return u.alike().Count() }

// LikeYou are the first of those, by number.
func (u ConfirmedUsers) LikeYou(first *int) ([]view.Authority, error) {
	return firstOf[view.Authority](u.in, u.alike(), first)
}

func (u ConfirmedUsers) alike() snapshot.Set {
	found, like := snapshot.NewSet(), u.like()
	for id := range u.confirmed.All() {
		if like(id) {
			found.Add(id)
		}
	}
	return found.Set()
}

// confirmedUsers are those of a solution.
func (d *desk) confirmedUsers(v *view.View, solution catalogue.ID, need Need) ConfirmedUsers {
	confirmed, said := snapshot.NewSet(), snapshot.NewSet()
	for e := range v.Rows(solution, catalogue.Uses.Role(catalogue.EndTo)) {
		user := e.At(catalogue.EndFrom)
		said.Add(user)
		if confirms(v.Snapshot().EdgeEvidence(e.ID)) {
			confirmed.Add(user)
		}
	}
	users := confirmed.Set().Or(d.live[solution])
	if len(need.Services) == 0 {
		users = users.Or(liveUsers(v, solution))
	}
	return ConfirmedUsers{in: v, confirmed: users, like: d.peers, Unconfirmed: said.Set().AndNot(users).Count()}
}

// confirms says whether a statement is confirmed by a document or by the using side.
func confirms(grade catalogue.EvidenceGrade) bool {
	return grade == catalogue.EvidenceProven || grade == catalogue.EvidenceConfirmed
}

// liveUsers are the authorities that offer anything live through a solution.
func liveUsers(v *view.View, solution catalogue.ID) snapshot.Set {
	found := snapshot.NewSet()
	for e := range v.Rows(solution, catalogue.Offers.Role(catalogue.EndVia)) {
		if e.Status() == catalogue.OfferLive {
			found.Add(e.At(catalogue.EndFrom))
		}
	}
	return found.Set()
}

// sort is what makes authorities comparable.
type sort struct {
	level catalogue.AuthorityLevel
	kind  catalogue.AuthorityKind
}

// likeOneOf says of an authority whether it is like one of a set, other than itself: of
// the same level and kind, both known, and of a size between half and double, where both
// sizes are known.
func likeOneOf(v *view.View, some snapshot.Set) func(catalogue.ID) bool {
	sizes := map[sort][]int{}
	for id := range some.All() {
		if a, ok := v.Snapshot().Record(id).(*catalogue.Authority); ok && a.Level != "" && a.AuthorityKind != "" {
			k := sort{a.Level, a.AuthorityKind}
			sizes[k] = append(sizes[k], a.Population)
		}
	}
	for _, s := range sizes {
		slices.Sort(s)
	}
	return func(id catalogue.ID) bool {
		a, ok := v.Snapshot().Record(id).(*catalogue.Authority)
		if !ok {
			return false
		}
		alike := ofASize(sizes[sort{a.Level, a.AuthorityKind}], a.Population)
		if some.Has(id) {
			alike--
		}
		return alike > 0
	}
}

// ofASize is how many of some ascending sizes are between half and double of one, or
// cannot be compared with it.
func ofASize(sizes []int, one int) int {
	if one == 0 {
		return len(sizes)
	}
	known, _ := slices.BinarySearch(sizes, 1)
	from, _ := slices.BinarySearch(sizes, (one+1)/2)
	to, _ := slices.BinarySearch(sizes, 2*one+1)
	return known + to - from
}

// firstOf are handles of the first of a set, by number.
func firstOf[R view.Record](v *view.View, set snapshot.Set, first *int) ([]R, error) {
	n, err := number(first)
	if err != nil {
		return nil, err
	}
	out := make([]R, 0, min(n, set.Count()))
	for id := range set.All() {
		if len(out) == n {
			break
		}
		if r, ok := view.Handle[R](v, id); ok {
			out = append(out, r)
		}
	}
	return out, nil
}
