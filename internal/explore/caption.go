package explore

import (
	"fmt"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// What stands above and below a drawing, in German as its labels are.

// nameOf is what a record is called in a caption.
func nameOf(r view.Record) string {
	if r, ok := r.(interface{ NameIn(*catalogue.Lang) string }); ok {
		return r.NameIn(nil)
	}
	return ""
}

// mostNamed is how many records a caption names.
const mostNamed = 4

// namesOf are the names of a few records, or the number of many.
func namesOf(records []view.Record) string {
	if len(records) > mostNamed {
		return entries(len(records))
	}
	names := make([]string, len(records))
	for i, r := range records {
		names[i] = nameOf(r)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " und " + names[last]
}

func entries(n int) string { return counted(n, "Eintrag", "Einträge") }

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// account is what was found, and whether that is all.
func account(found string, o Outcome) string {
	if o.Complete() {
		return found
	}
	return found + ", nicht vollständig"
}
