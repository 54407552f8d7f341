package dossier

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"fundus/internal/assess"
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
)

// Report is what a check of an archive found, in plain German.
type Report struct {
	Head     Head // as the ledger says; zero where it cannot be read
	Files    int
	Links    int              // of the chain
	End      catalogue.Digest // of the chain
	Seal     catalogue.Digest // SHA-256 of the manifest: what to note elsewhere
	Findings []Finding        // rules that do not hold
	Notes    []Finding        // what is worth knowing and breaks no rule
}

// Finding is a file and the rule that it breaks.
type Finding struct {
	File string // "" for the archive itself
	Rule string
}

func (f Finding) String() string {
	if f.File == "" {
		return "Archiv: " + f.Rule
	}
	return f.File + ": " + f.Rule
}

// OK says whether every rule holds.
func (r *Report) OK() bool { return len(r.Findings) == 0 }

// Verify checks an archive of so many bytes, without a catalogue. An error is one of
// reading; whatever is wrong with what was read is a finding.
func Verify(from io.ReaderAt, size int64) (Report, error) {
	var r Report
	if size > LargestArchive {
		r.find("", fmt.Sprintf("Das Archiv ist größer als %d Bytes; keine Akte ist das.", LargestArchive))
		return r, nil
	}
	archive := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(from, 0, size), archive); err != nil {
		return r, fmt.Errorf("read the archive: %w", err)
	}
	r.check(archive)
	return r, nil
}

func (r *Report) find(file, rule string) { r.Findings = append(r.Findings, Finding{file, rule}) }

func (r *Report) check(archive []byte) {
	files, wrong := unpacked(archive)
	r.Files, r.Findings = len(files), wrong
	for _, name := range names {
		if find(files, name) == nil && !slices.ContainsFunc(wrong, func(f Finding) bool { return f.File == name || f.File == "" }) {
			r.find(name, "Die Datei fehlt.")
		}
	}
	written := find(files, manifestName)
	if written == nil {
		return
	}
	r.Seal = digestOf(written.content)
	m, ok := readManifest(written.content)
	if !ok {
		r.find(manifestName, "Das Verzeichnis ist nicht so geschrieben, wie Fundus es schreibt.")
		return
	}
	r.sums(m, files)
	r.ledger(m, files)
	if again, err := packed(files, m.RecordedAt); r.OK() && (err != nil || !bytes.Equal(again, archive)) {
		r.find("", "Das Archiv ist nicht so gepackt, wie Fundus es packt: jemand hat es geändert oder neu gepackt. Die Dateien darin sind unverändert.")
	}
}

// sums compares what the manifest says of files with the files.
func (r *Report) sums(m Manifest, files []file) {
	said := map[string]Sum{}
	for _, s := range m.Files {
		said[s.Name] = s
	}
	if !slices.EqualFunc(m.Files, names[1:], func(s Sum, name string) bool { return s.Name == name }) {
		r.find(manifestName, "Das Verzeichnis nennt nicht genau die Dateien einer Akte in ihrer Reihenfolge.")
	}
	for _, f := range files {
		s, ok := said[f.name]
		switch {
		case f.name == manifestName:
		case !ok:
			r.find(f.name, "Die Datei steht nicht im Verzeichnis.")
		case s.Bytes != len(f.content) || s.SHA256 != digestOf(f.content):
			r.find(f.name, "Der Inhalt hat eine andere Prüfsumme, als das Verzeichnis sagt.")
		}
	}
}

// ledger computes the chain anew from the records.
func (r *Report) ledger(m Manifest, files []file) {
	written := find(files, ledgerName)
	if written == nil {
		return
	}
	head, records, ok := readLedger(written.content)
	if !ok {
		r.find(ledgerName, "Eine Zeile ist nicht lesbar.")
		return
	}
	r.Head = head
	if head != m.Head {
		r.find(manifestName, "Akte, Revision, Tag oder Programm sind andere als in "+ledgerName+".")
	}
	if head.Format != Format {
		r.find(ledgerName, fmt.Sprintf("Die Akte ist im Format %q; diese Fassung prüft %s.", head.Format, Format))
	}
	chain := chainOf(records)
	r.Links, r.End = len(chain), end(chain)
	r.compare(m.Chain, chain)
	for _, p := range records {
		r.stored(p)
	}
}

