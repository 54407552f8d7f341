package snapshot

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/text"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// world is the naive catalogue: maps, searched whole for each question.
type world struct {
	revision catalogue.Revision
	at       time.Time
	records  map[catalogue.ID]catalogue.Record
	last     catalogue.ID
	edgeOracle
}

func newWorld() *world {
	return &world{records: map[catalogue.ID]catalogue.Record{}, edgeOracle: *newEdgeOracle()}
}

// after is the world after a commit.
func (w *world) after(c *catalogue.Commit) *world {
	next := &world{c.Revision, c.Time, maps.Clone(w.records), w.last, *w.clone()}
	for _, v := range c.Records {
		next.last = max(next.last, v.ID)
		next.records[v.ID] = v.Record
		if v.Record == nil {
			delete(next.records, v.ID)
		}
	}
	for _, v := range c.Edges {
		next.edgeOracle.last = max(next.edgeOracle.last, v.Edge.ID)
		next.edges[v.Edge.ID] = v.Edge
		if v.Removed {
			delete(next.edges, v.Edge.ID)
		}
	}
	return next
}

// build makes a snapshot of the world at once.
func (w *world) build(t failer) *Snapshot {
	t.Helper()
	b := NewBuilder()
	must(t, b.Given(w.last, w.edgeOracle.last))
	for _, r := range w.records {
		must(t, b.Record(r))
	}
	for _, x := range w.edges {
		must(t, b.Edges([]catalogue.Edge{x}))
	}
	s, err := b.Build(w.revision, w.at)
	must(t, err)
	return s
}

