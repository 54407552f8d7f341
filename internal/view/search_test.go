package view

import (
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/text"

	"pgregory.net/rapid"
)

var drawnWords = []string{"Gewerbe", "gewerb", "Gewrebe", "anmelden Gewerbe", "Arzt", "oel", "Umwelt", "n3", "nirgends", "der"}

// ranked are the visible records of some kinds that the text index finds, best first.
func (w *world) ranked(words string, means func(catalogue.Record) bool) []text.Hit {
	q, _ := text.Parse(words)
	return w.snap.Text().Search(q, text.Options{Limit: text.MaxHits, Keep: func(id uint32) bool {
		r := w.get(catalogue.ID(id))
		return r != nil && means(r)
	}}).Hits
}

func hitIDs(hits []text.Hit) []catalogue.ID {
	var out []catalogue.ID
	for _, h := range hits {
		out = append(out, catalogue.ID(h.ID))
	}
	return out
}

// A search over kinds pages through what the index finds among the visible records
// of these kinds, best first, and counts them by kind.
func TestPagesOfASearchAreItsHits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		words := rapid.SampledFrom(drawnWords).Draw(t, "words")
		kinds := rapid.SliceOfNDistinct(rapid.SampledFrom(drawnKinds), 0, 2, func(k catalogue.Kind) catalogue.Kind { return k }).Draw(t, "kinds")
		hits := w.ranked(words, func(r catalogue.Record) bool { return len(kinds) == 0 || slices.Contains(kinds, r.Kind()) })
		byKind := map[catalogue.Kind]int{}
		for _, h := range hits {
			byKind[w.get(catalogue.ID(h.ID)).Kind()]++
		}
		pagesAre(t, hitIDs(hits), false, func(p Paging) (a asked[catalogue.ID], err error) {
			s, err := w.Search(words, kinds, p)
			if err != nil {
				return a, err
			}
			a.total, a.info = s.TotalCount, s.Info
			for _, e := range s.Edges {
				a.entries, a.cursors = append(a.entries, e.Node.self().id()), append(a.cursors, e.Cursor)
			}
			for i, c := range s.Kinds {
				if c.Count != byKind[c.Kind] || i > 0 && c.Count > s.Kinds[i-1].Count {
					t.Fatalf("%+v, want %v, most first", s.Kinds, byKind)
				}
			}
			if len(s.Kinds) != len(byKind) {
				t.Fatalf("%+v, want %v", s.Kinds, byKind)
			}
			return a, nil
		})
	})
}

// A list with a search holds what is found among the records that the filter
// means: by relevance, or in the order that is asked for.
func TestAListWithASearchHoldsWhatIsFoundInTheFilter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		kind := rapid.SampledFrom(drawnKinds).Draw(t, "kind")
		words := rapid.SampledFrom(drawnWords).Draw(t, "words")
		filter, order := drawFilter(t, w, kind, 1), drawOrder(t, kind)
		means := func(r catalogue.Record) bool { return r.Kind() == kind && w.means(r, filter) }
		want := hitIDs(w.ranked(words, means))
		if order != nil {
			var found []catalogue.Record
			for _, id := range want {
				found = append(found, w.get(id))
			}
			want = w.ordered(found, order)
		}
		ask := func(p Paging) (asked[catalogue.ID], error) {
			return askedList(w.View, kind, Query{Paging: p, Filter: filter, Order: order, Search: words})
		}
		pagesAre(t, want, order != nil, ask)
		if one := 1; order == nil {
			if _, err := ask(Paging{Last: &one}); catalogue.KindOf(err) != catalogue.Invalid {
				t.Fatalf("backwards by relevance: %v", err)
			}
		}
	})
}

// A hit says for each word of the search which word it met, and shows it in its
// place; the parts put together are the text, but for what was left out.
func TestEveryHitShowsWhyItWasFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		words := rapid.SampledFrom(drawnWords).Draw(t, "words")
		s, err := w.Search(words, nil, Paging{})
		must(t, err)
		for _, e := range s.Edges {
			matches := e.Matches()
			if len(matches) == 0 {
				t.Fatalf("%s found %s for no reason", words, e.Node.GlobalID())
			}
			for _, m := range matches {
				if !strings.Contains(words, m.Term) || len(m.Highlights()) == 0 {
					t.Fatalf("%q: %+v", words, m)
				}
				for _, h := range m.Highlights() {
					shown(t, e.Node.self().rec.Base(), h)
				}
			}
		}
	})
}

func shown(t *rapid.T, m *catalogue.Meta, h Highlight) {
	t.Helper()
	var whole strings.Builder
	found := false
	for _, p := range h.Parts {
		whole.WriteString(p.Text)
		found = found || p.Match
	}
	texts := map[string][]string{"name": {m.Name.String()}, "tags": m.Tags}
	for _, i := range m.Identifiers {
		texts["identifiers"] = append(texts["identifiers"], i.Value)
	}
	if !found || !slices.Contains(texts[h.Field], whole.String()) {
		t.Fatalf("%+v is not shown in %v", h, texts)
	}
}

// Of a record with several texts in one field, the text is shown that has the word.
func TestAHighlightIsOfTheTextThatMatched(t *testing.T) {
	s := planned(t, catalogue.Put{Record: &catalogue.Service{Meta: catalogue.Meta{
		Name: catalogue.T("Hundesteuer"), Tags: []string{"Abgabe der Halter", "Hund und Katze", "Tier"},
		Description: catalogue.T(strings.Repeat("Vieles steht vorher. ", 20) + "Die Katze zahlt nichts." + strings.Repeat(" Vieles folgt.", 20)),
	}}})
	if got, want := highlights(t, s, "Katze"), []string{"tags:Hund und [Katze]"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if got, want := highlights(t, s, "zahlt"), []string{"description:…vorher. Vieles steht vorher. Vieles steht vorher. Die Katze [zahlt] nichts. Vieles folgt. Vieles folgt. Vieles folgt. Vieles fo…"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	// A word that was asked for twice is shown once for each.
	if got := highlights(t, s, "Tier Tier"); len(got) != 2 {
		t.Fatalf("%q", got)
	}
}

// highlights are those of the one hit of a search, what was found in brackets.
func highlights(t *testing.T, s *snapshot.Snapshot, words string) []string {
	t.Helper()
	found, err := New(s, drawnDay).Search(words, nil, Paging{})
	if err != nil || len(found.Edges) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	var got []string
	for _, m := range found.Edges[0].Matches() {
		for _, h := range m.Highlights() {
			line := h.Field + ":"
			for _, p := range h.Parts {
				if p.Match {
					p.Text = "[" + p.Text + "]"
				}
				line += p.Text
			}
			got = append(got, line)
		}
	}
	return got
}
