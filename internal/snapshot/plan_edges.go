package snapshot

import "fundus/internal/catalogue"

// edge is an edge as it is now, false for none.
func (p *planner) edge(id catalogue.EdgeID) (catalogue.Edge, bool) {
	if id > p.edges.high {
		if i := int(id - p.edges.high - 1); i < p.created.n {
			x := *p.created.at(i)
			return x, x.Relation != 0
		}
		return catalogue.Edge{}, false
	}
	if len(p.touched) > 0 {
		if x, ok := p.touched[id]; ok {
			return x, x.Relation != 0
		}
	}
	return p.Edge(id)
}

// edgeRevision is the revision of an edge's version in the head, 0 for none.
func (p *planner) edgeRevision(id catalogue.EdgeID) catalogue.Revision {
	return catalogue.Revision(p.edges.row(id).revision)
}

// addEdge makes a new edge.
func (p *planner) addEdge(x catalogue.Edge) {
	x.ID = p.edges.high + 1 + catalogue.EdgeID(p.created.n)
	p.created.add(x)
	p.keys.ids[x.Key()] = x.ID
	p.links.add(&x)
	p.moveUse(0, x.Source)
}

// setEdge makes x the current version of an edge, or forgets the changes so far if
// it is what the head says.
func (p *planner) setEdge(id catalogue.EdgeID, x catalogue.Edge) {
	old, _ := p.edge(id)
	if x.ID, x.Revision = id, old.Revision; x == old {
		return
	}
	if id > p.edges.high {
		*p.created.at(int(id - p.edges.high - 1)) = x
	} else if head, _ := p.Edge(id); x == head {
		delete(p.touched, id)
	} else {
		p.touched[id] = x
	}
	p.keys.forget(old.Key(), id)
	p.keys.ids[x.Key()] = id
	p.moveUse(old.Source, x.Source)
}

// removeEdge takes an edge out.
func (p *planner) removeEdge(id catalogue.EdgeID) {
	old, _ := p.edge(id)
	if id > p.edges.high {
		*p.created.at(int(id - p.edges.high - 1)) = catalogue.Edge{}
	} else {
		p.touched[id] = catalogue.Edge{}
	}
	p.keys.forget(old.Key(), id)
	p.moveUse(old.Source, 0)
}

// edgeList is a list of edges that grows without copying: they are large, and may
// be millions.
type edgeList struct {
	chunks [][]catalogue.Edge
	n      int
}

const edgesPerChunk = 4096

func (l *edgeList) at(i int) *catalogue.Edge { return &l.chunks[i/edgesPerChunk][i%edgesPerChunk] }

func (l *edgeList) add(x catalogue.Edge) {
	if l.n%edgesPerChunk == 0 {
		l.chunks = append(l.chunks, nil)
	}
	last := &l.chunks[len(l.chunks)-1]
	*last = append(*last, x)
	l.n++
}

// keyIndex finds edges by key. A snapshot keeps no such index, which would weigh
// more than the edges; a plan looks through the posting list of the statement's
// first or second record, and indexes the list of a first record that it is asked
// about again and again, as an import of the same file is.
type keyIndex struct {
	ids   map[catalogue.EdgeKey]catalogue.EdgeID // edges created or indexed
	asked map[linkKey]int                        // how often a first record was asked about
}

// mostAsked is how often a list is looked through before it is indexed, which
// costs about as much.
const mostAsked = 16

func newKeyIndex() keyIndex {
	return keyIndex{ids: map[catalogue.EdgeKey]catalogue.EdgeID{}, asked: map[linkKey]int{}}
}

func (k *keyIndex) forget(key catalogue.EdgeKey, id catalogue.EdgeID) {
	if k.ids[key] == id {
		delete(k.ids, key)
	}
}

// find is the edge with a key, 0 for none.
func (p *planner) find(key catalogue.EdgeKey) catalogue.EdgeID {
	if id, ok := p.keys.ids[key]; ok {
		return id
	}
	list := p.Edges(key.From, key.Relation.Role(catalogue.EndFrom))
	if list.Len() == 0 {
		return 0
	}
	of := linkKey{key.Relation, key.From}
	p.keys.asked[of]++
	switch asked := p.keys.asked[of]; {
	case asked > mostAsked:
		return 0 // it is indexed, and the key was not there
	case asked == mostAsked:
		p.indexList(list)
		return p.keys.ids[key]
	}
	if other := p.Edges(key.To, key.Relation.Role(catalogue.EndTo)); other.Len() < list.Len() {
		list = other
	}
	return p.scan(list, key)
}

func (p *planner) indexList(list EdgeList) {
	for id := range list.All() {
		if _, touched := p.touched[id]; !touched { // those are in the index by now, or removed
			p.keys.ids[p.edges.row(id).key()] = id
		}
	}
}

func (p *planner) scan(list EdgeList, key catalogue.EdgeKey) catalogue.EdgeID {
	for id := range list.All() {
		if !p.goOn() {
			return 0
		}
		if p.edges.row(id).key() == key {
			if _, touched := p.touched[id]; !touched {
				return id
			}
		}
	}
	return 0
}

func (r *row) key() catalogue.EdgeKey {
	return catalogue.EdgeKey{
		Relation: r.relation(), From: r.from, To: r.to, Via: r.via, Area: r.area,
		Source: r.source, ValidFrom: r.validFrom(),
	}
}

// links find created edges by the records they name.
type links struct {
	acyclic map[linkKey][]catalogue.EdgeID // those of acyclic relations, by first record
	byOne   map[catalogue.ID][]catalogue.EdgeID
}

type linkKey struct {
	relation catalogue.Relation
	record   catalogue.ID
}

func (l *links) add(x *catalogue.Edge) {
	if x.Relation.Facts().Acyclic {
		if l.acyclic == nil {
			l.acyclic = map[linkKey][]catalogue.EdgeID{}
		}
		key := linkKey{x.Relation, x.From}
		l.acyclic[key] = append(l.acyclic[key], x.ID)
	}
	if l.byOne != nil {
		l.addAll(x)
	}
}

func (l *links) addAll(x *catalogue.Edge) {
	for end := catalogue.EndFrom; end <= catalogue.EndArea; end++ {
		if r := x.At(end); r != 0 {
			l.byOne[r] = append(l.byOne[r], x.ID)
		}
	}
}

// all are the created edges by each record they name. It is made when a removal
// first asks: most change sets have none.
func (l *links) all(p *planner) map[catalogue.ID][]catalogue.EdgeID {
	if l.byOne == nil {
		l.byOne = map[catalogue.ID][]catalogue.EdgeID{}
		for i := range p.created.n {
			l.addAll(p.created.at(i))
		}
	}
	return l.byOne
}
