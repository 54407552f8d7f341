package explore

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"

	"pgregory.net/rapid"
)

// plain is the naive reading of a small catalogue on a day: a list of records and a
// list of statements, searched whole for each question.
type plain struct {
	*view.View
	ids   []catalogue.ID   // that hold
	edges []catalogue.Edge // that hold between records that hold
}

// plainDay is the day of the question. What begins later or has ended is hidden.
const plainDay catalogue.Day = 739_000

// plainKinds are the kinds of records there are, the i-th of the i-th record.
var plainKinds = []catalogue.Kind{
	catalogue.KindAuthority, catalogue.KindService, catalogue.KindSolution, catalogue.KindSolution,
	catalogue.KindArea, catalogue.KindDataset, catalogue.KindStandard, catalogue.KindService,
}

func plainRecord(t *rapid.T, id int) catalogue.Record {
	m := catalogue.Meta{ID: catalogue.ID(id), Revision: 1, Name: catalogue.T(fmt.Sprint("n", id))}
	m.ValidFrom, m.ValidUntil = plainDays(t, 11)
	switch kind := plainKinds[(id-1)%len(plainKinds)]; kind {
	case catalogue.KindService:
		field := rapid.SampledFrom([]catalogue.PolicyField{"", "FAMILIE_KIND", "BAUEN_WOHNEN"}).Draw(t, "policy field")
		return &catalogue.Service{Meta: m, PolicyField: field}
	case catalogue.KindArea:
		return &catalogue.Area{Meta: m, Population: rapid.IntRange(0, 3).Draw(t, "population")}
	default:
		r := kind.New()
		*r.Base() = m
		return r
	}
}

// plainDays are days that hide one in so many.
func plainDays(t *rapid.T, hidden int) (from, until catalogue.Day) {
	switch rapid.IntRange(0, hidden).Draw(t, "days") {
	case 0:
		return plainDay + 1, 0
	case 1:
		return 0, plainDay - 1
	}
	return 0, 0
}

// plainRelations are those that statements are drawn of.
var plainRelations = []catalogue.Relation{
	catalogue.Offers, catalogue.Offers, catalogue.Uses, catalogue.Operates, catalogue.Supports, catalogue.Implements,
	catalogue.DependsOn, catalogue.DependsOn, catalogue.Reads, catalogue.Yields, catalogue.Takes, catalogue.Covers,
	catalogue.PartOf, catalogue.CompetentFor,
}