func must(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// agrees compares every answer of a snapshot with the world's.
func (w *world) agrees(t failer, what string, s *Snapshot) {
	t.Helper()
	w.check(t, what, s.edges)
	if s.Revision() != w.revision || !s.RecordedAt().Equal(w.at) || s.MaxRecord() != w.last {
		t.Fatalf("%s: revision %d, up to record %d, want %d, %d", what, s.Revision(), s.MaxRecord(), w.revision, w.last)
	}
	for id := range w.last + 40 {
		w.numbersAgree(t, what, s, id)
		if got := s.Record(id); got != w.records[id] {
			t.Fatalf("%s: record %d is %v, want %v", what, id, got, w.records[id])
		}
	}
	for part, parts := range map[string][2]map[string][]catalogue.ID{
		"sets":        {w.sets(), setsOf(s)},
		"identifiers": {w.identified(), w.lookups(s)},
		"names":       {w.names(), namesOf(s)},
	} {
		if diff := cmp.Diff(parts[0], parts[1]); diff != "" {
			t.Fatalf("%s: %s (-want +got)\n%s", what, part, diff)
		}
	}
	for _, day := range []catalogue.Day{0, 738_999, 739_000, 739_001, 739_064, 739_065, 3_652_059} {
		w.agreesOn(t, what, s, day)
	}
	for id := range w.last + 2 {
		if got, want := s.SourceUses(id), w.sourceUses(id); got != want {
			t.Fatalf("%s: source %d has %d uses, want %d", what, id, got, want)
		}
	}
}

// numbersAgree compares the columns with the record.
func (w *world) numbersAgree(t failer, what string, s *Snapshot, id catalogue.ID) {
	t.Helper()
	for _, k := range catalogue.Kinds() {
		for _, a := range catalogue.Attributes(k) {
			want, known := int64(0), false
			if r := w.records[id]; r != nil && r.Kind() == k && a.Number != nil {
				want, known = a.Number(r)
			}
			if got, ok := s.Numbers(k, a.Name).Of(id); ok != known || known && got != want {
				t.Fatalf("%s: %s of record %d is %d, %v, want %d, %v", what, a.Name, id, got, ok, want, known)
			}
		}
	}
}

// agreesOn compares what holds on a day.
func (w *world) agreesOn(t failer, what string, s *Snapshot, day catalogue.Day) {
	t.Helper()
	var records, edges []catalogue.ID
	absent := map[catalogue.ID]bool{0: false}
	for _, id := range slices.Sorted(maps.Keys(w.records)) {
		if m := w.records[id].Base(); !day.Valid(m.ValidFrom, m.ValidUntil) {
			records, absent[id] = append(records, id), true
		}
	}
	valid := 0
	for _, id := range slices.Sorted(maps.Keys(w.edges)) {
		x := w.edges[id]
		if day.Valid(x.ValidFrom, x.ValidUntil) {
			valid++
		}
		if absent[x.From] || absent[x.To] || absent[x.Via] || absent[x.Area] {
			edges = append(edges, catalogue.ID(id))
		}
	}
	if got := s.EdgesOn(day); got != valid {
		t.Fatalf("%s: %d edges hold on day %d, want %d", what, got, day, valid)
	}
	for range 2 { // worked out, then kept
		got := s.AbsentOn(day)
		if !slices.Equal(records, slices.Collect(got.Records.All())) || !slices.Equal(edges, slices.Collect(got.Edges.All())) {
			t.Fatalf("%s: absent on day %d are %+v, want records %v, edges %v", what, day, got, records, edges)
		}
	}
}

// illustrative are the records whose source says it gives examples.
func (w *world) illustrative() []catalogue.ID {
	var out []catalogue.ID
	for _, id := range slices.Sorted(maps.Keys(w.records)) {
		if s, ok := w.records[w.records[id].Base().Source].(*catalogue.Source); ok && s.Illustrative() {
			out = append(out, id)
		}
	}
	return out
}

// sets are all sets of records and relations, by a name for each.
func (w *world) sets() map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	for _, id := range slices.Sorted(maps.Keys(w.records)) {
		r := w.records[id]
		add := func(name string) { out[name] = append(out[name], id) }
		add(r.Kind().Noun())
		if r.Base().ValidFrom != 0 || r.Base().ValidUntil != 0 {
			add("time bound")
		}
		for _, a := range catalogue.Attributes(r.Kind()) {
			if a.Codes != nil {
				for _, code := range a.Codes(r, nil) {
					add(r.Kind().Noun() + " " + a.Name + " " + code)
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.edges)) {
		name := w.edges[id].Relation.String()
		out[name] = append(out[name], catalogue.ID(id))
	}
	if ids := w.illustrative(); ids != nil {
		out["illustrative"] = ids
	}
	return out
}

func setsOf(s *Snapshot) map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	add := func(name string, set Set) {
		if ids := slices.Collect(set.All()); len(ids) > 0 {
			out[name] = ids
		}
	}
	add("time bound", s.timeBound)
	add("illustrative", s.Illustrative())
	for _, k := range catalogue.Kinds() {
		add(k.Noun(), s.Kind(k))
		for _, a := range catalogue.Attributes(k) {
			codes := []string{"true", "false"}
			if a.Type == catalogue.AttributeCode {
				codes = nil
				for _, c := range a.List.Codes {
					codes = append(codes, c.Name)
				}
			}
			for _, code := range codes {
				add(k.Noun()+" "+a.Name+" "+code, s.Coded(k, a.Name, code))
			}
		}
	}
	for _, r := range catalogue.AllRelations() {
		s.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
			out[r.String()] = append(out[r.String()], catalogue.ID(id))
			return true
		})
	}
	return out
}

func (w *world) identified() map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	for _, k := range catalogue.Kinds() {
		for _, id := range slices.Sorted(maps.Keys(w.records)) {
			if r := w.records[id]; r.Kind() == k {
				for _, i := range r.Base().Identifiers {
					out[i.String()] = append(out[i.String()], id)
					out[k.Noun()+"/"+i.String()] = append(out[k.Noun()+"/"+i.String()], id)
				}
			}
		}
	}
	return out
}

