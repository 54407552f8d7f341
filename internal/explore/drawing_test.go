package explore

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// drawnOn is the day on which what is drawn is seen.
const drawnOn catalogue.Day = 739_000

// drawnFrom is a view of what some changes make.
func drawnFrom(t interface{ Fatal(...any) }, changes ...catalogue.Change) *view.View {
	c, err := snapshot.Empty().Plan(changes)
	if err != nil {
		t.Fatal(err)
	}
	s, err := snapshot.Empty().Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	return view.New(s, drawnOn)
}

func drawnMeta(name string, identifiers ...catalogue.Identifier) catalogue.Meta {
	return catalogue.Meta{Name: catalogue.T(name), Identifiers: identifiers}
}

// drawnOffers are a service, two towns that offer it over one solution, one of them in a
// part of it, and a dataset.
func drawnOffers(t *testing.T) *view.View {
	offer := func(town, area string) catalogue.Change {
		return catalogue.Relate{
			Relation: catalogue.Offers, From: catalogue.Ref("local:" + town), To: "local:service", Via: "local:solution", Area: catalogue.Ref(area),
			EdgeFacts: catalogue.EdgeFacts{Status: "LIVE", Evidence: catalogue.EvidenceProven, ValidFrom: drawnOn - 1},
		}
	}
	put := func(local string, r catalogue.Record) catalogue.Change { return catalogue.Put{Local: local, Record: r} }
	return drawnFrom(t,
		put("service", &catalogue.Service{Meta: drawnMeta("Wohngeld", catalogue.Identifier{Scheme: "ozg", Value: "10103"}), PolicyField: "BAUEN_WOHNEN"}),
		put("celle", &catalogue.Authority{Meta: drawnMeta("Stadt Celle"), Level: "MUNICIPALITY", Population: 70_000}),
		put("peine", &catalogue.Authority{Meta: drawnMeta("Stadt Peine")}),
		put("solution", &catalogue.Solution{Meta: drawnMeta("Wohngeld Digital"), Development: "CROSS_STATE", SolutionKind: "ONLINE_SERVICE", Lifecycle: []catalogue.Phase{{Phase: "PRODUCTIVE"}}}),
		put("north", &catalogue.Area{Meta: drawnMeta("Nordstadt"), Population: 9_000}),
		put("dataset", &catalogue.Dataset{Meta: drawnMeta("Wohnungsbestand")}),
		offer("celle", ""), offer("peine", "local:north"),
	)
}

// drawnAll are all records and all statements that a view sees.
func drawnAll(v *view.View) (records []view.Record, statements []view.Statement) {
	for id := range v.Snapshot().MaxRecord() + 1 {
		if v.Sees(id) {
			records = append(records, v.At(id))
		}
	}
	for id := range v.Snapshot().MaxEdge() + 1 {
		if s, ok := v.StatementAt(id); ok {
			statements = append(statements, s)
		}
	}
	return records, statements
}

// drawnLines is a graph in lines.
func drawnLines(g picture.Graph) string {
	names := map[string]string{}
	var b strings.Builder
	said := func(properties []picture.Property) string {
		var out []string
		for _, p := range properties {
			out = append(out, p.Name+"="+p.Value)
		}
		return strings.Join(out, ", ")
	}
	for _, n := range g.Nodes {
		names[n.ID] = n.Label
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintln(n.Label, n.Kind, n.Origin, said(n.Properties))))
	}
	for _, e := range g.Edges {
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintln(names[e.From], "-", e.Label, "-", names[e.To], e.Relation, said(e.Properties))))
	}
	return b.String()
}

func TestAnOfferIsDrawnOnToTheSolutionThatCarriesIt(t *testing.T) {
	records, statements := drawnAll(drawnOffers(t))
	solution := catalogue.GlobalID(catalogue.KindSolution, 4)
	want := `Wohngeld Service  identifier=ozg:10103, policyField=BAUEN_WOHNEN
Stadt Celle Authority  level=MUNICIPALITY, population=70000
Stadt Peine Authority
Wohngeld Digital Solution EFA solutionKind=ONLINE_SERVICE, phase=PRODUCTIVE
Nordstadt Area  population=9000
Wohnungsbestand Dataset
Stadt Celle - bietet an - Wohngeld OFFERS status=LIVE, evidence=A, validFrom=` + (drawnOn - 1).String() + `, via=` + solution + `
Wohngeld - über - Wohngeld Digital VIA
Stadt Peine - bietet an - Wohngeld OFFERS status=LIVE, evidence=A, validFrom=` + (drawnOn - 1).String() + `, via=` + solution + `, area=` + catalogue.GlobalID(catalogue.KindArea, 5) + `
Stadt Peine - im Gebiet - Nordstadt AREA
`
	if got := drawnLines(graphOf("", "", records, statements)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestAnAnswerIsWrittenInEveryFormat(t *testing.T) {
	records, statements := drawnAll(drawnOffers(t))
	asked := 0
	d := drawing{func() picture.Graph {
		asked++
		return graphOf("Wohngeld", "Wer es anbietet.", records, statements)
	}}
	if asked != 0 {
		t.Error("it was drawn before it was asked for")
	}
	for format, answer := range map[string]string{
		"digraph": d.AsDOT(), "flowchart": d.AsMermaid(), "<svg": d.AsSVG(), "<graphml": d.AsGraphML(), `"@graph"`: d.AsJSONLD(),
	} {
		if !strings.Contains(answer, format) || !strings.Contains(answer, "Wohngeld Digital") {
			t.Errorf("%s is\n%s", format, answer)
		}
	}
}

// TestWhatIsDrawnIsWhatWasFound draws some records and all statements of random
// catalogues, in which some hold on other days, and compares with what one finds by
// looking at all pairs.
func TestWhatIsDrawnIsWhatWasFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawnFrom(t, drawnCatalogue(t)...)
		records, statements := drawnAll(v)
		chosen := rapid.SliceOfN(rapid.SampledFrom(append(records, records...)), 0, 8).Draw(t, "records")
		g := graphOf("", "", chosen, statements)

		var ids []string
		for _, r := range chosen {
			if !slices.Contains(ids, r.GlobalID()) {
				ids = append(ids, r.GlobalID())
			}
		}
		var nodes []string
		for _, n := range g.Nodes {
			nodes = append(nodes, n.ID)
		}
		if !slices.Equal(ids, nodes) {
			t.Errorf("the records %v became the nodes %v", ids, nodes)
		}
		if want, got := edgesToDraw(v, ids), drawnEdges(g); !slices.Equal(want, got) {
			t.Errorf("the edges are\n%q, not\n%q", got, want)
		}
	})
}

