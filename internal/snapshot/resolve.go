package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// kindMask is a set of kinds: those that may stand at a place.
type kindMask uint32

func maskOf(of ...catalogue.Kind) kindMask {
	var m kindMask
	for _, k := range of {
		m |= 1 << k
	}
	return m
}

func (m kindMask) has(k catalogue.Kind) bool { return m&(1<<k) != 0 }

func (m kindMask) String() string {
	var nouns []string
	for _, k := range catalogue.Kinds() {
		if m.has(k) {
			nouns = append(nouns, k.Noun())
		}
	}
	return strings.Join(nouns, ", ")
}

var anyKind = maskOf(catalogue.Kinds()...)

// resolvable is a reference at a place for some kinds, resolution what it means.
type resolvable struct {
	ref   catalogue.Ref
	kinds kindMask
}

type resolution struct {
	id   catalogue.ID
	kind catalogue.Kind
}

// resolve finds the one record that a reference names, or notes why it cannot.
func (p *planner) resolve(field string, ref catalogue.Ref, allowed kindMask) (resolution, bool) {
	if r, known := p.resolved[resolvable{ref, allowed}]; known {
		return r, true
	}
	target, err := ref.Parse()
	if err != nil {
		p.refuse(field, err)
		return resolution{}, false
	}
	before := len(p.errs)
	found := p.named(&target, allowed)
	switch {
	case len(p.errs) > before || p.full:
		return resolution{}, false
	case len(found) == 0:
		p.fail(catalogue.NotFound, field, string(ref), "%q names no record that is there", ref)
		return resolution{}, false
	case len(found) > 1:
		p.fail(catalogue.Conflict, field, string(ref), "%q may mean %d records: %s; name the kind (%s/%s) or the id", ref, len(found), p.describeAll(found), p.kind(found[0]).Noun(), ref)
		return resolution{}, false
	}
	r := resolution{found[0], p.kind(found[0])}
	if !allowed.has(r.kind) {
		p.fail(catalogue.Invalid, field, string(ref), "%q is of kind %s; here stands: %s", ref, r.kind.Noun(), allowed)
		return resolution{}, false
	}
	p.resolved[resolvable{ref, allowed}] = r
	return r, true
}

// forget drops what references were found to mean, since records have changed. A new
// map, for clearing one costs what it has ever held.
func (p *planner) forget() {
	if len(p.resolved) > 0 {
		p.resolved = map[resolvable]resolution{}
	}
}

// named are the records that a reference may mean. Where some are of an allowed
// kind, only those are.
func (p *planner) named(t *catalogue.RefTarget, allowed kindMask) []catalogue.ID {
	switch {
	case t.ID != 0:
		if p.kind(t.ID) != t.Kind {
			return nil
		}
		return []catalogue.ID{t.ID}
	case t.Local != "":
		i, ok := p.locals[t.Local]
		if !ok {
			return nil
		}
		return p.promised([]int{i})
	}
	found := p.identified(t.Kind, t.Identifier)
	if fit := slices.DeleteFunc(slices.Clone(found), func(id catalogue.ID) bool { return !allowed.has(p.kind(id)) }); len(fit) > 0 {
		return fit
	}
	return found
}

// identified are the records with an identifier: those that are there, else those
// that a later Put makes. A regional key padded with zeros means the longest key
// that is known.
func (p *planner) identified(kind catalogue.Kind, i catalogue.Identifier) []catalogue.ID {
	for _, spelling := range spellings(i) {
		if found := p.carriers(kind, spelling); len(found) > 0 {
			return found
		}
		if found := p.promised(p.putsOf(kind, spelling)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// carriers are the records of a kind, or of any for 0, that carry an identifier now.
func (p *planner) carriers(kind catalogue.Kind, i catalogue.Identifier) []catalogue.ID {
	head := p.Snapshot.carriers(kind, i)
	if len(p.drafts) == 0 {
		return head
	}
	carries := func(id catalogue.ID) bool {
		r := p.record(id)
		return r != nil && (kind == 0 || r.Kind() == kind) && slices.Contains(r.Base().Identifiers, i)
	}
	var out []catalogue.ID
	for _, id := range head {
		if carries(id) {
			out = append(out, id)
		}
	}
	for _, id := range p.carried[i] {
		if carries(id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// putsOf are the later Puts of records with an identifier.
func (p *planner) putsOf(kind catalogue.Kind, i catalogue.Identifier) []int {
	if p.ahead == nil {
		p.ahead = map[catalogue.Identifier][]int{}
		for n, c := range p.changes {
			if put, ok := c.(catalogue.Put); ok && put.Record != nil {
				for _, i := range put.Record.Base().Identifiers {
					p.ahead[i] = append(p.ahead[i], n)
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(p.ahead[i]), func(n int) bool {
		put := p.changes[n].(catalogue.Put)
		return n < p.coming || kind != 0 && put.Record.Kind() != kind
	})
}

// promised are the records that Puts make or have made, as far as they are not
// removed since.
func (p *planner) promised(puts []int) []catalogue.ID {
	var out []catalogue.ID
	for _, n := range puts {
		put := p.changes[n].(catalogue.Put)
		if put.Record == nil {
			continue
		}
		if id, ok := p.target(n, &put); ok && p.kind(id) != 0 {
			out = union(out, []catalogue.ID{id})
		}
	}
	return out
}

// describeAll names records in a message, the first few of many.
func (p *planner) describeAll(ids []catalogue.ID) string {
	const most = 5
	var names []string
	for _, id := range ids[:min(most, len(ids))] {
		r, kind := p.record(id), p.kind(id)
		name := kind.Noun()
		if r != nil {
			name = catalogue.Describe(r)
		}
		names = append(names, fmt.Sprintf("%s (%s)", name, catalogue.GlobalID(kind, id)))
	}
	if len(ids) > most {
		names = append(names, "…")
	}
	return strings.Join(names, "; ")
}
