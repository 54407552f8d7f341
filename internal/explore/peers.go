package explore

import (
	"cmp"
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// PeerGroup is with which authorities one is compared.
type PeerGroup string

// The groups.
const (
	SameKindAndSize PeerGroup = "SAME_KIND_AND_SIZE"
	SameKind        PeerGroup = "SAME_KIND"
	GivenPeers      PeerGroup = "GIVEN"
)

// MostPeers is how many authorities may be given as peers.
const MostPeers = 100

// PeerQuery asks what comparable authorities run.
type PeerQuery struct {
	view.Paging
	Authority string    // its global id
	Group     PeerGroup // where none is named, GivenPeers if some are given, else SameKindAndSize
	Given     []string  // the global ids of a group that is given
}

// PeerComparison says, service by service, what an authority runs and what its peers
// run.
//
// An authority runs a solution for a service if it offers the service through it, in
// any status but RETIRED, or if it USES a solution that SUPPORTS the service. Compared
// are the services that it is competent for or offers.
//
// Peers are of the same kind, and of a size between half and double its own, both
// included. Where its own population is unknown all of its kind are; peers of unknown
// population are left out and counted.
type PeerComparison struct {
	view.Listed[PeerService]
	Group       PeerGroup // that was compared with
	SizeUnknown int       // authorities of the kind that are left out for it
	BuiltAlone  int       // services for which it runs an in-house build and peers share another solution

	view      *view.View
	authority catalogue.ID
	peers     snapshot.Set
}

// PeerService is a service with what is run for it.
type PeerService struct {
	view     *view.View
	service  catalogue.ID
	solution []PeerSolution // those of the authority itself first
}

// PeerServiceEdge is such a service on a page.
type PeerServiceEdge = view.ListedEdge[PeerService]

// PeerSolution is a solution with how many peers run it for a service.
type PeerSolution struct {
	Peers int
	own   bool
	view  *view.View
	id    catalogue.ID
}

// ComparePeers compares an authority with its peers.
func ComparePeers(v *view.View, q PeerQuery) (PeerComparison, error) {
	c := PeerComparison{view: v, Group: q.group()}
	var err error
	if c.authority, err = authorityNamed(v, "authority", q.Authority); err != nil {
		return c, err
	}
	if err := c.choose(q); err != nil {
		return c, err
	}
	r := newRuns(v, c.authority)
	for peer := range c.peers.All() {
		if err := r.count(peer); err != nil {
			return c, err
		}
	}
	all := r.services()
	for _, s := range all {
		if s.BuiltAlone() {
			c.BuiltAlone++
		}
	}
	slices.SortFunc(all, func(a, b PeerService) int {
		return cmp.Or(cmp.Compare(a.place().Number, b.place().Number), cmp.Compare(a.service, b.service))
	})
	c.Listed, err = view.Cut(v, q.Paging, all, PeerService.place, "peers", c.authority, c.Group, q.Given)
	return c, err
}

// group is with whom it is compared.
func (q PeerQuery) group() PeerGroup {
	if len(q.Given) > 0 {
		return cmp.Or(q.Group, GivenPeers)
	}
	return cmp.Or(q.Group, SameKindAndSize)
}

// authorityNamed is an authority by its global id or an identifier.
func authorityNamed(v *view.View, field, name string) (catalogue.ID, error) {
	id, err := v.Named(field, name)
	if err != nil {
		return 0, err
	}
	if _, ok := v.Snapshot().Record(id).(*catalogue.Authority); !ok {
		return 0, &catalogue.Error{Kind: catalogue.Invalid, Field: field, Value: name, Message: "only an authority has peers"}
	}
	return id, nil
}

// choose finds the peers.
func (c *PeerComparison) choose(q PeerQuery) error {
	if (c.Group == GivenPeers) != (len(q.Given) > 0) {
		return &catalogue.Error{Kind: catalogue.Invalid, Field: "given", Message: "peers are given with the group GIVEN, and with no other"}
	}
	if c.Group == GivenPeers {
		return c.take(q.Given)
	}
	own, _ := c.view.Snapshot().Record(c.authority).(*catalogue.Authority)
	if own.Population == 0 {
		c.Group = SameKind
	}
	found := snapshot.NewSet()
	for id := range c.view.All(catalogue.KindAuthority).All() {
		other, _ := c.view.Snapshot().Record(id).(*catalogue.Authority)
		switch {
		case id == c.authority || other.AuthorityKind != own.AuthorityKind:
		case c.Group == SameKind || ofASize(own.Population, other.Population):
			found.Add(id)
		case other.Population == 0:
			c.SizeUnknown++
		}
	}
	c.peers = found.Set()
	return nil
}

// ofASize says whether neither is more than twice the other.
func ofASize(a, b int) bool { return a <= 2*b && b <= 2*a }

func (c *PeerComparison) take(given []string) error {
	if len(given) > MostPeers {
		return &catalogue.Error{Kind: catalogue.Invalid, Field: "given", Value: fmt.Sprint(len(given)), Message: fmt.Sprintf("at most %d peers are given", MostPeers)}
	}
	found := snapshot.NewSet()
	for _, globalID := range given {
		id, err := authorityNamed(c.view, "given", globalID)
		if err != nil {
			return err
		}
		if id == c.authority {
			return &catalogue.Error{Kind: catalogue.Invalid, Field: "given", Value: globalID, Message: "an authority is no peer of itself"}
		}
		found.Add(id)
	}
	c.peers = found.Set()
	return nil
}

// Authority is the one that is compared.
func (c PeerComparison) Authority() view.Authority {
	a, _ := view.Handle[view.Authority](c.view, c.authority)
	return a
}

// Peers are those that it is compared with, by name.
func (c PeerComparison) Peers(first *int, after *string) (view.Connection[view.Authority], error) {
	return view.Some[view.Authority](c.view, catalogue.KindAuthority, c.peers, view.Paging{First: first, After: after}, "peers of", c.authority, c.Group)
}
