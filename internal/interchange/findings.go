package interchange

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// Action is what was done with a value that was not taken over as it stands.
type Action string

// The actions, mildest first.
const (
	Noted      Action = "noted"      // taken over, but worth a look
	Normalised Action = "normalised" // taken over in its canonical spelling
	Kept       Action = "kept"       // taken over as text because no code is known for it
	Omitted    Action = "omitted"    // not taken over: the catalogue has no place for it
	Refused    Action = "refused"    // not taken over: it breaks a rule
)

// Finding is one thing that a reader of the report should know.
type Finding struct {
	Line    int    `json:"line,omitempty"`    // in the file, 0 where the format has none
	Subject string `json:"subject,omitempty"` // key, IRI or name of what it is about
	Field   string `json:"field"`             // as spelt in the file
	Value   string `json:"value,omitempty"`
	Action  Action `json:"action"`
	Message string `json:"message"` // why, naming the rule
}

// Findings is the report of an import. Every finding is counted; of each sort
// (field, action, message) the first few are kept whole, so that a file with a
// million alike is answered with a page; Each sees them all. The zero value is
// ready to use.
type Findings struct {
	// Each, if there is one, is called with every finding, whole, as it is found.
	Each func(Finding)

	sorts map[Sort]int
	kept  []Finding
}

// Sort is what findings have in common.
type Sort struct {
	Field   string
	Action  Action
	Message string
}

// Count is how often a sort of finding occurred.
type Count struct {
	Sort
	Times int
}

const (
	keptPerSort = 5
	mostSorts   = 1000
	longestText = 200
)

// Add reports a finding. Messages are sorts: what varies belongs into Value.
func (f *Findings) Add(x Finding) {
	if f.Each != nil {
		f.Each(x)
	}
	if f.sorts == nil {
		f.sorts = map[Sort]int{}
	}
	s := Sort{x.Field, x.Action, x.Message}
	if _, known := f.sorts[s]; !known && len(f.sorts) >= mostSorts {
		s = Sort{"…", x.Action, "further sorts of findings"}
	}
	f.sorts[s]++
	if f.sorts[s] <= keptPerSort {
		x.Value = shorten(x.Value)
		f.kept = append(f.kept, x)
	}
}

// Counts are the sorts of findings, most frequent first.
func (f *Findings) Counts() []Count {
	out := make([]Count, 0, len(f.sorts))
	for s, n := range f.sorts {
		out = append(out, Count{s, n})
	}
	slices.SortFunc(out, func(a, b Count) int {
		return cmp.Or(b.Times-a.Times, cmp.Compare(a.Field, b.Field), cmp.Compare(a.Action, b.Action), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// Examples are the findings kept whole, in the order of the file.
func (f *Findings) Examples() []Finding { return slices.Clone(f.kept) }

// Total is the number of all findings.
func (f *Findings) Total() int {
	total := 0
	for _, n := range f.sorts {
		total += n
	}
	return total
}

// WriteTo writes the report for a reader: a line a sort with its first places.
func (f *Findings) WriteTo(w io.Writer) (int64, error) {
	var written int64
	for _, c := range f.Counts() {
		n, err := fmt.Fprintf(w, "%7d × %-10s %s: %s%s\n", c.Times, c.Action, c.Field, c.Message, f.places(c.Sort))
		written += int64(n)
		if err != nil {
			return written, fmt.Errorf("write findings: %w", err)
		}
	}
	return written, nil
}

func (f *Findings) places(s Sort) string {
	for _, x := range f.kept {
		if s != (Sort{x.Field, x.Action, x.Message}) {
			continue
		}
		place := x.Subject
		if x.Line > 0 {
			place = fmt.Sprintf("line %d %s", x.Line, x.Subject)
		}
		if x.Value == "" {
			return fmt.Sprintf("  (first: %s)", place)
		}
		return fmt.Sprintf("  (first: %s %q)", place, x.Value)
	}
	return ""
}

func shorten(s string) string {
	if r := []rune(s); len(r) > longestText {
		return string(r[:longestText]) + "…"
	}
	return s
}
