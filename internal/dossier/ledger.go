package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Format is the name of how archives are laid out. Another layout has another name.
const Format = "fundus-akte/1"

// Head says of which case and moment an archive is. It is the first line of the ledger
// and the beginning of the manifest.
type Head struct {
	Format     string             `json:"format"`
	Case       string             `json:"case"` // its global id
	Name       string             `json:"name"`
	Revision   catalogue.Revision `json:"revision"`
	RecordedAt time.Time          `json:"recordedAt"` // of that revision
	Day        catalogue.Day      `json:"day"`
	Program    string             `json:"program,omitempty"` // its version
}

func headOf(f *casefile.File, program string) Head {
	s := f.View.Snapshot()
	return Head{
		Format: Format, Case: catalogue.GlobalID(catalogue.KindCase, f.ID), Name: plain(f.Case.Name.String()),
		Revision: s.Revision(), RecordedAt: s.RecordedAt().UTC(), Day: f.View.Day(), Program: program,
	}
}

// entry is the line of a record.
type entry struct {
	ID       string             `json:"id"`
	Kind     string             `json:"kind"`
	Revision catalogue.Revision `json:"revision"` // that made this version
	Source   string             `json:"source,omitempty"`
	Excerpt  bool               `json:"excerpt,omitempty"` // without what is not seen
	Record   json.RawMessage    `json:"record"`            // its own fields as stored
}

// statement is the line of a statement.
type statement struct {
	Statement string             `json:"statement"` // its global id
	Relation  string             `json:"relation"`
	From      string             `json:"from"`
	To        string             `json:"to"`
	Via       string             `json:"via,omitempty"`
	Area      string             `json:"area,omitempty"`
	Revision  catalogue.Revision `json:"revision"`
	Source    string             `json:"source,omitempty"`
	catalogue.EdgeFacts
}

// ledger is what an archive holds to compute with.
type ledger struct {
	head    Head
	records []catalogue.ID     // by number
	edges   []catalogue.EdgeID // by number
	lines   [][]byte           // head, records, statements
}

// ledgerOf gathers the case, what lies in it, what all of that states, and what the
// statements lead to.
func ledgerOf(f *casefile.File, head Head, s sight) (ledger, error) {
	g := gathering{v: f.View, records: map[catalogue.ID]bool{}, edges: map[catalogue.EdgeID]bool{}}
	for _, id := range partsOf(f) {
		g.states(id)
	}
	for _, id := range policyOf(f) {
		g.records[id] = true
	}
	l := ledger{head: head, records: slices.Sorted(maps.Keys(g.records)), edges: slices.Sorted(maps.Keys(g.edges))}
	return l, l.write(s)
}

