package rollout_test

import (
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/rollout"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

func TestAPointOfASeriesIsTheCoverageOfItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuestion(t)
		s := w.snapshot(t)
		points := must(rollout.CoverOver(view.New(s, today+9), q.query(), today-1, today+12, rollout.EachDay))
		if len(points) != 14 {
			t.Fatalf("%d points", len(points))
		}
		for i, p := range points {
			day := today - 1 + catalogue.Day(i)
			c := must(rollout.Cover(view.New(s, day), q.query()))
			same(t, "day", day, p.Day)
			same(t, "figures", toldBy(c.Figures), toldBy(p.Figures))
			same(t, "asked", [3]int{c.Services, c.Authorities, c.WithoutPairs}, [3]int{p.Services, p.Authorities, p.WithoutPairs})
			same(t, "ids", must(c.Strict().IDs(rollout.Covered)), must(p.Strict().IDs(rollout.Covered)))
		}
	})
}

func TestStepsFollowTheCalendar(t *testing.T) {
	v := view.New((&world{}).snapshot(t), today)
	for _, c := range []struct {
		from, to string
		step     rollout.CoverageStep
		want     []string
	}{
		{"2024-01-31", "2024-05-01", rollout.EachMonth, []string{"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"}},
		{"2024-11-30", "2025-06-01", rollout.EachQuarter, []string{"2024-11-30", "2025-02-28", "2025-05-30"}},
		{"2024-02-29", "2026-03-01", rollout.EachYear, []string{"2024-02-29", "2025-02-28", "2026-02-28"}},
		{"2025-01-01", "2025-01-15", rollout.EachWeek, []string{"2025-01-01", "2025-01-08", "2025-01-15"}},
		{"2025-01-01", "2025-01-01", rollout.EachDay, []string{"2025-01-01"}},
	} {
		points := must(rollout.CoverOver(v, rollout.CoverageQuery{}, must(catalogue.ParseDay(c.from)), must(catalogue.ParseDay(c.to)), c.step))
		for i, p := range points {
			if i >= len(c.want) || p.Day.String() != c.want[i] {
				t.Errorf("%s from %s: point %d is %s, want %v", c.step, c.from, i, p.Day, c.want)
			}
		}
		if len(points) != len(c.want) {
			t.Errorf("%s from %s: %d points", c.step, c.from, len(points))
		}
	}
}