// lookups asks for every identifier that somebody ever carried here.
func (w *world) lookups(s *Snapshot) map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	for n := range identifiersDrawn {
		for _, scheme := range []string{catalogue.SchemeName, catalogue.SchemeLeika} {
			i := drawnIdentifier(scheme, n)
			if ids := s.Lookup(0, i); len(ids) > 0 {
				out[i.String()] = ids
			}
			for _, k := range catalogue.Kinds() {
				if ids := s.Lookup(k, i); len(ids) > 0 {
					out[k.Noun()+"/"+i.String()] = ids
				}
			}
		}
	}
	return out
}

func (w *world) names() map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	for id, r := range w.records {
		out[r.Kind().Noun()] = append(out[r.Kind().Noun()], id)
	}
	key := func(id catalogue.ID) string { return SortKey(w.records[id].Base().Name.String()) }
	for _, ids := range out {
		slices.SortFunc(ids, func(a, b catalogue.ID) int {
			if key(a) < key(b) || key(a) == key(b) && a < b {
				return -1
			}
			return 1
		})
	}
	return out
}

// namesOf walks from every place there is, both ways, and keeps the longest walk.
func namesOf(s *Snapshot) map[string][]catalogue.ID {
	out := map[string][]catalogue.ID{}
	for _, k := range catalogue.Kinds() {
		var all, back []catalogue.ID
		s.Ascend(k, "", 0, func(id catalogue.ID) bool { all = append(all, id); return true })
		s.Descend(k, "", 0, func(id catalogue.ID) bool { back = append(back, id); return true })
		slices.Reverse(back)
		if !slices.Equal(all, back) {
			out[k.Noun()+" backwards"] = back
		}
		for n, from := range all {
			var up, down []catalogue.ID
			s.Ascend(k, s.SortKey(from), from, func(id catalogue.ID) bool { up = append(up, id); return true })
			s.Descend(k, s.SortKey(from), from, func(id catalogue.ID) bool { down = append(down, id); return true })
			slices.Reverse(down)
			if !slices.Equal(all[n+1:], up) || !slices.Equal(all[:n], down) {
				out[fmt.Sprint(k.Noun(), " from ", from)] = append(down, up...)
			}
		}
		if len(all) > 0 {
			out[k.Noun()] = all
		}
	}
	return out
}

func (w *world) sourceUses(source catalogue.ID) int {
	n := 0
	for _, r := range w.records {
		if source != 0 && r.Base().Source == source {
			n++
		}
	}
	for _, x := range w.edges {
		if source != 0 && x.Source == source {
			n++
		}
	}
	return n
}

// drawChanges draws a change set about a small world, so that changes meet.
func drawChanges(t *rapid.T, w *world) []catalogue.Change {
	var out []catalogue.Change
	for range rapid.IntRange(1, 12).Draw(t, "changes") {
		switch rapid.SampledFrom([]string{"put", "put", "relate", "relate", "unrelate", "remove"}).Draw(t, "change") {
		case "put":
			out = append(out, drawPut(t))
		case "relate":
			out = append(out, drawRelate(t))
		case "unrelate":
			if ids := slices.Sorted(maps.Keys(w.edges)); len(ids) > 0 {
				out = append(out, catalogue.Unrelate{ID: rapid.SampledFrom(ids).Draw(t, "edge"), Seen: catalogue.AnyRevision})
			}
		case "remove":
			out = append(out, catalogue.Remove{Target: drawRef(t, "target"), Cascade: rapid.Bool().Draw(t, "cascade"), Seen: catalogue.AnyRevision})
		}
	}
	return out
}

const identifiersDrawn = 8

func drawnIdentifier(scheme string, n int) catalogue.Identifier {
	if scheme == catalogue.SchemeLeika {
		return catalogue.Identifier{Scheme: scheme, Value: fmt.Sprintf("990500121040%02d", n)}
	}
	return catalogue.Identifier{Scheme: scheme, Value: fmt.Sprint("n", n)}
}

func drawRef(t *rapid.T, label string) catalogue.Ref {
	return catalogue.RefTo(drawnIdentifier(catalogue.SchemeName, rapid.IntRange(0, identifiersDrawn-1).Draw(t, label)))
}

