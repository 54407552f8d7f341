package view

import (
	"fmt"
	"slices"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/text"
)

// words is a parsed search over the view.
type words struct {
	in    *View
	query text.Query
}

func (v *View) search(s string) (words, error) {
	q, err := text.Parse(s)
	if err != nil {
		return words{}, &catalogue.Error{Kind: catalogue.Invalid, Field: "search", Value: s, Message: err.Error()}
	}
	return words{v, q}, nil
}

// among are the records of a set that match.
func (q words) among(set snapshot.Set) snapshot.Set {
	found := snapshot.NewSet()
	for id := range q.in.snap.Text().Matching(q.query, func(id uint32) bool { return set.Has(catalogue.ID(id)) }) {
		found.Add(catalogue.ID(id))
	}
	return found.Set()
}

// answer is what a search found.
type answer struct {
	text.Result
	set snapshot.Set // all records found, those on other pages too
}

// hits are the matching records of a set, best first.
func (q words) hits(set snapshot.Set, w window) (answer, error) {
	if w.backward {
		return answer{}, badPage("last", "an order by relevance pages forwards only; give first and after, or an orderBy")
	}
	found := snapshot.NewSet()
	o := text.Options{
		Keep:  func(id uint32) bool { return set.Has(catalogue.ID(id)) },
		Each:  func(id uint32) { found.Add(catalogue.ID(id)) },
		Limit: w.size + 1,
	}
	if w.from != nil {
		o.After = &text.Position{Score: int(w.from.number), ID: w.from.id}
	}
	return answer{q.in.snap.Text().Search(q.query, o), found.Set()}, nil
}

// page is the hits that fit the window, as a page.
func (a answer) page(w window) page {
	p := page{previous: a.Passed > 0, next: len(a.Hits) > w.size}
	shown := a.Hits[:min(w.size, len(a.Hits))]
	p.entries = make([]position, 0, len(shown))
	for _, h := range shown {
		p.entries = append(p.entries, rank(h))
	}
	return p
}

func rank(h text.Hit) position { return position{number: int64(h.Score), id: h.ID} }

// Search is a page of the records of all kinds that match some words, best first.
type Search struct {
	TotalCount int
	Edges      []SearchEdge
	Info       PageInfo
	Kinds      []KindCount // how the whole answer divides by kind
	// Shortened lists words that stand for too many words of the catalogue to
	// look at all of them; a letter more would help.
	Shortened []string
}

// SearchEdge is a record found, with the reasons.
type SearchEdge struct {
	Cursor string
	Score  int
	Node   Record

	hit  text.Hit
	view *View
}

// SearchMatch says why a record was found.
type SearchMatch struct {
	Term   string // the word that was searched
	Word   string // the word of the catalogue that it met
	Manner string // how: EXACT_KEY, EXACT, STEM, PREFIX, INFIX, FUZZY
	Field  string // where: KEY, NAME, TAG, TEXT

	match text.Match
	doc   func() text.Document
}

// Highlight is a text that holds a match, cut into its parts.
type Highlight struct {
	Field string
	Parts []HighlightPart
}

// HighlightPart is a part of a text; Match says whether it is what was found.
type HighlightPart struct {
	Text  string
	Match bool
}

// KindCount is a number of records of a kind.
type KindCount struct {
	Kind  catalogue.Kind
	Count int
}

// Search finds records of some kinds, all by default.
func (v *View) Search(s string, kinds []catalogue.Kind, paging Paging) (Search, error) {
	set, spelling := v.everything(), everyKind
	if len(kinds) > 0 {
		set, spelling = v.ofKinds(kinds), fmt.Sprint(kinds)
	} else {
		kinds = catalogue.Kinds()
	}
	w, err := v.window(paging, question("search", s, spelling))
	if err != nil {
		return Search{}, err
	}
	q, err := v.search(s)
	if err != nil {
		return Search{}, err
	}
	found, err := q.hits(set, w)
	if err != nil {
		return Search{}, err
	}
	page := found.page(w)
	out := Search{TotalCount: found.Total, Shortened: found.Cut, Kinds: v.kindCounts(kinds, found.set), Info: page.info(w)}
	out.Edges = make([]SearchEdge, 0, len(page.entries))
	for i, p := range page.entries {
		h := found.Hits[i]
		out.Edges = append(out.Edges, SearchEdge{Cursor: w.cursor(p), Score: h.Score, Node: v.at(catalogue.ID(h.ID)), hit: h, view: v})
	}
	return out, nil
}

// everyKind is how all kinds are spelt in a question.
var everyKind = fmt.Sprint(catalogue.Kinds())

func (v *View) ofKinds(kinds []catalogue.Kind) (set snapshot.Set) {
	for _, k := range kinds {
		set = set.Or(v.all(k))
	}
	return set
}

// Nodes are the records of the page without their reasons.
func (s Search) Nodes() []Record {
	out := make([]Record, len(s.Edges))
	for i, e := range s.Edges {
		out[i] = e.Node
	}
	return out
}

func (v *View) kindCounts(kinds []catalogue.Kind, set snapshot.Set) []KindCount {
	var out []KindCount
	for _, k := range kinds {
		if n := set.AndCount(v.snap.Kind(k)); n > 0 {
			out = append(out, KindCount{k, n})
		}
	}
	slices.SortStableFunc(out, func(a, b KindCount) int { return b.Count - a.Count })
	return out
}

// Matches says why the record was found, a match for each word searched.
func (e SearchEdge) Matches() []SearchMatch {
	doc := sync.OnceValue(func() text.Document {
		return snapshot.Document(e.view.snap.Record(catalogue.ID(e.hit.ID)))
	})
	out := make([]SearchMatch, len(e.hit.Matches))
	for i, m := range e.hit.Matches {
		out[i] = SearchMatch{Term: m.Term, Word: m.Word, Manner: m.Manner.String(), Field: m.Class.String(), match: m, doc: doc}
	}
	return out
}

// Highlights are the texts of the record in which the match stands. They are found
// when they are asked for: reading the texts anew costs more than the search.
func (m SearchMatch) Highlights() []Highlight {
	var out []Highlight
	for _, p := range m.match.Places(m.doc()) {
		out = append(out, highlight(p))
	}
	return out
}

// around is how much of a long text stands before and after a match.
const around = 60

// highlight cuts the text of a place into parts, found or not, and shortens what
// stands around them.
func highlight(p text.Place) Highlight {
	h := Highlight{Field: p.Field}
	at := 0
	for i, s := range p.Spans {
		h.add(shortenGap(p.Text[at:s.From], i == 0, false), false)
		h.add(p.Text[s.From:s.To], true)
		at = s.To
	}
	h.add(shortenGap(p.Text[at:], false, true), false)
	return h
}

func (h *Highlight) add(s string, match bool) {
	if s != "" {
		h.Parts = append(h.Parts, HighlightPart{s, match})
	}
}

// shortenGap keeps the end of the text before the first match, the beginning of
// the text behind the last, and both of a gap between two.
func shortenGap(s string, first, last bool) string {
	r := []rune(s)
	switch {
	case first && len(r) > around:
		return "…" + string(r[len(r)-around:])
	case last && len(r) > around:
		return string(r[:around]) + "…"
	case len(r) > 2*around:
		return string(r[:around]) + " … " + string(r[len(r)-around:])
	}
	return s
}
