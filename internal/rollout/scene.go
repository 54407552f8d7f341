package rollout

import (
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"
)

// roll numbers the authorities of a snapshot, those that no view sees included, so that
// what is known of them stands in slices. It is the same for every day.
type roll struct {
	ids   []catalogue.ID
	place []int32 // by record
}

func newRoll(s *snapshot.Snapshot) *roll {
	r := &roll{place: make([]int32, s.MaxRecord()+1)}
	for id := range s.Kind(catalogue.KindAuthority).All() {
		r.place[id] = int32(len(r.ids))
		r.ids = append(r.ids, id)
	}
	return r
}

// body is an authority as its pairs need it.
type body struct {
	meant  bool
	group  int32            // of those that are told apart
	land   territory.Region // that it covers
	people int              // of its land, or those it serves where it covers no area
	wholes []int32          // all that it is part of, where it covers no area
}

// scene is a catalogue on one day, or on several on which land and authorities are the
// same, prepared for a question of coverage: it is not written any more, and any number of
// goroutines may look at it.
type scene struct {
	*roll
	view     *view.View // on the first day
	snap     *snapshot.Snapshot
	query    CoverageQuery
	days     []sceneDay // ascending
	meant    []int32    // places of the authorities that are asked, ascending
	bodies   []body     // by place
	bodyKeys []key      // by group
	land     *territory.Territory
	all      *territory.Cover // all land, for its people
	levels   map[catalogue.AuthorityLevel][]int32
	origins  []uint8 // of solutions by record: the place of a lens
}

// sceneDay is a day of a scene, and which services are asked on it.
type sceneDay struct {
	day      catalogue.Day
	services snapshot.Set
}

// newScene looks at the catalogue as a view sees it. It costs a look at every area and
// every authority.
func newScene(v *view.View, r *roll, q CoverageQuery) (*scene, error) {
	s := &scene{roll: r, view: v, snap: v.Snapshot(), query: q, land: territory.New(v), bodies: make([]body, len(r.ids))}
	services, err := v.Matching(catalogue.KindService, q.Services)
	if err != nil {
		return nil, err
	}
	s.days = []sceneDay{{v.Day(), services}}
	authorities, err := v.Matching(catalogue.KindAuthority, q.Authorities)
	if err != nil {
		return nil, err
	}
	s.all = s.land.NewCover()
	s.all.Paint(s.land.Whole())
	s.all.Dry()
	for at, id := range r.ids {
		if v.Sees(id) {
			s.bodies[at] = s.body(id)
			s.bodies[at].meant = authorities.Has(id)
		}
	}
	s.sort(authorities)
	if slices.Contains(q.GroupBy, ByOrigin) {
		s.findOrigins()
	}
	return s, v.Stopped()
}

// body is what is known of an authority that is seen.
func (s *scene) body(id catalogue.ID) body {
	b := body{land: s.land.Of(id)}
	if b.land.Empty() {
		b.people = s.snap.Record(id).(*catalogue.Authority).Population
		b.wholes = s.above(id)
		return b
	}
	_, b.people = s.all.Measure(b.land)
	return b
}

// above are the authorities that one is part of, directly or not.
func (s *scene) above(id catalogue.ID) []int32 {
	var out []int32
	for next, at := []catalogue.ID{id}, 0; at < len(next); at++ {
		for e := range s.snap.Edges(next[at], catalogue.PartOf.Role(catalogue.EndFrom)).All() {
			if whole := s.snap.EdgeAt(e, catalogue.EndTo); s.view.SeesStatement(e) && !slices.Contains(next, whole) {
				next = append(next, whole)
				out = append(out, s.place[whole])
			}
		}
	}
	return out
}

// sort finds which authorities are asked, at what level they are, and which of them are
// told apart.
func (s *scene) sort(asked snapshot.Set) {
	s.levels = map[catalogue.AuthorityLevel][]int32{}
	groups := map[string]int32{}
	for id := range asked.All() {
		at := s.place[id]
		s.meant = append(s.meant, at)
		level := s.snap.Record(id).(*catalogue.Authority).Level
		s.levels[level] = append(s.levels[level], at)
		k := s.keyOf(id, bodyDimensions)
		group, met := groups[k.order]
		if !met {
			group = int32(len(s.bodyKeys))
			groups[k.order] = group
			s.bodyKeys = append(s.bodyKeys, k)
		}
		s.bodies[at].group = group
	}
}

// findOrigins looks up which origin each solution has.
func (s *scene) findOrigins() {
	s.origins = make([]uint8, s.snap.MaxRecord()+1)
	for id := range s.view.All(catalogue.KindSolution).All() {
		s.origins[id] = uint8(originLens(s.snap.Record(id).(*catalogue.Solution).Origin()))
	}
}

// region is the land of a statement that may be limited to an area: the area, or what
// the authority covers.
func (s *scene) region(x *statement) territory.Region {
	if x.area != 0 {
		return s.land.OfArea(x.area)
	}
	return s.bodies[x.body].land
}

// executing are the levels at which a service is executed by its regulation type
// (Typisierung), none where the type leaves it open: where state or municipalities
// execute (2, 3, 2/3), where only who regulates is told (4), or nobody executes (6 to 12).
func executing(t catalogue.RegulationType) []catalogue.AuthorityLevel {
	switch t {
	case "TYPE_1":
		return []catalogue.AuthorityLevel{catalogue.LevelFederal}
	case "TYPE_2A", "TYPE_3A", "TYPE_2_3A", "TYPE_4A":
		return []catalogue.AuthorityLevel{catalogue.LevelState}
	case "TYPE_2B", "TYPE_3B", "TYPE_2_3B", "TYPE_4B", "TYPE_5":
		return []catalogue.AuthorityLevel{catalogue.LevelDistrict, catalogue.LevelAssociation, catalogue.LevelMunicipality}
	}
	return nil
}
