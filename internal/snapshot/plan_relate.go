package snapshot

import (
	"fmt"
	"slices"

	"fundus/internal/catalogue"
)

// relate states a relation, or says something else about a statement there is.
func (p *planner) relate(c *catalogue.Relate) {
	if c.ID != 0 {
		p.restate(c)
		return
	}
	x, ok := p.statement(c)
	if !ok || !p.date(&x) {
		return
	}
	id := p.find(x.Key())
	if !p.saysAgain(c, id) && p.stale(c.Seen, p.edgeRevision(id), id != 0) || p.closesCycle(c, id, &x) {
		return
	}
	if id == 0 {
		p.addEdge(x)
		return
	}
	p.sayAgain(id)
	p.staysGuarded(id, &x)
	p.setEdge(id, x)
}

// closesCycle notes a Conflict where x, the next version of an edge or a new one
// for 0, closes a cycle of a relation that has none.
func (p *planner) closesCycle(c *catalogue.Relate, id catalogue.EdgeID, x *catalogue.Edge) bool {
	if !x.Relation.Facts().Acyclic || id != 0 && !p.widens(id, x) || !p.leadsBack(x) {
		return false
	}
	p.fail(catalogue.Conflict, "to", string(c.To), "closes a cycle: %s is %s %s already", c.To, x.Relation, c.From)
	return true
}

// widens says whether x holds on days on which the current version does not.
func (p *planner) widens(id catalogue.EdgeID, x *catalogue.Edge) bool {
	old, _ := p.edge(id)
	from, until, holds := p.holds(&old)
	return !holds || x.ValidFrom < from || until != 0 && (x.ValidUntil == 0 || x.ValidUntil > until)
}

// statement resolves and checks what a Relate says.
func (p *planner) statement(c *catalogue.Relate) (catalogue.Edge, bool) {
	if !c.Relation.Known() {
		p.fail(catalogue.Invalid, "relation", "", "relation %d is not known", c.Relation)
		return catalogue.Edge{}, false
	}
	may := places[c.Relation]
	from, okFrom := p.resolve("from", c.From, may[catalogue.EndFrom])
	to, okTo := p.resolve("to", c.To, may[catalogue.EndTo])
	via, okVia := p.optional("via", c.Relation, c.Via, may[catalogue.EndVia])
	area, okArea := p.optional("area", c.Relation, c.Area, may[catalogue.EndArea])
	source, okSource := p.source(c.Source)
	if !okFrom || !okTo || !okVia || !okArea || !okSource || !p.fits(c, from, to) || !p.factsFit(c.Relation, &c.EdgeFacts) {
		return catalogue.Edge{}, false
	}
	return catalogue.Edge{
		Relation: c.Relation, From: from.id, To: to.id, Via: via, Area: area,
		EdgeFacts: c.EdgeFacts, Source: source,
	}, true
}

// places are the kinds that may stand at each end of each relation.
var places = func() (of [catalogue.Relations][4]kindMask) {
	for _, r := range catalogue.AllRelations() {
		facts := r.Facts()
		for _, e := range facts.Ends {
			of[r][catalogue.EndFrom] |= maskOf(e.From)
			of[r][catalogue.EndTo] |= maskOf(e.To)
		}
		if facts.Via != 0 {
			of[r][catalogue.EndVia] = maskOf(facts.Via)
		}
		if facts.Area {
			of[r][catalogue.EndArea] = maskOf(catalogue.KindArea)
		}
	}
	return of
}()

// optional resolves a reference that may be missing, and must be where the
// relation has no such place.
func (p *planner) optional(field string, r catalogue.Relation, ref catalogue.Ref, allowed kindMask) (catalogue.ID, bool) {
	if ref == "" {
		return 0, true
	}
	if allowed == 0 {
		p.fail(catalogue.Invalid, field, string(ref), "%s has no %s", r, field)
		return 0, false
	}
	found, ok := p.resolve(field, ref, allowed)
	return found.id, ok
}

// fits says whether the relation may join the two records.
func (p *planner) fits(c *catalogue.Relate, from, to resolution) bool {
	switch {
	case !c.Relation.Allows(from.kind, to.kind):
		p.fail(catalogue.Invalid, "to", string(c.To), "%s does not join a %s to a %s", c.Relation, from.kind.Noun(), to.kind.Noun())
	case from.id == to.id:
		p.fail(catalogue.Invalid, "to", string(c.To), "a relation joins two records, not one to itself")
	default:
		return true
	}
	return false
}

func (p *planner) factsFit(r catalogue.Relation, facts *catalogue.EdgeFacts) bool {
	err := catalogue.CheckEdgeFacts("", r, facts)
	if err != nil {
		p.refuse("", err)
	}
	return err == nil
}

// restate changes what is said about an edge that is named by its id.
func (p *planner) restate(c *catalogue.Relate) {
	old, there := p.edge(c.ID)
	if !there {
		p.fail(catalogue.NotFound, "id", catalogue.GlobalEdgeID(c.ID), "there is no such statement, or no longer")
		return
	}
	if p.stale(c.Seen, p.edgeRevision(c.ID), true) || !p.stillStates(c, &old) || !p.factsFit(old.Relation, &c.EdgeFacts) {
		return
	}
	source, ok := p.source(c.Source)
	if !ok {
		return
	}
	x := old
	x.EdgeFacts, x.Source = c.EdgeFacts, source
	if !p.date(&x) {
		return
	}
	if other := p.rival(&x, &old); other != 0 {
		p.fail(catalogue.Conflict, "id", catalogue.GlobalEdgeID(c.ID), "another statement (%s) says the same, from the same source and day", catalogue.GlobalEdgeID(other))
		return
	}
	if p.closesCycle(c, c.ID, &x) {
		return
	}
	p.sayAgain(c.ID)
	p.staysGuarded(c.ID, &x)
	p.setEdge(c.ID, x)
}

