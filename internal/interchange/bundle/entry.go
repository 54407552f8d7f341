package bundle

import (
	"cmp"
	"errors"
	"reflect"
	"strings"

	"fundus/internal/catalogue"
)

// envelope is what an entry of a record says besides the record's own fields.
type envelope struct {
	Local  string        `json:"local"`
	Source catalogue.Ref `json:"source"`
}

// relation is an entry of a file of relations.
type relation struct {
	Relation catalogue.Relation `json:"relation"`
	From     catalogue.Ref      `json:"from"`
	To       catalogue.Ref      `json:"to"`
	Via      catalogue.Ref      `json:"via,omitempty"`
	Area     catalogue.Ref      `json:"area,omitempty"`
	Source   catalogue.Ref      `json:"source,omitempty"`
	catalogue.EdgeFacts
}

// record makes the change of an entry and checks it as far as it can be
// checked by itself; nil where it is wrong.
func (r *reader) record(kind catalogue.Kind, n *node) catalogue.Change {
	before := len(r.errs)
	rec, env := kind.New(), envelope{}
	r.dec.object(n, "", r.dec.target(reflect.ValueOf(rec).Elem()), r.dec.target(reflect.ValueOf(&env).Elem()))
	if len(r.errs) > before {
		return nil
	}
	catalogue.Normalise(rec)
	r.refused(n, func() string { return catalogue.Describe(rec) }, catalogue.Check(rec))
	r.reference(n, "source", env.Source, catalogue.KindSource)
	r.named(n, rec, env.Local)
	if len(r.errs) > before {
		return nil
	}
	return catalogue.Put{Local: env.Local, Record: rec, Source: env.Source, Seen: catalogue.AnyRevision}
}

// relate makes the change of an entry of relations.
func (r *reader) relate(n *node) catalogue.Change {
	before := len(r.errs)
	r.row = relation{}
	r.dec.object(n, "", r.rowTarget)
	x := &r.row
	if len(r.errs) > before {
		return nil
	}
	for _, missing := range []struct {
		field string
		is    bool
	}{{"relation", x.Relation == 0}, {"from", x.From == ""}, {"to", x.To == ""}} {
		if missing.is {
			r.fail(n.line, missing.field, "", "a relation says relation, from and to")
		}
	}
	if len(r.errs) > before {
		return nil
	}
	r.ends(n, x)
	r.refused(n, x.Relation.String, catalogue.CheckEdgeFacts("", x.Relation, &x.EdgeFacts))
	if len(r.errs) > before {
		return nil
	}
	return catalogue.Relate{
		Relation: x.Relation, From: x.From, To: x.To, Via: x.Via, Area: x.Area, Source: x.Source,
		EdgeFacts: x.EdgeFacts, Seen: catalogue.AnyRevision,
	}
}

// ends checks the references of a relation against what the relation joins.
func (r *reader) ends(n *node, x *relation) {
	facts := x.Relation.Facts()
	r.reference(n, "from", x.From, 0)
	r.reference(n, "to", x.To, 0)
	r.reference(n, "source", x.Source, catalogue.KindSource)
	if x.Via != "" && facts.Via == 0 {
		r.fail(n.lineOf("via"), "via", string(x.Via), x.Relation.String()+" has no via")
	}
	if x.Area != "" && !facts.Area {
		r.fail(n.lineOf("area"), "area", string(x.Area), x.Relation.String()+" is not limited to an area")
	}
	r.reference(n, "via", x.Via, facts.Via)
	r.reference(n, "area", x.Area, catalogue.KindArea)
}

// reference checks how a reference is written, and of which kind it may be (0:
// any). Where it leads is known when the change set is planned, but for a local
// name, which leads to a record of this bundle.
func (r *reader) reference(n *node, name string, ref catalogue.Ref, kind catalogue.Kind) {
	if ref == "" {
		return
	}
	target, err := ref.Parse()
	switch {
	case err != nil:
		r.fail(n.lineOf(name), name, string(ref), message(err))
	case kind != 0 && target.Kind != 0 && target.Kind != kind:
		r.fail(n.lineOf(name), name, string(ref), "names a record of another kind; this place wants a "+kind.Noun())
	case target.Local != "":
		if _, known := r.wanted[target.Local]; !known {
			r.wanted[strings.Clone(target.Local)] = r.placeOf(n.lineOf(name))
		}
	}
}

// refused reports the rules that an entry breaks, each at the line of its field.
func (r *reader) refused(n *node, subject func() string, err error) {
	var errs catalogue.Errors
	if !errors.As(err, &errs) {
		return
	}
	for _, e := range errs {
		field := e.Field
		if end := strings.IndexAny(field, ".["); end >= 0 {
			field = field[:end]
		}
		c := *e
		c.Record = r.placeOf(n.lineOf(field)).String() + " (" + subject() + ")"
		r.errs.Add(&c)
	}
}

// lineOf is the line of a field of the entry, or of the entry.
func (n *node) lineOf(name string) int {
	return cmp.Or(lineOf(n.fields, name), n.line)
}

// message is an error's own words, without the places that are said elsewhere.
func message(err error) string {
	if own, ok := errors.AsType[*catalogue.Error](err); ok {
		return own.Message
	}
	return err.Error()
}
