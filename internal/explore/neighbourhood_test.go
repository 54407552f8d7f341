package explore

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// surroundings is a catalogue for questions about neighbourhoods with its naive reading:
// what holds on the day, as lists that are searched whole for each question.
type surroundings struct {
	*view.View
	records []catalogue.Record
	edges   []catalogue.Edge
}

const surroundingsDay = catalogue.Day(20_000)

var surroundingKinds = []catalogue.Kind{
	catalogue.KindService, catalogue.KindAuthority, catalogue.KindArea, catalogue.KindSolution, catalogue.KindCapability,
}

var surroundingRelations = []catalogue.Relation{
	catalogue.Offers, catalogue.Offers, catalogue.CompetentFor, catalogue.Uses, catalogue.Covers,
	catalogue.PartOf, catalogue.PartOf, catalogue.DependsOn, catalogue.Needs, catalogue.Provides,
}

func surroundingRecord(t *rapid.T, kind catalogue.Kind) catalogue.Record {
	some := func(codes ...string) string { return rapid.SampledFrom(codes).Draw(t, "code") }
	switch kind {
	case catalogue.KindService:
		return &catalogue.Service{PolicyField: catalogue.PolicyField(some("", "BAUEN_WOHNEN", "FAMILIE_KIND"))}
	case catalogue.KindAuthority:
		return &catalogue.Authority{AuthorityKind: catalogue.AuthorityKind(some("", "MUNICIPALITY", "RURAL_DISTRICT"))}
	case catalogue.KindArea:
		return &catalogue.Area{AreaKind: catalogue.AreaKind(some("", "STATE", "RURAL_DISTRICT", "INDEPENDENT_CITY", "MUNICIPALITY"))}
	case catalogue.KindSolution:
		return &catalogue.Solution{Development: catalogue.Sphere(some("", "FEDERAL", "THIRD_PARTY"))}
	default:
		return kind.New()
	}
}

// drawSurroundings draws a catalogue in which some records have ended, some statements
// too, and a few records have many statements.
func drawSurroundings(t *rapid.T) *surroundings {
	w, b := &surroundings{}, snapshot.NewBuilder()
	kinds, seen := map[catalogue.ID]catalogue.Kind{0: 0}, map[catalogue.ID]bool{0: true}
	for i := range rapid.IntRange(2, 30).Draw(t, "records") {
		r := surroundingRecord(t, surroundingKinds[i%len(surroundingKinds)])
		m := r.Base()
		m.ID, m.Revision, m.Name = catalogue.ID(i+1), 1, catalogue.T(fmt.Sprint("n", i+1))
		if i > 0 && rapid.IntRange(0, 9).Draw(t, "ended") == 0 {
			m.ValidUntil = surroundingsDay - 1
		} else {
			w.records, seen[m.ID] = append(w.records, r), true
		}
		kinds[m.ID] = r.Kind()
		if err := b.Record(r); err != nil {
			t.Fatal(err)
		}
	}
	var edges []catalogue.Edge
	for range rapid.IntRange(0, 70).Draw(t, "statements") {
		e, ok := drawSurroundingEdge(t, kinds)
		if !ok {
			continue
		}
		e.ID, e.Revision, e.ValidFrom = catalogue.EdgeID(len(edges)+1), 1, catalogue.Day(len(edges))
		e.Evidence = rapid.SampledFrom([]catalogue.Evidence{"A", "D"}).Draw(t, "evidence")
		if rapid.IntRange(0, 9).Draw(t, "over") == 0 {
			e.ValidUntil = surroundingsDay - 1
		} else if seen[e.From] && seen[e.To] && seen[e.Via] && seen[e.Area] {
			w.edges = append(w.edges, e)
		}
		edges = append(edges, e)
	}
	if err := b.Edges(edges); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	w.View = view.New(s, surroundingsDay)
	return w
}

