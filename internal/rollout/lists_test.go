package rollout

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// told compares a list with what one finds by hand, both in order.
func told[E any](t *rapid.T, what string, entries []E, spell func(E) string, want []string) {
	t.Helper()
	got := []string{}
	for _, e := range entries {
		got = append(got, spell(e))
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s are %q, want %q", what, got, want)
	}
}

func (d *drawn) read(service, dataset catalogue.ID) bool {
	return slices.ContainsFunc(d.to(catalogue.Reads, dataset), func(s catalogue.ID) bool { return d.serves(s, service) })
}

func (d *drawn) data(id catalogue.ID) *catalogue.Dataset { return d.records[id-1].(*catalogue.Dataset) }

func TestDataAreTakenTwiceThatARegisterHoldsAndNobodyReads(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		want, held, read := []string{}, 0, 0
		for _, service := range d.all(catalogue.KindService) {
			for _, dataset := range d.from(catalogue.Takes, service) {
				switch {
				case !d.data(dataset).Register && len(d.to(catalogue.Holds, dataset)) == 0:
				case d.read(service, dataset):
					held, read = held+1, read+1
				default:
					held++
					want = append(want, fmt.Sprint(service, dataset, d.authoritiesOf(dataset), d.exposed(dataset)))
				}
			}
		}
		o, err := FindOnceOnly(v, nil, whole)
		if good(t, o, err); o.Held != held || o.Read != read {
			t.Fatalf("%d held and %d read, want %d and %d", o.Held, o.Read, held, read)
		}
		told(t, "cases", o.Nodes(), func(c OnceOnly) string {
			if c.Takes().Relation() != catalogue.Takes || c.Accessible() != (len(c.Interfaces()) > 0) {
				t.Fatal("another statement, or another way")
			}
			return fmt.Sprint(c.service, c.dataset, len(c.Authorities()), len(c.Interfaces()))
		}, want)
	})
}

func (d *drawn) authoritiesOf(dataset catalogue.ID) (n int) {
	for _, a := range d.all(catalogue.KindAuthority) {
		if d.says(catalogue.Owns, a, dataset) || d.says(catalogue.Publishes, a, dataset) ||
			slices.ContainsFunc(d.to(catalogue.Holds, dataset), func(s catalogue.ID) bool { return d.says(catalogue.Operates, a, s) }) {
			n++
		}
	}
	return n
}

func (d *drawn) exposed(dataset catalogue.ID) (n int) {
	for _, i := range d.all(catalogue.KindInterface) {
		if slices.ContainsFunc(d.to(catalogue.Holds, dataset), func(s catalogue.ID) bool { return d.says(catalogue.Exposes, s, i) }) {
			n++
		}
	}
	return n
}

func TestDatasetsAreNeededByTheServicesThatTakeThemOrWhoseSolutionsReadThem(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		least := rapid.IntRange(1, 3).Draw(t, "least")
		needs := map[catalogue.ID]int{}
		needed := 0
		var ids []catalogue.ID
		for _, dataset := range d.all(catalogue.KindDataset) {
			for _, service := range d.all(catalogue.KindService) {
				if d.says(catalogue.Takes, service, dataset) || d.read(service, dataset) {
					needs[dataset]++
				}
			}
			if needs[dataset] >= least {
				if needed++; len(d.lacking(dataset)) > 0 {
					ids = append(ids, dataset)
				}
			}
		}
		slices.SortStableFunc(ids, func(a, b catalogue.ID) int { return needs[b] - needs[a] })
		want := []string{}
		for _, id := range ids {
			want = append(want, fmt.Sprint(id, needs[id], needs[id], d.lacking(id)))
		}
		n, err := FindDatasetNeeds(v, &least, whole)
		if good(t, n, err).Needed != needed {
			t.Fatalf("%d are needed, want %d", n.Needed, needed)
		}
		told(t, "datasets", n.Nodes(), func(n DatasetNeed) string { return fmt.Sprint(n.id, n.ServiceCount, len(n.Services()), n.Lacks) }, want)
	})
}

func (d *drawn) lacking(id catalogue.ID) (out []DatasetLack) {
	if len(d.to(catalogue.Owns, id))+len(d.to(catalogue.Publishes, id)) == 0 {
		out = append(out, LackOwner)
	}
	forms := d.data(id).Distributions
	if len(forms) == 0 || forms[0].Licence == "" {
		out = append(out, LackLicence)
	}
	if len(forms) == 0 || forms[0].Format == "" || forms[0].Format == "PDF" {
		out = append(out, LackMachineReadable)
	}
	return out
}

