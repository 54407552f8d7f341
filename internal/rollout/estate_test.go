package rollout

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// The day of all tests; what ended before it is hidden.
const estateDay = catalogue.Day(739_000)

// drawn is a small catalogue, as slices that are searched whole for each question.
type drawn struct {
	records []catalogue.Record // by id, from 1
	edges   []catalogue.Edge   // all
	seen    []catalogue.Edge   // those that hold, between records that hold
}

// drawnRecords is how many there are of each kind.
var drawnRecords = []struct {
	kind catalogue.Kind
	n    int
}{
	{catalogue.KindService, 3}, {catalogue.KindAuthority, 5}, {catalogue.KindArea, 4}, {catalogue.KindSolution, 6},
	{catalogue.KindStandard, 2}, {catalogue.KindInterface, 2}, {catalogue.KindDataset, 3}, {catalogue.KindProject, 2}, {catalogue.KindBudgetLine, 3},
}

// often are the relations of which chains are made, drawn more often than others.
var often = []catalogue.Relation{
	catalogue.CompetentFor, catalogue.CompetentFor, catalogue.Offers, catalogue.Offers, catalogue.Offers, catalogue.Uses, catalogue.Uses, catalogue.Uses,
	catalogue.Operates, catalogue.Supports, catalogue.Supports, catalogue.Exposes, catalogue.Consumes, catalogue.Implements, catalogue.Requires,
	catalogue.Covers, catalogue.PartOf, catalogue.Owns, catalogue.Takes, catalogue.Reads, catalogue.Holds, catalogue.Publishes,
	catalogue.Funds, catalogue.Delivers,
}

func drawEstate(t *rapid.T) *drawn {
	d := &drawn{}
	for _, k := range drawnRecords {
		for range k.n {
			d.record(t, k.kind)
		}
	}
	for range rapid.IntRange(0, 60).Draw(t, "statements") {
		d.draw(t)
	}
	d.look()
	return d
}

func (d *drawn) record(t *rapid.T, kind catalogue.Kind) {
	id := catalogue.ID(len(d.records) + 1)
	m := catalogue.Meta{ID: id, Revision: 1, Name: catalogue.T(fmt.Sprint(kind, id))}
	if rapid.IntRange(0, 9).Draw(t, "ended") == 0 {
		m.ValidUntil = estateDay - 1
	}
	d.records = append(d.records, drawRecordOf(t, kind, m))
}

func drawRecordOf(t *rapid.T, kind catalogue.Kind, m catalogue.Meta) catalogue.Record {
	switch kind {
	case catalogue.KindService:
		return &catalogue.Service{Meta: m, PolicyField: rapid.SampledFrom([]catalogue.PolicyField{"", "UMWELT", "BILDUNG"}).Draw(t, "field")}
	case catalogue.KindAuthority:
		return &catalogue.Authority{Meta: m, Population: rapid.IntRange(0, 3).Draw(t, "serves"), AuthorityKind: rapid.SampledFrom([]catalogue.AuthorityKind{"", "MINISTRY"}).Draw(t, "authority")}
	case catalogue.KindArea:
		return &catalogue.Area{Meta: m, Population: rapid.IntRange(0, 9).Draw(t, "people"), AreaKind: rapid.SampledFrom([]catalogue.AreaKind{"", "DISTRICT", "RURAL_DISTRICT"}).Draw(t, "area")}
	case catalogue.KindSolution:
		return &catalogue.Solution{
			Meta: m, SolutionKind: rapid.SampledFrom([]catalogue.SolutionKind{"", "LINE_OF_BUSINESS", "LINE_OF_BUSINESS", "ONLINE_SERVICE", "BASE_SERVICE"}).Draw(t, "solution"),
			Development: rapid.SampledFrom([]catalogue.Sphere{"", "FEDERAL", "CROSS_STATE", "THIRD_PARTY"}).Draw(t, "development"),
			Lifecycle:   drawLife(t),
		}
	case catalogue.KindStandard:
		return &catalogue.Standard{
			Meta: m, Bindingness: rapid.SampledFrom([]catalogue.Bindingness{"BINDING", "BINDING", "RECOMMENDED"}).Draw(t, "binding"),
			DeadlineNew: drawDeadline(t), DeadlineExisting: drawDeadline(t),
		}
	case catalogue.KindInterface:
		return &catalogue.Interface{Meta: m}
	case catalogue.KindDataset:
		x := &catalogue.Dataset{Meta: m, Register: rapid.Bool().Draw(t, "register")}
		if rapid.Bool().Draw(t, "distributed") {
			x.Distributions = []catalogue.Distribution{{
				Format:  rapid.SampledFrom([]string{"", "PDF", "CSV", "GeoJSON"}).Draw(t, "format"),
				Licence: rapid.SampledFrom([]catalogue.Licence{"", "CC_ZERO"}).Draw(t, "licence"),
			}}
		}
		return x
	case catalogue.KindProject:
		return &catalogue.Project{Meta: m}
	}
	amount := rapid.Map(rapid.IntRange(-20, 1000), func(n int) catalogue.Money { return catalogue.Money(n) })
	line := &catalogue.BudgetLine{Meta: m}
	for year := range rapid.IntRange(0, 2).Draw(t, "years") {
		a := catalogue.BudgetAmount{Year: 2024 + year, Planned: amount.Draw(t, "planned")}
		if rapid.Bool().Draw(t, "spent") {
			a.Actual = new(amount.Draw(t, "actual"))
		}
		line.Amounts = append(line.Amounts, a)
	}
	return line
}