// drawPut puts the record called n: its number decides its kind, so that puts of
// the same name mean the same record.
func drawPut(t *rapid.T) catalogue.Put {
	n := rapid.IntRange(0, identifiersDrawn-1).Draw(t, "record")
	name := rapid.SampledFrom([]string{"Ärzte", "Arzt", "Äpfel", "Zoll", "Öl"}).Draw(t, "name")
	meta := catalogue.Meta{
		Name:        catalogue.T(name),
		Identifiers: []catalogue.Identifier{drawnIdentifier(catalogue.SchemeName, n)},
		ValidFrom:   rapid.SampledFrom([]catalogue.Day{0, 0, 739_000}).Draw(t, "valid from"),
		Visibility:  drawVisibility(t),
	}
	put := catalogue.Put{Seen: catalogue.AnyRevision}
	switch n % 4 {
	case 0:
		r := &catalogue.Service{Meta: meta, Focus: rapid.Bool().Draw(t, "focus")}
		if rapid.Bool().Draw(t, "keyed") {
			r.Identifiers = append(r.Identifiers, drawnIdentifier(catalogue.SchemeLeika, rapid.IntRange(0, 2).Draw(t, "leika")))
		}
		put.Record = r
	case 1:
		put.Record = &catalogue.Authority{Meta: meta, Level: rapid.SampledFrom([]catalogue.AuthorityLevel{"", "FEDERAL", "STATE"}).Draw(t, "level")}
	case 2:
		put.Record = &catalogue.Area{Meta: meta, Population: rapid.IntRange(0, 2).Draw(t, "population")}
	case 3:
		r := &catalogue.Source{Meta: meta, SourceKind: rapid.SampledFrom([]catalogue.SourceKind{"", catalogue.SourceIllustrative}).Draw(t, "source kind")}
		if r.Illustrative() {
			r.Visibility = catalogue.Public
		}
		put.Record = r
	}
	if n%4 != 3 && rapid.IntRange(0, 2).Draw(t, "sourced") == 0 {
		put.Source = "name:n3"
	}
	return put
}

func drawVisibility(t *rapid.T) catalogue.Visibility {
	return rapid.SampledFrom([]catalogue.Visibility{"", "", "", catalogue.Public, catalogue.Internal, catalogue.Confidential}).Draw(t, "visibility")
}

func drawRelate(t *rapid.T) catalogue.Relate {
	c := catalogue.Relate{From: drawRef(t, "from"), To: drawRef(t, "to"), Seen: catalogue.AnyRevision}
	c.Relation = rapid.SampledFrom([]catalogue.Relation{catalogue.CompetentFor, catalogue.Offers, catalogue.PartOf, catalogue.Covers}).Draw(t, "relation")
	if c.Relation == catalogue.Offers {
		c.Status = rapid.SampledFrom([]catalogue.OfferStatus{"PLANNED", "LIVE"}).Draw(t, "status")
	}
	if rapid.IntRange(0, 3).Draw(t, "sourced") == 0 {
		c.Source = "name:n7"
	}
	c.ValidFrom = rapid.SampledFrom([]catalogue.Day{0, 0, 739_000, 739_064}).Draw(t, "from day")
	c.ValidUntil = rapid.SampledFrom([]catalogue.Day{0, 0, 739_064, 739_065}).Draw(t, "until day")
	if rapid.IntRange(0, 3).Draw(t, "noted") == 0 {
		c.Note = "siehe Beschluss"
	}
	c.Visibility = drawVisibility(t)
	return c
}