func TestAUseIsUnconfirmedIfNoStatementOfItIsProvenOrConfirmed(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		want := []string{}
		for _, a := range d.all(catalogue.KindAuthority) {
			for _, s := range d.from(catalogue.Uses, a) {
				statements, best := 0, false
				for _, e := range d.seen {
					if e.Relation == catalogue.Uses && e.From == a && e.To == s {
						statements, best = statements+1, best || e.Evidence == "A" || e.Evidence == "B"
					}
				}
				if !best {
					want = append(want, fmt.Sprint(a, s, statements))
				}
			}
		}
		p, err := FindUnconfirmedUses(v, nil, nil, whole)
		told(t, "uses", good(t, p, err).Nodes(), func(u UnconfirmedUse) string { return fmt.Sprint(u.authority, u.solution, len(u.Statements())) }, want)
	})
}

func TestAServiceOverlapsForWhichSeveralBudgetLinesPay(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		n := naive{d, territory.New(v)}
		type overlap struct {
			service catalogue.ID
			lines   []catalogue.ID
			cents   int
		}
		var all []overlap
		for _, service := range d.all(catalogue.KindService) {
			o := overlap{service: service}
			for _, line := range d.all(catalogue.KindBudgetLine) {
				direct := slices.ContainsFunc(d.from(catalogue.Funds, line), func(p catalogue.ID) bool { return d.says(catalogue.Delivers, p, service) })
				if direct || slices.ContainsFunc(n.paid(line), func(s catalogue.ID) bool { return d.serves(s, service) }) {
					o.lines, o.cents = append(o.lines, line), o.cents+n.amount(line)
				}
			}
			if len(o.lines) > 1 {
				all = append(all, o)
			}
		}
		slices.SortStableFunc(all, func(a, b overlap) int { return len(b.lines) - len(a.lines) })
		want := []string{}
		for _, o := range all {
			want = append(want, fmt.Sprint(o.service, o.lines, catalogue.Money(o.cents)))
		}
		p, err := FindOverlaps(v, nil, whole)
		told(t, "services", good(t, p, err).Nodes(), func(o FundingOverlap) string { return fmt.Sprint(o.service, o.lines, o.Money()) }, want)
	})
}

func TestAPhaseOutGrowsByThoseWhoOnlyBeganAfterIt(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		want := map[catalogue.ID]string{}
		for _, s := range d.all(catalogue.KindSolution) {
			if phase := (naive{drawn: d}).phase(s); phase != "PHASE_OUT" && phase != "RETIRED" {
				continue
			}
			life := d.solution(s).Lifecycle
			since := life[slices.IndexFunc(life, func(p catalogue.Phase) bool { return p.Phase == "PHASE_OUT" || p.Phase == "RETIRED" })].From
			var gained []catalogue.ID
			for _, a := range d.to(catalogue.Uses, s) {
				if !slices.ContainsFunc(d.seen, func(e catalogue.Edge) bool {
					return e.Relation == catalogue.Uses && e.From == a && e.To == s && e.ValidFrom <= since
				}) {
					gained = append(gained, a)
				}
			}
			if len(gained) > 0 {
				want[s] = fmt.Sprint(since, gained)
			}
		}
		p, err := FindGrowingPhaseOuts(v, nil, whole)
		got := map[catalogue.ID]string{}
		last := 100
		for _, g := range good(t, p, err).Nodes() {
			if got[g.solution] = fmt.Sprint(g.Since, g.gained); g.NewUserCount() > last {
				t.Fatal("more users come later")
			}
			last = g.NewUserCount()
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestADeadlineIsMissedByWhoShouldImplementTheStandardAndDoesNot(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		type miss struct {
			day                catalogue.Day
			standard, solution catalogue.ID
		}
		var all []miss
		for _, s := range d.all(catalogue.KindStandard) {
			standard := d.records[s-1].(*catalogue.Standard)
			for _, x := range d.all(catalogue.KindSolution) {
				asked := d.says(catalogue.Requires, x, s) || slices.ContainsFunc(d.all(catalogue.KindService), func(service catalogue.ID) bool {
					return d.says(catalogue.Requires, service, s) && d.serves(x, service)
				})
				day := standard.DeadlineExisting
				switch (naive{drawn: d}).phase(x) {
				case "RETIRED":
					day = 0
				case "", "PLANNED", "PILOT":
					day = standard.DeadlineNew
				}
				if asked && standard.Bindingness == "BINDING" && !d.says(catalogue.Implements, x, s) && day >= estateDay && day <= estateDay+365 {
					all = append(all, miss{day, s, x})
				}
			}
		}
		slices.SortFunc(all, func(a, b miss) int {
			return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.standard, b.standard), cmp.Compare(a.solution, b.solution))
		})
		want := []string{}
		for _, m := range all {
			want = append(want, fmt.Sprint(m))
		}
		p, err := FindMissedDeadlines(v, Period{}, nil, whole)
		told(t, "deadlines", good(t, p, err).Nodes(), func(m MissedDeadline) string {
			if _, own := m.Requirement(); own != d.says(catalogue.Requires, m.solution, m.standard) || !own && len(m.Services()) == 0 {
				t.Fatal("nobody asks for it")
			}
			return fmt.Sprint(miss{m.Deadline, m.standard, m.solution})
		}, want)
	})
}