func drawSurroundingEdge(t *rapid.T, kinds map[catalogue.ID]catalogue.Kind) (e catalogue.Edge, ok bool) {
	e.Relation = rapid.SampledFrom(surroundingRelations).Draw(t, "relation")
	facts := e.Relation.Facts()
	some := func(kind catalogue.Kind) catalogue.ID {
		var of []catalogue.ID
		for id, k := range kinds {
			if k == kind && id > 0 {
				of = append(of, id)
			}
		}
		if slices.Sort(of); len(of) == 0 {
			return 0
		}
		// The first is met oftener than all others.
		return of[max(0, rapid.IntRange(-len(of), len(of)-1).Draw(t, "end"))]
	}
	ends := rapid.SampledFrom(facts.Ends).Draw(t, "ends")
	e.From, e.To = some(ends.From), some(ends.To)
	if facts.Via != 0 && rapid.Bool().Draw(t, "via") {
		e.Via = some(facts.Via)
	}
	if facts.Area && rapid.Bool().Draw(t, "area") {
		e.Area = some(catalogue.KindArea)
	}
	if facts.Status {
		e.Status = "LIVE"
	}
	return e, e.From != 0 && e.To != 0 && (!facts.Acyclic || e.From > e.To)
}

// aroundQuery is a question with what it means, read naively.
type aroundQuery struct {
	NeighbourhoodQuery
	centre    catalogue.ID
	depth     int
	foldAbove int
	relations []catalogue.Relation
	direction Direction
	kinds     []catalogue.Kind
	evidence  bool
}

func drawAround(t *rapid.T, w *surroundings) aroundQuery {
	q := aroundQuery{
		centre:    rapid.SampledFrom(w.records).Draw(t, "centre").Base().ID,
		depth:     rapid.IntRange(0, 4).Draw(t, "depth"),
		foldAbove: rapid.SampledFrom([]int{1, 2, 3, 25}).Draw(t, "fold above"),
		relations: catalogue.AllRelations(),
		direction: rapid.SampledFrom([]Direction{Both, Both, Outgoing, Incoming}).Draw(t, "direction"),
		kinds:     catalogue.Kinds(),
		evidence:  rapid.IntRange(0, 4).Draw(t, "where") == 0,
	}
	q.Of, q.Depth, q.FoldAbove, q.Direction = catalogue.GlobalID(w.get(q.centre).Kind(), q.centre), &q.depth, &q.foldAbove, &q.direction
	if rapid.IntRange(0, 3).Draw(t, "some relations") == 0 {
		q.relations = rapid.SliceOfNDistinct(rapid.SampledFrom(surroundingRelations), 1, 5, rapid.ID).Draw(t, "relations")
		q.Relations = q.relations
	}
	if rapid.Bool().Draw(t, "some kinds") {
		q.kinds = rapid.SliceOfNDistinct(rapid.SampledFrom(surroundingKinds), 1, 4, rapid.ID).Draw(t, "kinds")
		q.Filter = view.RecordFilter{"kinds": q.kinds}
	}
	if q.evidence {
		q.Where = view.EdgeFilter{"evidence": map[string]any{"in": []string{"A"}}}
	}
	return q
}

func (w *surroundings) get(id catalogue.ID) catalogue.Record {
	i := slices.IndexFunc(w.records, func(r catalogue.Record) bool { return r.Base().ID == id })
	if i < 0 {
		return nil
	}
	return w.records[i]
}

func (q *aroundQuery) shows(r catalogue.Record) bool {
	return r.Base().ID == q.centre || slices.Contains(q.kinds, r.Kind())
}

func (q *aroundQuery) means(e catalogue.Edge) bool {
	return slices.Contains(q.relations, e.Relation) && (!q.evidence || e.Evidence == "A")
}

// drawnArrows are the pairs of ends that the package comment draws.
var drawnArrows = [][2]catalogue.End{{0, 1}, {0, 2}, {0, 3}, {1, 2}}

// leads says whether a statement leads from one record to another as it is asked, and
// in which role of the first.
func (q *aroundQuery) leads(e catalogue.Edge, from, to catalogue.ID) (roles []catalogue.Role) {
	for _, a := range drawnArrows {
		for _, way := range []struct {
			a, b catalogue.End
			not  Direction
		}{{a[0], a[1], Incoming}, {a[1], a[0], Outgoing}} {
			if q.direction != way.not && from != to && e.At(way.a) == from && e.At(way.b) == to {
				roles = append(roles, e.Relation.Role(way.a))
			}
		}
	}
	return roles
}

