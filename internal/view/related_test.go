package view

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"

	"pgregory.net/rapid"
)

// planned is a catalogue made by some changes.
func planned(t testing.TB, changes ...catalogue.Change) *snapshot.Snapshot {
	t.Helper()
	c, err := snapshot.Empty().Plan(changes)
	if err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Empty().Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Each kind's methods are its links: none is missing, none is left over, each
// leads to the handles of its kind, and no two have one name.
func TestTheGeneratedMethodsAreTheLinks(t *testing.T) {
	v := New(planned(t), drawnDay)
	for _, kind := range catalogue.Kinds() {
		handle := reflect.TypeOf(v.handle(kind.New()))
		names := map[string]bool{}
		for _, l := range Links(kind) {
			name := upperFirst(l.Field)
			m, ok := handle.MethodByName(name)
			if !ok || names[name] {
				t.Errorf("%s.%s is missing, or there twice; go generate ./internal/view", handle, name)
				continue
			}
			names[name] = true
			if want := "Related[fundus/internal/view." + l.To.String() + "]"; m.Type.Out(0).Name() != want {
				t.Errorf("%s.%s leads to %s, want %s", handle, name, m.Type.Out(0).Name(), want)
			}
		}
		for m := range handle.Methods() {
			if m.Type.NumOut() > 0 && strings.HasPrefix(m.Type.Out(0).Name(), "Related[") && !names[m.Name] {
				t.Errorf("%s.%s is no link; go generate ./internal/view", handle, m.Name)
			}
		}
	}
}

// askedRelated calls the generated method of a link and reads the answer.
func askedRelated(r Record, l Link, p Paging, filter Filter, where EdgeFilter) (a asked[catalogue.EdgeID], nodes []catalogue.ID, err error) {
	var args []reflect.Value
	for _, arg := range []any{p.First, p.After, p.Last, p.Before, filter, where} {
		args = append(args, reflect.ValueOf(arg))
	}
	out := reflect.ValueOf(r).MethodByName(upperFirst(l.Field)).Call(args)
	if err, ok := reflect.TypeAssert[error](out[1]); ok {
		return a, nil, err
	}
	a.total = first(out[0].Interface().(interface{ TotalCount() (int, error) }).TotalCount())
	a.info = out[0].FieldByName("Info").Interface().(PageInfo)
	for _, e := range out[0].FieldByName("Edges").Seq2() {
		a.entries = append(a.entries, e.FieldByName("Statement").Interface().(Statement).edge.ID)
		a.cursors = append(a.cursors, e.FieldByName("Cursor").String())
		nodes = append(nodes, e.FieldByName("Node").Interface().(Record).self().id())
	}
	return a, nodes, nil
}

// Along every link of every record, the pages are exactly the statements that hold
// and that both filters mean, each with the record at its other end. What is
// hidden on the day neither appears nor is counted.
func TestPagesAlongALinkAreItsStatements(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		if len(w.records) == 0 {
			return
		}
		for range 3 {
			r := rapid.SampledFrom(w.records).Draw(t, "record")
			l := rapid.SampledFrom(Links(r.Kind())).Draw(t, "link")
			filter, where := drawFilter(t, w, l.To, 1), drawWhere(t, w, false)
			var want []catalogue.EdgeID
			to := map[catalogue.EdgeID]catalogue.ID{}
			for _, e := range w.in(r.Base().ID, l.Role, where) {
				x, _ := w.snap.Edge(e)
				if n := w.get(x.At(l.Role.Opposite())); n.Kind() == l.To && w.means(n, filter) {
					want, to[e] = append(want, e), n.Base().ID
				}
			}
			pagesAre(t, want, true, func(p Paging) (asked[catalogue.EdgeID], error) {
				got, nodes, err := askedRelated(w.handle(r), l, p, filter, where)
				for i, e := range got.entries {
					if nodes[i] != to[e] {
						t.Fatalf("statement %d leads to %d, want %d", e, nodes[i], to[e])
					}
				}
				return got, err
			})
		}
	})
}

// genericEntry is an entry of the statements of a record in any role.
type genericEntry struct {
	role catalogue.Role
	edge catalogue.EdgeID
	node catalogue.ID
}

