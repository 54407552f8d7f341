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
	// So many days are prepared at a time; each keeps what it knows of every authority.
	const atOnce = 30
	roll := newRoll(v.Snapshot())
	points := make([]CoveragePoint, 0, len(days))
	for len(days) > 0 {
		some, err := coverOn(v, roll, q, days[:min(atOnce, len(days))])
		if err != nil {
			return nil, err
		}
		points = append(points, some...)
		days = days[len(some):]
	}
	return points, nil
}

// coverOn counts the pairs of some days together.
func coverOn(v *view.View, r *roll, q CoverageQuery, days []catalogue.Day) ([]CoveragePoint, error) {
	scenes := make([]*scene, len(days))
	var services snapshot.Set
	for i, day := range days {
		var err error
		if scenes[i], err = newScene(v.On(day), r, q); err != nil {
			return nil, err
		}
		services = services.Or(scenes[i].services)
	}
	crew, err := census{scenes, panes{lasting: []lens{wholeLens}}}.together(slices.Collect(services.All()))
	if err != nil {
		return nil, err
	}
	points := make([]CoveragePoint, len(days))
	for i, d := range crew.desks {
		later := &evidence{open: sync.OnceValues(func() (*answer, error) { return newAnswer(v.On(days[i]), q) })}
		points[i] = CoveragePoint{
			Day: days[i], Services: d.services.Count(), Authorities: len(d.meant), WithoutPairs: d.withoutPairs,
			Figures: d.panes[0].total(later.of(everything, wholeLens, everything)),
		}
	}
	return points, nil
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
