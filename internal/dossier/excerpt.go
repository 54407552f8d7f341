package dossier

import (
	"slices"
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// sight is what a reader sees of records that name others.
type sight struct {
	*view.View
	part bool // something may be hidden from the reader, so that counts of all there was are not told
}

// seenOf is a record without what it says about records that the view does not see, and
// whether that is less than the record. Only receipts and assessments name others.
func (s sight) seenOf(r catalogue.Record) (catalogue.Record, bool) {
	switch r := r.(type) {
	case *catalogue.SearchReceipt:
		return s.receipt(r)
	case *catalogue.Assessment:
		return s.assessment(r)
	}
	return r, false
}

// receipt is what is seen of a proof of search. How many solutions were looked at is a
// count of its time, which nobody can make again without what is hidden from whom, and
// its digest would show a guess at that to be right.
func (s sight) receipt(r *catalogue.SearchReceipt) (catalogue.Record, bool) {
	v := s.View
	c := r.Clone().(*catalogue.SearchReceipt)
	c.Filters = slices.DeleteFunc(c.Filters, func(f string) bool { return !refersSeen(v, f) })
	c.Hits = slices.DeleteFunc(c.Hits, func(h catalogue.Hit) bool { return !named(v, h.Solution) })
	less := len(c.Filters) < len(r.Filters) || len(c.Hits) < len(r.Hits)
	for i := range c.Hits {
		h := &c.Hits[i]
		before := len(h.Reasons)
		h.Reasons = slices.DeleteFunc(h.Reasons, func(x catalogue.HitReason) bool { return !named(v, x.Record) })
		less = less || len(h.Reasons) < before
	}
	if s.part {
		c.Considered, c.Digest, less = 0, catalogue.Digest{}, true
	}
	if !less {
		return r, false
	}
	return c, true
}

func (s sight) assessment(r *catalogue.Assessment) (catalogue.Record, bool) {
	v := s.View
	c := r.Clone().(*catalogue.Assessment)
	c.Ranking = slices.DeleteFunc(c.Ranking, func(x catalogue.RankedOption) bool { return !named(v, x.Option) })
	c.Facts = slices.DeleteFunc(c.Facts, func(x catalogue.Fact) bool { return !named(v, x.Subject) })
	if len(c.Ranking) == len(r.Ranking) && len(c.Facts) == len(r.Facts) {
		return r, false
	}
	if s.part {
		c.Digest = catalogue.Digest{}
	}
	return c, true
}

// named says whether what a document names by its global id is seen; no name is.
func named(v *view.View, id string) bool {
	if id == "" {
		return true
	}
	_, ok := seen(v, id)
	return ok
}

// seen is the number of what a document names, false where the view does not see it.
func seen(v *view.View, id string) (catalogue.ID, bool) {
	kind, number, err := catalogue.ParseGlobalID(id)
	if err != nil || !v.Sees(number) {
		return 0, false
	}
	r := v.Snapshot().Record(number)
	return number, r != nil && r.Kind() == kind
}

// refersSeen says whether the records are seen to which a line of what was asked refers:
// each of its words that is a reference or a global id.
func refersSeen(v *view.View, line string) bool {
	for word := range strings.FieldsSeq(line) {
		if _, _, err := catalogue.ParseGlobalID(word); err == nil && !named(v, word) {
			return false
		}
		if !strings.Contains(word, ":") {
			continue
		}
		if noun, number, ok := numbered(word); ok {
			if !v.Sees(number) || v.Snapshot().Record(number).Kind() != noun {
				return false
			}
			continue
		}
		if _, err := v.Named("filters", word); catalogue.KindOf(err) == catalogue.NotFound {
			return false
		}
	}
	return true
}

// numbered reads "service:123".
func numbered(word string) (catalogue.Kind, catalogue.ID, bool) {
	noun, digits, _ := strings.Cut(word, ":")
	kind, ok := catalogue.KindByNoun(noun)
	if !ok {
		return 0, 0, false
	}
	n := uint64(0)
	for _, d := range digits {
		if d < '0' || d > '9' || n > 1<<32 {
			return 0, 0, false
		}
		n = 10*n + uint64(d-'0')
	}
	return kind, catalogue.ID(n), n > 0 && n < 1<<32
}
