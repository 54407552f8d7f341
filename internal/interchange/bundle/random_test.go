package bundle_test

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"fundus/internal/catalogue"
)

// world is a catalogue in plain slices: what a bundle is written from and, in
// the naive reading of a change set, what comes of it.
type world struct {
	records []catalogue.Record // by kind, then id
	edges   []catalogue.Edge   // by relation, then id
}

func (w *world) Records(kind catalogue.Kind) iter.Seq[catalogue.Record] {
	return func(yield func(catalogue.Record) bool) {
		for _, r := range w.records {
			if r.Kind() == kind && !yield(r) {
				return
			}
		}
	}
}

func (w *world) Edges(relation catalogue.Relation) iter.Seq[catalogue.Edge] {
	return func(yield func(catalogue.Edge) bool) {
		for _, e := range w.edges {
			if e.Relation == relation && !yield(e) {
				return
			}
		}
	}
}

// lines shows a world with the ids of records replaced by their rank, so that
// two worlds show the same if they are equal up to ids.
func (w *world) lines() []string {
	rank := map[catalogue.ID]int{}
	for i, r := range w.records {
		rank[r.Base().ID] = i + 1
	}
	var out []string
	for i, r := range w.records {
		body, err := catalogue.EncodeRecord(r)
		if err != nil {
			panic(err)
		}
		out = append(out, fmt.Sprintf("%d %s %s source %d", i+1, r.Kind(), body, rank[r.Base().Source]))
	}
	for _, e := range w.edges {
		out = append(out, fmt.Sprintf("%s %d→%d via %d area %d source %d %+v", e.Relation, rank[e.From], rank[e.To], rank[e.Via], rank[e.Area], rank[e.Source], e.EdgeFacts))
	}
	return out
}

func (w *world) sort() {
	slices.SortStableFunc(w.records, func(a, b catalogue.Record) int {
		return cmp.Or(int(a.Kind())-int(b.Kind()), cmp.Compare(a.Base().ID, b.Base().ID))
	})
	slices.SortStableFunc(w.edges, func(a, b catalogue.Edge) int {
		return cmp.Or(int(a.Relation)-int(b.Relation), cmp.Compare(a.ID, b.ID))
	})
}

// tongue holds the texts that files get wrong: what YAML takes for something
// else, what needs escaping, what is not ASCII.
var tongue = []string{
	"Führungszeugnis", "null", "~", "true", "No", "03241", "1.10", "0x1F", "1_000", "2024-12-31", "12:30:45", "- item", "a: b", "a #b", "# c",
	"&anker", "*alias", "!tag", "%prozent", "@at", "`grave`", "{a}", "[b]", "'einfach'", `"doppelt"`, `\rück`, "<<", "=", "?", "|", ">", "a\tb",
	"Straße & Maß <b>", "🏛 Rathaus", "e\u0301", "\u2028trenner", "\u0085", "\ufeffmarke", "\u00a0fest", "x,y", "key:", ": wert", "---", "...", "ﬀ", "\U0001F3DB",
	".inf", "1e3", "y", "on", "'", "\"", " innen  doppelt ",
}

// several are texts of more than one line.
var several = []string{"eins\nzwei", "eins\n\n  eingerückt\nzwei", "a\r\nb", "zeile \nmit Leerzeichen am Ende \nx", "- liste\n- noch eine", "#x\n#y", "a\n\tb"}

// random makes a catalogue that keeps all rules.
func random(r *rand.Rand) *world {
	m := &maker{Rand: r, world: &world{}}
	for _, kind := range catalogue.Kinds() {
		for range r.IntN(5) {
			m.record(kind)
		}
	}
	m.shuffle()
	m.sources()
	for range r.IntN(40) {
		m.edge()
	}
	m.world.sort()
	return m.world
}

type maker struct {
	*rand.Rand
	world *world
	next  int
}