// stepsIn are the statements that lead from a record in a role to another.
func (w *surroundings) stepsIn(q aroundQuery, from catalogue.ID, role catalogue.Role, to catalogue.ID) (out []catalogue.EdgeID) {
	for _, e := range w.edges {
		if q.means(e) && slices.Contains(q.leads(e, from, to), role) {
			out = append(out, e.ID)
		}
	}
	return out
}

// metNaively is what is met: of a record one, of a group several ids.
type metNaively struct {
	Members  []catalogue.ID
	Group    bool
	Distance int
	From     catalogue.ID
	Role     catalogue.Role
	Edge     catalogue.EdgeID
	leftOut  bool
}

// around is what is met, in the order that Neighbourhood's comment defines.
func (w *surroundings) around(q aroundQuery, never []catalogue.Kind) []metNaively {
	out := []metNaively{{Members: []catalogue.ID{q.centre}}}
	met := func(id catalogue.ID) bool {
		return slices.ContainsFunc(out, func(m metNaively) bool { return slices.Contains(m.Members, id) })
	}
	for i := 0; i < len(out); i++ {
		at := out[i]
		if at.Group || at.Distance == q.depth {
			continue
		}
		for _, role := range catalogue.AllRoles() {
			var next []metNaively
			for _, kind := range catalogue.Kinds() {
				var shown, hidden []metNaively
				for _, r := range w.records {
					by := w.stepsIn(q, at.Members[0], role, r.Base().ID)
					if r.Kind() != kind || met(r.Base().ID) || len(by) == 0 {
						continue
					}
					m := metNaively{[]catalogue.ID{r.Base().ID}, false, at.Distance + 1, at.Members[0], role, by[0], !q.shows(r)}
					if m.leftOut {
						hidden = append(hidden, m)
					} else {
						shown = append(shown, m)
					}
				}
				if len(shown) > q.foldAbove && !slices.Contains(never, kind) {
					g := metNaively{Group: true, Distance: at.Distance + 1, From: at.Members[0], Role: role}
					for _, m := range shown {
						g.Members = append(g.Members, m.Members...)
					}
					shown = []metNaively{g}
				}
				next = append(append(next, shown...), hidden...)
			}
			out = append(out, next...)
		}
	}
	return out
}

// edgeNaively is an edge between what is met, by the lowest id of each.
type edgeNaively struct {
	From, To catalogue.ID
	Role     catalogue.Role
	End      catalogue.End
	Elided   int
}

// edgesAmong counts the statements between what is met, and finds the bridges.
func (w *surroundings) edgesAmong(q aroundQuery, met []metNaively) map[edgeNaively]int {
	out := map[edgeNaively]int{}
	for _, e := range w.edges {
		for _, a := range drawnArrows {
			from, to := w.metAt(met, e.At(a[0])), w.metAt(met, e.At(a[1]))
			if from == nil || to == nil || from == to || from.leftOut || to.leftOut || !q.means(e) || !w.told(q, e, *from, *to, a) {
				continue
			}
			out[edgeNaively{from.Members[0], to.Members[0], e.Relation.Role(a[0]), a[1], 0}]++
		}
	}
	for b, n := range w.bridges(q, met, out) {
		out[b] = n
	}
	return out
}

func (w *surroundings) metAt(met []metNaively, id catalogue.ID) *metNaively {
	for i := range met {
		if slices.Contains(met[i].Members, id) {
			return &met[i]
		}
	}
	return nil
}

// told says whether the edge of a statement is told: that between two records always,
// that with a group if the other was walked on from, the way that the statement leads.
func (w *surroundings) told(q aroundQuery, e catalogue.Edge, from, to metNaively, a [2]catalogue.End) bool {
	switch {
	case from.Group && to.Group:
		return false
	case to.Group:
		return from.Distance < q.depth && len(q.leads(e, e.At(a[0]), e.At(a[1]))) > 0
	case from.Group:
		return to.Distance < q.depth && len(q.leads(e, e.At(a[1]), e.At(a[0]))) > 0
	}
	return true
}

