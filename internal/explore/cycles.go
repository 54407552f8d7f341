package explore

import (
	"cmp"
	"fmt"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// CycleQuery asks what leads back to itself along one relation.
type CycleQuery struct {
	view.Paging
	Relation catalogue.Relation
	Filter   view.RecordFilter // among which records; the others lead nowhere
	Where    view.EdgeFilter
}

// Cycle is records of which each leads to each other along statements of one
// relation: whichever of them one begins with, one comes back to it. There may be
// several ways round; each record of the catalogue is in one Cycle at most.
type Cycle struct {
	drawing
	in      *cycles
	members []int32 // ascending
	number  int32   // of the strongly connected component
}

// CycleEdge is a cycle on a page.
type CycleEdge = view.ListedEdge[Cycle]

// Cycles are a page of them, the largest first.
type Cycles struct {
	view.Listed[Cycle]
	Records int // that are in one of them
}

// cycles is what is known of the whole.
type cycles struct {
	view    *view.View
	query   CycleQuery
	numbers numbering
	arrows  arrows
	parts   *strong
	facts   func(catalogue.EdgeID) bool
}

// CyclesOf are the cycles of a relation that joins records of one kind.
func CyclesOf(v *view.View, q CycleQuery) (Cycles, error) {
	if kinds := q.Relation.Facts().Ends; slices.ContainsFunc(kinds, func(e catalogue.Ends) bool { return e.From != e.To }) {
		return Cycles{}, &catalogue.Error{
			Kind: catalogue.Invalid, Field: "relation", Value: q.Relation.String(),
			Message: fmt.Sprintf("%s joins records of different kinds, so nothing leads back along it", q.Relation),
		}
	}
	meant, err := v.Meant(q.Filter)
	if err != nil {
		return Cycles{}, err
	}
	c := &cycles{view: v, query: q}
	if c.facts, err = v.Facts(q.Where); err != nil {
		return Cycles{}, err
	}
	c.numbers = numberingOf(meant, v.Snapshot().MaxRecord())
	if err := c.follow(); err != nil {
		return Cycles{}, err
	}
	c.parts = strongOf(&c.arrows)
	return c.page()
}

// follow takes the statements of the relation as arrows.
func (c *cycles) follow() error {
	snap, b := c.view.Snapshot(), &breath{view: c.view}
	var all []arrow
	snap.RelationEdges(c.query.Relation, 0, func(e catalogue.EdgeID) bool {
		from, there := c.numbers.of(snap.EdgeAt(e, catalogue.EndFrom))
		to, also := c.numbers.of(snap.EdgeAt(e, catalogue.EndTo))
		if there && also && from != to && c.view.SeesStatement(e) && c.facts(e) {
			all = append(all, arrow{from, to})
		}
		return !b.over()
	})
	c.arrows = arrowsOf(len(c.numbers.ids), all)
	return b.err
}

func (c *cycles) page() (Cycles, error) {
	at := map[int32]int{} // by component
	var all []Cycle
	records := 0
	for i := range int32(len(c.numbers.ids)) {
		number := c.parts.component[i]
		if c.parts.size[number] < 2 {
			continue
		}
		records++
		if _, known := at[number]; !known {
			at[number] = len(all)
			all = append(all, Cycle{in: c, number: number})
		}
		all[at[number]].members = append(all[at[number]].members, i)
	}
	slices.SortFunc(all, func(a, b Cycle) int {
		return cmp.Or(cmp.Compare(len(b.members), len(a.members)), cmp.Compare(a.members[0], b.members[0]))
	})
	page, err := view.Cut(c.view, c.query.Paging, all, Cycle.place, "cycles", c.query.Relation, c.query.Filter, c.query.Where)
	return Cycles{view.Map(page, Cycle.drawn), records}, err
}

func (c Cycle) place() view.Place {
	return view.Place{Number: -int64(len(c.members)), ID: c.id(c.members[0])}
}

func (c Cycle) id(number int32) catalogue.ID { return c.in.numbers.ids[number] }

// drawn is the cycle with its drawing.
func (c Cycle) drawn() Cycle {
	c.drawing = drawing{c.graph}
	return c
}

func (c Cycle) graph() picture.Graph {
	ids := make([]catalogue.ID, len(c.members))
	for i, m := range c.members {
		ids[i] = c.id(m)
	}
	return part{c.in.view, "Kreis", "Einträge, die zu sich zurückführen", ids, []catalogue.Relation{c.in.query.Relation}, c.in.facts}.graph()
}

// Size is how many records there are in it.
func (c Cycle) Size() int { return len(c.members) }

// Members are its records, by name.
func (c Cycle) Members(first *int, after *string) (RecordConnection, error) {
	set := snapshot.NewSet()
	for _, m := range c.members {
		set.Add(c.id(m))
	}
	v, least := c.in.view, c.id(c.members[0])
	kind := v.Snapshot().Record(least).Kind()
	named, err := view.Some[view.Record](v, kind, set.Set(), view.Paging{First: first, After: after}, "cycle", c.in.query.Relation, least)
	return named.Listed(), err
}

// Example is a way round that is as short as any, as statements each of which begins
// where the one before ends. Of several it is one through the record with the least
// id, which it begins at.
func (c Cycle) Example() ([]view.Statement, error) {
	var best []int32
	b := &breath{view: c.in.view}
	for _, start := range c.members {
		if round := c.round(b, start, len(best)); round != nil {
			best = round
		}
		if b.err != nil {
			return nil, b.err
		}
		if len(best) == 2 {
			break // as short as can be: a record by itself is no cycle
		}
	}
	out := make([]view.Statement, 0, len(best))
	for i, from := range best {
		s, ok := c.in.statement(from, best[(i+1)%len(best)])
		if ok {
			out = append(out, s)
		}
	}
	return out, nil
}

// round is a shortest way from a record back to it, nil where it is not shorter than
// the one that is known already, 0 for none. It is a search in breadth.
func (c Cycle) round(b *breath, start int32, known int) []int32 {
	before := map[int32]int32{start: -1}
	level := []int32{start}
	for length := 1; len(level) > 0 && (known == 0 || length < known); length++ {
		var next []int32
		for _, at := range level {
			for _, to := range c.in.arrows.from(at) {
				if b.over() {
					return nil
				}
				if to == start {
					return wayTo(at, before)
				}
				if _, met := before[to]; !met && c.in.parts.component[to] == c.number {
					before[to] = at
					next = append(next, to)
				}
			}
		}
		level = next
	}
	return nil
}

// wayTo is the way that led to a record, from its beginning.
func wayTo(at int32, before map[int32]int32) []int32 {
	var way []int32
	for ; at >= 0; at = before[at] {
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}

// statement is the first that is meant between two records.
func (c *cycles) statement(from, to int32) (view.Statement, bool) {
	snap := c.view.Snapshot()
	for e := range snap.Edges(c.numbers.ids[from], c.query.Relation.Role(catalogue.EndFrom)).All() {
		if snap.EdgeAt(e, catalogue.EndTo) == c.numbers.ids[to] && c.view.SeesStatement(e) && c.facts(e) {
			return c.view.StatementAt(e)
		}
	}
	return view.Statement{}, false
}