func (m *maker) record(kind catalogue.Kind) {
	rec := kind.New()
	m.fill(reflect.ValueOf(rec).Elem())
	m.next++
	base := rec.Base()
	base.ID = catalogue.ID(m.next)
	base.Name = catalogue.T("Name " + m.word())
	if m.IntN(3) == 0 {
		base.Name = base.Name.With("en", m.word()).With("de-x-leichte-sprache", m.word())
	}
	base.Identifiers = m.identifiers(kind)
	m.mend(rec)
	m.world.records = append(m.world.records, rec)
}

// identifiers gives some records one of their own, some a shared one, some one
// that a record of another kind has too, and some none.
func (m *maker) identifiers(kind catalogue.Kind) []catalogue.Identifier {
	own := fmt.Sprintf("%02d%03d", kind, m.next%1000)
	switch m.IntN(6) {
	case 0:
		return nil
	case 1:
		return []catalogue.Identifier{{Scheme: "leika", Value: "99000000000000"}}
	case 2:
		return []catalogue.Identifier{{Scheme: "ozg", Value: own}}
	case 3:
		return []catalogue.Identifier{{Scheme: "ars", Value: fmt.Sprintf("03%03d", m.next%1000)}, {Scheme: "dcat", Value: "https://beispiel.invalid/" + own + "?a=b&c#d: e"}}
	case 4:
		// Within a kind each number is given once; kinds meet in it.
		return []catalogue.Identifier{{Scheme: "meets", Value: fmt.Sprint(m.ofKind(kind))}}
	}
	return []catalogue.Identifier{{Scheme: "synthetic", Value: own + " " + strings.TrimSpace(m.word()) + "!"}}
}

func (m *maker) ofKind(kind catalogue.Kind) int {
	n := 0
	for range m.world.Records(kind) {
		n++
	}
	return n
}

func (m *maker) word() string { return tongue[m.IntN(len(tongue))] }

var lists = func() map[string]*catalogue.CodeList {
	out := map[string]*catalogue.CodeList{}
	for _, l := range catalogue.CodeLists() {
		out[l.Name] = l
	}
	return out
}()

// fill gives every field a value or leaves it empty.
func (m *maker) fill(v reflect.Value) {
	if m.IntN(4) == 0 && v.Kind() != reflect.Struct {
		return
	}
	switch t := v.Type(); {
	case t == reflect.TypeFor[catalogue.Day]():
		v.SetInt(int64(1 + m.IntN(3_650_000)))
	case t == reflect.TypeFor[catalogue.Money]():
		v.SetInt(int64(m.IntN(1_000_000_00)))
	case t == reflect.TypeFor[catalogue.Decimal]():
		v.SetInt(int64(m.IntN(1_000_000)) * 100)
	case t == reflect.TypeFor[catalogue.Digest]():
		v.Index(m.IntN(v.Len())).SetUint(uint64(1 + m.IntN(255)))
	case t == reflect.TypeFor[catalogue.Lang]():
		v.SetString([]string{"de", "en", "no", "de-x-leichte-sprache"}[m.IntN(4)])
	case t == reflect.TypeFor[catalogue.SPDX]():
		v.SetString([]string{"EUPL-1.2", "MIT OR Apache-2.0", "NONE"}[m.IntN(3)])
	case t == reflect.TypeFor[catalogue.Localized]():
		v.Set(reflect.ValueOf(catalogue.Localized{Lang: []catalogue.Lang{"de", "en", "no", "da"}[m.IntN(4)], Value: m.text()}))
	case t.Kind() == reflect.String && lists[t.Name()] != nil:
		l := lists[t.Name()]
		v.SetString(l.Codes[m.IntN(len(l.Codes))].Name)
	case t.Kind() == reflect.String:
		v.SetString(m.word())
	case t.Kind() == reflect.Int:
		v.SetInt(int64(m.IntN(100_000)))
	case t.Kind() == reflect.Bool:
		v.SetBool(m.IntN(2) == 0)
	case t.Kind() == reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		m.fill(v.Elem())
	case t.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(t, m.IntN(4), 4))
		for i := range v.Len() {
			m.fill(v.Index(i))
		}
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			m.fill(v.Field(i))
		}
	}
}