// compare names the first link that is not as computed.
func (r *Report) compare(said, computed []Link) {
	for i, l := range computed {
		if i >= len(said) || said[i] != l {
			r.find(manifestName, fmt.Sprintf("Die Kette reißt bei Glied %d (%s %s): es folgt nicht aus %s.", i+1, l.Kind, l.ID, ledgerName))
			return
		}
	}
	if len(said) > len(computed) {
		r.find(manifestName, fmt.Sprintf("Die Kette hat %d Glieder, aus %s folgen %d.", len(said), ledgerName, len(computed)))
	}
}

// stored compares the digest that the program stored with a record, when it was made,
// with the record.
func (r *Report) stored(p proved) {
	said, computed, ok := storedDigest(p.Kind, p.Record)
	switch {
	case !ok && slices.ContainsFunc(chained, func(k catalogue.Kind) bool { return k.String() == p.Kind }):
		r.find(ledgerName, fmt.Sprintf("Der Datensatz %s ist nicht lesbar.", p.ID))
	case !ok || said == computed:
	case p.Excerpt:
		r.Notes = append(r.Notes, Finding{ledgerName, fmt.Sprintf("%s %s steht nur in Auszügen hier; seine eigene Prüfsumme ist damit nicht nachzurechnen.", p.Kind, p.ID)})
	case said == catalogue.Digest{}:
		r.Notes = append(r.Notes, Finding{ledgerName, fmt.Sprintf("%s %s trägt keine eigene Prüfsumme.", p.Kind, p.ID)})
	default:
		r.find(ledgerName, fmt.Sprintf("%s %s passt nicht zu der Prüfsumme, die er selbst trägt.", p.Kind, p.ID))
	}
}

// storedDigest is the digest that a record carries and the one that it should carry; both
// zero for kinds that carry none.
func storedDigest(kind string, body json.RawMessage) (said, computed catalogue.Digest, ok bool) {
	i := slices.IndexFunc(chained, func(k catalogue.Kind) bool { return k.String() == kind })
	if i < 0 {
		return said, computed, true
	}
	record, err := catalogue.DecodeRecord(chained[i], body)
	if err != nil {
		return said, computed, false
	}
	switch x := record.(type) {
	case *catalogue.SearchReceipt:
		computed, err = reuse.Digest(x)
		return x.Digest, computed, err == nil
	case *catalogue.Assessment:
		computed, err = assess.Digest(x)
		return x.Digest, computed, err == nil
	}
	return said, computed, true
}

// WriteTo writes the report for people.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	if r.Head.Case != "" {
		fmt.Fprintf(&b, "Akte „%s“ (%s), Stand %s, Revision %d vom %s\n", plain(r.Head.Name), plain(r.Head.Case), germanDay(r.Head.Day), r.Head.Revision, r.Head.RecordedAt.Format("02.01.2006 15:04:05 MST"))
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "FEHLER  %s\n", f)
	}
	for _, f := range r.Notes {
		fmt.Fprintf(&b, "Hinweis %s\n", f)
	}
	if r.OK() {
		fmt.Fprintf(&b, "Unverändert: %d Dateien, %d Glieder der Kette, alle Prüfsummen stimmen.\n", r.Files, r.Links)
		fmt.Fprintf(&b, "Ende der Kette: %s\nSiegel (SHA-256 von %s): %s\n", r.End, manifestName, r.Seal)
	} else {
		fmt.Fprintf(&b, "Nicht in Ordnung: %s.\n", counted(len(r.Findings), "Regel ist verletzt", "Regeln sind verletzt"))
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
