package text

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// oracle answers by looking at every word of every document.
type oracle map[uint32]map[string]posting

func (o oracle) put(doc Document) {
	a := newAnalyzer(0)
	words := map[string]posting{}
	for _, p := range a.document(doc) {
		words[a.words[p.word]] = p.post
	}
	o[doc.ID] = words
}

// best is the best match of p in one document, the score being 0 if none.
func (o oracle) best(p *pattern, doc uint32, fuzzy bool) (score int, m Match) {
	stem := newStemmer()
	for _, canon := range slices.Sorted(maps.Keys(o[doc])) {
		w := stem.word(canon)
		manner, ok := p.match(w)
		penalty := 0
		if fuzzy {
			var d int
			d, ok = p.distance(w)
			manner = Fuzzy
			if d > 1 {
				penalty = 2
			}
		}
		if !ok {
			continue
		}
		for c := range classes {
			if o[doc][canon]&(1<<c) == 0 {
				continue
			}
			how := manner
			if how == Exact && c == Key {
				how = ExactKey
			}
			s := int(points[how][c])
			if s > 0 && c == Name {
				s += brevityPoints * int(o[doc][canon]&payloadMask>>classes)
			}
			if s -= penalty; s > score {
				score, m = s, Match{Term: p.text, Word: canon, Class: c, Manner: how}
			}
		}
	}
	return score, m
}

// scores returns the scores of p in all documents, typing errors only if
// nothing kept matches better.
func (o oracle) scores(p *pattern, keep func(uint32) bool, better bool) map[uint32]int {
	found := map[uint32]int{}
	for _, fuzzy := range []bool{false, true} {
		for doc := range o {
			if s, _ := o.best(p, doc, fuzzy); s > 0 && keep(doc) {
				found[doc] = s
			}
		}
		if len(found) > 0 || better {
			break
		}
	}
	return found
}

func (o oracle) search(q Query, keep func(uint32) bool) []Position {
	if len(q.terms) == 0 {
		return nil
	}
	sums := map[uint32]int{}
	for doc := range o {
		sums[doc] = 0
	}
	for _, t := range q.terms {
		whole := map[uint32]int{}
		if t.whole != nil {
			whole = o.scores(t.whole, keep, true)
		}
		var parts []map[uint32]int
		for i := range t.parts {
			parts = append(parts, o.scores(&t.parts[i], keep, t.weak || len(whole) > 0))
		}
		for doc := range sums {
			sum, all := 0, true
			for _, p := range parts {
				sum += p[doc]
				all = all && p[doc] > 0
			}
			if !all {
				sum = 0
			}
			if best := max(sum/len(parts), whole[doc]); best > 0 {
				sums[doc] += best
			} else if !t.weak {
				delete(sums, doc)
			}
		}
	}
	var out []Position
	for doc, score := range sums {
		out = append(out, Position{score, doc})
	}
	slices.SortFunc(out, func(a, b Position) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return out
}

var (
	stems = []string{
		"Steuer", "Hunde", "Gewerbe", "Anmeldung", "anmelden", "Antrag", "Anträge", "Haus", "Häuser", "Haushalt",
		"Wohnung", "Straße", "Strasse", "Führung", "Fuehrung", "Zeugnis", "Eltern", "Geld", "Förderung", "Forderung",
		"Personal", "Ausweis", "Bau", "Überwachung", "Erlaubnis", "Kfz", "Zulassung", "Schule", "Schulden", "Bürger",
		"E-Mail", "99 050 012", "99050012104000", "4711", "Ämter", "Amt", "aeaea", "Euro", "über", "der", "Größe",
		"beantragen", "Online", "Formular",
	}
	glue = []string{" ", " ", " ", "", "", "-", "/", " und ", "s"}
)

func randomText(r *rand.Rand, n int) string {
	s := ""
	for range r.IntN(n) + 1 {
		w := stems[r.IntN(len(stems))]
		if r.IntN(8) == 0 { // a typing error
			runes := []rune(w)
			i := r.IntN(len(runes))
			switch j := r.IntN(len(runes)); r.IntN(3) {
			case 0:
				runes[i] = 'e'
			case 1:
				runes[i], runes[j] = runes[j], runes[i]
			case 2:
				runes = slices.Delete(runes, i, i+1)
			}
			w = string(runes)
		}
		s += w + glue[r.IntN(len(glue))]
	}
	return s
}

func randomDocument(r *rand.Rand, id uint32) Document {
	doc := Document{ID: id}
	for c := range classes {
		for range r.IntN(3) {
			doc.Fields = append(doc.Fields, Field{Class: c, Name: c.String(), Text: randomText(r, 4)})
		}
	}
	return doc
}

// editRandomly makes an index of several edits and the oracle beside it.
func editRandomly(r *rand.Rand, x *Index, docs map[uint32]Document, edits int) *Index {
	for range edits {
		e := x.Edit()
		for range r.IntN(8) {
			id := r.Uint32N(40) * 97
			if old, ok := docs[id]; ok {
				e.Remove(old)
				delete(docs, id)
			}
			if r.IntN(3) > 0 {
				docs[id] = randomDocument(r, id)
				e.Put(docs[id])
			}
		}
		x = e.Index()
	}
	return x
}

func everything(uint32) bool { return true }

func even(id uint32) bool { return id%2 == 0 }

// Search and Matching say what a look at every document says, after any edits.
func TestSearchAgreesWithOracle(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		docs := map[uint32]Document{}
		x := editRandomly(r, Empty(), docs, 6)
		if seed%2 == 0 {
			x = editRandomly(r, Build(maps.Values(docs)), docs, 2)
		}
		o := oracle{}
		for _, doc := range docs {
			o.put(doc)
		}
		for range 25 {
			q, err := Parse(randomText(r, 3))
			if err != nil {
				t.Fatal(err)
			}
			keep := everything
			if r.IntN(2) == 0 {
				keep = even
			}
			checkAgainst(t, fmt.Sprintf("seed %d, query %q", seed, q.Terms()), x, q, o, keep)
		}
	}
}