func (m *maker) text() string {
	if m.IntN(3) == 0 {
		return several[m.IntN(len(several))]
	}
	return m.word()
}

// mend empties the fields that break a rule until none does.
func (m *maker) mend(rec catalogue.Record) {
	rec.Base().Revision, rec.Base().Source = 0, 0
	for range 100 {
		m.required(rec)
		catalogue.Normalise(rec)
		var errs catalogue.Errors
		if !errors.As(catalogue.Check(rec), &errs) {
			return
		}
		for _, e := range errs {
			name, _, _ := strings.Cut(e.Field, ".")
			name, _, _ = strings.Cut(name, "[")
			empty(reflect.ValueOf(rec).Elem(), name)
		}
		if len(rec.Base().Name) == 0 {
			rec.Base().Name = catalogue.T("Name")
		}
	}
	panic(fmt.Sprint("cannot be mended: ", catalogue.Check(rec)))
}

// required fills what a record cannot be without.
func (m *maker) required(rec catalogue.Record) {
	switch r := rec.(type) {
	case *catalogue.FollowUp:
		r.Due, r.Planned = cmp.Or(r.Due, 20_000), cmp.Or(r.Planned, new(catalogue.DecimalFromInt(3)))
		r.Actual, r.MeasuredOn = nil, 0
	case *catalogue.Deviation:
		r.DeviationStatus = catalogue.DeviationRequested
	case *catalogue.Exclusion:
		r.Ground, r.Requirement = catalogue.GroundRequirement, "R1"
	case *catalogue.CostModel:
		r.Years, r.PriceFunction = 5, catalogue.PriceCostShare
	case *catalogue.WeightSet:
		r.Criteria = []catalogue.Criterion{{Key: "a", Name: catalogue.T(m.word() + "!"), Weight: 60, Measure: "JUDGED"}, {Key: "b", Name: catalogue.T("B"), Weight: 40, Measure: "VITALITY"}}
	case *catalogue.Ladder:
		r.Rungs = []catalogue.Rung{{Key: "a", Name: catalogue.T(m.word() + "!"), Operated: true}, {Key: "b", Name: catalogue.T("B"), Origins: []catalogue.Origin{"EFA"}}}
	}
	v := reflect.ValueOf(rec).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		to := v.FieldByIndex(f.Index)
		list := lists[f.Type.Name()]
		switch {
		case f.Type.Kind() != reflect.String || to.String() != "" || rec.Kind() < catalogue.KindCase:
		case list != nil:
			to.SetString(list.Codes[m.IntN(len(list.Codes))].Name)
		case f.Name == "Reason" || f.Name == "Criterion":
			to.SetString(m.word() + "!")
		}
	}
}

func empty(v reflect.Value, name string) {
	for _, f := range reflect.VisibleFields(v.Type()) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			v.FieldByIndex(f.Index).SetZero()
		}
	}
}

// shuffle gives ids in an order that is not the order of kinds.
func (m *maker) shuffle() {
	ids := m.Perm(len(m.world.records))
	renamed := map[catalogue.ID]catalogue.ID{0: 0}
	for i, rec := range m.world.records {
		renamed[rec.Base().ID] = catalogue.ID(2*ids[i] + 1)
	}
	for _, rec := range m.world.records {
		rec.Base().ID, rec.Base().Source = renamed[rec.Base().ID], renamed[rec.Base().Source]
	}
}

func (m *maker) sources() {
	for _, rec := range m.world.records {
		// A source is never its own, and comes before the sources that rest on it.
		if source := m.any(catalogue.KindSource); m.IntN(2) == 0 && (rec.Kind() != catalogue.KindSource || source < rec.Base().ID) {
			rec.Base().Source = source
		}
	}
}

