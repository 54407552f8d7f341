package graph_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fundus/graph"
	"fundus/internal/catalogue"
)

// Laid over each other, the changes that are told for a clearance are the catalogue as it
// is for it, of a history in which nothing was made public or secret later on. Each fits
// on those before it, so none is told of what was not there.
func TestTheFeedForAClearanceIsTheClearedCatalogue(t *testing.T) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			c := catalogueOf(t, e.open(t), nil)
			var guarded []catalogue.Change
			for k := range 9 {
				put := key(fmt.Sprint(k), "Kreis")
				put.Record.Base().Visibility = catalogue.Visibility(catalogue.Visibilities.Codes[k%3].Name)
				guarded = append(guarded, put)
			}
			made(t, c, guarded...)
			lived(t, c, 8, 7)
			for _, upTo := range []catalogue.Visibility{catalogue.Public, catalogue.Internal, catalogue.Confidential} {
				s := httptest.NewServer(graph.New(c, graph.Options{Clearance: upTo}))
				t.Cleanup(s.Close)
				changes, _ := readAll(t, s, "0", func() int { return 3 })
				cleared, err := c.Snapshot().Cleared(upTo, c.Snapshot())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(holds(cleared), laidOver(t, changes)); diff != "" {
					t.Errorf("for %s: the catalogue (-) and its feed (+):\n%s", upTo, diff)
				}
			}
		})
	}
}

// Who sees more than everybody is answered for himself: neither the program nor a cache
// on the way gives his answer to another, and a record that was made public or secret is
// so in the next answer, also about a moment that is past.
func TestAnAnswerIsKeptForWhoMaySeeIt(t *testing.T) {
	k := keptFor(t, catalogue.Public)
	k.write("Stadt")
	const asked, past = `{ areas { totalCount } }`, `query @at(revision: 1, day: "2026-01-01") { areas { totalCount } }`
	wants := func(what, query, answer, how string, headers ...string) {
		t.Helper()
		got, body := k.get(query, "", headers...)
		var n int
		if _, err := fmt.Sscanf(body, `{"data":{"areas":{"totalCount":%d}`, &n); err != nil {
			t.Fatal(err, body)
		}
		if fmt.Sprint(n) != answer || got.Header.Get("Cache-Control") != how {
			t.Errorf("%s: %d, %s", what, n, got.Header.Get("Cache-Control"))
		}
	}
	proxy := []string{"Via", "1.1 proxy"}
	wants("everybody", asked, "1", "public, no-cache", proxy...)
	wants("everybody, of the past", past, "1", "public, no-cache", proxy...)
	wants("from here", asked, "1", "private, no-cache")
	_, body := ask(t, k.server, request{Query: `mutation { putArea(id: "YXJlYTox", seen: 1, record: {name: "Stadt", visibility: INTERNAL}) { revision } }`}, nil)
	if strings.Contains(string(body), `"errors"`) {
		t.Fatalf("%s", body)
	}
	wants("everybody, since it is internal", asked, "0", "public, no-cache", proxy...)
	wants("everybody, of the past, since it is internal", past, "0", "public, no-cache", proxy...)
	wants("from here, since it is internal", asked, "1", "private, no-cache")
	wants("from here, of the past", past, "1", "private, max-age=31536000, immutable")
}