// bridges relaxes over every record that is left out, as Floyd and Warshall do.
func (w *surroundings) bridges(q aroundQuery, met []metNaively, joined map[edgeNaively]int) map[edgeNaively]int {
	const far = 1 << 20
	n := len(met)
	way := make([][]int, n)
	for i := range way {
		way[i] = slices.Repeat([]int{far}, n)
	}
	for i, x := range met {
		for j, y := range met {
			walked := !x.Group && x.Distance < q.depth && slices.ContainsFunc(y.Members, func(id catalogue.ID) bool {
				return slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool { return q.means(e) && len(q.leads(e, x.Members[0], id)) > 0 })
			})
			if walked && (x.leftOut || y.leftOut) {
				way[i][j] = 1
				if q.direction == Both {
					way[j][i] = 1
				}
			}
		}
	}
	for k, by := range met {
		for i := range met {
			for j := range met {
				if by.leftOut {
					way[i][j] = min(way[i][j], way[i][k]+way[k][j])
				}
			}
		}
	}
	out := map[edgeNaively]int{}
	for i, x := range met {
		for j, y := range met {
			if i == j || x.leftOut || y.leftOut || x.Group || way[i][j] >= far || q.direction == Both && !y.Group && j < i {
				continue
			}
			from, to := x.Members[0], y.Members[0]
			direct := false
			for e := range joined {
				direct = direct || e.From == from && e.To == to || e.From == to && e.To == from
			}
			if q.direction == Incoming {
				from, to = to, from
			}
			if !direct {
				out[edgeNaively{from, to, 0, 0, way[i][j] - 1}] = 1
			}
		}
	}
	return out
}

func ended(int) func() bool { return func() bool { return false } }

func neighbourhood(t *rapid.T, w *surroundings, q NeighbourhoodQuery) Neighbourhood {
	t.Helper()
	n, err := NeighbourhoodOf(w.View, q, ended)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// nodesTold are the nodes and groups of an answer in the terms of the naive reading.
func nodesTold(n Neighbourhood) (nodes, groups []metNaively) {
	for _, x := range n.Nodes {
		nodes = append(nodes, metNaively{[]catalogue.ID{x.id}, false, x.Distance(), x.first, x.role, x.edge, false})
	}
	for _, g := range n.Groups {
		groups = append(groups, metNaively{g.members, true, g.Distance(), g.anchor, g.role, 0, false})
	}
	return nodes, groups
}

// edgesTold are the edges of an answer in the terms of the naive reading.
func edgesTold(t *rapid.T, n Neighbourhood) map[edgeNaively]int {
	t.Helper()
	first := map[string]catalogue.ID{}
	for _, g := range n.Groups {
		first[g.ID()] = slices.Min(g.members)
	}
	at := func(name string) catalogue.ID {
		if id, ok := first[name]; ok {
			return id
		}
		_, id, err := catalogue.ParseGlobalID(name)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	out := map[edgeNaively]int{}
	for _, e := range n.Edges {
		key := edgeNaively{at(e.From()), at(e.To()), e.role, e.end, e.Elided()}
		if out[key] > 0 {
			t.Fatalf("told twice: %+v", key)
		}
		if s, ok := e.Statement(); ok != (e.Count() == 1 && e.Elided() == 0) || ok && s.Relation() != e.role.Relation() {
			t.Fatalf("%+v: %v", e.tie, ok)
		}
		out[key] = e.Count()
	}
	return out
}

// same fails where two readings differ.
func sameNear(t *rapid.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(metNaively{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s, - naive, + told:\n%s", what, diff)
	}
}

// What is met, folded and joined is what a reading of all statements finds.
func TestANeighbourhoodIsWhatTheNaiveReadingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		met := w.around(q, nil)
		var nodes, groups []metNaively
		for _, m := range met {
			switch {
			case m.leftOut:
			case m.Group:
				groups = append(groups, m)
			default:
				nodes = append(nodes, m)
			}
		}
		n := neighbourhood(t, w, q.NeighbourhoodQuery)
		gotNodes, gotGroups := nodesTold(n)
		sameNear(t, "nodes", nodes, gotNodes)
		sameNear(t, "groups", groups, gotGroups)
		sameNear(t, "edges", w.edgesAmong(q, met), edgesTold(t, n))
		if !n.Complete() || n.Explored.Nodes != len(met) {
			t.Fatalf("%+v of %d", n.Outcome, len(met))
		}
	})
}