// drawnCatalogue draws a catalogue with statements of two relations.
func drawnCatalogue(t *rapid.T) (changes []catalogue.Change) {
	until := func() catalogue.Day {
		return rapid.SampledFrom([]catalogue.Day{0, 0, 0, drawnOn, drawnOn - 1}).Draw(t, "until")
	}
	add := func(n int, local string, make func(catalogue.Meta) catalogue.Record) {
		for i := range n {
			m := drawnMeta(fmt.Sprint(local, i))
			m.ValidUntil = until()
			changes = append(changes, catalogue.Put{Local: fmt.Sprint(local, i), Record: make(m)})
		}
	}
	changes = append(changes, catalogue.Put{Record: &catalogue.Area{Meta: drawnMeta("always")}})
	add(3, "town", func(m catalogue.Meta) catalogue.Record { return &catalogue.Authority{Meta: m} })
	add(2, "service", func(m catalogue.Meta) catalogue.Record { return &catalogue.Service{Meta: m} })
	add(2, "solution", func(m catalogue.Meta) catalogue.Record { return &catalogue.Solution{Meta: m} })
	add(2, "area", func(m catalogue.Meta) catalogue.Record { return &catalogue.Area{Meta: m} })
	one := func(local string, n int) catalogue.Ref {
		return catalogue.Ref(fmt.Sprint("local:", local, rapid.IntRange(0, n-1).Draw(t, local)))
	}
	for range rapid.IntRange(0, 12).Draw(t, "statements") {
		r := catalogue.Relate{Relation: catalogue.Uses, From: one("town", 3), To: one("solution", 2), Seen: catalogue.AnyRevision}
		if rapid.Bool().Draw(t, "offer") {
			r.Relation, r.To, r.Status = catalogue.Offers, one("service", 2), "LIVE"
			if rapid.Bool().Draw(t, "with via") {
				r.Via = one("solution", 2)
			}
			if rapid.Bool().Draw(t, "in area") {
				r.Area = one("area", 2)
			}
		}
		r.ValidUntil = until()
		changes = append(changes, r)
	}
	return changes
}

// edgesToDraw are the edges between records, from all that the catalogue holds.
func edgesToDraw(v *view.View, among []string) []string {
	s := v.Snapshot()
	holds := func(id catalogue.ID) bool {
		return id == 0 || drawnOn.Valid(s.Record(id).Base().ValidFrom, s.Record(id).Base().ValidUntil)
	}
	var out []string
	for id := range s.MaxEdge() + 1 {
		x, ok := s.Edge(id)
		if !ok || !drawnOn.Valid(x.ValidFrom, x.ValidUntil) || !holds(x.From) || !holds(x.To) || !holds(x.Via) || !holds(x.Area) {
			continue
		}
		for _, way := range []struct {
			from, to catalogue.ID
			word     string
			once     bool
		}{{x.From, x.To, x.Relation.String(), false}, {x.To, x.Via, "VIA", true}, {x.From, x.Area, "AREA", true}} {
			if way.to == 0 {
				continue
			}
			from, to := catalogue.GlobalID(s.Record(way.from).Kind(), way.from), catalogue.GlobalID(s.Record(way.to).Kind(), way.to)
			edge := from + " " + way.word + " " + to
			if slices.Contains(among, from) && slices.Contains(among, to) && !(way.once && slices.Contains(out, edge)) {
				out = append(out, edge)
			}
		}
	}
	slices.Sort(out)
	return out
}

func drawnEdges(g picture.Graph) (out []string) {
	for _, e := range g.Edges {
		out = append(out, e.From+" "+e.Relation+" "+e.To)
	}
	slices.Sort(out)
	return out
}
