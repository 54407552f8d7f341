package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// OnceOnlyConnection is a page of the data that services take from people though the
// administration has them (Once-Only-Prinzip): what a service TAKES and a register
// holds, and no solution that serves the service reads. By service, then by dataset.
type OnceOnlyConnection struct {
	view.Listed[OnceOnly]
	Held int // all pairs of a service and what it takes that a register holds
	Read int // of them, those that a solution reads already
}

// FindOnceOnly looks at all that the services take. A dataset is held where it is
// marked as a register, or a solution holds it.
func FindOnceOnly(v *view.View, services view.Filter, paging view.Paging) (OnceOnlyConnection, error) {
	meant, err := v.Matching(catalogue.KindService, services)
	if err != nil {
		return OnceOnlyConnection{}, err
	}
	d := newDataFlow(v, meant)
	var out OnceOnlyConnection
	var cases []uint64
	for service := range meant.All() {
		for _, dataset := range d.takes.of(service) {
			if !d.held(dataset) {
				continue
			}
			if out.Held++; d.reads(service, dataset) {
				out.Read++
				continue
			}
			cases = append(cases, both(service, dataset))
		}
	}
	if err := v.Stopped(); err != nil {
		return out, err
	}
	out.Listed, err = pageOf(v, paging, cases,
		func(c uint64) view.Place { return view.Place{Number: int64(c)} },
		func(c uint64) OnceOnly {
			service, dataset := apart(c)
			return OnceOnly{d, service, dataset}
		}, "onceOnly", services)
	return out, err
}

// dataFlow is who takes, holds and reads data. It is read once for an answer.
type dataFlow struct {
	*view.View
	serving serving
	takes   joined // service – dataset
	takers  joined // dataset – service
	holders joined // dataset – solution
	readers joined // dataset – solution
}

// newDataFlow reads what some services, and all solutions, have to do with data.
func newDataFlow(v *view.View, services snapshot.Set) *dataFlow {
	return &dataFlow{
		View: v, serving: newServing(v, services),
		takes:   joins(v, catalogue.Takes, catalogue.EndFrom),
		takers:  joins(v, catalogue.Takes, catalogue.EndTo),
		holders: joins(v, catalogue.Holds, catalogue.EndTo),
		readers: joins(v, catalogue.Reads, catalogue.EndTo),
	}
}

func (d *dataFlow) dataset(id catalogue.ID) *catalogue.Dataset {
	x, _ := d.Snapshot().Record(id).(*catalogue.Dataset)
	return x
}

func (d *dataFlow) held(dataset catalogue.ID) bool {
	return d.dataset(dataset).Register || len(d.holders.of(dataset)) > 0
}

// reads says whether a solution that serves the service reads the dataset.
func (d *dataFlow) reads(service, dataset catalogue.ID) bool {
	_, ok := common(d.readers.of(dataset), d.serving.solutions.of(service))
	return ok
}

// OnceOnly is a service that takes from people what a register holds.
type OnceOnly struct {
	in               *dataFlow
	service, dataset catalogue.ID
}

// Service is the service.
func (c OnceOnly) Service() view.Service { return handle[view.Service](c.in.View, c.service) }

// Dataset is what it takes.
func (c OnceOnly) Dataset() view.Dataset { return handle[view.Dataset](c.in.View, c.dataset) }

// Takes is the first statement that it does.
func (c OnceOnly) Takes() view.Statement {
	e, _ := first(c.in.View, wanted{catalogue.Takes, c.service, c.dataset})
	s, _ := c.in.StatementAt(e)
	return s
}

// Holders are the solutions that hold the dataset.
func (c OnceOnly) Holders() []view.Solution {
	return handles[view.Solution](c.in.View, c.in.holders.of(c.dataset))
}

// Authorities are those that own or publish the dataset, or operate what holds it,
// each once, by number.
func (c OnceOnly) Authorities() []view.Authority {
	ids := c.in.Others(c.dataset, catalogue.Owns.Role(catalogue.EndTo))
	ids = append(ids, c.in.Others(c.dataset, catalogue.Publishes.Role(catalogue.EndTo))...)
	for _, holder := range c.in.holders.of(c.dataset) {
		ids = append(ids, c.in.Others(holder, catalogue.Operates.Role(catalogue.EndTo))...)
	}
	return handles[view.Authority](c.in.View, sorted(ids))
}

// LegalBases are those that the service is based on.
func (c OnceOnly) LegalBases() []view.LegalBasis {
	return handles[view.LegalBasis](c.in.View, c.in.Others(c.service, catalogue.BasedOn.Role(catalogue.EndFrom)))
}

// Interfaces are those that the holders expose.
func (c OnceOnly) Interfaces() []view.Interface {
	return handles[view.Interface](c.in.View, c.interfaces())
}

func (c OnceOnly) interfaces() []catalogue.ID {
	var ids []catalogue.ID
	for _, holder := range c.in.holders.of(c.dataset) {
		ids = append(ids, c.in.Others(holder, catalogue.Exposes.Role(catalogue.EndFrom))...)
	}
	return sorted(ids)
}

// Accessible says whether there is a technical way: an interface of a holder, or a
// data service of the dataset.
func (c OnceOnly) Accessible() bool {
	return len(c.in.dataset(c.dataset).DataServices) > 0 || len(c.interfaces()) > 0
}