func TestSolutionsAreParallelWhereTheyReachTheSameDistrict(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		n := naive{d, territory.New(v)}
		type parallel struct {
			service, district catalogue.ID
			solutions         []catalogue.ID
		}
		var all []parallel
		for _, service := range d.all(catalogue.KindService) {
			for _, district := range d.all(catalogue.KindArea) {
				if d.records[district-1].(*catalogue.Area).AreaKind == "" {
					continue
				}
				p := parallel{service: service, district: district}
				for _, e := range d.live(service) {
					if e.Via != 0 && n.where(e).Touches(n.land.OfArea(district)) {
						p.solutions = append(p.solutions, e.Via)
					}
				}
				if p.solutions = sorted(p.solutions); len(p.solutions) > 1 {
					all = append(all, p)
				}
			}
		}
		slices.SortStableFunc(all, func(a, b parallel) int { return len(b.solutions) - len(a.solutions) })
		want := []string{}
		for _, p := range all {
			want = append(want, fmt.Sprint(p.service, p.district, globalIDs(catalogue.KindSolution, p.solutions)))
		}
		p, err := FindParallels(v, nil, whole)
		told(t, "services", good(t, p, err).Nodes(), func(p ParallelSolutions) string { return fmt.Sprint(p.service, p.district, globalIDsOf(p.Solutions())) }, want)
	})
}

// globalIDsOf are the ids of handles.
func globalIDsOf[R view.Record](records []R) (out []string) {
	for _, r := range records {
		out = append(out, r.GlobalID())
	}
	return out
}

func TestListsRefuseWhatTheyCannotMean(t *testing.T) {
	v := view.New(snapshot.Empty(), estateDay)
	none, before := 0, estateDay-1
	wrong := view.Filter{"nothing": 1}
	for name, ask := range map[string]func() error{
		"a need of no service":       func() error { _, err := FindDatasetNeeds(v, &none, whole); return err },
		"a period that runs back":    func() error { _, err := FindMissedDeadlines(v, Period{Until: &before}, nil, whole); return err },
		"deadlines of wrong filters": func() error { _, err := FindMissedDeadlines(v, Period{}, wrong, whole); return err },
		"data of wrong filters":      func() error { _, err := FindOnceOnly(v, wrong, whole); return err },
		"funding of wrong filters":   func() error { _, err := FindOverlaps(v, wrong, whole); return err },
		"uses of wrong authorities":  func() error { _, err := FindUnconfirmedUses(v, wrong, nil, whole); return err },
		"uses of wrong solutions":    func() error { _, err := FindUnconfirmedUses(v, nil, wrong, whole); return err },
		"phase-outs of wrong ones":   func() error { _, err := FindGrowingPhaseOuts(v, wrong, whole); return err },
		"parallels of wrong ones":    func() error { _, err := FindParallels(v, wrong, whole); return err },
		"reuse of wrong services":    func() error { _, err := FindReuse(v, ReuseQuery{Services: wrong}); return err },
		"reuse by a group twice": func() error {
			_, err := FindReuse(v, ReuseQuery{GroupBy: []ReuseDimension{ReuseByQuarter, ReuseByQuarter}})
			return err
		},
		"reuse of no budget year":  func() error { _, err := FindReuse(v, ReuseQuery{Year: &none}); return err },
		"reuse of wrong solutions": func() error { _, err := FindReuse(v, ReuseQuery{Solutions: wrong}); return err },
	} {
		if err := ask(); catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
