package dossier_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/rdf"
)

// drawn is a small catalogue, drawn: two cases, what lies in them, what is judged and on
// what it rests, on days that not all hold. Names are unlike everything else in a file.
func drawn(t *rapid.T) *world {
	w := &world{}
	cases := []catalogue.ID{}
	for range 2 {
		cases = append(cases, w.draw(t, &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft}))
	}
	var parts []catalogue.ID
	for range rapid.IntRange(1, 14).Draw(t, "parts") {
		parts = append(parts, w.draw(t, rapid.SampledFrom(somePart).Draw(t, "part").Clone()))
	}
	for range rapid.IntRange(1, 5).Draw(t, "around") {
		w.draw(t, rapid.SampledFrom(somewhere).Draw(t, "of the estate").Clone())
	}
	for _, id := range parts {
		w.drawEdge(t, catalogue.FiledIn, id, rapid.SampledFrom(cases).Draw(t, "case"))
	}
	for range rapid.IntRange(0, 12).Draw(t, "statements") {
		w.drawStatement(t, rapid.SampledFrom([]catalogue.Relation{
			catalogue.Owns, catalogue.RestsOn, catalogue.Prices, catalogue.Judges, catalogue.Concerns, catalogue.Proposes, catalogue.Chooses,
			catalogue.Supports, catalogue.Applies, catalogue.DeviatesFrom,
		}).Draw(t, "relation"))
	}
	w.drawReceipt(t, cases[0])
	return w
}

// drawStatement draws a statement of a relation between any two records that it may join.
func (w *world) drawStatement(t *rapid.T, r catalogue.Relation) {
	var pairs [][2]catalogue.ID
	for _, from := range w.records {
		for _, to := range w.records {
			if r.Allows(from.Kind(), to.Kind()) {
				pairs = append(pairs, [2]catalogue.ID{from.Base().ID, to.Base().ID})
			}
		}
	}
	if len(pairs) > 0 {
		ends := rapid.SampledFrom(pairs).Draw(t, "ends")
		w.drawEdge(t, r, ends[0], ends[1])
	}
}

var somePart = []catalogue.Record{
	&catalogue.Need{}, &catalogue.Option{OptionKind: catalogue.OptionSolution}, &catalogue.Evidence{EvidenceKind: "LAW", Grade: "A"},
	&catalogue.GateResult{Verdict: catalogue.VerdictPass, Reason: "r"}, &catalogue.Decision{Outcome: catalogue.OutcomeReuse, Reason: "r"},
	&catalogue.Deviation{DeviationStatus: catalogue.DeviationRequested, Reason: "r"}, &catalogue.CostModel{PriceFunction: catalogue.PriceFixed, Years: 1},
	&catalogue.Exclusion{Ground: catalogue.GroundRefused, Reason: "r"},
}

var somewhere = []catalogue.Record{
	&catalogue.Authority{}, &catalogue.Solution{}, &catalogue.Service{},
	&catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyProposed},
	&catalogue.Rule{Level: catalogue.LevelMust, RuleTest: catalogue.RuleTestJudged, PolicyStatus: catalogue.PolicyProposed},
}

func (w *world) draw(t *rapid.T, r catalogue.Record) catalogue.ID {
	m := r.Base()
	m.ValidFrom, m.ValidUntil = drawDays(t)
	return w.add(fmt.Sprintf("Ding%dX", len(w.records)+1), r)
}

// drawDays are mostly all days, else some that today is among or not.
func drawDays(t *rapid.T) (from, until catalogue.Day) {
	if rapid.IntRange(0, 3).Draw(t, "bounded") > 0 {
		return 0, 0
	}
	from = today + catalogue.Day(rapid.IntRange(-2, 1).Draw(t, "from"))
	return from, from + catalogue.Day(rapid.IntRange(0, 2).Draw(t, "days"))
}

