package generate

import (
	"fundus/internal/catalogue"
)

// The areas of a state are numbered in levels: the state, its districts, its
// associations, its municipalities. States follow each other.

// level is the level of an area, 0 to 3, with its number in the level and the
// number of its state.
func (s sizes) level(area int) (level, number, state int) {
	state, number = area/s.areasPerState(), area%s.areasPerState()
	for _, n := range []int{1, s.districts, s.associations} {
		if number < n {
			return level, number, state
		}
		number -= n
		level++
	}
	return level, number, state
}

// begin is the first area of a level in a state.
func (s sizes) begin(state, level int) int {
	return state*s.areasPerState() + []int{0, 1, 1 + s.districts, 1 + s.districts + s.associations}[level]
}

// parent is the area in which an area lies; false for a state. A third of the
// municipalities belong to no association.
func (s sizes) parent(area int) (int, bool) {
	level, number, state := s.level(area)
	switch {
	case level == 0:
		return 0, false
	case level == 1:
		return s.begin(state, 0), true
	case level == 2 || number%3 == 0:
		return s.begin(state, 1) + number%s.districts, true
	}
	return s.begin(state, 2) + number%s.associations, true
}

var areaKinds = []catalogue.AreaKind{"STATE", "RURAL_DISTRICT", "JOINT_MUNICIPALITY", "MUNICIPALITY"}

var areaNames = []string{"Land ", "Landkreis ", "Samtgemeinde ", "Gemeinde "}

func (c *Catalogue) area(i int, random chance) catalogue.Record {
	level, _, _ := c.level(i)
	return &catalogue.Area{
		Meta:       named(areaNames[level] + place(i)),
		AreaKind:   areaKinds[level],
		Population: c.population(i),
		Surface:    500 + random.below(5000)*(4-level)*(4-level),
		AsOf:       lastDay,
		Seat:       place(i),
	}
}

// population of a municipality is drawn, of what lies above it a multiple: sums
// would need all of it at once.
func (c *Catalogue) population(area int) int {
	level, _, _ := c.level(area)
	if c.published != nil && level < 3 {
		return c.inhabitants(area)
	}
	people := 500 + skew(mix(c.seed, area), 30_000)
	return people * []int{1000, 25, 5, 1}[level]
}

// The first authority of each area is the one that governs it; the others are
// offices that belong to one of those.

func (c *Catalogue) authority(i int) catalogue.Record {
	areas := c.of(catalogue.KindArea)
	if i >= areas {
		return c.office(i)
	}
	level, _, _ := c.level(i)
	return &catalogue.Authority{
		Meta:          named([]string{"Landesregierung ", "Landkreis ", "Samtgemeinde ", "Gemeinde "}[level] + place(i)),
		Level:         []catalogue.AuthorityLevel{catalogue.LevelState, catalogue.LevelDistrict, catalogue.LevelAssociation, catalogue.LevelMunicipality}[level],
		AuthorityKind: []catalogue.AuthorityKind{catalogue.AuthorityState, catalogue.AuthorityRuralDistrict, catalogue.AuthorityAssociation, catalogue.AuthorityMunicipality}[level],
		Population:    c.population(i),
		Website:       address("behoerde", i),
	}
}

func (c *Catalogue) office(i int) catalogue.Record {
	over := c.over(i)
	level, _, _ := c.level(over)
	kind := catalogue.AuthorityOtherKind
	switch level {
	case 0:
		kind = pick(newChance(c.seed, "office", i), []catalogue.AuthorityKind{catalogue.AuthorityMinistry, "STATE_AGENCY", "STATE_AGENCY"})
	case 3:
		kind = "MUNICIPAL_IT_PROVIDER"
	}
	return &catalogue.Authority{
		Meta:          named("Amt für " + objects[i%len(objects)] + " " + place(over)),
		Level:         []catalogue.AuthorityLevel{catalogue.LevelState, catalogue.LevelDistrict, catalogue.LevelAssociation, catalogue.LevelMunicipality}[level],
		AuthorityKind: kind,
	}
}

// over is the authority that an office belongs to: a state for a tenth of them,
// else by chance.
func (c *Catalogue) over(office int) int {
	areas := c.of(catalogue.KindArea)
	if c.published != nil {
		return c.seat(office)
	}
	if office%10 == 0 {
		return c.begin(office/10%c.states, 0)
	}
	return int(mix(c.seed, office) * uint64(areas) >> 32)
}

// areaOf is the area of an authority.
func (c *Catalogue) areaOf(authority int) int {
	if authority < c.of(catalogue.KindArea) {
		return authority
	}
	return c.over(authority)
}
