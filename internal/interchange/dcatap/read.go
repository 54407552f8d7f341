package dcatap

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/rdf"
)

// Known tells whether the catalogue that the change set is for holds a record of a kind with an identifier. An edge to
// an area, a standard or a publisher that the document does not describe is stated only if it does: an edge to nothing
// would refuse the whole change set.
type Known func(kind catalogue.Kind, i catalogue.Identifier) bool

// Read turns a document into its sources, publishers, datasets and how they hang together, for a catalogue of which
// nothing is known. It is an interchange.Read.
func Read(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
	return Importer(func(catalogue.Kind, catalogue.Identifier) bool { return false })(ctx, in, report)
}

// Importer is Read for a catalogue that can be asked.
func Importer(known Known) interchange.Read {
	return func(ctx context.Context, in interchange.Input, report *interchange.Findings) ([]catalogue.Change, error) {
		g, err := load(ctx, in, report)
		if err != nil {
			return nil, err
		}
		r := newReader(g, known, report)
		r.normaliseNames()
		r.readCatalogues()
		r.readDatasets()
		r.reportRest()
		if len(r.puts[putDataset]) == 0 {
			report.Add(interchange.Finding{Field: "dcat:Dataset", Action: interchange.Noted, Message: "the document describes no dataset with an IRI and a title"})
		}
		return r.changes(), nil
	}
}

// checkEvery is how many statements are read between two looks at the context.
const checkEvery = 4096

// load reads the statements of a document in whatever syntax it has.
func load(ctx context.Context, in interchange.Input, report *interchange.Findings) (*graph, error) {
	text := bufio.NewReaderSize(in.Limited(interchange.Limit), 64<<10)
	head, _ := text.Peek(rdf.DetectLength) // an error comes back from the next read
	format := rdf.Detect(in.Name, head)
	if format == rdf.Unknown {
		return nil, interchange.At(in.Name, 0, errors.New("not RDF/XML, Turtle, N-Triples or JSON-LD: neither the content nor the name says so"))
	}
	g := newGraph()
	warn := func(w rdf.Warning) { report.Add(findingOf(w)) }
	err := rdf.Read(text, format, rdf.Options{Warn: warn}, func(t rdf.Triple, at rdf.Position) error {
		if len(g.statements)%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return g.add(t, at)
	})
	if err != nil {
		return nil, placed(in.Name, err)
	}
	g.index()
	return g, nil
}

// findingOf tells of an IRI that is let pass, without it where it may be the address or the number of a person.
func findingOf(w rdf.Warning) interchange.Finding {
	f := interchange.Finding{Line: w.Line, Field: "IRI", Value: w.IRI, Action: interchange.Noted, Message: w.Rule}
	if reaches(w.IRI) {
		f.Value = ""
	}
	if w.IRI == "" {
		f.Field, f.Action = "document", interchange.Omitted
	}
	return f
}

// placed gives an error of the reader its place in the file.
func placed(name string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if syntax := (*rdf.Error)(nil); errors.As(err, &syntax) {
		return interchange.At(name, syntax.Line, err)
	}
	return interchange.At(name, 0, err)
}

// reader turns one graph into changes.
type reader struct {
	*graph
	known  Known
	report *interchange.Findings

	sources map[node]catalogue.Ref // of the catalogues that became a Source
	origin  map[node]node          // the catalogue that a dataset is listed in
	taken   map[node]bool          // subjects of which a record or a part of one was made
	listed  map[node]bool          // datasets that a catalogue lists

	puts        [3][]catalogue.Put // sources, authorities, datasets
	authorities map[catalogue.Identifier]int
	edges       []catalogue.Relate
}

const (
	putSource = iota
	putAuthority
	putDataset
)

func newReader(g *graph, known Known, report *interchange.Findings) *reader {
	return &reader{
		graph: g, known: known, report: report,
		sources: make(map[node]catalogue.Ref), origin: make(map[node]node),
		taken: make(map[node]bool), listed: make(map[node]bool), authorities: make(map[catalogue.Identifier]int),
	}
}

