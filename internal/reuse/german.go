package reuse

import (
	"fmt"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// How sentences are written: plain German, as it stands in a paper.

// fewNames is how many names an enumeration has before it says how many more there are.
const fewNames = 3

// enumerated are the names of records: „A“, „B“ und zwei weitere.
func enumerated(v *view.View, ids []catalogue.ID) string {
	names := make([]string, 0, fewNames)
	for _, id := range ids[:min(len(ids), fewNames)] {
		names = append(names, "„"+nameOf(v, id)+"“")
	}
	if more := len(ids) - len(names); more > 0 {
		names = append(names, germanNumber(more)+" weitere")
	}
	return joined(names)
}

// joined is a list as it is spoken: a, b und c.
func joined(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " und " + parts[last]
}

// nameOf is the German name of a record that the view sees.
func nameOf(v *view.View, id catalogue.ID) string {
	return v.Snapshot().Record(id).Base().Name.String()
}

// label is the German label of a code, without what follows in brackets.
func label(l *catalogue.CodeList, name string) string {
	c, _ := l.Find(name)
	return c.Label.String()
}

func germanDay(d catalogue.Day) string { return d.Time().Format("02.01.2006") }

// germanNumber groups digits by points: 12.345.
func germanNumber(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}

func germanMoney(m catalogue.Money) string {
	return fmt.Sprintf("%s,%02d", germanNumber(int(m/100)), m%100)
}

// records are handles of what a view sees.
func records(v *view.View, ids []catalogue.ID) []view.Record {
	out := make([]view.Record, 0, len(ids))
	for _, id := range ids {
		if r := v.At(id); r != nil {
			out = append(out, r)
		}
	}
	return out
}

// handles are those of one kind.
func handles[R view.Record](v *view.View, ids []catalogue.ID) []R {
	out := make([]R, 0, len(ids))
	for _, id := range ids {
		if r, ok := view.Handle[R](v, id); ok {
			out = append(out, r)
		}
	}
	return out
}