// staysGuarded is stayGuarded of statements.
func (p *planner) staysGuarded(id catalogue.EdgeID, x *catalogue.Edge) {
	if old, there := p.edge(id); there && x.Visibility == "" {
		x.Visibility = old.Visibility
	}
}

// rival is the edge that has the key which a new version would bring about.
func (p *planner) rival(x, old *catalogue.Edge) catalogue.EdgeID {
	if x.Key() == old.Key() {
		return 0
	}
	return p.find(x.Key())
}

// stillStates checks that what a change says of an edge's relation and ends, as
// far as it says it, is what the edge states.
func (p *planner) stillStates(c *catalogue.Relate, old *catalogue.Edge) bool {
	const rule = "what is stated never changes; unrelate it and relate anew"
	if c.Relation != 0 && c.Relation != old.Relation {
		p.fail(catalogue.Conflict, "relation", c.Relation.String(), "this statement is %s; %s", old.Relation, rule)
		return false
	}
	for end, ref := range [...]catalogue.Ref{c.From, c.To, c.Via, c.Area} {
		field := [...]string{"from", "to", "via", "area"}[end]
		if ref == "" {
			continue
		}
		named, ok := p.resolve(field, ref, anyKind)
		if ok && named.id != old.At(catalogue.End(end)) {
			p.fail(catalogue.Conflict, field, string(ref), "this is not the statement's %s; %s", field, rule)
			ok = false
		}
		if !ok {
			return false
		}
	}
	return true
}

// unrelate withdraws a statement.
func (p *planner) unrelate(c *catalogue.Unrelate) {
	if _, there := p.edge(c.ID); !there {
		p.fail(catalogue.NotFound, "id", catalogue.GlobalEdgeID(c.ID), "there is no such statement, or no longer")
		return
	}
	if !p.stale(c.Seen, p.edgeRevision(c.ID), true) {
		p.removeEdge(c.ID)
	}
}

// remove ends a record, and its edges with it if that is allowed.
func (p *planner) remove(c *catalogue.Remove) {
	target, ok := p.resolve("target", c.Target, anyKind)
	if !ok || p.stale(c.Seen, p.recordRevision(target.id), true) {
		return
	}
	if n := p.SourceUses(target.id) + p.usesMore[target.id]; n > 0 {
		p.fail(catalogue.Conflict, "target", string(c.Target), "%s as source", countNaming(n))
		return
	}
	edges := p.edgesOf(target.id)
	if len(edges) > 0 && !c.Cascade {
		p.fail(catalogue.Conflict, "target", string(c.Target), "%s; cascade removes statements too", countNaming(len(edges)))
		return
	}
	for _, id := range edges {
		p.removeEdge(id)
	}
	p.end(target)
}

// countNaming says how many statements name a record.
func countNaming(n int) string {
	if n == 1 {
		return "1 statement names it"
	}
	return fmt.Sprintf("%d statements name it", n)
}

// end makes a record be no longer there.
func (p *planner) end(r resolution) {
	p.forget()
	if current := p.record(r.id); current != nil {
		p.moveUse(current.Base().Source, 0)
	}
	p.drafts[r.id] = &draft{kind: r.kind}
}

// edgesOf are the edges that name a record now, each once.
func (p *planner) edgesOf(r catalogue.ID) []catalogue.EdgeID {
	var out []catalogue.EdgeID
	for _, l := range p.edges.lists(r) {
		for id := range l.All() {
			if _, there := p.edge(id); there {
				out = append(out, id)
			}
		}
	}
	for _, id := range p.links.all(p)[r] {
		if _, there := p.edge(id); there {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// leadsBack says whether a chain of x's relation leads from its second record to
// its first, of statements each of which holds on a day on which x does.
func (p *planner) leadsBack(x *catalogue.Edge) bool {
	seen, next := map[catalogue.ID]bool{}, []catalogue.ID{x.To}
	for len(next) > 0 {
		r := next[len(next)-1]
		next = next[:len(next)-1]
		if r == x.From || !p.goOn() {
			return true
		}
		if seen[r] {
			continue
		}
		seen[r] = true
		for id := range p.Edges(r, x.Relation.Role(catalogue.EndFrom)).All() {
			p.goOn()
			if y, there := p.edge(id); there && p.meets(x, &y) {
				next = append(next, y.To)
			}
		}
		for _, id := range p.links.acyclic[linkKey{x.Relation, r}] {
			if y, there := p.edge(id); there && p.meets(x, &y) {
				next = append(next, y.To)
			}
		}
	}
	return false
}

// meets says whether there is a day on which both statements hold.
func (p *planner) meets(x, y *catalogue.Edge) bool {
	from, until, holds := p.holds(y)
	return holds && (until == 0 || x.ValidFrom <= until) && (x.ValidUntil == 0 || from <= x.ValidUntil)
}
