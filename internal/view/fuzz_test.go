package view

import (
	"testing"

	"fundus/internal/catalogue"
)

// Whatever comes as a cursor: what is read was written for this question, and all else
// is refused as Invalid.
func FuzzCursor(f *testing.F) {
	w := window{question: question("services")}
	for _, p := range []position{{}, {number: 7, id: 3}, {number: -1, id: 1<<32 - 1}, {key: "straße", id: 1}, {key: "\x00"}} {
		f.Add(w.cursor(p))
	}
	f.Add("")
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, cursor string) {
		p, err := parseCursor(cursor, w.question)
		if err != nil {
			if catalogue.KindOf(err) != catalogue.Invalid || len(err.Error()) > 1000 {
				t.Fatalf("%q: %v", cursor, err)
			}
			return
		}
		if again, err := parseCursor(w.cursor(p), w.question); err != nil || again != p {
			t.Fatalf("%q is %+v and read again %+v (%v)", cursor, p, again, err)
		}
		if _, err := parseCursor(cursor, w.question+1); err == nil {
			t.Fatalf("%q goes with any question", cursor)
		}
	})
}
