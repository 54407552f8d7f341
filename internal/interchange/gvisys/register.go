package gvisys

import (
	"context"
	"errors"
	"fmt"
	"io"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// register is the whole file: its entries in order and what follows from their
// keys.
type register struct {
	name    string
	entries []entry
	byKey   map[string]int
	wrong   catalogue.Errors
	stock   *stock // what the catalogue has of the editions before
}

// asOf (Gebietsstand) is the day of the edition.
func (r *register) asOf() catalogue.Day { return r.entries[0].asOf }

// load reads the file and reports every line that is wrong, up to the bound of
// catalogue.Errors.
func load(ctx context.Context, in interchange.Input, report *interchange.Findings) (*register, error) {
	r := &register{name: in.Name, byKey: map[string]int{}}
	if err := r.readLines(ctx, newLines(in), report); err != nil {
		return nil, err
	}
	if len(r.entries) == 0 && len(r.wrong) == 0 {
		return nil, interchange.At(in.Name, 0, catalogue.Errorf(catalogue.Invalid, "the file holds no record of the municipal register"))
	}
	if err := r.wrong.OrNil(); err != nil {
		return nil, err
	}
	for i := range r.entries {
		r.findParent(i, report)
	}
	for i := range r.entries {
		r.countMunicipality(i)
	}
	for i := range r.entries {
		r.settle(i, report)
	}
	return r, r.wrong.OrNil()
}

func (r *register) readLines(ctx context.Context, in *lines, report *interchange.Findings) error {
	var l line
	for {
		if in.number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		err := in.next(&l)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = r.add(&l, report)
		}
		if one, ok := errors.AsType[*lineError](err); ok {
			if !r.fault(one) {
				return nil
			}
		} else if err != nil {
			return err
		}
	}
}

// fault collects an error with its place and says whether there is room for more.
func (r *register) fault(e *lineError) bool {
	e.err.Record = fmt.Sprintf("%s:%d", r.name, e.number)
	return r.wrong.Add(e.err)
}

func (r *register) add(l *line, report *interchange.Findings) error {
	e, err := parse(l, report)
	if err != nil {
		return err
	}
	if first, twice := r.byKey[e.key]; twice {
		return fault(e.line, "Schlüssel", e.key, fmt.Sprintf("the same key as in line %d", r.entries[first].line))
	}
	if len(r.entries) > 0 && e.asOf != r.entries[0].asOf {
		return fault(e.line, "Gebietsstand", e.asOf.String(), fmt.Sprintf("the file begins with %s; it holds one edition only", r.entries[0].asOf))
	}
	r.byKey[e.key] = len(r.entries)
	r.entries = append(r.entries, e)
	return nil
}

// findParent finds the area with the longest key that begins an entry's own.
func (r *register) findParent(i int, report *interchange.Findings) {
	e := &r.entries[i]
	if e.level == state {
		return
	}
	for _, n := range []int{9, 5, 4, 3, 2} {
		if n >= len(e.key) {
			continue
		}
		if parent, ok := r.byKey[e.key[:n]]; ok {
			e.parent = parent
			break
		}
	}
	switch {
	case e.parent == none:
		r.fault(fault(e.line, "Schlüssel", e.key, "its state is not in the file"))
	case e.level == municipality && r.entries[e.parent].level != association:
		r.fault(fault(e.line, "Schlüssel", e.key, "its association "+e.key[:9]+" is not in the file; the register has one for every municipality"))
	case e.level == association && r.entries[e.parent].level != district:
		e.report(report, "Schlüssel", e.key, interchange.Noted, "its district is not in the register; hung under the next area up")
	}
}

// countMunicipality adds a municipality to the sums of all that it lies in, and
// finds those whose body it is.
func (r *register) countMunicipality(i int) {
	e := &r.entries[i]
	if e.level != municipality {
		return
	}
	for up := e.parent; up != none; up = r.entries[up].parent {
		upper := &r.entries[up]
		upper.municipalities++
		upper.population += e.population
		upper.surface += e.surface
		if upper.body == none && embodies(upper, e) {
			upper.body = i
		}
	}
}

// settle gives an entry its own body where no municipality is it, and refuses
// one without municipalities: every area of the register consists of some, so
// the file has lost its end.
func (r *register) settle(i int, report *interchange.Findings) {
	e := &r.entries[i]
	if e.body == none && governed(e) {
		e.body = i
	}
	switch {
	case e.kind == uninhabited:
		e.report(report, "Textkennzeichen", e.textCode, interchange.Noted, "uninhabited by its text code: no authority")
	case e.level != municipality && e.municipalities == 0:
		r.fault(fault(e.line, "Schlüssel", e.key, "no municipality of it follows; the file is incomplete"))
	case e.level != municipality:
		e.report(report, "Fläche, Bevölkerung", fmt.Sprintf("%d ha, %d", e.surface, e.population), interchange.Noted, "not in the record; the sum of its municipalities")
	}
}
