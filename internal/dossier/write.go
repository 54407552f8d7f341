package dossier

import (
	"io"

	"fundus/internal/casefile"
)

// Write writes the archive of a case as its view sees it. Program is the version that
// makes it. It is the same for the same moment, sections and version; what is wrong with
// w is the only thing that can go wrong after the first byte.
func Write(w io.Writer, f *casefile.File, s Sections, program string) error {
	files, head, err := filesOf(f, s, program)
	if err != nil {
		return err
	}
	archive, err := packed(files, head.RecordedAt)
	if err != nil {
		return err
	}
	_, err = w.Write(archive)
	return err
}

// filesOf are the files of an archive in their order, the manifest first.
func filesOf(f *casefile.File, s Sections, program string) ([]file, Head, error) {
	of := sight{f.View, s.Part}
	l, err := ledgerOf(f, headOf(f, program), of)
	if err != nil {
		return nil, l.head, err
	}
	_, records, _ := readLedger(l.text()) // so that the chain is that of who reads it
	chain := chainOf(records)
	p, err := paperOf(f, s, &l, chain)
	if err != nil {
		return nil, l.head, err
	}
	page, err := pageOf(&p)
	if err != nil {
		return nil, l.head, err
	}
	graph, err := linked(of, &l)
	if err != nil {
		return nil, l.head, err
	}
	files := []file{{markdownName, markdownOf(&p)}, {pageName, page}, {ledgerName, l.text()}, graph}
	files = append(files, tables(&p)...)
	files = append(files, file{surroundingsName, []byte(p.Surroundings)}, file{ladderName, []byte(p.Ladder)}, file{intervalsName, []byte(p.Intervals)})
	if err := f.View.Stopped(); err != nil { // and what walks found may be less than there is
		return nil, l.head, err
	}
	m, err := Manifest{l.head, sums(files), chain}.text()
	return append([]file{{manifestName, m}}, files...), l.head, err
}

// Name is what the archive of a case is called: by its first identifier, else by its id.
func Name(f *casefile.File) string {
	name := headOf(f, "").Case
	if len(f.Case.Identifiers) > 0 {
		name = f.Case.Identifiers[0].Value
	}
	return "akte-" + fileName(name) + ".zip"
}

// fileName is a text with what may stand in a file's name anywhere; the rest is hyphens.
func fileName(s string) string {
	out := []byte(cut(s, 80))
	for i, c := range out {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '.' && i > 0:
		default:
			out[i] = '-'
		}
	}
	return string(out)
}