// Where nothing is folded, a record is as far as the shortest way to it, and all that
// is no farther than the depth is there, shown or left out.
func TestTheDistanceIsThatOfTheShortestWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		q.foldAbove = MostFoldAbove
		q.FoldAbove = &q.foldAbove
		const far = 1000
		want := map[catalogue.ID]int{}
		for _, r := range w.records {
			want[r.Base().ID] = far
		}
		want[q.centre] = 0
		for range w.records {
			for _, e := range w.edges {
				for from := range want {
					for to := range want {
						if q.means(e) && len(q.leads(e, from, to)) > 0 {
							want[to] = min(want[to], want[from]+1)
						}
					}
				}
			}
		}
		for id, distance := range want {
			if distance > q.depth || !q.shows(w.get(id)) {
				delete(want, id)
			}
		}
		got := map[catalogue.ID]int{}
		for _, x := range neighbourhood(t, w, q.NeighbourhoodQuery).Nodes {
			got[x.id] = x.Distance()
		}
		sameNear(t, "distances", want, got)
	})
}

// Rolling up joins what is there otherwise: every record stands in the group of its
// value or for itself, once, and every edge leads where its records are.
func TestRollingUpCountsEveryRecordAndStatementOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		by := rapid.SampledFrom([]RollUp{ByAuthorityKind, ByDistrict, ByPolicyField, ByOrigin}).Draw(t, "roll up")
		values := map[string]string{}
		var rolled []catalogue.Kind
		for _, r := range w.records {
			if value, ok := w.value(by, r); ok {
				values[catalogue.GlobalID(r.Kind(), r.Base().ID)] = fmt.Sprint(r.Kind(), value)
				rolled = append(rolled, r.Kind())
			}
		}
		delete(values, q.Of)
		met := w.around(q, rolled)
		q.RollUp = &by
		n := neighbourhood(t, w, q.NeighbourhoodQuery)

		want, members := map[string][]catalogue.ID{}, map[catalogue.ID]string{}
		for _, m := range met {
			if m.leftOut {
				continue
			}
			name := fmt.Sprint(m.Members[0])
			if value, ok := values[catalogue.GlobalID(w.get(m.Members[0]).Kind(), m.Members[0])]; ok {
				name = value
			}
			members[m.Members[0]] = name
			want[name] = append(want[name], m.Members...)
		}
		got := map[string][]catalogue.ID{}
		names := map[string]string{}
		for _, x := range n.Nodes {
			name := fmt.Sprint(x.id)
			names[x.Record().GlobalID()] = name
			got[name] = append(got[name], x.id)
		}
		for _, g := range n.Groups {
			name := fmt.Sprint(g.members[0])
			if g.rollUp != nil {
				name = fmt.Sprint(g.Kind(), g.value)
			}
			names[g.ID()] = name
			got[name] = append(got[name], g.members...)
		}
		sameNear(t, "records", want, got)

		type joint struct {
			From, To string
			Role     catalogue.Role
			End      catalogue.End
		}
		wantEdges, gotEdges := map[joint][2]int{}, map[joint][2]int{}
		for e, count := range w.edgesAmong(q, met) {
			j := joint{members[e.From], members[e.To], e.Role, e.End}
			if j.From == j.To {
				continue
			}
			if was, ok := wantEdges[j]; ok {
				wantEdges[j] = [2]int{was[0] + count, min(was[1], e.Elided)}
			} else {
				wantEdges[j] = [2]int{count, e.Elided}
			}
		}
		for _, e := range n.Edges {
			gotEdges[joint{names[e.From()], names[e.To()], e.role, e.end}] = [2]int{e.Count(), e.Elided()}
		}
		sameNear(t, "edges", wantEdges, gotEdges)
	})
}

// value is what a record is rolled up by, read naively.
func (w *surroundings) value(by RollUp, r catalogue.Record) (string, bool) {
	switch r := r.(type) {
	case *catalogue.Service:
		return string(r.PolicyField), by == ByPolicyField
	case *catalogue.Solution:
		return string(r.Origin()), by == ByOrigin
	case *catalogue.Authority:
		if by == ByAuthorityKind {
			return string(r.AuthorityKind), true
		}
		return w.district(r.ID), by == ByDistrict
	case *catalogue.Area:
		return w.district(r.ID), by == ByDistrict
	}
	return "", false
}

