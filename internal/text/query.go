package text

import (
	"fmt"
	"slices"
)

const (
	// MaxQuery bounds a query in bytes, MaxTerms its words.
	MaxQuery = 512
	MaxTerms = 16
)

// Query is a parsed search text. The zero Query has no terms and matches nothing.
type Query struct {
	terms []term
}

// term is one chunk of the query. It matches what holds all its words, or
// their joined form: Kfz-Zulassung, kfzzulassung. A weak one need not match.
type term struct {
	text  string
	weak  bool
	parts []pattern
	whole *pattern // nil if there is one part, which is the whole
}

// Parse reads a query. Stop words are left out. The error says which limit
// was passed.
func Parse(text string) (Query, error) {
	if len(text) > MaxQuery {
		return Query{}, fmt.Errorf("search text has %d bytes, the limit is %d", len(text), MaxQuery)
	}
	var (
		s     scanner
		q     Query
		words int
	)
	s.scan(text)
	stem := newStemmer()
	for parts := s.parts; len(parts) > 0; {
		var chunk []part
		chunk, parts = next(parts)
		t := s.term(text, chunk, stem)
		if len(t.parts) > 0 {
			q.terms = append(q.terms, t)
		}
		words += len(t.parts)
	}
	if words > MaxTerms {
		return Query{}, fmt.Errorf("search text has %d words, the limit is %d", words, MaxTerms)
	}
	q.settle()
	return q, nil
}

// settle makes the weak terms strong if there is nothing else to look for.
func (q *Query) settle() {
	if slices.ContainsFunc(q.terms, func(t term) bool { return !t.weak }) {
		return
	}
	for i := range q.terms {
		q.terms[i].weak = false
	}
}

// term makes the term of a chunk. An address is searched as a whole only: its
// parts say nothing.
func (s *scanner) term(text string, chunk []part, stem *stemmer) term {
	t := term{text: text[chunk[0].from:chunk[len(chunk)-1].to]}
	if len(chunk) > digitGroups {
		t.parts = []pattern{newPattern(t.text, stem.word(string(s.joined(chunk))))}
		return t
	}
	for _, p := range chunk {
		if w := string(s.word(p)); !stopWords[w] {
			t.parts = append(t.parts, newPattern(text[p.from:p.to], stem.word(w)))
		}
	}
	t.weak = len(t.parts) == 1 && weakWords[t.parts[0].canon]
	if len(chunk) > 1 && len(t.parts) > 0 {
		whole := newPattern(t.text, stem.word(string(s.joined(chunk))))
		t.whole = &whole
	}
	return t
}

// Apart is each term that must match as a query of its own: for who counts how many
// of them a record has.
func (q Query) Apart() []Query {
	var out []Query
	for _, t := range q.terms {
		if !t.weak {
			out = append(out, Query{terms: []term{t}})
		}
	}
	return out
}

// Terms lists the terms as they were written.
func (q Query) Terms() []string {
	terms := make([]string, len(q.terms))
	for i, t := range q.terms {
		terms[i] = t.text
	}
	return terms
}