// partsOf are the case and what belongs to it: what is filed in it, what its judgements
// rest on, and what its options cost.
func partsOf(f *casefile.File) []catalogue.ID {
	v := f.View
	parts := append([]catalogue.ID{f.ID}, v.Others(f.ID, catalogue.FiledIn.Role(catalogue.EndTo))...)
	for _, id := range slices.Clone(parts) {
		parts = append(parts, v.Others(id, catalogue.RestsOn.Role(catalogue.EndFrom))...)
	}
	for i := range f.Options {
		for _, m := range f.Options[i].Costs {
			parts = append(parts, m.ID)
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}

// policyOf is what the case is decided by, also where it does not say so itself.
func policyOf(f *casefile.File) []catalogue.ID {
	var out []catalogue.ID
	for _, id := range []catalogue.ID{f.Policy.Ladder.ID, f.Policy.Weights.ID} {
		if id != 0 {
			out = append(out, id)
		}
	}
	for _, g := range f.Policy.Gates {
		out = append(out, g.ID)
	}
	for _, r := range f.Policy.Rules {
		out = append(out, r.ID)
	}
	return out
}

// gathering collects records and statements, each once.
type gathering struct {
	v       *view.View
	records map[catalogue.ID]bool
	edges   map[catalogue.EdgeID]bool
}

// states takes a record with all that it states, and who owns it.
func (g gathering) states(id catalogue.ID) {
	g.records[id] = true
	for _, r := range catalogue.AllRelations() {
		g.take(id, r.Role(catalogue.EndFrom))
	}
	g.take(id, catalogue.Owns.Role(catalogue.EndTo))
}

func (g gathering) take(id catalogue.ID, role catalogue.Role) {
	for e := range g.v.Snapshot().Edges(id, role).All() {
		if !g.v.SeesStatement(e) {
			continue
		}
		g.edges[e] = true
		for _, end := range []catalogue.End{catalogue.EndFrom, catalogue.EndTo, catalogue.EndVia, catalogue.EndArea} {
			if other := g.v.Snapshot().EdgeAt(e, end); other != 0 {
				g.records[other] = true
			}
		}
	}
}

func (l *ledger) write(v sight) error {
	add := func(x any) error {
		text, err := canonical(x)
		l.lines = append(l.lines, text)
		return err
	}
	if err := add(l.head); err != nil {
		return err
	}
	for _, id := range l.records {
		e, err := entryOf(v, id)
		if err != nil {
			return err
		}
		if err := add(e); err != nil {
			return err
		}
	}
	for _, id := range l.edges {
		e, _ := v.Snapshot().Edge(id)
		if err := add(statementOf(v.View, &e)); err != nil {
			return err
		}
	}
	return nil
}

func entryOf(v sight, id catalogue.ID) (entry, error) {
	whole := v.Snapshot().Record(id)
	r, excerpt := v.seenOf(whole)
	body, err := catalogue.EncodeRecord(r)
	if err != nil {
		return entry{}, fmt.Errorf("write %s into the archive: %w", catalogue.Describe(whole), err)
	}
	m := whole.Base()
	return entry{
		ID: catalogue.GlobalID(whole.Kind(), id), Kind: whole.Kind().String(), Revision: m.Revision,
		Source: idOf(v.View, m.Source), Excerpt: excerpt, Record: body,
	}, nil
}

func statementOf(v *view.View, e *catalogue.Edge) statement {
	return statement{
		Statement: catalogue.GlobalEdgeID(e.ID), Relation: e.Relation.String(), From: idOf(v, e.From), To: idOf(v, e.To),
		Via: idOf(v, e.Via), Area: idOf(v, e.Area), Revision: e.Revision, Source: idOf(v, e.Source), EdgeFacts: e.EdgeFacts,
	}
}

// idOf is the global id of a record that is seen, "" for any other.
func idOf(v *view.View, id catalogue.ID) string {
	if r := v.Snapshot().Record(id); r != nil && v.Sees(id) {
		return catalogue.GlobalID(r.Kind(), id)
	}
	return ""
}

// canonical is a value as JSON on one line, the same for equal values.
func canonical(x any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(x)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// text is the ledger as a file.
func (l *ledger) text() []byte { return append(bytes.Join(l.lines, []byte("\n")), '\n') }

// readLedger reads the lines of a ledger: its head and its records with their digests.
func readLedger(text []byte) (Head, []proved, bool) {
	lines := bytes.Split(text, []byte("\n"))
	if len(lines) < 2 || len(lines[len(lines)-1]) != 0 {
		return Head{}, nil, false
	}
	var head Head
	if strict(lines[0], &head) != nil {
		return Head{}, nil, false
	}
	var records []proved
	for _, line := range lines[1 : len(lines)-1] {
		var e entry
		if strict(line, &e) == nil {
			records = append(records, proved{e, digestOf(line)})
			continue
		}
		var s statement
		if strict(line, &s) != nil {
			return Head{}, nil, false
		}
	}
	return head, records, true
}

// strict reads one JSON value that has no field which is not known.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return catalogue.Errorf(catalogue.Invalid, "more than one JSON value")
	}
	return nil
}
