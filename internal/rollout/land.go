package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// land is where the statements of authorities hold: in the area that they are
// limited to, or else in what the authority covers. Any number of goroutines read it.
type land struct {
	*territory.Territory
	snap    *snapshot.Snapshot
	covered map[catalogue.ID]territory.Region
}

func newLand(v *view.View) *land {
	l := &land{territory.New(v), v.Snapshot(), map[catalogue.ID]territory.Region{}}
	for id := range v.All(catalogue.KindAuthority).All() {
		if r := l.Of(id); !r.Empty() {
			l.covered[id] = r
		}
	}
	return l
}

// where is the region in which a statement of an authority holds; empty where
// nothing says it.
func (l *land) where(e catalogue.EdgeID) territory.Region {
	if area := l.snap.EdgeAt(e, catalogue.EndArea); area != 0 {
		return l.OfArea(area)
	}
	return l.covered[l.snap.EdgeAt(e, catalogue.EndFrom)]
}

// landless is how many people an authority serves that covers no area, as far as it
// is known.
func (l *land) landless(authority catalogue.ID) int {
	if a, ok := l.snap.Record(authority).(*catalogue.Authority); ok {
		return a.Population
	}
	return 0
}
