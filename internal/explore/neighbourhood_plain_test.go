package explore

import (
	"fmt"
	"maps"
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

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
	q.Of, q.Depth, q.FoldAbove, q.Scope.Direction = catalogue.GlobalID(w.get(q.centre).Kind(), q.centre), &q.depth, &q.foldAbove, q.direction
	if rapid.IntRange(0, 3).Draw(t, "some relations") == 0 {
		q.relations = rapid.SliceOfNDistinct(rapid.SampledFrom(surroundingRelations), 1, 5, rapid.ID).Draw(t, "relations")
		q.Scope.Relations = q.relations
	}
	if rapid.Bool().Draw(t, "some kinds") {
		q.kinds = rapid.SliceOfNDistinct(rapid.SampledFrom(surroundingKinds), 1, 4, rapid.ID).Draw(t, "kinds")
		q.Filter = view.RecordFilter{"kinds": q.kinds}
	}
	if q.evidence {
		q.Scope.Where = view.EdgeFilter{"evidence": map[string]any{"in": []string{"A"}}}
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
	maps.Copy(out, w.bridges(q, met, out))
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

// rolledEdge is an edge between what is rolled up, by value, and the rest, by number.
type rolledEdge struct {
	From, To string
	Role     catalogue.Role
	End      catalogue.End
}

// edgeTold is what such an edge says.
type edgeTold struct{ Count, Elided int }

// rolledUp are the records by what they are rolled up to, and the edges between that.
func (w *surroundings) rolledUp(q aroundQuery) (map[string][]catalogue.ID, map[rolledEdge]edgeTold) {
	var never []catalogue.Kind
	for _, r := range w.records {
		if _, ok := w.value(q.RollUp, r); ok {
			never = append(never, r.Kind())
		}
	}
	met := w.around(q, never)
	records, names := map[string][]catalogue.ID{}, map[catalogue.ID]string{}
	for _, m := range met {
		if m.leftOut {
			continue
		}
		first := w.get(m.Members[0])
		name := fmt.Sprint(first.Base().ID)
		if value, ok := w.value(q.RollUp, first); ok && first.Base().ID != q.centre {
			name = fmt.Sprint(first.Kind(), value)
		}
		names[m.Members[0]] = name
		records[name] = append(records[name], m.Members...)
	}
	edges := map[rolledEdge]edgeTold{}
	for e, count := range w.edgesAmong(q, met) {
		x := rolledEdge{names[e.From], names[e.To], e.Role, e.End}
		was, ok := edges[x]
		if !ok {
			was.Elided = e.Elided
		}
		if x.From != x.To {
			edges[x] = edgeTold{was.Count + count, min(was.Elided, e.Elided)}
		}
	}
	return records, edges
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

// sameNear fails where two readings differ.
func sameNear(t *rapid.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(metNaively{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s, - naive, + told:\n%s", what, diff)
	}
}
