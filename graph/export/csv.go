package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"fundus/internal/catalogue"
)

// between stands between the values of a cell that has several.
const between = " | "

// column is a leaf of a row.
type column struct {
	path    []string            // the way to it by names in the answer
	text    bool                // it holds what people have written
	list    *catalogue.CodeList // of which its values are, nil for none
	decimal bool                // it holds numbers with a point
}

func (c column) name() string { return strings.Join(c.path, ".") }

// columns are the leaves of a row in the order of the document.
func columns(row *field) []column {
	if row.leaf() {
		return []column{{text: isText(row.typ), list: listOf(row.typ), decimal: row.typ.Name == "Money" || row.typ.Name == "Float"}}
	}
	var out []column
	for _, f := range row.fields {
		for _, c := range columns(f) {
			c.path = append([]string{f.key}, c.path...)
			out = append(out, c)
		}
	}
	return out
}

// isText says whether a scalar holds what somebody has written. Ids, numbers, days
// and codes are made by the program.
func isText(t *ast.Definition) bool {
	switch t.Name {
	case "ID", "Int", "Float", "Boolean", "Money", "Date", "DateTime":
		return false
	}
	return t.Kind == ast.Scalar
}

func listOf(t *ast.Definition) *catalogue.CodeList {
	for _, l := range catalogue.CodeLists() {
		if l.Name == t.Name {
			return l
		}
	}
	return nil
}

// headings are the names of columns: the way to each, without node where all of them
// begin with it.
func headings(row *field, all []column) []string {
	shared := len(all) > 0
	for _, c := range all {
		shared = shared && len(c.path) > 1 && c.path[0] == "node"
	}
	out := make([]string, len(all))
	for i, c := range all {
		switch {
		case len(c.path) == 0:
			out[i] = row.key
		case shared:
			out[i] = strings.Join(c.path[1:], ".")
		default:
			out[i] = c.name()
		}
	}
	return out
}

// table writes rows as CSV (RFC 4180). A row has one line, so lists within it are
// put into cells.
type table struct {
	w         *bufio.Writer
	separator string
	german    bool // as a German spreadsheet reads it
	columns   []column
}

// byteOrderMark tells a spreadsheet that a file is UTF-8.
const byteOrderMark = "\ufeff"

func newTable(w io.Writer, row *field, format Format) (*table, error) {
	t := &table{w: bufio.NewWriter(w), separator: ",", columns: columns(row)}
	if format == CSVExcel {
		t.separator, t.german = ";", true
		_, _ = t.w.WriteString(byteOrderMark) // the error stays with the writer
	}
	return t, t.line(headings(row, t.columns))
}

// Row writes a line.
func (t *table) Row(row any) error {
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = strings.Join(values(nil, row, c.path), between)
		switch {
		case c.text:
			cells[i] = harmless(cells[i])
		case c.decimal && t.german: // where 12.50 is a day of December
			cells[i] = strings.ReplaceAll(cells[i], ".", ",")
		}
	}
	return t.line(cells)
}

// Flush sends on what was written.
func (t *table) Flush() error { return t.w.Flush() }

// Close ends the file.
func (t *table) Close() error { return t.w.Flush() }

func (t *table) line(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			_, _ = t.w.WriteString(t.separator)
		}
		// A line that is empty would be taken for none.
		if strings.ContainsAny(cell, t.separator+"\"\r\n") || cell == "" && len(cells) == 1 {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		_, _ = t.w.WriteString(cell)
	}
	_, err := t.w.WriteString("\r\n") // which has all errors before it
	return err
}

// harmless keeps a text from being taken for a formula by whoever opens the file
// (OWASP, CSV Injection): what a spreadsheet would calculate begins with an apostrophe.
func harmless(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", first) {
		return "'" + text
	}
	return text
}

// values are what stands at the end of a path, in the order of the answer; what is
// not there, or null, is an empty text, so that the columns of a list stay in step.
func values(to []string, v any, path []string) []string {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			to = values(to, x, path)
		}
		return to
	case map[string]any:
		if len(path) > 0 {
			return values(to, v[path[0]], path[1:])
		}
		text, _ := json.Marshal(v) // it was read as JSON
		return append(to, string(text))
	case string:
		return append(to, v)
	case json.Number:
		return append(to, v.String())
	case bool:
		if v {
			return append(to, "true")
		}
		return append(to, "false")
	}
	return append(to, "")
}
