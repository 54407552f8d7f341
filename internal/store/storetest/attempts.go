package storetest

import (
	"fmt"
	"reflect"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// attempted are attempts, a minute apart.
func attempted(n int) (out []store.Attempt) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 123_000, time.UTC)
	for i := range n {
		out = append(out, store.Attempt{
			First: at, Last: at.Add(time.Duration(i) * time.Minute), Times: i + 1,
			Actor: "anonym", Through: "t1", Action: "CHANGE", Operation: fmt.Sprint("putService ", i),
			About: []string{"leika:99050012104000", "Straße \"x\"\n"}, Reason: "signed in as nobody", Request: "r",
		})
	}
	return out
}

// What was noted comes back as it was, by number, a page after the other, from an instant
// on; in any program.
func refusals(w *world) {
	here, there := w.open(), w.open()
	want := attempted(25)
	w.must(here.NoteRefused(w.Context(), want[:20]))
	w.must(there.NoteRefused(w.Context(), want[20:]))
	var got []store.Attempt
	above := int64(0)
	for {
		page, err := there.Refused(w.Context(), time.Time{}, above, 7)
		w.must(err)
		if len(page) == 0 {
			break
		}
		if len(page) > 7 {
			w.Errorf("a page of %d", len(page))
		}
		for _, a := range page {
			if a.Number <= above {
				w.Errorf("number %d after %d", a.Number, above)
			}
			above, a.Number = a.Number, 0
			got = append(got, a)
		}
	}
	if !reflect.DeepEqual(got, want) {
		w.Errorf("%+v\nwas noted as\n%+v", got, want)
	}
	late, err := here.Refused(w.Context(), want[22].Last, 0, 100)
	w.must(err)
	if len(late) != 3 || late[0].Operation != want[22].Operation {
		w.Errorf("from %s on: %+v", want[22].Last, late)
	}
}

// Noting neither moves the head nor wakes who waits for it, and a store that was only
// asked in vain can still be restored into.
func refusalsApart(w *world) {
	s := w.open()
	w.must(s.NoteRefused(w.Context(), attempted(3)))
	w.wantHead(s, 0)
	w.append(s, catalogue.Stamp{}, oneRecord(1))
	w.must(s.NoteRefused(w.Context(), attempted(3)))
	w.wantHead(s, 1)
	w.must(s.NoteRefused(w.Context(), nil))
}
