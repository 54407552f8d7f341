package interchange

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// Plan is what a commit would change, or has changed, for a reader: every
// change is counted, and of each sort the first few are shown, or all of them.
type Plan struct {
	Kinds     []Section // one for each kind with changes, in the order of the kinds
	Relations []Section // one for each relation with changes, in their order
}

// Section is what changes in one kind of record or one relation.
type Section struct {
	Name                      string // "services", "OFFERS"
	Created, Updated, Removed int
	Fields                    []FieldCount // of the updates, most frequent first
	Examples                  []Example    // creations, updates, removals
}

// FieldCount is how many updates change a field.
type FieldCount struct {
	Field string
	Times int
}

// Example is one change.
type Example struct {
	Sign    Sign
	Subject string // what is changed, with its name
	Fields  []FieldChange
}

// Sign says what happens with the subject.
type Sign byte

// The signs, as they are written.
const (
	Creation Sign = '+'
	Update   Sign = '~'
	Removal  Sign = '-'
)

// FieldChange is a field with what it says before and after, fit for a line.
type FieldChange struct {
	Field, Before, After string
}

// Before is the catalogue on which a commit is planned.
type Before interface {
	Record(catalogue.ID) catalogue.Record         // nil for none
	Edge(catalogue.EdgeID) (catalogue.Edge, bool) // false for none
}

// extent is how much of a plan is shown.
type extent struct {
	examples int  // of each sign in a section
	entries  int  // of a list, added and removed
	runes    int  // of a value
	objects  bool // whether entries are shown that are whole objects
}

var (
	page  = extent{examples: 5, entries: 10, runes: 100}
	whole = extent{math.MaxInt, math.MaxInt, math.MaxInt, true}
)

// PlanOf says on a page what a commit changes in the catalogue before it.
func PlanOf(before Before, c *catalogue.Commit) *Plan { return planOf(before, c, page) }

// WholePlanOf says it change by change; such a plan is as large as the commit.
func WholePlanOf(before Before, c *catalogue.Commit) *Plan { return planOf(before, c, whole) }

func planOf(before Before, c *catalogue.Commit, shown extent) *Plan {
	p := planner{before: before, commit: c, shown: shown}
	for i := range c.Records {
		p.record(&c.Records[i])
	}
	for i := range c.Edges {
		p.edge(&c.Edges[i])
	}
	plan := new(Plan)
	for _, kind := range catalogue.Kinds() {
		plan.Kinds = p.kinds[kind].appendTo(plan.Kinds, kind.Plural())
	}
	for _, r := range catalogue.AllRelations() {
		plan.Relations = p.relations[r].appendTo(plan.Relations, r.String())
	}
	return plan
}

// planner collects sections.
type planner struct {
	before    Before
	commit    *catalogue.Commit
	shown     extent
	kinds     [catalogue.KindCount]tally
	relations [catalogue.Relations]tally
}

// tally is a section under construction.
type tally struct {
	counts   map[Sign]int
	fields   map[string]int
	examples []Example
}

// add counts a change; subject is asked only where it is shown.
func (t *tally) add(shown extent, sign Sign, fields []FieldChange, subject func() string) {
	if t.counts == nil {
		t.counts, t.fields = map[Sign]int{}, map[string]int{}
	}
	t.counts[sign]++
	for _, f := range fields {
		t.fields[f.Field]++
	}
	if t.counts[sign] <= shown.examples {
		t.examples = append(t.examples, Example{sign, subject(), fields})
	}
}

func (t *tally) appendTo(sections []Section, name string) []Section {
	if t.counts == nil {
		return sections
	}
	s := Section{Name: name, Created: t.counts[Creation], Updated: t.counts[Update], Removed: t.counts[Removal], Examples: t.examples}
	for field, n := range t.fields {
		s.Fields = append(s.Fields, FieldCount{field, n})
	}
	slices.SortFunc(s.Fields, func(a, b FieldCount) int { return cmp.Or(b.Times-a.Times, strings.Compare(a.Field, b.Field)) })
	slices.SortStableFunc(s.Examples, func(a, b Example) int { return signOrder(a.Sign) - signOrder(b.Sign) })
	return append(sections, s)
}