func checkAgainst(t *testing.T, what string, x *Index, q Query, o oracle, keep func(uint32) bool) {
	t.Helper()
	want := o.search(q, keep)
	got := x.Search(q, Options{Keep: keep, Limit: 5})
	if got.Total != len(want) {
		t.Fatalf("%s: total %d, want %d", what, got.Total, len(want))
	}
	var places []Position
	for page := got; len(page.Hits) > 0; {
		for _, h := range page.Hits {
			places = append(places, h.Position)
		}
		last := page.Hits[len(page.Hits)-1].Position
		var all []uint32
		page = x.Search(q, Options{Keep: keep, Limit: 5, After: &last, Each: func(id uint32) { all = append(all, id) }})
		if page.Passed != len(places) || page.Total != len(want) || !slices.Equal(all, slices.Collect(x.Matching(q, keep))) {
			t.Fatalf("%s: behind %d hits: passed %d, total %d, each of %v", what, len(places), page.Passed, page.Total, all)
		}
	}
	if !slices.Equal(places, want) {
		t.Fatalf("%s: got %v, want %v", what, places, want)
	}
	ids := slices.Collect(x.Matching(q, keep))
	if !slices.IsSorted(ids) || len(ids) != len(want) {
		t.Fatalf("%s: matching %v, want the records of %v", what, ids, want)
	}
	for _, p := range want {
		if !slices.Contains(ids, p.ID) {
			t.Fatalf("%s: matching lacks %d", what, p.ID)
		}
	}
	for _, h := range got.Hits {
		checkMatches(t, what, q, o, h)
	}
}

// checkMatches proves that a hit's reasons hold and are the best there are.
func checkMatches(t *testing.T, what string, q Query, o oracle, h Hit) {
	t.Helper()
	for _, m := range h.Matches {
		p := q.pattern(m.Term)
		score, want := o.best(p, h.ID, m.Manner == Fuzzy)
		post, ok := o[h.ID][m.Word]
		if !ok || post&(1<<m.Class) == 0 {
			t.Fatalf("%s: record %d has no %s word %q", what, h.ID, m.Class, m.Word)
		}
		if score == 0 || points[m.Manner][m.Class] != points[want.Manner][want.Class] {
			t.Fatalf("%s: match %+v, want one like %+v", what, m, want)
		}
	}
}

func (q Query) pattern(text string) *pattern {
	for i := range q.terms {
		t := &q.terms[i]
		if t.whole != nil && t.text == text {
			return t.whole
		}
		for j := range t.parts {
			if t.parts[j].text == text {
				return &t.parts[j]
			}
		}
	}
	return nil
}
