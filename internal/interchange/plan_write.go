package interchange

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Empty says whether nothing changes.
func (p *Plan) Empty() bool { return len(p.Kinds) == 0 && len(p.Relations) == 0 }

// Summary is the plan in one line: "12 records created, 3 updated; 200
// relations created".
func (p *Plan) Summary() string {
	if p.Empty() {
		return "no changes"
	}
	parts := appendCounts(nil, "record", p.Kinds)
	return strings.Join(appendCounts(parts, "relation", p.Relations), "; ")
}

func appendCounts(parts []string, noun string, sections []Section) []string {
	var all Section
	for _, s := range sections {
		all.Created += s.Created
		all.Updated += s.Updated
		all.Removed += s.Removed
	}
	if len(sections) == 0 {
		return parts
	}
	total := all.Created + all.Updated + all.Removed
	if total != 1 {
		noun += "s"
	}
	return append(parts, fmt.Sprintf("%d %s: %s", total, noun, all.counts()))
}

// counts reads "3 created, 1 removed".
func (s *Section) counts() string {
	var parts []string
	for _, c := range []struct {
		n    int
		done string
	}{{s.Created, "created"}, {s.Updated, "updated"}, {s.Removed, "removed"}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.done))
		}
	}
	return strings.Join(parts, ", ")
}

// WriteTo writes the plan for a reader: the summary, then a paragraph for each
// kind and relation.
func (p *Plan) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	b.WriteString(p.Summary() + "\n")
	for _, s := range p.Kinds {
		s.write(&b)
	}
	for _, s := range p.Relations {
		s.write(&b)
	}
	n, err := b.WriteTo(w)
	if err != nil {
		return n, fmt.Errorf("write plan: %w", err)
	}
	return n, nil
}

func (s *Section) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n%s: %s\n", s.Name, s.counts())
	if len(s.Fields) > 0 {
		fmt.Fprintf(b, "    fields updated: %s\n", fieldCounts(s.Fields))
	}
	left := map[Sign]int{Creation: s.Created, Update: s.Updated, Removal: s.Removed}
	for i, x := range s.Examples {
		x.write(b)
		left[x.Sign]--
		if last := i == len(s.Examples)-1 || s.Examples[i+1].Sign != x.Sign; last && left[x.Sign] > 0 {
			fmt.Fprintf(b, "  %c … and %d more\n", x.Sign, left[x.Sign])
		}
	}
}

func fieldCounts(fields []FieldCount) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, fmt.Sprintf("%s %d ×", f.Field, f.Times))
	}
	return strings.Join(parts, ", ")
}

func (x *Example) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "  %c %s\n", x.Sign, x.Subject)
	for _, f := range x.Fields {
		before, after := f.Before, f.After
		if before == "" {
			before = "(empty)"
		}
		if after == "" {
			after = "(empty)"
		}
		fmt.Fprintf(b, "      %s: %s → %s\n", f.Field, before, after)
	}
}
