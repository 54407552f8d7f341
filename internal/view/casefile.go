package view

import (
	"slices"
	"strconv"
	"strings"

	"fundus/internal/catalogue"
)

// What lies in a case, as the schema shows it. Ids in receipts and assessments are
// words of a document; what they lead to is shown only where the view sees it.

// Rungs are the rungs of the ladder, best first.
func (l Ladder) Rungs() []Rung {
	out := make([]Rung, len(l.Ladder.Rungs))
	for i := range out {
		out[i] = Rung{&l.Ladder.Rungs[i]}
	}
	return out
}

// Rung is a rung as the schema shows it.
type Rung struct{ *catalogue.Rung }

// Name is the name in a language, German by default.
func (r Rung) Name(lang *catalogue.Lang) string { return inLang(r.Rung.Name, lang) }

// Criteria are what points are given for.
func (w WeightSet) Criteria() []Criterion {
	out := make([]Criterion, len(w.WeightSet.Criteria))
	for i := range out {
		out[i] = Criterion{&w.WeightSet.Criteria[i]}
	}
	return out
}

// Criterion is a criterion as the schema shows it.
type Criterion struct{ *catalogue.Criterion }

// Name is the name in a language, German by default.
func (c Criterion) Name(lang *catalogue.Lang) string { return inLang(c.Criterion.Name, lang) }

// Hits are what came up, best first, of solutions that the view sees.
func (s SearchReceipt) Hits() []Hit { return s.in.Hits(s.SearchReceipt.Hits) }

// Filters are what was asked, of words and of records that the view sees.
func (s SearchReceipt) Filters() []string {
	return slices.DeleteFunc(slices.Clone(s.SearchReceipt.Filters), func(filter string) bool {
		what, record, _ := strings.Cut(filter, " ")
		if what == "text" {
			return false
		}
		_, number, _ := strings.Cut(record, ":")
		id, err := strconv.ParseUint(number, 10, 32)
		return err != nil || !s.in.Sees(catalogue.ID(id))
	})
}

// Hits are hits of solutions that the view sees.
func (v *View) Hits(hits []catalogue.Hit) []Hit {
	out := make([]Hit, 0, len(hits))
	for i := range hits {
		h := &hits[i]
		if solution, ok := v.written(h.Solution).(Solution); ok {
			out = append(out, Hit{h, v, solution})
		}
	}
	return out
}

// Hit is a solution that came up.
type Hit struct {
	*catalogue.Hit
	in       *View
	solution Solution
}

// Solution is what came up.
func (h Hit) Solution() Solution { return h.solution }

// Reasons are why it came up, strongest first.
func (h Hit) Reasons() []HitReason {
	out := make([]HitReason, len(h.Hit.Reasons))
	for i, r := range h.Hit.Reasons {
		out[i] = HitReason{r.Match, h.in.written(r.Record)}
	}
	return out
}

// HitReason is why a solution came up.
type HitReason struct {
	Match  catalogue.MatchReason
	Record Record // nil for words, and where it is not seen
}

// Ranking is the options in their order, of those that the view sees.
func (a Assessment) Ranking() []RankedOption {
	out := make([]RankedOption, 0, len(a.Assessment.Ranking))
	for i := range a.Assessment.Ranking {
		r := &a.Assessment.Ranking[i]
		if option, ok := a.in.written(r.Option).(Option); ok {
			out = append(out, RankedOption{r, option})
		}
	}
	return out
}

// RankedOption is an option in its place.
type RankedOption struct {
	*catalogue.RankedOption
	option Option
}

// Option is the option.
func (r RankedOption) Option() Option { return r.option }

// Facts are what the assessment rests on, about records that the view sees.
func (a Assessment) Facts() []Fact {
	out := make([]Fact, 0, len(a.Assessment.Facts))
	for i := range a.Assessment.Facts {
		f := &a.Assessment.Facts[i]
		if subject := a.in.written(f.Subject); subject != nil {
			out = append(out, Fact{f, subject})
		}
	}
	return out
}

// Fact is something on which an assessment rests.
type Fact struct {
	*catalogue.Fact
	subject Record
}

// Subject is the record it is about.
func (f Fact) Subject() Record { return f.subject }

// Open says whether the deviation is asked for or helps.
func (d Deviation) Open() bool { return d.Deviation.Open(d.in.day) }

// Helps says whether a case may rest on the deviation.
func (d Deviation) Helps() bool { return d.Deviation.Helps(d.in.day) }

// Age is for how many days it has been asked for, false where that is not known.
func (d Deviation) Age() (int, bool) {
	return int(d.in.day - d.RequestedOn), d.RequestedOn != 0
}

// DaysLeft is how many days are left until it expires, below 0 afterwards; false where
// it does not expire.
func (d Deviation) DaysLeft() (int, bool) {
	return int(d.Expires - d.in.day), d.Expires != 0
}

// Owner is the authority that answers for it, of several the one with the lowest number.
func (d Deviation) Owner() (Authority, bool) {
	for _, id := range d.in.Others(d.id(), catalogue.Owns.Role(catalogue.EndTo)) {
		return Handle[Authority](d.in, id)
	}
	return Authority{}, false
}

// Deviations narrows a filter to the deviations that are open on a day, or to the
// others; catalogue.Deviation says which are.
func Deviations(f Filter, on catalogue.Day, open bool) Filter {
	over := Filter{"or": []any{
		Filter{"deviationStatus": Filter{"in": []any{catalogue.DeviationRejected, catalogue.DeviationClosed}}},
		Filter{"expires": Filter{"until": on - 1}},
	}}
	if open {
		over = Filter{"not": over}
	}
	if f == nil {
		return over
	}
	return Filter{"and": []any{f, over}}
}

// written is the record that a document names by its global id, nil where the view
// sees none.
func (v *View) written(id string) Record {
	kind, number, err := catalogue.ParseGlobalID(id)
	if err != nil {
		return nil
	}
	if r := v.At(number); r != nil && r.Kind() == kind {
		return r
	}
	return nil
}