func (w *world) drawEdge(t *rapid.T, r catalogue.Relation, from, to catalogue.ID) {
	w.relate(r, from, to)
	e := &w.edges[len(w.edges)-1]
	e.ValidFrom, e.ValidUntil = drawDays(t)
}

// drawReceipt files a receipt with all solutions among its hits.
func (w *world) drawReceipt(t *rapid.T, file catalogue.ID) {
	r := &catalogue.SearchReceipt{}
	for _, s := range w.records {
		if s.Kind() == catalogue.KindSolution {
			r.Hits = append(r.Hits, catalogue.Hit{Solution: catalogue.GlobalID(catalogue.KindSolution, s.Base().ID), Strength: 1})
			r.Filters = append(r.Filters, fmt.Sprintf("solutions solution:%d", s.Base().ID))
		}
	}
	w.drawEdge(t, catalogue.FiledIn, w.draw(t, r), file)
}

// seen is the naive view: what holds today.
func (w *world) seen(id catalogue.ID) bool {
	m := w.records[id-1].Base()
	return today.Valid(m.ValidFrom, m.ValidUntil)
}

func (w *world) states(e catalogue.Edge) bool {
	return today.Valid(e.ValidFrom, e.ValidUntil) && w.seen(e.From) && w.seen(e.To)
}

// joined are the other ends of statements of a relation at an end of a record.
func (w *world) joined(r catalogue.Relation, id catalogue.ID, from bool) (out []catalogue.ID) {
	for _, e := range w.edges {
		switch {
		case e.Relation != r || !w.states(e):
		case from && e.From == id:
			out = append(out, e.To)
		case !from && e.To == id:
			out = append(out, e.From)
		}
	}
	return out
}

// belongs says naively what an archive of a case holds: the parts, where they lead, and
// the rules and gates.
func (w *world) belongs(file catalogue.ID) (records map[catalogue.ID]bool, edges map[catalogue.EdgeID]bool) {
	parts := map[catalogue.ID]bool{file: true}
	for _, id := range w.joined(catalogue.FiledIn, file, false) {
		parts[id] = true
		for _, e := range w.joined(catalogue.RestsOn, id, true) {
			parts[e] = true
		}
		if w.records[id-1].Kind() != catalogue.KindOption {
			continue
		}
		costs := w.joined(catalogue.Prices, id, false)
		if proposed := w.joined(catalogue.Proposes, id, true); len(costs) == 0 && len(proposed) > 0 {
			costs = w.joined(catalogue.Prices, slices.Min(proposed), false)
		}
		for _, m := range costs {
			parts[m] = true
		}
	}
	records, edges = maps.Clone(parts), map[catalogue.EdgeID]bool{}
	for _, e := range w.edges {
		if w.states(e) && (parts[e.From] || e.Relation == catalogue.Owns && parts[e.To]) {
			edges[e.ID], records[e.From], records[e.To] = true, true, true
		}
	}
	for _, r := range w.records {
		if k := r.Kind(); (k == catalogue.KindGate || k == catalogue.KindRule) && w.seen(r.Base().ID) {
			records[r.Base().ID] = true
		}
	}
	return records, edges
}

// The ledger holds the case and what belongs to it as the view sees it, each once and in
// the order of numbers; the archive holds, and nothing that is hidden is in any file.
func TestAnArchiveHoldsWhatBelongsToItsCaseAndIsSeen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawn(rt)
		f, ok := casefile.Read(w.view(t, today), 1)
		if ok != w.seen(1) {
			rt.Fatal("a case that is not seen has a file")
		}
		if !ok {
			return
		}
		made := archive(t, f, dossier.Sections{})
		if r := check(rt, made); !r.OK() {
			rt.Fatalf("%v", r.Findings)
		}
		files := filesIn(t, made)
		records, edges := w.belongs(1)
		if got, want := w.said(rt, files["akte.jsonl"]), w.named(records, edges); !slices.Equal(got, want) {
			rt.Fatalf("the ledger has\n%v, not\n%v", got, want)
		}
		for _, r := range w.records {
			if w.seen(r.Base().ID) {
				continue
			}
			for name, content := range files {
				if secret := secrets(r).Find(content); secret != nil {
					rt.Fatalf("%s has %s", name, secret)
				}
			}
		}
	})
}

