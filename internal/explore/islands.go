package explore

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// IslandQuery asks for the solutions that exchange data with nothing outside.
type IslandQuery struct {
	view.Paging
	// Solutions says which islands are told: those that hold such a solution. What
	// exchanges with what it does not touch.
	Solutions view.Filter
}

// Islands (Insellösungen) are the solutions that exchange nothing with most others.
//
// Two solutions exchange if one DEPENDS_ON the other, if both EXPOSE or CONSUME the
// same interface, or if both have to do with a dataset that one of them, or a third,
// WRITES or HOLDS; two that merely read the same do not. What hangs together by that
// is one piece. The piece with most solutions is the mainland, of equal ones that
// with the least id, and a solution by itself is none; every other piece is an island.
//
// Nobody can tell a solution that exchanges nothing from one of which nobody wrote
// down what it exchanges. So an island says whether anything of it is written down at
// all, and those of which nothing is come last among their size.
type Islands struct {
	view.Listed[Island]
	Solutions   int // all that are seen
	Mainland    int // of these on the mainland, 0 where there is none
	Undescribed int // islands of whose exchange nothing is recorded
}

// Island is a piece that is not the mainland.
type Island struct {
	drawing
	in      *exchange
	members []catalogue.ID // solutions, ascending
	// Described says whether any exchange of its solutions is recorded: between them,
	// or with an interface or dataset at whose other end there is nobody.
	Described bool
}

// IslandEdge is an island on a page.
type IslandEdge = view.ListedEdge[Island]

// exchanging are the relations by which solutions exchange.
var exchanging = []catalogue.Relation{
	catalogue.DependsOn, catalogue.Exposes, catalogue.Consumes, catalogue.Reads, catalogue.Writes, catalogue.Holds,
}

// exchange is who exchanges with whom.
type exchange struct {
	joiner
	described *snapshot.SetBuilder // solutions
	mainland  []catalogue.ID
	spoken    func() snapshot.Set // standards of the mainland
}

// IslandsOf are the islands.
func IslandsOf(v *view.View, q IslandQuery) (Islands, error) {
	told, err := v.Matching(catalogue.KindSolution, q.Solutions)
	if err != nil {
		return Islands{}, err
	}
	x := &exchange{joiner: joiner{breath: breath{view: v}}, described: snapshot.NewSet()}
	x.spoken = sync.OnceValue(func() snapshot.Set { return standardsOf(v, x.mainland) })
	x.joinExchanges()
	if x.err != nil {
		return Islands{}, x.err
	}
	return x.islands(told, q)
}

// joinExchanges joins solutions with each other, and with what they exchange by.
func (x *exchange) joinExchanges() {
	v := x.view
	by := v.All(catalogue.KindSolution).Or(v.All(catalogue.KindInterface)).Or(x.written())
	x.numbers = numberingOf(by, v.Snapshot().MaxRecord())
	x.sets = newUnions(len(x.numbers.ids))
	x.facts = func(e catalogue.EdgeID) bool {
		for _, end := range []catalogue.End{catalogue.EndFrom, catalogue.EndTo} {
			x.described.Add(v.Snapshot().EdgeAt(e, end))
		}
		return true
	}
	for _, r := range exchanging {
		x.joinAll(r)
	}
}

// written are the datasets that some solution writes or holds.
func (x *exchange) written() snapshot.Set {
	out := snapshot.NewSet()
	for _, r := range []catalogue.Relation{catalogue.Writes, catalogue.Holds} {
		x.view.Snapshot().RelationEdges(r, 0, func(e catalogue.EdgeID) bool {
			if x.view.SeesStatement(e) {
				out.Add(x.view.Snapshot().EdgeAt(e, catalogue.EndTo))
			}
			return !x.over()
		})
	}
	return out.Set()
}

// islands is the answer once all is joined.
func (x *exchange) islands(told snapshot.Set, q IslandQuery) (Islands, error) {
	out := Islands{Solutions: x.view.Count(catalogue.KindSolution)}
	pieces := x.pieces()
	if len(pieces) > 0 && len(pieces[0]) > 1 {
		x.mainland, pieces = pieces[0], pieces[1:]
		out.Mainland = len(x.mainland)
	}
	var all []Island
	for _, members := range pieces {
		if !slices.ContainsFunc(members, told.Has) {
			continue
		}
		island := Island{in: x, members: members, Described: slices.ContainsFunc(members, x.described.Has)}
		if !island.Described {
			out.Undescribed++
		}
		all = append(all, island)
	}
	slices.SortFunc(all, func(a, b Island) int {
		p, q := a.place(), b.place()
		return cmp.Or(cmp.Compare(p.Number, q.Number), cmp.Compare(p.Key, q.Key), cmp.Compare(p.ID, q.ID))
	})
	page, err := view.Cut(x.view, q.Paging, all, Island.place, "islands", q.Solutions)
	out.Listed = view.Map(page, Island.drawn)
	return out, err
}

// pieces are the solutions of each piece, the most first.
func (x *exchange) pieces() [][]catalogue.ID {
	solutions := x.view.Snapshot().Kind(catalogue.KindSolution)
	var out [][]catalogue.ID
	for _, group := range x.sets.groups(1) {
		var members []catalogue.ID
		for _, number := range group {
			if id := x.numbers.ids[number]; solutions.Has(id) {
				members = append(members, id)
			}
		}
		if len(members) > 0 {
			out = append(out, members)
		}
	}
	slices.SortFunc(out, func(a, b []catalogue.ID) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
	})
	return out
}

func (i Island) place() view.Place {
	return view.Place{Number: -int64(len(i.members)), Key: strconv.FormatBool(!i.Described), ID: i.members[0]}
}

// Size is how many solutions there are on it.
func (i Island) Size() int { return len(i.members) }