// district is the one district in which something lies, "" for none or several.
func (w *surroundings) district(id catalogue.ID) string {
	found := map[catalogue.ID]bool{}
	var climb func(catalogue.ID)
	climb = func(id catalogue.ID) {
		if a, ok := w.get(id).(*catalogue.Area); ok && (a.AreaKind == "RURAL_DISTRICT" || a.AreaKind == "INDEPENDENT_CITY") {
			found[id] = true
			return
		}
		relation := catalogue.PartOf
		if slices.ContainsFunc(w.edges, func(e catalogue.Edge) bool { return e.From == id && e.Relation == catalogue.Covers }) {
			relation = catalogue.Covers
		}
		for _, e := range w.edges {
			if e.From == id && e.Relation == relation {
				climb(e.To)
			}
		}
	}
	climb(id)
	for id := range found {
		if len(found) == 1 {
			return catalogue.GlobalID(catalogue.KindArea, id)
		}
	}
	return ""
}

// Whatever a walk may look at, its nodes are the first of those of the whole, what it
// says between them is part of what the whole says, and it says so if it is not whole.
func TestANeighbourhoodUnderABudgetIsTheBeginningOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		whole := neighbourhood(t, w, q.NeighbourhoodQuery)
		nodes, edges := rapid.IntRange(1, 30).Draw(t, "nodes"), rapid.IntRange(1, 200).Draw(t, "edges")
		q.Budget = &Budget{Nodes: &nodes, Edges: &edges}
		part := neighbourhood(t, w, q.NeighbourhoodQuery)

		wantNodes, wantGroups := nodesTold(whole)
		gotNodes, gotGroups := nodesTold(part)
		sameNear(t, "nodes", wantNodes[:min(len(gotNodes), len(wantNodes))], gotNodes)
		sameNear(t, "groups", wantGroups[:min(len(gotGroups), len(wantGroups))], gotGroups)
		if part.Explored.Nodes > nodes || part.Explored.Edges > edges {
			t.Fatalf("%+v of %d, %d", part.Explored, nodes, edges)
		}
		wantEdges, gotEdges := edgesTold(t, whole), edgesTold(t, part)
		for e, n := range gotEdges {
			if e.Elided == 0 && n > wantEdges[e] {
				t.Fatalf("%+v: %d of %d", e, n, wantEdges[e])
			}
		}
		if reason, stopped := part.StoppedBecause(); stopped == part.Complete() || stopped && reason == StoppedByTime {
			t.Fatalf("%+v", part.Outcome)
		}
		if part.Complete() {
			sameNear(t, "nodes", wantNodes, gotNodes)
			sameNear(t, "edges", wantEdges, gotEdges)
		}
	})
}

// Who goes on where an answer was left, until there is no more, has been told every
// node once, in the order of the whole, and at last every group and edge.
func TestANeighbourhoodThatIsResumedIsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawSurroundings(t)
		q := drawAround(t, w)
		if rapid.Bool().Draw(t, "rolled") {
			by := rapid.SampledFrom([]RollUp{ByAuthorityKind, ByDistrict}).Draw(t, "roll up")
			q.RollUp = &by
		}
		wantNodes, wantGroups := nodesTold(neighbourhood(t, w, q.NeighbourhoodQuery))
		wantEdges := edgesTold(t, neighbourhood(t, w, q.NeighbourhoodQuery))
		nodes, edges := rapid.IntRange(1, 20).Draw(t, "nodes"), rapid.IntRange(1, 60).Draw(t, "edges")
		q.Budget = &Budget{Nodes: &nodes, Edges: &edges}
		var got []metNaively
		for {
			n := neighbourhood(t, w, q.NeighbourhoodQuery)
			some, groups := nodesTold(n)
			got = append(got, some...)
			next, more := n.Resume()
			if more == n.Complete() {
				t.Fatalf("%+v, %q", n.Outcome, next)
			}
			if !more {
				sameNear(t, "nodes", wantNodes, got)
				sameNear(t, "groups", wantGroups, groups)
				sameNear(t, "edges", wantEdges, edgesTold(t, n))
				return
			}
			q.After = &next
		}
	})
}