func drawDeadline(t *rapid.T) catalogue.Day {
	return rapid.SampledFrom([]catalogue.Day{0, estateDay - 1, estateDay, estateDay + 365, estateDay + 366}).Draw(t, "deadline")
}

func drawLife(t *rapid.T) (life []catalogue.Phase) {
	from := catalogue.Day(0)
	for _, phase := range []catalogue.LifecyclePhase{"PLANNED", "PILOT", "PRODUCTIVE", "PHASE_OUT", "RETIRED"} {
		if rapid.IntRange(0, 4).Draw(t, "has phase") < 2 {
			life = append(life, catalogue.Phase{Phase: phase, From: from})
			from = max(from, estateDay-200) + catalogue.Day(rapid.SampledFrom([]int{1, 100, 199, 201}).Draw(t, "lasts"))
		}
	}
	return life
}

// of is the n-th record of a kind.
func (d *drawn) of(kind catalogue.Kind, n int) catalogue.ID {
	for i, r := range d.records {
		if r.Kind() == kind {
			if n == 0 {
				return catalogue.ID(i + 1)
			}
			n--
		}
	}
	return 0
}

func (d *drawn) drawOf(t *rapid.T, kind catalogue.Kind) catalogue.ID {
	for _, k := range drawnRecords {
		if k.kind == kind {
			return d.of(kind, rapid.IntRange(0, k.n-1).Draw(t, "which"))
		}
	}
	return 0
}

// draw draws a statement. Of what is part of itself the first end has the higher number.
func (d *drawn) draw(t *rapid.T) {
	r := rapid.SampledFrom(often).Draw(t, "relation")
	facts := r.Facts()
	ends := rapid.SampledFrom(facts.Ends).Draw(t, "ends")
	e := catalogue.Edge{Relation: r, From: d.drawOf(t, ends.From), To: d.drawOf(t, ends.To)}
	if e.From == 0 || e.To == 0 || facts.Acyclic && e.From <= e.To {
		return
	}
	if facts.Via != 0 && rapid.IntRange(0, 4).Draw(t, "has via") > 0 {
		e.Via = d.drawOf(t, facts.Via)
	}
	if facts.Area && rapid.IntRange(0, 3).Draw(t, "has area") == 0 {
		e.Area = d.drawOf(t, catalogue.KindArea)
	}
	if facts.Status {
		e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"LIVE", "LIVE", "PLANNED", "IN_ROLLOUT", "RETIRED"}).Draw(t, "status")
	}
	e.Evidence = rapid.SampledFrom([]catalogue.EvidenceGrade{"", "A", "B", "C", "D"}).Draw(t, "evidence")
	e.ValidFrom = rapid.SampledFrom([]catalogue.Day{0, 0, estateDay - 150, estateDay - 50, estateDay + 1}).Draw(t, "valid from")
	if rapid.IntRange(0, 9).Draw(t, "over") == 0 && e.ValidFrom < estateDay {
		e.ValidUntil = estateDay - 1
	}
	d.add(e)
}