// The generic relations of a record are its statements role by role, and the
// counts by role are those of the same statements.
func TestGenericRelationsAreTheStatementsRoleByRole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for _, r := range w.records {
			handle := w.handle(r).self()
			var counts []RoleCount
			var all []genericEntry
			roles := rapid.SliceOfN(rapid.SampledFrom(catalogue.AllRoles()), 0, 3).Draw(t, "roles")
			where := drawWhere(t, w, false)
			for _, role := range catalogue.AllRoles() {
				if n := len(w.in(r.Base().ID, role, nil)); n > 0 {
					counts = append(counts, RoleCount{role, n})
				}
				for _, e := range w.in(r.Base().ID, role, where) {
					if x, _ := w.snap.Edge(e); len(roles) == 0 || slices.Contains(roles, role) {
						all = append(all, genericEntry{role, e, x.At(role.Opposite())})
					}
				}
			}
			if got := first(handle.RelationCounts()); !slices.Equal(got, counts) {
				t.Fatalf("counts %v, want %v", got, counts)
			}
			pagesAre(t, all, true, func(p Paging) (a asked[genericEntry], err error) {
				g, err := handle.Relations(roles, p.First, p.After, p.Last, p.Before, where)
				for _, e := range g.Edges {
					a.entries = append(a.entries, genericEntry{e.Role(), e.edge.ID, e.Node.self().id()})
					a.cursors = append(a.cursors, e.Cursor)
				}
				if err == nil {
					a.total, a.info = first(g.TotalCount()), g.Info
				}
				return a, err
			})
		}
	})
}

// The statements of the whole catalogue are those that hold and that the filter
// means, in the order of their ids, however they are looked for.
func TestPagesOfAllStatementsAreTheStatements(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		if got := w.Catalogue().RelationCount(); got != len(w.edges) {
			t.Fatalf("%d statements, want %d", got, len(w.edges))
		}
		for range 3 {
			where := drawWhere(t, w, true)
			var want []catalogue.EdgeID
			for _, x := range w.edges {
				if w.states(x, where) {
					want = append(want, x.ID)
				}
			}
			pagesAre(t, want, true, func(p Paging) (a asked[catalogue.EdgeID], err error) {
				s, err := w.Statements(p, where)
				for _, e := range s.Edges {
					a.entries, a.cursors = append(a.entries, e.Node.edge.ID), append(a.cursors, e.Cursor)
				}
				if err == nil {
					a.total, a.info = first(s.TotalCount()), s.Info
				}
				return a, err
			})
		}
	})
}

// Nothing hidden can be reached: every record that a view hands out holds on its
// day, and so does every statement and each of its ends.
func TestNothingHiddenIsFoundByID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		counts := map[catalogue.Kind]int{}
		for id := catalogue.ID(1); id <= w.snap.MaxRecord(); id++ {
			r := w.snap.Record(id)
			if r == nil {
				continue
			}
			n := w.Find(catalogue.GlobalID(r.Kind(), id))
			if (n != nil) != w.has(id) || (w.At(id) != nil) != w.has(id) {
				t.Fatalf("record %d: %v", id, n)
			}
			if w.has(id) {
				counts[r.Kind()]++
			}
		}
		for _, c := range w.Catalogue().Counts() {
			if c.Count != counts[c.Kind] {
				t.Fatalf("%d %s, want %d", c.Count, c.Kind.Plural(), counts[c.Kind])
			}
		}
		for id := catalogue.EdgeID(1); id <= w.snap.MaxEdge(); id++ {
			n := w.Find(catalogue.GlobalEdgeID(id))
			holds := slices.ContainsFunc(w.edges, func(x catalogue.Edge) bool { return x.ID == id })
			if (n != nil) != holds {
				t.Fatalf("statement %d: %v", id, n)
			}
			if !holds {
				continue
			}
			s := n.(Statement)
			_, via := s.Via()
			_, area := s.Area()
			if s.From() == nil || s.To() == nil || via != (s.edge.Via != 0) || area != (s.edge.Area != 0) {
				t.Fatalf("statement %d leads to nothing: %+v", id, s.edge)
			}
		}
	})
}
