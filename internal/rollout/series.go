package rollout

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// CoverageStep is how far the points of a series lie apart.
type CoverageStep string

// The steps.
const (
	EachDay     CoverageStep = "DAY"
	EachWeek    CoverageStep = "WEEK"
	EachMonth   CoverageStep = "MONTH"
	EachQuarter CoverageStep = "QUARTER"
	EachYear    CoverageStep = "YEAR"
)

// CoveragePoint is a coverage on one day of a series.
type CoveragePoint struct {
	Day          catalogue.Day
	Services     int
	Authorities  int
	WithoutPairs int
	Figures
}

// MostPoints is how many points a series can have.
const MostPoints = 60

// CoverOver is the coverage on each of some days, as one revision knows them.
func CoverOver(v *view.View, q CoverageQuery, from, until catalogue.Day, step CoverageStep) ([]CoveragePoint, error) {
	days, err := daysOf(from, until, step)
	if err != nil {
		return nil, err
	}
	scenes := sceneMaker{view: v, query: q, roll: newRoll(v.Snapshot()), turns: turnsOf(v)}
	points, left := make([]CoveragePoint, 0, len(days)), newLooks()
	for len(days) > 0 {
		some, n, err := scenes.of(days)
		if err != nil {
			return nil, err
		}
		if points, err = coverIn(some, left, points); err != nil {
			return nil, err
		}
		days = days[n:]
	}
	return points, nil
}

// coverIn counts the pairs of all days of some scenes together, and adds them to a series.
func coverIn(scenes []*scene, left *looks, series []CoveragePoint) ([]CoveragePoint, error) {
	var services snapshot.Set
	for _, s := range scenes {
		for _, on := range s.days {
			services = services.Or(on.services)
		}
	}
	all := census{scenes, panes{lasting: []lens{wholeLens}}, left}
	if err := all.fits(); err != nil {
		return nil, err
	}
	crew, err := all.together(slices.Collect(services.All()))
	if err != nil {
		return nil, err
	}
	behind := newLooksBehind()
	for _, d := range crew.desks {
		for i, on := range d.days {
			counted := d.sheets[i].panes[0]
			later := &evidence{open: sync.OnceValues(func() (*answer, error) { return newAnswer(d.view.On(on.day), d.query) }), looks: behind}
			series = append(series, CoveragePoint{
				Day: on.day, Services: on.services.Count(), Authorities: len(d.meant), WithoutPairs: d.sheets[i].withoutPairs,
				Figures: counted.total(later.keeping(counted).of(everything, wholeLens, everything)),
			})
		}
	}
	return series, nil
}

// sceneMaker makes the scenes of some days: of days on which land and authorities are the
// same, one.
type sceneMaker struct {
	view  *view.View
	query CoverageQuery
	roll  *roll
	turns []catalogue.Day
}

// mostScenes is how many scenes are prepared at a time. Each keeps what it knows of every
// authority.
const mostScenes = 30

// of makes the scenes of the first of some days, ascending, and says of how many these are.
func (m *sceneMaker) of(days []catalogue.Day) (scenes []*scene, n int, err error) {
	for _, day := range days {
		on := m.view.On(day)
		if last := len(scenes) - 1; last >= 0 {
			lasts, err := m.lasts(scenes[last], on)
			if err != nil {
				return nil, 0, err
			}
			if lasts {
				n++
				continue
			}
		}
		if len(scenes) == mostScenes {
			break
		}
		s, err := newScene(on, m.roll, m.query)
		if err != nil {
			return nil, 0, err
		}
		scenes, n = append(scenes, s), n+1
	}
	return scenes, n, nil
}

// lasts adds a day to a scene, if land and authorities are the same on it.
func (m *sceneMaker) lasts(s *scene, on *view.View) (bool, error) {
	last := s.days[len(s.days)-1].day
	if i, _ := slices.BinarySearch(m.turns, last+1); i < len(m.turns) && m.turns[i] <= on.Day() {
		return false, nil
	}
	authorities, err := on.Matching(catalogue.KindAuthority, m.query.Authorities)
	if err != nil {
		return false, err
	}
	if authorities.Count() != len(s.meant) {
		return false, nil
	}
	for _, at := range s.meant {
		if !authorities.Has(s.ids[at]) {
			return false, nil
		}
	}
	services, err := on.Matching(catalogue.KindService, m.query.Services)
	if err != nil {
		return false, err
	}
	s.days = append(s.days, sceneDay{on.Day(), services})
	return true, nil
}

// turnsOf are the days on which land or authorities become others, ascending: an area, an
// authority, what it is part of or what it covers begins, or has ended the day before.
func turnsOf(v *view.View) []catalogue.Day {
	var turns []catalogue.Day
	add := func(p period) {
		if p.from != 0 {
			turns = append(turns, p.from)
		}
		if p.until != 0 {
			turns = append(turns, p.until+1)
		}
	}
	snap := v.Snapshot()
	for id := range snap.TimeBound().All() {
		if r := snap.Record(id); r.Kind() == catalogue.KindArea || r.Kind() == catalogue.KindAuthority {
			add(period{r.Base().ValidFrom, r.Base().ValidUntil})
		}
	}
	for _, r := range []catalogue.Relation{catalogue.PartOf, catalogue.Covers} {
		snap.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
			from, until := v.Days(id)
			add(period{from, until})
			return true
		})
	}
	slices.Sort(turns)
	return slices.Compact(turns)
}

// Points is how many points a series has; 1 of one that is refused, which takes no time.
func Points(from, to catalogue.Day, step CoverageStep) int {
	days, err := daysOf(from, to, step)
	if err != nil {
		return 1
	}
	return len(days)
}

// daysOf are the days of a series: from the first on, as far as they are not behind the
// last. Months are counted from the first day, so that the 31st is met again after
// February, where it is the last day.
func daysOf(from, until catalogue.Day, step CoverageStep) ([]catalogue.Day, error) {
	if until < from {
		return nil, &catalogue.Error{Kind: catalogue.Invalid, Field: "until", Value: until.String(), Message: "the last day is not before the first"}
	}
	var days []catalogue.Day
	for n := 0; ; n++ {
		day := after(from, n, step)
		if day > until {
			return days, nil
		}
		if len(days) == MostPoints {
			return nil, &catalogue.Error{
				Kind: catalogue.Invalid, Field: "step", Value: string(step),
				Message: fmt.Sprintf("a series has at most %d points; take larger steps or fewer days", MostPoints),
			}
		}
		days = append(days, day)
	}
}

// after is the day so many steps after another.
func after(from catalogue.Day, n int, step CoverageStep) catalogue.Day {
	const week, quarter, year = 7, 3, 12
	switch step {
	case EachWeek:
		return from + catalogue.Day(n*week)
	case EachMonth:
		return monthsAfter(from, n)
	case EachQuarter:
		return monthsAfter(from, n*quarter)
	case EachYear:
		return monthsAfter(from, n*year)
	default:
		return from + catalogue.Day(n)
	}
}

// monthsAfter is the same day so many months later, the last of its month where that
// has no such day.
func monthsAfter(from catalogue.Day, n int) catalogue.Day {
	year, month, day := from.Time().Date()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return catalogue.DayOf(first.AddDate(0, 0, min(day, last)-1))
}
