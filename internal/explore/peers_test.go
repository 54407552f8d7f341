package explore_test

import (
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/explore"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// runs says whether an authority runs a solution for a service.
func (w *smallWorld) runs(authority, service, solution catalogue.ID) bool {
	return w.says(authority, catalogue.Uses, solution) && w.says(solution, catalogue.Supports, service) ||
		slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool {
			return e.Relation == catalogue.Offers && e.From == authority && e.To == service && e.Via == solution && e.Status != catalogue.OfferRetired
		})
}

// peersOf are the authorities that are compared with one, and the group they are.
func (w *smallWorld) peersOf(authority catalogue.ID, group explore.PeerGroup) (peers []catalogue.ID, is explore.PeerGroup) {
	own := w.get(authority).(*catalogue.Authority)
	if own.Population == 0 {
		group = explore.SameKind
	}
	for _, id := range w.of(catalogue.KindAuthority) {
		other := w.get(id).(*catalogue.Authority)
		near := own.Population <= 2*other.Population && other.Population <= 2*own.Population
		if id != authority && other.AuthorityKind == own.AuthorityKind && (near || group == explore.SameKind) {
			peers = append(peers, id)
		}
	}
	return peers, group
}

func TestPeersAreComparedServiceByService(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		authority := drawOf(t, catalogue.KindAuthority)
		group := rapid.SampledFrom([]explore.PeerGroup{explore.SameKindAndSize, explore.SameKind}).Draw(t, "group")
		got, err := explore.ComparePeers(w.View, explore.PeerQuery{Authority: catalogue.GlobalID(catalogue.KindAuthority, authority), Group: group})
		if !w.has(authority) {
			if catalogue.KindOf(err) != catalogue.NotFound {
				t.Errorf("an authority that has ended: %v", err)
			}
			return
		}
		peers, is := w.peersOf(authority, group)
		if told := idsOf(must(got.Peers(nil, nil)).Nodes()); err != nil || !slices.Equal(told, peers) || got.Group != is {
			t.Fatalf("%s of %v, %v; want %s of %v", got.Group, told, err, is, peers)
		}
		services := slices.DeleteFunc(w.of(catalogue.KindService), func(s catalogue.ID) bool {
			return !w.says(authority, catalogue.CompetentFor, s) && !w.says(authority, catalogue.Offers, s)
		})
		if got.TotalCount() != len(services) {
			t.Errorf("%d services, want %v", got.TotalCount(), services)
		}
		alone := 0
		for i, s := range got.Nodes() {
			w.checkPeerService(t, authority, peers, s)
			if s.BuiltAlone() {
				alone++
			}
			if i > 0 && s.BuiltAlone() && !got.Nodes()[i-1].BuiltAlone() {
				t.Errorf("service %d comes too late", i)
			}
		}
		if got.BuiltAlone != alone {
			t.Errorf("%d built alone, want %d", got.BuiltAlone, alone)
		}
	})
}

func (w *smallWorld) checkPeerService(t *rapid.T, authority catalogue.ID, peers []catalogue.ID, got explore.PeerService) {
	service := idsOf([]view.Service{got.Service()})[0]
	ours, theirs := map[catalogue.ID]int{}, map[catalogue.ID]int{}
	inHouse, most := false, 0
	for _, solution := range w.of(catalogue.KindSolution) {
		run := 0
		for _, p := range peers {
			if w.runs(p, service, solution) {
				run++
			}
		}
		switch {
		case w.runs(authority, service, solution):
			ours[solution] = run
			inHouse = inHouse || w.get(solution).(*catalogue.Solution).InHouse()
		case run > 0:
			theirs[solution] = run
			most = max(most, run)
		}
	}
	checkPeerSolutions(t, "ours", got.Ours(), ours)
	checkPeerSolutions(t, "theirs", must(got.Theirs(nil)), theirs)
	if got.TheirCount() != len(theirs) || got.BuiltAlone() != (inHouse && most >= 2) {
		t.Errorf("%d theirs, built alone %v; want %v", got.TheirCount(), got.BuiltAlone(), theirs)
	}
}

func checkPeerSolutions(t *rapid.T, whose string, got []explore.PeerSolution, want map[catalogue.ID]int) {
	if len(got) != len(want) {
		t.Errorf("%s: %d solutions, want %v", whose, len(got), want)
	}
	for i, x := range got {
		if id := idsOf([]view.Solution{x.Solution()})[0]; want[id] != x.Peers {
			t.Errorf("%s: solution %d is run by %d, want %v", whose, id, x.Peers, want)
		}
		if i > 0 && x.Peers > got[i-1].Peers {
			t.Errorf("%s: solution %d is out of order", whose, i)
		}
	}
}

func TestTooManyPeersAreRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSmallWorld(t)
		all := w.of(catalogue.KindAuthority)
		if len(all) < 2 {
			return
		}
		given := slices.Repeat([]string{catalogue.GlobalID(catalogue.KindAuthority, all[1])}, explore.MostPeers+1)
		_, err := explore.ComparePeers(w.View, explore.PeerQuery{Authority: catalogue.GlobalID(catalogue.KindAuthority, all[0]), Given: given})
		if catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%v", err)
		}
	})
}
