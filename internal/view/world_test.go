package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/text"

	"pgregory.net/rapid"
)

// world is the naive reading of a snapshot on a day: slices, searched whole for
// each question.
type world struct {
	*View
	records []catalogue.Record // that hold
	edges   []catalogue.Edge   // that hold between records that hold
}

func newWorld(s *snapshot.Snapshot, day catalogue.Day) *world {
	w := &world{View: New(s, day)}
	for id := range s.MaxRecord() + 1 {
		if r := s.Record(id); r != nil && day.Valid(r.Base().ValidFrom, r.Base().ValidUntil) {
			w.records = append(w.records, r)
		}
	}
	for id := range s.MaxEdge() + 1 {
		x, ok := s.Edge(id)
		if ok && day.Valid(x.ValidFrom, x.ValidUntil) && w.has(x.From) && w.has(x.To) && (x.Via == 0 || w.has(x.Via)) && (x.Area == 0 || w.has(x.Area)) {
			w.edges = append(w.edges, x)
		}
	}
	return w
}

func (w *world) has(id catalogue.ID) bool { return w.get(id) != nil }

func (w *world) get(id catalogue.ID) catalogue.Record {
	for _, r := range w.records {
		if r.Base().ID == id {
			return r
		}
	}
	return nil
}

// of are the records of a kind that a filter means.
func (w *world) of(kind catalogue.Kind, f Filter) []catalogue.Record {
	var out []catalogue.Record
	for _, r := range w.records {
		if r.Kind() == kind && w.means(r, f) {
			out = append(out, r)
		}
	}
	return out
}

// means says whether a filter means a record.
func (w *world) means(r catalogue.Record, f Filter) bool {
	for name, value := range f {
		if value != nil && !w.meansBy(r, name, value) {
			return false
		}
	}
	return true
}

func (w *world) meansBy(r catalogue.Record, name string, value any) bool {
	m := r.Base()
	switch name {
	case "and":
		return !slices.ContainsFunc(value.([]map[string]any), func(f Filter) bool { return !w.means(r, f) })
	case "or":
		return slices.ContainsFunc(value.([]map[string]any), func(f Filter) bool { return w.means(r, f) })
	case "not":
		return !w.means(r, value.(Filter))
	case "id":
		return slices.Contains(wanted(value), catalogue.GlobalID(r.Kind(), m.ID))
	case "identifier":
		return w.identified(r, value.(map[string]any))
	case "tag":
		return slices.ContainsFunc(m.Tags, func(tag string) bool { return slices.Contains(wanted(value), tag) })
	case "text":
		return slices.Contains(w.found(r.Kind(), value.(string)), m.ID)
	case "illustrative":
		return w.example(m.Source) == truth(value)
	}
	if a, ok := catalogue.FindAttribute(r.Kind(), name); ok {
		return meansAttribute(r, a, value)
	}
	link, ok := findLink(r.Kind(), name)
	return ok && w.meansLink(r, link, value.(map[string]any))
}