// any is some record of a kind, 0 where there is none.
func (m *maker) any(kind catalogue.Kind) catalogue.ID {
	all := slices.Collect(m.world.Records(kind))
	if len(all) == 0 {
		return 0
	}
	return all[m.IntN(len(all))].Base().ID
}

func (m *maker) edge() {
	relation := catalogue.AllRelations()[m.IntN(len(catalogue.AllRelations()))]
	facts := relation.Facts()
	ends := facts.Ends[m.IntN(len(facts.Ends))]
	e := catalogue.Edge{Relation: relation, From: m.any(ends.From), To: m.any(ends.To), Source: m.any(catalogue.KindSource)}
	if e.From == 0 || e.To == 0 || e.From >= e.To && ends.From == ends.To { // no cycles, no edges to itself
		return
	}
	if facts.Via != 0 && m.IntN(2) == 0 {
		e.Via = m.any(facts.Via)
	}
	if facts.Area && m.IntN(2) == 0 {
		e.Area = m.any(catalogue.KindArea)
	}
	m.fill(reflect.ValueOf(&e.EdgeFacts).Elem())
	e.URL, e.Report = "", ""
	if m.IntN(3) == 0 {
		e.URL = "https://beispiel.invalid/?a=1&b=2#c: d"
	}
	e.Status = ""
	if facts.Status {
		e.Status = catalogue.OfferLive
	}
	if facts.Report {
		e.Report = "https://beispiel.invalid/bericht"
	}
	e.ValidUntil = 0
	if catalogue.CheckEdgeFacts("", relation, &e.EdgeFacts) != nil {
		return
	}
	if slices.ContainsFunc(m.world.edges, func(x catalogue.Edge) bool { return x.Key() == e.Key() }) {
		return
	}
	e.ID = catalogue.EdgeID(len(m.world.edges)*3 + 1)
	m.world.edges = append(m.world.edges, e)
}

// naive makes a world of a change set for an empty catalogue: ids in the order
// of the changes, references by trying every record.
func naive(changes []catalogue.Change) (*world, error) {
	w, locals, sources := &world{}, map[string]catalogue.ID{}, map[catalogue.ID]catalogue.Ref{}
	for _, c := range changes {
		if put, ok := c.(catalogue.Put); ok {
			id := catalogue.ID(len(w.records) + 1)
			put.Record.Base().ID = id
			w.records = append(w.records, put.Record)
			sources[id] = put.Source
			if put.Local != "" {
				locals[put.Local] = id
			}
		}
	}
	var problem error
	find := func(ref catalogue.Ref) catalogue.ID {
		id, err := w.find(ref, locals)
		problem = cmp.Or(problem, err)
		return id
	}
	for _, r := range w.records {
		r.Base().Source = find(sources[r.Base().ID])
	}
	for _, c := range changes {
		if x, ok := c.(catalogue.Relate); ok {
			w.edges = append(w.edges, catalogue.Edge{
				ID: catalogue.EdgeID(len(w.edges) + 1), Relation: x.Relation, From: find(x.From), To: find(x.To),
				Via: find(x.Via), Area: find(x.Area), Source: find(x.Source), EdgeFacts: x.EdgeFacts,
			})
		}
	}
	w.sort()
	return w, problem
}

func (w *world) find(ref catalogue.Ref, locals map[string]catalogue.ID) (catalogue.ID, error) {
	if ref == "" {
		return 0, nil
	}
	target, err := ref.Parse()
	if err != nil {
		return 0, err
	}
	if target.Local != "" {
		return locals[target.Local], nil
	}
	var found []catalogue.ID
	for _, r := range w.records {
		if (target.Kind == 0 || target.Kind == r.Kind()) && slices.Contains(r.Base().Identifiers, target.Identifier) {
			found = append(found, r.Base().ID)
		}
	}
	if len(found) != 1 {
		return 0, fmt.Errorf("%s names %d records", ref, len(found))
	}
	return found[0], nil
}