// drawPlain draws a catalogue of few records with few or many statements.
func drawPlain(t *rapid.T) *plain {
	b := snapshot.NewBuilder()
	size := rapid.IntRange(2, 16).Draw(t, "records")
	byKind := map[catalogue.Kind][]catalogue.ID{}
	for id := 1; id <= size; id++ {
		r := plainRecord(t, id)
		byKind[r.Kind()] = append(byKind[r.Kind()], catalogue.ID(id))
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	var edges []catalogue.Edge
	for range rapid.IntRange(0, 5*size/2).Draw(t, "statements") {
		if e, ok := plainEdge(t, byKind); ok {
			e.ID = catalogue.EdgeID(len(edges) + 1)
			edges = append(edges, e)
		}
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return newPlain(s)
}

func plainEdge(t *rapid.T, byKind map[catalogue.Kind][]catalogue.ID) (e catalogue.Edge, ok bool) {
	e.Revision, e.Relation = 1, rapid.SampledFrom(plainRelations).Draw(t, "relation")
	facts := e.Relation.Facts()
	ends := rapid.SampledFrom(facts.Ends).Draw(t, "ends")
	if len(byKind[ends.From]) == 0 || len(byKind[ends.To]) == 0 {
		return e, false
	}
	e.From = rapid.SampledFrom(byKind[ends.From]).Draw(t, "from")
	e.To = rapid.SampledFrom(byKind[ends.To]).Draw(t, "to")
	if facts.Acyclic && e.From <= e.To {
		return e, false
	}
	if via := byKind[facts.Via]; len(via) > 0 && rapid.IntRange(0, 3).Draw(t, "has via") > 0 {
		e.Via = rapid.SampledFrom(via).Draw(t, "via")
	}
	if areas := byKind[catalogue.KindArea]; facts.Area && len(areas) > 0 && rapid.Bool().Draw(t, "has area") {
		e.Area = rapid.SampledFrom(areas).Draw(t, "area")
	}
	if facts.Status {
		e.Status = rapid.SampledFrom([]catalogue.OfferStatus{"PLANNED", "LIVE"}).Draw(t, "status")
	}
	e.ValidFrom, e.ValidUntil = plainDays(t, 7)
	return e, true
}

func newPlain(s *snapshot.Snapshot) *plain {
	p := &plain{View: view.New(s, plainDay)}
	for id := range s.MaxRecord() + 1 {
		if r := s.Record(id); r != nil && plainDay.Valid(r.Base().ValidFrom, r.Base().ValidUntil) {
			p.ids = append(p.ids, id)
		}
	}
	for id := range s.MaxEdge() + 1 {
		x, ok := s.Edge(id)
		holds := ok && plainDay.Valid(x.ValidFrom, x.ValidUntil)
		for _, end := range []catalogue.ID{x.From, x.To, x.Via, x.Area} {
			holds = holds && (end == 0 || slices.Contains(p.ids, end))
		}
		if holds {
			p.edges = append(p.edges, x)
		}
	}
	return p
}

func (p *plain) name(id catalogue.ID) string {
	return catalogue.GlobalID(p.Snapshot().Record(id).Kind(), id)
}

// any is one of the records that hold, false where there is none.
func (p *plain) any(t *rapid.T, label string) (catalogue.ID, bool) {
	if len(p.ids) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(p.ids).Draw(t, label), true
}

// plainScope is a drawn scope with its naive reading.
type plainScope struct {
	Scope
	status string
}

func drawScope(t *rapid.T) plainScope {
	var s plainScope
	s.Direction = rapid.SampledFrom([]Direction{"", Both, Outgoing, Incoming}).Draw(t, "direction")
	for range rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "relations") {
		s.Relations = append(s.Relations, rapid.SampledFrom(plainRelations).Draw(t, "relation"))
	}
	s.Relations = slices.Compact(slices.Sorted(slices.Values(s.Relations)))
	if rapid.IntRange(0, 5).Draw(t, "has filter") == 0 {
		s.status = rapid.SampledFrom([]string{"PLANNED", "LIVE"}).Draw(t, "status")
		s.Where = view.EdgeFilter{"status": map[string]any{"in": []any{s.status}}}
	}
	return s
}

// steps are all steps from a record, as the package comment defines them.
func (p *plain) steps(from catalogue.ID, s plainScope) []step {
	var out []step
	for _, e := range p.edges {
		if len(s.Relations) > 0 && !slices.Contains(s.Relations, e.Relation) || s.status != "" && string(e.Status) != s.status {
			continue
		}
		for _, arrow := range [][2]catalogue.End{
			{catalogue.EndFrom, catalogue.EndTo}, {catalogue.EndFrom, catalogue.EndVia},
			{catalogue.EndFrom, catalogue.EndArea}, {catalogue.EndTo, catalogue.EndVia},
		} {
			if s.Direction != Incoming {
				out = append(out, p.stepAlong(e, from, arrow[0], arrow[1])...)
			}
			if s.Direction != Outgoing {
				out = append(out, p.stepAlong(e, from, arrow[1], arrow[0])...)
			}
		}
	}
	slices.SortFunc(out, bySteps)
	return out
}

func (p *plain) stepAlong(e catalogue.Edge, from catalogue.ID, leave, reach catalogue.End) []step {
	if e.At(leave) != from || e.At(reach) == 0 || e.At(reach) == from {
		return nil
	}
	return []step{{e.ID, e.Relation.Role(leave), reach, e.At(reach)}}
}

// dependences are the steps from a record along dependences.
func (p *plain) dependences(from catalogue.ID, q ImpactQuery) []step {
	var out []step
	for _, e := range p.edges {
		if len(q.Relations) > 0 && !slices.Contains(q.Relations, e.Relation) {
			continue
		}
		for _, d := range e.Relation.Dependences() {
			if q.Direction != nil && *q.Direction == Dependencies {
				out = append(out, p.stepAlong(e, from, d.Dependent, d.On)...)
			} else {
				out = append(out, p.stepAlong(e, from, d.On, d.Dependent)...)
			}
		}
	}
	slices.SortFunc(out, bySteps)
	return out
}

// bySteps is the order in which steps from one record are walked.
func bySteps(a, b step) int {
	return cmp.Or(cmp.Compare(a.role, b.role), cmp.Compare(a.edge, b.edge), cmp.Compare(a.end, b.end))
}

// distances are those from a record, found by trying again and again until nothing
// becomes nearer.
func (p *plain) distances(from catalogue.ID, most int, next func(catalogue.ID) []step) map[catalogue.ID]int {
	out := map[catalogue.ID]int{from: 0}
	for changed := true; changed; {
		changed = false
		for _, id := range p.ids {
			d, ok := out[id]
			if !ok || d == most {
				continue
			}
			for _, s := range next(id) {
				if old, known := out[s.to]; !known || old > d+1 {
					out[s.to], changed = d+1, true
				}
			}
		}
	}
	return out
}

// drawMeant is a filter of records with its naive reading.
func (p *plain) drawMeant(t *rapid.T) (view.RecordFilter, func(catalogue.ID) bool) {
	if rapid.IntRange(0, 2).Draw(t, "has filter") > 0 {
		return nil, func(catalogue.ID) bool { return true }
	}
	kinds := rapid.SliceOfNDistinct(rapid.SampledFrom(catalogue.Kinds()), 1, 6, rapid.ID).Draw(t, "kinds")
	return view.RecordFilter{"kinds": kinds}, func(id catalogue.ID) bool { return slices.Contains(kinds, p.Snapshot().Record(id).Kind()) }
}

// drawBudget is a small budget, or none.
func drawBudget(t *rapid.T) Budget {
	var b Budget
	if rapid.Bool().Draw(t, "few records") {
		n := rapid.IntRange(1, 12).Draw(t, "nodes")
		b.Nodes = &n
	}
	if rapid.Bool().Draw(t, "few statements") {
		n := rapid.IntRange(1, 40).Draw(t, "edges")
		b.Edges = &n
	}
	return b
}

// heldTo says that an answer kept to its budget and owns up to where it ended.
func heldTo(t *rapid.T, b Budget, o Outcome) {
	t.Helper()
	reason, stopped := o.StoppedBecause()
	switch {
	case b.Nodes != nil && o.Explored.Nodes > *b.Nodes, b.Edges != nil && o.Explored.Edges > *b.Edges:
		t.Fatalf("%+v is beyond the budget", o)
	case stopped == o.Complete():
		t.Fatalf("complete and stopped: %+v", o)
	case reason == StoppedByNodes && b.Nodes == nil, reason == StoppedByEdges && b.Edges == nil, reason == StoppedByTime:
		t.Fatalf("%+v, but the budget was enough", o)
	}
}

// forever is a clock that never ends.
func forever(int) func() bool { return func() bool { return false } }

// atOnce is a clock that has run out.
func atOnce(int) func() bool { return func() bool { return true } }

func refused(t *testing.T, what string, err error, kind catalogue.ErrorKind, field string) {
	t.Helper()
	if e, ok := errors.AsType[*catalogue.Error](err); !ok || e.Kind != kind || e.Field != field {
		t.Errorf("%s: %v, not %v in %s", what, err, kind, field)
	}
}

// smallPlain is a solution (1) on which three others depend (2, 3, 4).
func smallPlain(t *testing.T) *plain {
	t.Helper()
	b := snapshot.NewBuilder()
	var edges []catalogue.Edge
	for id := catalogue.ID(1); id <= 4; id++ {
		if err := b.Record(&catalogue.Solution{Meta: catalogue.Meta{ID: id, Revision: 1, Name: catalogue.T("n")}}); err != nil {
			t.Fatal(err)
		}
		if id > 1 {
			edges = append(edges, catalogue.Edge{ID: catalogue.EdgeID(id), Revision: 1, Relation: catalogue.DependsOn, From: id, To: 1})
		}
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return newPlain(s)
}