func wanted(value any) []string {
	var out []string
	for _, v := range values(value.(map[string]any)["in"]) {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

func (w *world) identified(r catalogue.Record, value map[string]any) bool {
	return slices.ContainsFunc(r.Base().Identifiers, func(i catalogue.Identifier) bool {
		return i.Scheme == value["scheme"] && (value["in"] == nil || slices.Contains(wanted(value), i.Value))
	})
}

// found are the visible records of a kind that the text index finds.
func (w *world) found(kind catalogue.Kind, words string) []catalogue.ID {
	q, _ := text.Parse(words)
	var out []catalogue.ID
	for id := range w.snap.Text().Matching(q, func(id uint32) bool {
		r := w.get(catalogue.ID(id))
		return r != nil && r.Kind() == kind
	}) {
		out = append(out, catalogue.ID(id))
	}
	return out
}

func (w *world) example(source catalogue.ID) bool {
	s, ok := w.snap.Record(source).(*catalogue.Source)
	return ok && s.SourceKind == catalogue.SourceIllustrative
}

func meansAttribute(r catalogue.Record, a catalogue.Attribute, value any) bool {
	if a.Number != nil {
		n, known := a.Number(r)
		low, high, _ := bounds(a, value.(map[string]any))
		return known && low <= n && n <= high
	}
	has := a.Codes(r, nil)
	if a.Type == catalogue.AttributeFlag {
		return slices.Equal(has, []string{fmt.Sprint(truth(value))})
	}
	v := value.(map[string]any)
	one := func(field string) bool {
		return slices.ContainsFunc(values(v[field]), func(c any) bool { return slices.Contains(has, str(c)) })
	}
	return (v["in"] == nil || one("in")) && (v["notIn"] == nil || !one("notIn")) && (v["known"] == nil || truth(v["known"]) == (len(has) > 0))
}

func (w *world) meansLink(r catalogue.Record, link Link, value map[string]any) bool {
	where, _ := value["where"].(EdgeFilter)
	leads := func(f Filter, wanted bool) bool {
		return slices.ContainsFunc(w.edges, func(x catalogue.Edge) bool {
			if x.Relation.Role(link.Role.End()) != link.Role || x.At(link.Role.End()) != r.Base().ID || !w.states(x, where) {
				return false
			}
			to := w.get(x.At(link.Role.Opposite()))
			return to.Kind() == link.To && w.means(to, f) == wanted
		})
	}
	for name, f := range value {
		switch name {
		case "any":
			if !leads(f.(Filter), true) {
				return false
			}
		case "none":
			if leads(f.(Filter), true) {
				return false
			}
		case "all":
			if leads(f.(Filter), false) {
				return false
			}
		}
	}
	return true
}

// states says whether a filter of statements means an edge.
func (w *world) states(x catalogue.Edge, where EdgeFilter) bool {
	for name, value := range where {
		if value == nil {
			continue
		}
		ok := false
		switch name {
		case "relation":
			ok = slices.Contains(wanted(value), x.Relation.String())
		case "status":
			ok = slices.Contains(wanted(value), string(x.Status))
		case "evidence":
			ok = slices.Contains(wanted(value), string(x.Evidence))
		case "from":
			ok = w.named(x.From, value)
		case "to":
			ok = w.named(x.To, value)
		case "via":
			ok = w.named(x.Via, value)
		case "area":
			ok = w.named(x.Area, value)
		case "source":
			ok = w.named(x.Source, value)
		case "illustrative":
			ok = w.example(x.Source) == truth(value)
		case "hasReport":
			ok = (x.Report != "") == truth(value)
		case "validFrom":
			low, high, _ := bounds(catalogue.Attribute{Type: catalogue.AttributeDay}, value.(map[string]any))
			ok = x.ValidFrom != 0 && low <= int64(x.ValidFrom) && int64(x.ValidFrom) <= high
		}
		if !ok {
			return false
		}
	}
	return true
}

func (w *world) named(id catalogue.ID, value any) bool {
	r := w.snap.Record(id)
	return r != nil && slices.Contains(wanted(value), catalogue.GlobalID(r.Kind(), id))
}

// in are the edges in which a record has a role and that a filter means.
func (w *world) in(id catalogue.ID, role catalogue.Role, where EdgeFilter) []catalogue.EdgeID {
	var out []catalogue.EdgeID
	for _, x := range w.edges {
		if x.Relation == role.Relation() && x.At(role.End()) == id && w.states(x, where) {
			out = append(out, x.ID)
		}
	}
	return out
}

// ordered are records in an order, unknown values last in either direction.
func (w *world) ordered(records []catalogue.Record, o *Order) []catalogue.ID {
	if o == nil {
		o = &Order{Field: orderName}
	}
	number := func(r catalogue.Record) (int64, bool) {
		switch o.Field {
		case orderName:
			return 0, true
		case orderChanged:
			return int64(r.Base().Revision), true
		}
		for _, a := range catalogue.Attributes(r.Kind()) {
			if strings.EqualFold(a.Name, strings.ReplaceAll(o.Field, "_", "")) {
				return a.Number(r)
			}
		}
		panic(o.Field)
	}
	out := slices.Clone(records)
	slices.SortFunc(out, func(a, b catalogue.Record) int {
		n, knownA := number(a)
		m, knownB := number(b)
		if knownA != knownB {
			if knownA {
				return -1
			}
			return 1
		}
		name := func(r catalogue.Record) string { return snapshot.SortKey(r.Base().Name.String()) }
		c := cmp.Or(cmp.Compare(n, m), cmp.Compare(name(a), name(b)), cmp.Compare(a.Base().ID, b.Base().ID))
		if o.Direction == Descending {
			return -c
		}
		return c
	})
	ids := make([]catalogue.ID, len(out))
	for i, r := range out {
		ids[i] = r.Base().ID
	}
	return ids
}

// The vocabulary is small, so that questions meet something.

const drawnDay catalogue.Day = 739_000

func drawDay(t *rapid.T, label string) catalogue.Day {
	return rapid.SampledFrom([]catalogue.Day{0, 0, 0, drawnDay - 1, drawnDay, drawnDay + 1}).Draw(t, label)
}

func drawCode[C ~string](t *rapid.T, l *catalogue.CodeList) C {
	n := rapid.IntRange(0, min(3, len(l.Codes))).Draw(t, l.Name)
	if n == 0 {
		return ""
	}
	return C(l.Codes[n-1].Name)
}

func drawCodes[C ~string](t *rapid.T, l *catalogue.CodeList) []C {
	var out []C
	for range rapid.IntRange(0, 2).Draw(t, "codes") {
		if c := drawCode[C](t, l); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

var drawnNames = []string{"Ärzte", "Arzt", "Gewerbe anmelden", "Gewerbeanmeldung", "Öl", "…", "Zoll"}

// drawnKinds are the kinds of which there are records; they have all attributes
// types and all sorts of relations.
var drawnKinds = []catalogue.Kind{
	catalogue.KindService, catalogue.KindAuthority, catalogue.KindArea, catalogue.KindDataset,
	catalogue.KindSolution, catalogue.KindProject, catalogue.KindSource,
}

func drawMeta(t *rapid.T, n int) catalogue.Meta {
	m := catalogue.Meta{
		Name:        catalogue.T(rapid.SampledFrom(drawnNames).Draw(t, "name")),
		Identifiers: []catalogue.Identifier{{Scheme: catalogue.SchemeName, Value: fmt.Sprint("n", n)}},
		ValidFrom:   drawDay(t, "valid from"),
	}
	if rapid.IntRange(0, 2).Draw(t, "tagged") == 0 {
		m.Tags = []string{rapid.SampledFrom([]string{"Gewerbe", "Umwelt"}).Draw(t, "tag")}
	}
	if rapid.IntRange(0, 4).Draw(t, "ends") == 0 {
		m.ValidUntil = max(m.ValidFrom, drawnDay-1)
	}
	return m
}

// drawRecord draws the n-th record. Its number decides its kind, so that a later
// version is of the same.
func drawRecord(t *rapid.T, n int) catalogue.Record {
	m := drawMeta(t, n)
	switch drawnKinds[n%len(drawnKinds)] {
	case catalogue.KindService:
		if rapid.Bool().Draw(t, "keyed") {
			m.Identifiers = append(m.Identifiers, catalogue.Identifier{Scheme: catalogue.SchemeLeika, Value: fmt.Sprintf("990500121040%02d", rapid.IntRange(0, 2).Draw(t, "leika"))})
		}
		s := &catalogue.Service{
			Meta: m, PolicyField: drawCode[catalogue.PolicyField](t, catalogue.PolicyFields),
			Focus: rapid.Bool().Draw(t, "focus"), Addressees: drawCodes[catalogue.Addressee](t, catalogue.Addressees),
		}
		if rapid.Bool().Draw(t, "scored") {
			s.MaturityScores = slices.Repeat([]int{rapid.IntRange(1, 4).Draw(t, "score")}, 10)
		}
		return s
	case catalogue.KindAuthority:
		return &catalogue.Authority{Meta: m, Level: drawCode[catalogue.AuthorityLevel](t, catalogue.AuthorityLevels), Population: rapid.IntRange(0, 3).Draw(t, "population")}
	case catalogue.KindArea:
		m.Identifiers = append(m.Identifiers, catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: fmt.Sprintf("%05d", 3000+n)})
		return &catalogue.Area{Meta: m, AreaKind: drawCode[catalogue.AreaKind](t, catalogue.AreaKinds)}
	case catalogue.KindDataset:
		return &catalogue.Dataset{Meta: m, Themes: drawCodes[catalogue.DataTheme](t, catalogue.DataThemes), Modified: drawDay(t, "modified"), Register: rapid.Bool().Draw(t, "register")}
	case catalogue.KindSolution:
		return &catalogue.Solution{Meta: m, SolutionKind: drawCode[catalogue.SolutionKind](t, catalogue.SolutionKinds), Licence: rapid.SampledFrom([]catalogue.SPDX{"", "EUPL-1.2"}).Draw(t, "licence")}
	case catalogue.KindProject:
		return &catalogue.Project{Meta: m, Starts: drawDay(t, "starts")}
	}
	return &catalogue.Source{Meta: m, SourceKind: rapid.SampledFrom([]catalogue.SourceKind{"", catalogue.SourceIllustrative}).Draw(t, "source kind")}
}

// drawnRecords is how many records there can be.
const drawnRecords = 28

// refTo names the n-th record by its kind, as two kinds may use one scheme.
func refTo(n int) catalogue.Ref {
	return catalogue.RefToKind(drawnKinds[n%len(drawnKinds)], catalogue.Identifier{Scheme: catalogue.SchemeName, Value: fmt.Sprint("n", n)})
}

// drawSource names one of the sources, or none.
func drawSource(t *rapid.T) catalogue.Ref {
	n := rapid.IntRange(0, 2*drawnRecords/len(drawnKinds)-1).Draw(t, "source")
	if n = n*len(drawnKinds) + 6; n >= drawnRecords {
		return ""
	}
	return refTo(n)
}

// drawRelate draws a statement of a relation between kinds that it may join; the
// first end has the higher number, so that nothing is part of itself.
func drawRelate(t *rapid.T) (catalogue.Relate, bool) {
	relation := rapid.SampledFrom([]catalogue.Relation{
		catalogue.Offers, catalogue.Offers, catalogue.Offers, catalogue.CompetentFor, catalogue.Owns, catalogue.Covers,
		catalogue.PartOf, catalogue.Uses, catalogue.Delivers, catalogue.Holds,
	}).Draw(t, "relation")
	facts := relation.Facts()
	among := func(kind catalogue.Kind, label string) int {
		place := slices.Index(drawnKinds, kind)
		if place < 0 {
			return -1
		}
		return rapid.IntRange(0, drawnRecords/len(drawnKinds)-1).Draw(t, label)*len(drawnKinds) + place
	}
	e := rapid.SampledFrom(facts.Ends).Draw(t, "ends")
	from, to := among(e.From, "from"), among(e.To, "to")
	if from < 0 || to < 0 || facts.Acyclic && from <= to {
		return catalogue.Relate{}, false
	}
	c := catalogue.Relate{Relation: relation, From: refTo(from), To: refTo(to), Source: drawSource(t), Seen: catalogue.AnyRevision}
	if facts.Via != 0 && rapid.IntRange(0, 3).Draw(t, "has via") > 0 {
		c.Via = refTo(among(facts.Via, "via"))
	}
	if facts.Area && rapid.Bool().Draw(t, "has area") {
		c.Area = refTo(among(catalogue.KindArea, "area"))
	}
	if facts.Status {
		c.Status = rapid.SampledFrom([]catalogue.OfferStatus{"PLANNED", "LIVE"}).Draw(t, "status")
	}
	c.Evidence = drawCode[catalogue.EvidenceGrade](t, catalogue.EvidenceGrades)
	c.ValidFrom = drawDay(t, "from day")
	if rapid.IntRange(0, 4).Draw(t, "ends") == 0 {
		c.ValidUntil = max(c.ValidFrom, drawnDay-1)
	}
	return c, true
}

// grown is a snapshot after a commit of drawn changes.
func grown(t *rapid.T, s *snapshot.Snapshot, records, statements int) *snapshot.Snapshot {
	t.Helper()
	var changes []catalogue.Change
	fresh := s.MaxRecord() == 0
	for n := range drawnRecords {
		if fresh || rapid.IntRange(0, drawnRecords).Draw(t, "again") < records {
			put := catalogue.Put{Record: drawRecord(t, n), Seen: catalogue.AnyRevision}
			if n%len(drawnKinds) != 6 {
				put.Source = drawSource(t)
			}
			changes = append(changes, put)
		}
	}
	for range statements {
		if c, ok := drawRelate(t); ok {
			changes = append(changes, c)
		}
	}
	c, err := s.Plan(changes)
	must(t, err)
	next, err := s.Apply(c)
	must(t, err)
	return next
}

// drawWorld draws a catalogue of two commits, seen on a day.
func drawWorld(t *rapid.T) *world {
	s := grown(t, snapshot.Empty(), 0, rapid.IntRange(0, 90).Draw(t, "statements"))
	if rapid.Bool().Draw(t, "changed") {
		s = grown(t, s, 6, 5)
		var removals []catalogue.Change
		// Few of a list are gone, or so many that it is made anew.
		each := rapid.SampledFrom([]catalogue.EdgeID{7, 7, 4, 2}).Draw(t, "each")
		for id := range s.MaxEdge() + 1 {
			if _, ok := s.Edge(id); ok && id%each == each/2 {
				removals = append(removals, catalogue.Unrelate{ID: id, Seen: catalogue.AnyRevision})
			}
		}
		c, err := s.Plan(removals)
		must(t, err)
		s, err = s.Apply(c)
		must(t, err)
	}
	return newWorld(s, rapid.SampledFrom([]catalogue.Day{drawnDay, drawnDay, drawnDay - 1, drawnDay + 1, 1}).Draw(t, "day"))
}

func must(t *rapid.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}
