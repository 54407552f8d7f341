package rollout

import (
	"fmt"
	"slices"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/territory"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// ministriesOf are those that own a solution, or of which an owner is part.
func (n naive) ministriesOf(solution catalogue.ID) (out []catalogue.ID) {
	ministry := func(id catalogue.ID) bool {
		return n.records[id-1].(*catalogue.Authority).AuthorityKind == catalogue.AuthorityMinistry
	}
	for _, m := range n.all(catalogue.KindAuthority) {
		if ministry(m) && slices.ContainsFunc(n.to(catalogue.Owns, solution), func(owner catalogue.ID) bool {
			return owner == m || n.partOf(owner, func(id catalogue.ID) bool { return id == m })
		}) {
			out = append(out, m)
		}
	}
	return out
}

// belongs are the keys of the groups of something, each once, spelt.
func belongs(by []ReuseDimension, ministries []catalogue.ID, fields []catalogue.PolicyField, q string) []string {
	if len(ministries) == 0 || !slices.Contains(by, ReuseByMinistry) {
		ministries = []catalogue.ID{0}
	}
	if len(fields) == 0 || !slices.Contains(by, ReuseByField) {
		fields = []catalogue.PolicyField{""}
	}
	if !slices.Contains(by, ReuseByQuarter) {
		q = ""
	}
	var out []string
	for _, m := range ministries {
		for _, f := range fields {
			if k := fmt.Sprint(m, f, q); !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

func quarterName(d catalogue.Day) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%d-Q%d", d.Time().Year(), (int(d.Time().Month())+2)/3)
}

func (n naive) productive(id catalogue.ID) string {
	for _, p := range n.solution(id).Lifecycle {
		if p.Phase == "PRODUCTIVE" && p.From <= estateDay {
			return quarterName(p.From)
		}
	}
	return ""
}

func (n naive) class(solution catalogue.ID) int {
	if solution == 0 {
		return 7
	}
	if at := catalogue.Origins.Position(string(n.solution(solution).Origin())); at >= 0 {
		return at
	}
	return 7
}

// share is the division by hand: group, then class.
type share map[string]*[8]ReuseMeasures

func (s share) at(key string) *[8]ReuseMeasures {
	if s[key] == nil {
		s[key] = new([8]ReuseMeasures)
	}
	return s[key]
}

func (n naive) share(by []ReuseDimension) share {
	out := share{}
	field := func(s catalogue.ID) catalogue.PolicyField { return n.records[s-1].(*catalogue.Service).PolicyField }
	counted := slices.DeleteFunc(n.all(catalogue.KindSolution), func(id catalogue.ID) bool { return n.phase(id) == "RETIRED" })
	groups := map[catalogue.ID][]string{}
	for _, id := range counted {
		var fields []catalogue.PolicyField
		for _, s := range n.all(catalogue.KindService) {
			if n.serves(id, s) {
				fields = append(fields, field(s))
			}
		}
		groups[id] = belongs(by, n.ministriesOf(id), fields, n.productive(id))
		for _, g := range groups[id] {
			out.at(g)[n.class(id)].Solutions++
		}
	}
	for _, s := range n.all(catalogue.KindService) {
		n.people(out, s, counted, func(e catalogue.Edge) []string {
			var ministries []catalogue.ID
			if e.Via != 0 {
				ministries = n.ministriesOf(e.Via)
			}
			return belongs(by, ministries, []catalogue.PolicyField{field(s)}, quarterName(e.ValidFrom))
		})
	}
	n.money(out, groups)
	return out
}

// people counts offers, and class by class the people that no better one reaches.
func (n naive) people(out share, service catalogue.ID, counted []catalogue.ID, groups func(catalogue.Edge) []string) {
	land, landless := map[string]territory.Region{}, map[string][]catalogue.ID{}
	for class := range 8 {
		for _, e := range n.live(service) {
			if n.class(e.Via) != class || e.Via != 0 && !slices.Contains(counted, e.Via) {
				continue
			}
			for _, g := range groups(e) {
				m := &out.at(g)[class]
				m.Offers++
				where := n.where(e)
				before, _ := n.land.People(land[g])
				land[g] = land[g].Union(where)
				after, _ := n.land.People(land[g])
				if where.Empty() && !slices.Contains(landless[g], e.From) {
					landless[g] = append(landless[g], e.From)
					after += n.records[e.From-1].(*catalogue.Authority).Population
				}
				m.People += after - before
			}
		}
	}
}

func (n naive) paid(line catalogue.ID) (out []catalogue.ID) {
	for _, id := range n.from(catalogue.Funds, line) {
		out = append(out, id)
		out = append(out, n.from(catalogue.Delivers, id)...)
	}
	return sorted(slices.DeleteFunc(out, func(id catalogue.ID) bool { return n.records[id-1].Kind() != catalogue.KindSolution }))
}

func (n naive) amount(line catalogue.ID) (sum int) {
	for _, a := range n.records[line-1].(*catalogue.BudgetLine).Amounts {
		if a.Actual != nil {
			sum += int(*a.Actual)
		} else {
			sum += int(a.Planned)
		}
	}
	return sum
}

func (n naive) money(out share, groups map[catalogue.ID][]string) {
	for _, line := range n.all(catalogue.KindBudgetLine) {
		cents, solutions := n.amount(line), n.paid(line)
		for i, id := range solutions {
			part := cents / len(solutions)
			if rest := cents % len(solutions); rest > i {
				part++
			} else if -rest > i {
				part--
			}
			for _, g := range groups[id] {
				out.at(g)[n.class(id)].Money += catalogue.Money(part)
			}
		}
	}
}

// Each measure of each class of each group is what one counts by hand.
func TestTheShareOfReuseIsWhatOneCountsByHand(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		by := rapid.SliceOfNDistinct(rapid.SampledFrom([]ReuseDimension{ReuseByMinistry, ReuseByField, ReuseByQuarter}), 0, 3, rapid.ID).Draw(t, "by")
		r, err := FindReuse(v, ReuseQuery{Paging: whole, GroupBy: by})
		want := naive{d, territory.New(v)}.share(by)
		if n := good(t, r, err).TotalCount(); n != len(want) {
			t.Fatalf("%d groups, want %d", n, len(want))
		}
		for _, g := range r.Nodes() {
			k := fmt.Sprint(g.key.ministry, g.PolicyField(), g.Quarter())
			if of := want[k]; of == nil || !slices.Equal(g.classes, of[:]) {
				t.Fatalf("%s is %v, want %v", k, g.classes, of)
			}
		}
	})
}

// Of one group for all, each measure of the classes adds up to the whole; and all
// money of all budget lines is there, to the cent, but for what is told as unassigned
// or pays for what is retired.
func TestTheClassesAddUpToTheWhole(t *testing.T) {
	everywhere(t, func(t *rapid.T, d *drawn, v *view.View) {
		r, err := FindReuse(v, ReuseQuery{Paging: whole})
		n, all, retired := naive{d, territory.New(v)}, 0, catalogue.Money(0)
		for _, line := range d.all(catalogue.KindBudgetLine) {
			all += n.amount(line)
			paid := n.paid(line)
			for i, part := range divided(catalogue.Money(n.amount(line)), len(paid)) {
				if n.phase(paid[i]) == "RETIRED" {
					retired += part
				}
			}
		}
		told := good(t, r, err).Unassigned + retired
		for _, g := range r.Nodes() {
			var sum ReuseMeasures
			for _, c := range g.Classes() {
				sum.add(c.ReuseMeasures)
			}
			if sum != g.Whole() {
				t.Fatalf("%v of %v", sum, g.Whole())
			}
			told += sum.Money
		}
		if told != catalogue.Money(all) {
			t.Fatalf("%s of %s is told", told, catalogue.Money(all))
		}
	})
}

func TestAnAmountIsDividedToTheCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := catalogue.Money(rapid.Int64Range(-1000, 1000).Draw(t, "amount"))
		parts := divided(amount, rapid.IntRange(1, 9).Draw(t, "parts"))
		sum := catalogue.Money(0)
		for _, p := range parts {
			sum += p
		}
		if sum != amount || slices.Max(parts)-slices.Min(parts) > 1 {
			t.Fatalf("%v of %d", parts, amount)
		}
	})
}
