package generate

import (
	"fundus/internal/catalogue"

	"golang.org/x/sync/errgroup"
)

// Sink takes a catalogue. Record and Edges are called by two goroutines at
// once, each of the two by one; the slice of edges is reused after the call.
type Sink interface {
	Record(catalogue.Record) error
	Edges([]catalogue.Edge) error
}

// Into hands a synthetic catalogue to a sink as a store would load it, all of
// it of revision 1.
func Into(to Sink, scale Scale, seed uint64) error {
	c := New(scale, seed)
	var g errgroup.Group
	g.Go(func() error { return c.recordsInto(to) })
	g.Go(func() error { return c.edgesInto(to) })
	return g.Wait()
}

func (c *Catalogue) recordsInto(to Sink) error {
	for _, kind := range catalogue.Kinds() {
		for r := range c.Records(kind) {
			r.Base().Revision = 1
			catalogue.Normalise(r)
			if err := to.Record(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// edgesInto numbers the edges in the order of the relations.
func (c *Catalogue) edgesInto(to Sink) error {
	batch := make([]catalogue.Edge, 0, 4096)
	next := catalogue.EdgeID(1)
	flush := func() error {
		err := to.Edges(batch)
		batch = batch[:0]
		return err
	}
	for _, r := range catalogue.AllRelations() {
		for e := range c.Edges(r) {
			e.ID, e.Revision = next, 1
			next++
			if batch = append(batch, e); len(batch) == cap(batch) {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}