// secrets are the ways in which a file could name a record.
func secrets(r catalogue.Record) *regexp.Regexp {
	id := r.Base().ID
	return regexp.MustCompile(fmt.Sprintf(`%s|%s\b|\b%s:%d\b`, r.Base().Name, catalogue.GlobalID(r.Kind(), id), r.Kind().Noun(), id))
}

// said are the ids of the lines of a ledger after its head.
func (w *world) said(t *rapid.T, text []byte) (ids []string) {
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:] {
		var x struct{ ID, Statement string }
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, x.ID+x.Statement)
	}
	return ids
}

// named are the ids of records and statements in the order of numbers.
func (w *world) named(records map[catalogue.ID]bool, edges map[catalogue.EdgeID]bool) (ids []string) {
	for _, id := range slices.Sorted(maps.Keys(records)) {
		ids = append(ids, catalogue.GlobalID(w.records[id-1].Kind(), id))
	}
	for _, id := range slices.Sorted(maps.Keys(edges)) {
		ids = append(ids, catalogue.GlobalEdgeID(id))
	}
	return ids
}

// The linked data say of every record what it is called, and of every statement that it
// is one.
func TestTheLedgerCanBeReadAsRDF(t *testing.T) {
	files := filesIn(t, made(t))
	lines := bytes.Split(bytes.TrimSuffix(files["akte.jsonl"], []byte("\n")), []byte("\n"))
	statements := bytes.Count(files["akte.jsonl"], []byte("\n{\"statement\""))
	titles, relations := map[string]bool{}, 0
	err := rdf.Read(bytes.NewReader(files["akte.jsonld"]), rdf.JSONLD, rdf.Options{}, func(x rdf.Triple, _ rdf.Position) error {
		if x.Subject.IsIRI() && x.Predicate.Value() == "http://purl.org/dc/terms/title" {
			titles[x.Subject.Value()] = true
		}
		if x.Object.IsIRI() && strings.HasPrefix(x.Predicate.Value(), "urn:fundus:vocabulary:") {
			relations++
		}
		return nil
	})
	if err != nil || statements == 0 || relations != statements || len(titles) != len(lines)-1-statements {
		t.Errorf("%v: %d of %d records, %d of %d statements", err, len(titles), len(lines)-1-statements, relations, statements)
	}
}

// What an option's solution costs belongs to the archive wherever it is filed, and so does
// what that rests on.
func TestWhatASolutionCostsBelongsToTheArchive(t *testing.T) {
	w := &world{}
	file := w.add("Fall", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft})
	option := w.file("Nachnutzen", &catalogue.Option{OptionKind: catalogue.OptionSolution}, file)
	solution := w.add("Lösung", &catalogue.Solution{})
	w.relate(catalogue.Proposes, option, solution)
	price := w.add("Preisblatt", &catalogue.CostModel{PriceFunction: catalogue.PricePerAuthority, Yearly: money("10.00"), Years: 3})
	w.relate(catalogue.Prices, price, solution)
	offer := w.add("Angebot", &catalogue.Evidence{EvidenceKind: "OFFER", Grade: "A"})
	w.relate(catalogue.RestsOn, price, offer)
	files := filesIn(t, archive(t, read(t, w, file, today), dossier.Sections{}))
	for name, says := range map[string]string{"akte.jsonl": "Preisblatt", "kosten.csv": "Preisblatt;je nutzende Behörde;;10,00;;;3;;;;N1", "nachweise.csv": "N1;Angebot"} {
		if !strings.Contains(string(files[name]), says) {
			t.Errorf("%s: %s", name, files[name])
		}
	}
}