// add adds a statement, unless it stands already.
func (d *drawn) add(e catalogue.Edge) {
	if slices.ContainsFunc(d.edges, func(x catalogue.Edge) bool { return x.Key() == e.Key() }) {
		return
	}
	e.ID, e.Revision = catalogue.EdgeID(len(d.edges)+1), 1
	d.edges = append(d.edges, e)
}

func (d *drawn) holds(id catalogue.ID) bool {
	return id == 0 || d.records[id-1].Base().ValidUntil == 0
}

// look says what is seen.
func (d *drawn) look() {
	d.seen = nil
	for _, e := range d.edges {
		if estateDay.Valid(e.ValidFrom, e.ValidUntil) && d.holds(e.From) && d.holds(e.To) && d.holds(e.Via) && d.holds(e.Area) {
			d.seen = append(d.seen, e)
		}
	}
}

// view is what a question sees.
func (d *drawn) view(t *rapid.T) *view.View {
	b := snapshot.NewBuilder()
	for _, r := range d.records {
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Edges(d.edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, estateDay)
}

// all are the records of a kind that are seen.
func (d *drawn) all(kind catalogue.Kind) (out []catalogue.ID) {
	for i, r := range d.records {
		if r.Kind() == kind && d.holds(catalogue.ID(i+1)) {
			out = append(out, catalogue.ID(i+1))
		}
	}
	return out
}

// says says whether some statement is seen.
func (d *drawn) says(r catalogue.Relation, from, to catalogue.ID) bool {
	return slices.ContainsFunc(d.seen, func(e catalogue.Edge) bool { return e.Relation == r && e.From == from && e.To == to })
}

// from are the second ends of the statements of a relation of a record, each once.
func (d *drawn) from(r catalogue.Relation, id catalogue.ID) (out []catalogue.ID) {
	for i := range d.records {
		if d.says(r, id, catalogue.ID(i+1)) {
			out = append(out, catalogue.ID(i+1))
		}
	}
	return out
}

// to are the first ends.
func (d *drawn) to(r catalogue.Relation, id catalogue.ID) (out []catalogue.ID) {
	for i := range d.records {
		if d.says(r, catalogue.ID(i+1), id) {
			out = append(out, catalogue.ID(i+1))
		}
	}
	return out
}

// live are the live offers of a service.
func (d *drawn) live(service catalogue.ID) (out []catalogue.Edge) {
	for _, e := range d.seen {
		if e.Relation == catalogue.Offers && e.To == service && e.Status == catalogue.OfferLive {
			out = append(out, e)
		}
	}
	return out
}

// serves says whether a solution serves a service.
func (d *drawn) serves(solution, service catalogue.ID) bool {
	return d.says(catalogue.Supports, solution, service) ||
		slices.ContainsFunc(d.live(service), func(e catalogue.Edge) bool { return e.Via == solution })
}

func (d *drawn) solution(id catalogue.ID) *catalogue.Solution {
	return d.records[id-1].(*catalogue.Solution)
}

// everywhere asks a law of many catalogues.
func everywhere(t *testing.T, law func(*rapid.T, *drawn, *view.View)) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawEstate(t)
		law(t, d, d.view(t))
	})
}

// whole is a page that holds all of a list of a small catalogue.
var whole = func() view.Paging { n := view.MaxPage; return view.Paging{First: &n} }()

// good is what is there if nothing went wrong.
func good[T any](t *rapid.T, x T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return x
}