// normaliseNames tells of properties that are read under another name than they have.
func (r *reader) normaliseNames() {
	for i := range r.statements {
		s := &r.statements[i]
		if p := r.properties[s.property]; p.drift != "" {
			r.report.Add(interchange.Finding{
				Line: int(s.line), Subject: r.subjectName(s.subject), Field: p.name, Value: r.terms[s.property].Value(),
				Action: interchange.Normalised, Message: p.drift,
			})
		}
	}
}

// changes are the records in the order of their identifiers, those first that others name, then of whom the document
// says all there is to say, and the edges.
func (r *reader) changes() []catalogue.Change {
	var out []catalogue.Change
	for i := range r.puts {
		slices.SortFunc(r.puts[i], func(a, b catalogue.Put) int {
			return cmp.Compare(a.Record.Base().Identifiers[0].String(), b.Record.Base().Identifiers[0].String())
		})
		for _, p := range r.puts[i] {
			out = append(out, p)
		}
	}
	out = r.appendSuperseded(out)
	slices.SortFunc(r.edges, compareEdges)
	for _, e := range slices.CompactFunc(r.edges, func(a, b catalogue.Relate) bool { return compareEdges(a, b) == 0 }) {
		out = append(out, e)
	}
	return out
}

func compareEdges(a, b catalogue.Relate) int {
	return cmp.Or(cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Source, b.Source))
}

// ranks orders the actions, so that a statement read for two records is not told of twice.
var ranks = map[interchange.Action]uint8{
	interchange.Noted: 1, interchange.Normalised: 2, interchange.Kept: 3, interchange.Omitted: 4, interchange.Refused: 5,
}

// find reports what was done with the value of a statement, unless something as grave was told of it before.
func (r *reader) find(s *statement, action interchange.Action, message string) {
	s.done = true
	if s.told >= ranks[action] {
		return
	}
	s.told = ranks[action]
	f := interchange.Finding{
		Line: int(s.line), Subject: r.subjectName(s.subject), Field: r.properties[s.property].name,
		Value: r.valueName(s), Action: action, Message: message,
	}
	r.report.Add(f)
}

// refuse reports that no record was made of a subject. What is said about it is reported with the rest.
func (r *reader) refuse(n node, field, value, message string) {
	line := 0
	if about := r.about(n); len(about) > 0 {
		line = int(about[0].line)
	}
	r.report.Add(interchange.Finding{Line: line, Subject: r.subjectName(n), Field: field, Value: value, Action: interchange.Refused, Message: message})
}

// subjectName is the IRI of a subject. The label of a blank node is chance and says nothing to a reader.
func (r *reader) subjectName(n node) string {
	if t := r.terms[n]; t.IsIRI() && !r.is(n, isPerson|isCard) {
		return t.Value()
	}
	return ""
}

// identifier is how the catalogue meets the record of a node, if the node has a usable IRI.
func (r *reader) identifier(n node) (catalogue.Identifier, bool) {
	const longest = 2000 // of an identifier of the catalogue
	t := r.terms[n]
	if !t.IsIRI() || !rdf.IsAbsolute(t.Value()) || len(t.Value()) > longest || strings.ContainsFunc(t.Value(), control) {
		return catalogue.Identifier{}, false
	}
	return catalogue.Identifier{Scheme: catalogue.SchemeDCAT, Value: t.Value()}, true
}

// put adds a record that breaks no rule; the others are refused with the rule.
func (r *reader) put(stage int, n node, p catalogue.Put) bool {
	p.Seen = catalogue.AnyRevision
	catalogue.Normalise(p.Record)
	if err := catalogue.Check(p.Record); err != nil {
		r.refuse(n, p.Record.Kind().Noun(), err.Error(), "the record breaks a rule of the catalogue")
		r.untick(n)
		return false
	}
	r.puts[stage] = append(r.puts[stage], p)
	r.taken[n] = true
	return true
}

// untick gives what was read for a record that is refused back to the ledger.
func (r *reader) untick(n node) {
	about := r.about(n)
	for i := range about {
		s := &about[i]
		s.done = s.told > 0
		if r.properties[s.property].name == "dcat:distribution" && r.taken[s.object] {
			delete(r.taken, s.object)
			r.untick(s.object)
		}
	}
}
