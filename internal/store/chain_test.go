package store_test

import (
	"fmt"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// What commits leave behind is whole; what they cannot have left is named.
func TestAChainOfVersionsIsWhole(t *testing.T) {
	span := func(of store.Numbered, id int64, from, until catalogue.Revision) store.Span {
		return store.Span{Of: of, ID: id, From: from, Until: until}
	}
	record := func(id int64, from, until catalogue.Revision) store.Span {
		return span(store.OfRecord, id, from, until)
	}
	edge := func(id int64, from, until catalogue.Revision) store.Span { return span(store.OfEdge, id, from, until) }
	for _, c := range []struct {
		spans []store.Span
		want  string
	}{
		{nil, ""},
		{[]store.Span{record(1, 1, 2), record(1, 2, 4), record(1, 4, 0), record(2, 1, 3), record(7, 4, 0), edge(1, 2, 0), edge(2, 5, 0)}, ""},
		{[]store.Span{record(1, 1, 3), record(1, 2, 0)}, "record 1: the versions of the revisions 1 and 2 hold at the same time"},
		{[]store.Span{edge(1, 1, 0), edge(1, 2, 0)}, "statement 1: the versions of the revisions 1 and 2 hold at the same time"},
		{[]store.Span{edge(1, 1, 2), edge(1, 4, 0)}, "statement 1: it was removed by revision 2 and is there again from revision 4"},
		{[]store.Span{record(3, 9, 0)}, "record 3: a version was made by revision 9, which the log does not have"},
		{[]store.Span{record(3, 0, 1)}, "record 3: a version was made by revision 0, which the log does not have"},
		{[]store.Span{record(3, 2, 6)}, "record 3: the version of revision 2 was ended by revision 6, which the log does not have"},
		{[]store.Span{record(3, 4, 2)}, "record 3: the version of revision 4 was ended by revision 2, before it was made"},
		{[]store.Span{record(1, 1, 0), record(2, 3, 0), record(3, 2, 0)}, "record 3: it begins with revision 2, but a lower number begins with revision 3, whose creation is missing"},
	} {
		var wrong []string
		chains := store.Chains{
			Logged: func(r catalogue.Revision) bool { return 1 <= r && r <= 5 },
			Wrong:  func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) },
		}
		for _, s := range c.spans {
			chains.Add(s)
		}
		if got := strings.Join(wrong, "; "); got != c.want {
			t.Errorf("%v: %q, want %q", c.spans, got, c.want)
		}
	}
}
