package snapshot

import (
	"iter"
	"runtime"
	"sync"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/text"
)

// Builder makes a snapshot from all that a store holds, on all processors. Given,
// Record and Edges may be called at once, each by one goroutine at a time; Build
// ends them all.
type Builder struct {
	given struct {
		record catalogue.ID
		edge   catalogue.EdgeID
	}

	records     tableEdit[slotPage]
	lastRecord  catalogue.ID
	recordUses  usesEdit
	kinds       [kinds]SetBuilder
	timeBound   SetBuilder
	guarded     guardedEdit
	coded       codedEdit
	numbers     numbersEdit
	identifiers []entry
	names       [kinds][]named

	edges    edgesBuilder
	edgeUses []uint32 // by source
}

// NewBuilder begins with nothing.
func NewBuilder() *Builder { return new(Builder) }

// Given says which ids were ever given, those of removed records and edges too.
func (b *Builder) Given(record catalogue.ID, edge catalogue.EdgeID) error {
	b.given.record, b.given.edge = record, edge
	return nil
}

// Record takes a record, which must not change any more.
func (b *Builder) Record(r catalogue.Record) error {
	m := r.Base()
	page, _ := b.records.own(uint32(m.ID) / slotsPerPage)
	to := &page[m.ID%slotsPerPage]
	if m.ID == 0 || to.record != nil {
		return catalogue.Errorf(catalogue.Conflict, "record %d is there twice or has no id", m.ID)
	}
	if err := b.coded.replace(m.ID, r.Kind(), nil, r); err != nil {
		return err
	}
	b.numbers.replace(m.ID, r.Kind(), nil, r)
	f := faceOf(r)
	*to = slot{r, f.key}
	b.lastRecord = max(b.lastRecord, m.ID)
	b.recordUses.add(f.source, 1)
	b.kinds[r.Kind()].Add(m.ID)
	member(&b.timeBound, m.ID, f.timeBound)
	b.guarded.record(m.ID, r)
	b.names[r.Kind()] = append(b.names[r.Kind()], named{f.key, m.ID})
	for _, i := range f.identifiers {
		b.identifiers = append(b.identifiers, entryOf(r, i))
	}
	return nil
}

// Edges takes edges; the slice stays the caller's.
func (b *Builder) Edges(some []catalogue.Edge) error {
	for i := range some {
		x := &some[i]
		if err := checkEdge(x); err != nil {
			return err
		}
		if err := b.edges.add(x); err != nil {
			return err
		}
		b.use(x.Source)
		b.guarded.edge(x.ID, x.Visibility)
	}
	return nil
}

func (b *Builder) use(source catalogue.ID) {
	for int(source) >= len(b.edgeUses) {
		b.edgeUses = append(b.edgeUses, make([]uint32, len(b.edgeUses)+int(source)+1)...)
	}
	b.edgeUses[source]++
}

// Build returns the snapshot; the builder must not be used afterwards. An edge to a
// record that is not there is Invalid: the store has lost it.
func (b *Builder) Build(revision catalogue.Revision, at time.Time) (*Snapshot, error) {
	s := &Snapshot{
		revision:   revision,
		recordedAt: at,
		lastRecord: max(b.lastRecord, b.given.record),
		records:    records{b.records.done()},
		timeBound:  b.timeBound.Set(),
		guarded:    b.guarded.done(),
		coded:      b.coded.done(),
		numbers:    b.numbers.done(),
	}
	for k := range b.kinds {
		s.kinds[k] = b.kinds[k].Set()
	}
	var wg sync.WaitGroup
	var dangling error
	wg.Go(func() { s.edges = b.edges.done(s.lastRecord, runtime.GOMAXPROCS(0)) })
	wg.Go(func() { dangling = s.checkEnds(rows{b.edges.pages.table}, b.edges.last) })
	wg.Go(func() { s.days = daysOf(rows{b.edges.pages.table}, b.edges.last) })
	wg.Go(func() { s.names = buildNames(b.names) })
	wg.Go(func() { s.identifiers = buildIdentifiers(b.identifiers) })
	wg.Go(func() { s.text = buildText(s) })
	for source, n := range b.edgeUses {
		b.recordUses.add(catalogue.ID(source), int(n))
	}
	s.uses = b.recordUses.done()
	wg.Wait()
	s.edges.last = max(s.edges.last, b.given.edge)
	s.edges.high = s.edges.last
	if dangling != nil {
		return nil, dangling
	}
	s.clear.line = new(line)
	return s.derive(), nil
}

// checkEnds finds edges whose records are not there.
func (s *Snapshot) checkEnds(r rows, last catalogue.EdgeID) error {
	there := Set{}
	for _, of := range s.kinds {
		there = there.Or(of)
	}
	var err error
	r.eachPlace(last, func(id catalogue.EdgeID, record catalogue.ID, _ catalogue.Role) {
		if err == nil && !there.Has(record) {
			err = catalogue.Errorf(catalogue.Invalid, "edge %d names record %d, which is not there", id, record)
		}
	})
	return err
}

func buildText(s *Snapshot) *text.Index {
	if s.lastRecord == 0 {
		return text.Empty()
	}
	return text.Build(s.documents())
}

// documents yields what every record offers to search, in the order of ids.
func (s *Snapshot) documents() iter.Seq[text.Document] {
	return func(yield func(text.Document) bool) {
		for id := catalogue.ID(1); id <= s.lastRecord; id++ {
			if r := s.Record(id); r != nil && !yield(Document(r)) {
				return
			}
		}
	}
}