// Of two ends that a statement joins one is looked at, and no other choice has less to
// look at.
func TestTheFewestStatementsAreLookedAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lengths [len(fourEnds)]int
		for i := range lengths {
			lengths[i] = rapid.IntRange(0, 5).Draw(t, "length")
		}
		got := cheapest(lengths)
		cost := func(ends []catalogue.End) (total int) {
			for _, end := range ends {
				total += lengths[end]
			}
			return total
		}
		enough := func(ends []catalogue.End) bool {
			return !slices.ContainsFunc(drawnArrows, func(a [2]catalogue.End) bool {
				return lengths[a[0]] > 0 && lengths[a[1]] > 0 && !slices.Contains(ends, a[0]) && !slices.Contains(ends, a[1])
			})
		}
		if !enough(got) {
			t.Fatalf("%v of %v", got, lengths)
		}
		for _, other := range [][]catalogue.End{{0, 1}, {0, 2}, {1, 2, 3}, {0}, {1}, {2}, {3}, {1, 3}, {2, 3}, {0, 3}, {}} {
			if enough(other) && cost(other) < cost(got) {
				t.Fatalf("%v costs %d, %v %d", got, cost(got), other, cost(other))
			}
		}
	})
}

// A group is of one kind, and its members stand at the same end of all statements of a
// role: that is how the edge of a group can say at which.
func TestInARoleAKindStandsAtOneEnd(t *testing.T) {
	w := waysOf(Scope{})
	for _, role := range catalogue.AllRoles() {
		at := map[catalogue.Kind][]catalogue.End{}
		for _, end := range w[role] {
			for _, kind := range catalogue.Kinds() {
				if role.Relation().Role(end).Fits(kind) {
					at[kind] = append(at[kind], end)
				}
			}
		}
		for kind, ends := range at {
			if len(ends) > 1 {
				t.Errorf("%s: %s at %v", role, kind, ends)
			}
		}
	}
}

func TestAQuestionAboutNoNeighbourhoodIsRefused(t *testing.T) {
	w, number := &surroundings{}, func(n int) *int { return &n }
	b := snapshot.NewBuilder()
	a := &catalogue.Area{Meta: catalogue.Meta{ID: 1, Revision: 1, Name: catalogue.T("Land")}}
	if err := b.Record(a); err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	w.View = view.New(s, surroundingsDay)
	of, cursor, unknown := catalogue.GlobalID(catalogue.KindArea, 1), "AAAA", RollUp("COLOUR")
	for _, c := range []struct {
		field string
		kind  catalogue.ErrorKind
		q     NeighbourhoodQuery
	}{
		{"of", catalogue.NotFound, NeighbourhoodQuery{Of: catalogue.GlobalID(catalogue.KindArea, 2)}},
		{"of", catalogue.Invalid, NeighbourhoodQuery{Of: "x"}},
		{"depth", catalogue.Invalid, NeighbourhoodQuery{Of: of, Depth: number(7)}},
		{"depth", catalogue.Invalid, NeighbourhoodQuery{Of: of, Depth: number(-1)}},
		{"foldAbove", catalogue.Invalid, NeighbourhoodQuery{Of: of, FoldAbove: number(0)}},
		{"foldAbove", catalogue.Invalid, NeighbourhoodQuery{Of: of, FoldAbove: number(1001)}},
		{"budget.nodes", catalogue.Invalid, NeighbourhoodQuery{Of: of, Budget: &Budget{Nodes: number(0)}}},
		{"rollUp", catalogue.Invalid, NeighbourhoodQuery{Of: of, RollUp: &unknown}},
		{"after", catalogue.Invalid, NeighbourhoodQuery{Of: of, After: &cursor}},
		{"services", catalogue.Invalid, NeighbourhoodQuery{Of: of, Filter: view.RecordFilter{"kinds": []catalogue.Kind{catalogue.KindArea}, "services": map[string]any{}}}},
	} {
		_, err := NeighbourhoodOf(w.View, c.q, ended)
		e, ok := err.(*catalogue.Error)
		if !ok || e.Kind != c.kind || e.Field != c.field {
			t.Errorf("%s: %v", c.field, err)
		}
	}
}
