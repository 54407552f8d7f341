package view

import (
	"sync"

	"fundus/internal/catalogue"
)

// Counting means to look at every statement of a record, and of a hub there can
// be hundreds of thousands, which a page may meet at each of its entries. So the
// count of a long list is kept for the life of the view, and where nothing is
// hidden on its day nothing is looked at.

// manyStatements is how long a list is whose count is kept. There cannot be many.
const manyStatements = 1000

// counts are the counts of long lists.
type counts struct {
	mutex sync.Mutex
	known map[counted]int
}

// counted is a list of statements: those of a record in a role that lead to
// records of a kind (0: of any), as filters spell which are meant.
type counted struct {
	id      catalogue.ID
	role    catalogue.Role
	to      catalogue.Kind
	written string
}

// once counts a list, a long one once only: who asks meanwhile waits.
func (c *counts) once(of counted, list edgeList, length int) (int, error) {
	if length < manyStatements {
		return list.count()
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if n, ok := c.known[of]; ok {
		return n, nil
	}
	n, err := list.count()
	if err != nil {
		return 0, err
	}
	if c.known == nil {
		c.known = map[counted]int{}
	}
	c.known[of] = n
	return n, nil
}

// seen is how many statements of a record in a role the view sees.
func (v *View) seen(id catalogue.ID, role catalogue.Role) (int, error) {
	all := v.snap.Edges(id, role)
	if v.whole() {
		return all.Len(), v.stopped()
	}
	return v.counts.once(counted{id: id, role: role}, edgeList{v, posted(all), v.seesEdge}, all.Len())
}

// findWhole says whether every statement of the catalogue can be seen.
func (v *View) findWhole() bool {
	all := 0
	for _, r := range catalogue.AllRelations() {
		all += v.snap.RelationCount(r)
	}
	return v.snap.EdgesOn(v.day) == all && v.absent().Edges.Count() == 0
}