// Whatever change sets are planned and committed, every revision ever made answers
// as a naive catalogue would; building it at once gives the same; and a change set
// that was committed a second time makes nothing.
func TestEveryRevisionAgreesWithTheNaiveCatalogue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heads, worlds := []*Snapshot{Empty()}, []*world{newWorld()}
		for range rapid.IntRange(1, 6).Draw(t, "commits") {
			at := rapid.IntRange(max(0, len(heads)-2), len(heads)-1).Draw(t, "at")
			s, w := heads[at], worlds[at]
			commit, err := s.Plan(accepted(s, drawChanges(t, w)))
			must(t, err)
			commit.Time = time.Unix(int64(commit.Revision), 0)
			next, err := s.Apply(commit)
			must(t, err)
			heads, worlds = append(heads, next), append(worlds, w.after(commit))
		}
		for i := range heads {
			worlds[i].agrees(t, fmt.Sprint("revision ", worlds[i].revision), heads[i])
			built := worlds[i].build(t)
			worlds[i].agrees(t, "built", built)
			if diff := cmp.Diff(foundIn(built), foundIn(heads[i])); diff != "" {
				t.Fatalf("found in revision %d (-built +applied)\n%s", worlds[i].revision, diff)
			}
		}
	})
}

// foundIn are the records found by every word that is put here.
func foundIn(s *Snapshot) map[string][]uint32 {
	out := map[string][]uint32{}
	for _, words := range []string{"Arzt", "Ärzte", "Zoll", "Äpfel", "Öl", "n1", "n4", "n7"} {
		q, _ := text.Parse(words)
		out[words] = slices.Collect(s.Text().Matching(q, func(uint32) bool { return true }))
	}
	return out
}

// A put of what is there is no change, so an import of the same file twice makes
// no second revision.
func TestPuttingAndRelatingTheSameAgainIsNoChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var changes []catalogue.Change
		for range rapid.IntRange(1, 12).Draw(t, "changes") {
			if rapid.Bool().Draw(t, "put") {
				changes = append(changes, drawPut(t))
			} else {
				changes = append(changes, drawRelate(t))
			}
		}
		first, err := Empty().Plan(onlyLast(accepted(Empty(), changes)))
		must(t, err)
		s, err := Empty().Apply(first)
		must(t, err)
		again, err := s.Plan(onlyLast(accepted(Empty(), changes)))
		must(t, err)
		if !again.Empty() {
			t.Fatalf("planned again: %+v", again)
		}
	})
}

// accepted leaves out the changes that cannot be made after those before them.
func accepted(s *Snapshot, changes []catalogue.Change) []catalogue.Change {
	var out []catalogue.Change
	for _, c := range changes {
		if _, err := s.Plan(append(out, c)); err == nil {
			out = append(out, c)
		}
	}
	return out
}

// onlyLast leaves out changes that a later one about the same record or statement
// replaces, but keeps its place.
func onlyLast(changes []catalogue.Change) []catalogue.Change {
	at := map[string]int{}
	var out []catalogue.Change
	for _, c := range changes {
		key := describe(c)
		if relate, ok := c.(catalogue.Relate); ok {
			key += " " + string(relate.Source)
		}
		if i, known := at[key]; known {
			out[i] = c
			continue
		}
		at[key] = len(out)
		out = append(out, c)
	}
	return out
}

func TestApplyRefusesACommitThatIsNotTheNext(t *testing.T) {
	if _, err := Empty().Apply(&catalogue.Commit{Revision: 2}); catalogue.KindOf(err) != catalogue.Conflict {
		t.Fatalf("commit 2 on revision 0: %v", err)
	}
}

func TestAnIDIsNeverGivenTwice(t *testing.T) {
	b := NewBuilder()
	must(t, b.Given(41, 7))
	s, err := b.Build(3, time.Time{})
	must(t, err)
	c, err := s.Plan([]catalogue.Change{
		catalogue.Put{Record: &catalogue.Authority{Meta: catalogue.Meta{Name: catalogue.T("Land")}}, Local: "a"},
		catalogue.Put{Record: &catalogue.Service{Meta: catalogue.Meta{Name: catalogue.T("Dienst")}}, Local: "s"},
		catalogue.Relate{Relation: catalogue.CompetentFor, From: "local:a", To: "local:s"},
	})
	must(t, err)
	if c.Records[0].ID != 42 || c.Records[1].ID != 43 || c.Edges[0].Edge.ID != 8 {
		t.Fatalf("ids %d, %d, edge %d", c.Records[0].ID, c.Records[1].ID, c.Edges[0].Edge.ID)
	}
}