func signOrder(s Sign) int { return strings.IndexByte("+~-", byte(s)) }

func (p *planner) record(v *catalogue.RecordVersion) {
	old := p.before.Record(v.ID)
	t := &p.kinds[v.Kind]
	switch {
	case v.Record == nil:
		t.add(p.shown, Removal, nil, func() string { return p.name(v.ID) })
	case old == nil:
		t.add(p.shown, Creation, nil, func() string { return named(v.Record) })
	default:
		t.add(p.shown, Update, p.changes(old, v.Record), func() string { return named(v.Record) })
	}
}

// changes shows how two versions of a record differ, field by field.
func (p *planner) changes(old, now catalogue.Record) []FieldChange {
	var out []FieldChange
	for _, f := range catalogue.CompareRecords(old, now) {
		if f.Field == "source" {
			out = append(out, p.source(f))
			continue
		}
		before, after := p.shown.difference(reflect.ValueOf(f.Old), reflect.ValueOf(f.New))
		out = append(out, FieldChange{f.Field, before, after})
	}
	return out
}

func (p *planner) source(f catalogue.FieldChange) FieldChange {
	return FieldChange{f.Field, p.name(f.Old.(catalogue.ID)), p.name(f.New.(catalogue.ID))}
}

func (p *planner) edge(v *catalogue.EdgeVersion) {
	e := &v.Edge
	old, existed := p.before.Edge(e.ID)
	t := &p.relations[e.Relation]
	switch {
	case v.Removed:
		t.add(p.shown, Removal, nil, func() string { return p.statement(e) })
	case !existed:
		t.add(p.shown, Creation, nil, func() string { return p.statement(e) })
	default:
		t.add(p.shown, Update, p.edgeChanges(&old, e), func() string { return p.statement(e) })
	}
}

func (p *planner) edgeChanges(old, now *catalogue.Edge) []FieldChange {
	var out []FieldChange
	for _, f := range catalogue.CompareEdges(old, now) {
		if f.Field == "source" {
			out = append(out, p.source(f))
			continue
		}
		out = append(out, FieldChange{f.Field, p.shown.value(reflect.ValueOf(f.Old)), p.shown.value(reflect.ValueOf(f.New))})
	}
	return out
}

// statement reads an edge: "authority ars:03241 „Region Hannover“ → service …".
func (p *planner) statement(e *catalogue.Edge) string {
	text := p.name(e.From) + " → " + p.name(e.To)
	if e.Via != 0 {
		text += " via " + p.name(e.Via)
	}
	if e.Area != 0 {
		text += " in " + p.name(e.Area)
	}
	if e.Status != "" {
		text += " (" + string(e.Status) + ")"
	}
	return text
}

// name is a record's name as the commit leaves it, or as it was.
func (p *planner) name(id catalogue.ID) string {
	if id == 0 {
		return ""
	}
	i, found := slices.BinarySearchFunc(p.commit.Records, id, func(v catalogue.RecordVersion, id catalogue.ID) int { return cmp.Compare(v.ID, id) })
	if found && p.commit.Records[i].Record != nil {
		return named(p.commit.Records[i].Record)
	}
	if r := p.before.Record(id); r != nil {
		return named(r)
	}
	return fmt.Sprintf("record %d", id)
}

// named is a record by identifier and name.
func named(r catalogue.Record) string {
	m := r.Base()
	if len(m.Identifiers) == 0 {
		return r.Kind().Noun() + " " + quote(m.Name.String())
	}
	return catalogue.Describe(r) + " " + quote(m.Name.String())
}

func quote(name string) string { return "„" + page.brief(name) + "“" }