func TestAPaddedRegionalKeyNamesTheLongestKeyThatIsKnown(t *testing.T) {
	s := commit(t, Empty(),
		catalogue.Put{Record: &catalogue.Area{Meta: called("Niedersachsen", "ars:03")}},
		catalogue.Put{Record: &catalogue.Area{Meta: called("Landkreis Celle", "ars:03351")}})
	for key, want := range map[string][]catalogue.ID{
		"03351": {2}, "033510000000": {2}, "030000000000": {1}, "033510006006": nil, "040000000000": nil,
	} {
		got := s.Lookup(catalogue.KindArea, catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: key})
		if !slices.Equal(got, want) {
			t.Errorf("%s names %v, want %v", key, got, want)
		}
	}
}

func TestBuildRefusesAnEdgeToNowhere(t *testing.T) {
	b := NewBuilder()
	must(t, b.Edges([]catalogue.Edge{{ID: 1, Relation: catalogue.Uses, From: 1, To: 2}}))
	if _, err := b.Build(1, time.Time{}); catalogue.KindOf(err) != catalogue.Invalid {
		t.Fatalf("%v", err)
	}
}

func TestNamesSortAsInADictionary(t *testing.T) {
	for name, want := range map[string]string{
		"Ärztekammer": "arztekammer", "Straße": "strasse", "  „Übersicht“ (2024)": "ubersicht 2024",
		"A\u0308pfel": "apfel", "Łódź": "lodz", "": "", "---": "",
	} {
		if got := SortKey(name); got != want {
			t.Errorf("SortKey(%q) = %q, want %q", name, got, want)
		}
	}
}

// Several commits may be made of one snapshot at once, while others read it: the
// next revision, a write that comes to nothing, a question "what if". Run with
// -race this shows that they never meet.
func TestOneSnapshotTakesManyCommitsAtOnce(t *testing.T) {
	s := town(t)
	was := foundIn(s)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			next := s
			for k := range 5 {
				c, err := next.Plan([]catalogue.Change{
					catalogue.Put{Record: &catalogue.Authority{Meta: called(fmt.Sprint("Amt ", i, k), fmt.Sprint("name:amt", k))}},
					catalogue.Relate{
						Relation: catalogue.CompetentFor, From: catalogue.Ref(fmt.Sprint("name:amt", k)), To: "leika:99050012104000",
						EdgeFacts: catalogue.EdgeFacts{Note: fmt.Sprint("Weg ", i)},
					},
				})
				if err == nil {
					next, err = next.Apply(c)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
			for id, end := s.MaxEdge()+1, next.MaxEdge(); id <= end; id++ {
				if x, _ := next.Edge(id); x.Note != fmt.Sprint("Weg ", i) {
					t.Errorf("edge %d of way %d says %q", id, i, x.Note)
				}
			}
		})
		wg.Go(func() {
			if diff := cmp.Diff(was, foundIn(s)); diff != "" || len(namesOf(s)) != 5 || s.EdgeCount() != 2 {
				t.Errorf("the snapshot has changed: %s", diff)
			}
		})
	}
	wg.Wait()
}

// What is promised of a catalogue in which offers dominate: rows, four lists for
// each and the set of the relation, in at most 64 bytes an offer.
func TestAnOfferTakesAtMost64Bytes(t *testing.T) {
	stock := stock{offers: 200_000, authorities: 400, services: 800, solutions: 500, areas: 150}
	m := stock.load(t).Memory()
	per := float64(m.Edges+m.Postings) / float64(stock.offers)
	if per > 64 {
		t.Errorf("%.1f bytes an offer: %+v", per, m)
	}
	if m.Records == 0 || m.Identifiers == 0 || m.Sets == 0 || m.Total() < m.Edges+m.Postings {
		t.Errorf("not everything is counted: %+v", m)
	}
}
