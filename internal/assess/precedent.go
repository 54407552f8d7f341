package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Likeness is in what two cases are alike.
type Likeness string

// The likenesses, with the most that each adds to a similarity.
const (
	LikeServices  Likeness = "SERVICES"  // 400: services and capabilities of the need
	LikeSolutions Likeness = "SOLUTIONS" // 300: solutions that options propose
	LikeRules     Likeness = "RULES"     // 200: rules that deviations depart from
	LikeGrounds   Likeness = "GROUNDS"   // 100: grounds of exclusions
)

// traits are by what cases are compared.
type traits struct {
	services, solutions, rules []catalogue.ID
	grounds                    []catalogue.ID // places on the list of grounds, counted from 1
}

func traitsOf(f *casefile.File) traits {
	t := traits{services: set(slices.Concat(f.Need.Services, f.Need.Capabilities))}
	for i := range f.Options {
		o := &f.Options[i]
		if o.Solution != 0 {
			t.solutions = append(t.solutions, o.Solution)
		}
		for _, x := range o.Exclusions {
			t.grounds = append(t.grounds, catalogue.ID(catalogue.ExclusionGrounds.Position(string(x.Record.Ground))+1))
		}
	}
	for _, d := range f.Deviations {
		t.rules = append(t.rules, d.Rules...)
	}
	t.solutions, t.rules, t.grounds = set(t.solutions), set(t.rules), set(t.grounds)
	return t
}

// Precedent is an earlier case that is like one.
type Precedent struct {
	v          *view.View
	file       *casefile.File
	similarity int
	reasons    []PrecedentReason
}

// PrecedentReason is in what it is alike.
type PrecedentReason struct {
	v        *view.View
	likeness Likeness
	shared   []catalogue.ID
	sentence string
}

// The number of precedents that is told, where nothing is said, and at most.
const (
	DefaultPrecedents = 5
	MostPrecedents    = 50
)

// Precedents are earlier cases like one, those most alike first: cases that are decided,
// before it where it is decided itself. Each shares a service, capability, solution or
// rule; that the same ground excluded something makes like cases more alike and is no
// likeness by itself. A similarity is the sum over the likenesses of what each adds at
// most, times what is common to both over what either has, cut to a whole number.
func Precedents(v *view.View, id catalogue.ID, first *int) ([]Precedent, error) {
	n := DefaultPrecedents
	if first != nil {
		n = *first
	}
	if n < 0 || n > MostPrecedents {
		return nil, invalid("first", strconv.Itoa(n), "0 to %d precedents are told", MostPrecedents)
	}
	f, ok := casefile.Read(v, id)
	if !ok {
		return []Precedent{}, nil
	}
	own, out := traitsOf(f), []Precedent{}
	for _, other := range sharing(v, own) {
		if err := v.Stopped(); err != nil {
			return nil, err
		}
		if p, ok := precedent(f, own, other); ok {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Precedent) int {
		return cmp.Or(cmp.Compare(b.similarity, a.similarity), cmp.Compare(b.file.ID, a.file.ID))
	})
	return out[:min(n, len(out))], nil
}

// sharing are the cases that share a trait, by number.
func sharing(v *view.View, t traits) []catalogue.ID {
	var parts []catalogue.ID
	for _, s := range t.services {
		parts = append(parts, v.OthersOf(s, catalogue.Concerns.Role(catalogue.EndTo), catalogue.KindNeed)...)
		parts = append(parts, v.OthersOf(s, catalogue.Needs.Role(catalogue.EndTo), catalogue.KindNeed)...)
	}
	for _, s := range t.solutions {
		parts = append(parts, v.Others(s, catalogue.Proposes.Role(catalogue.EndTo))...)
	}
	for _, r := range t.rules {
		parts = append(parts, v.Others(r, catalogue.DeviatesFrom.Role(catalogue.EndTo))...)
	}
	var cases []catalogue.ID
	for _, p := range set(parts) {
		cases = append(cases, v.Others(p, catalogue.FiledIn.Role(catalogue.EndFrom))...)
	}
	return set(cases)
}

// precedent is another case as one of a case, false where it is none.
func precedent(f *casefile.File, own traits, id catalogue.ID) (Precedent, bool) {
	other, ok := casefile.Read(f.View, id)
	if !ok || id == f.ID || !settled(other.Case) {
		return Precedent{}, false
	}
	if at := decidedAt(f.Case); at != 0 && decidedAt(other.Case) >= at {
		return Precedent{}, false
	}
	p, theirs := Precedent{v: f.View, file: other}, traitsOf(other)
	p.compare(LikeServices, 400, own.services, theirs.services, "%d von %d Leistungen und Fähigkeiten sind gemeinsam.")
	p.compare(LikeSolutions, 300, own.solutions, theirs.solutions, "%d von %d Lösungen standen in beiden Akten zur Wahl.")
	p.compare(LikeRules, 200, own.rules, theirs.rules, "Von %d von %d Regeln weichen beide ab.")
	if len(p.reasons) > 0 {
		p.compare(LikeGrounds, 100, own.grounds, theirs.grounds, "%d von %d Ausschlussgründen kommen in beiden vor.")
	}
	return p, len(p.reasons) > 0
}

// compare adds one likeness.
func (p *Precedent) compare(l Likeness, most int, a, b []catalogue.ID, sentence string) {
	shared := common(a, b)
	if len(shared) == 0 {
		return
	}
	either := len(a) + len(b) - len(shared)
	p.similarity += most * len(shared) / either
	r := PrecedentReason{v: p.v, likeness: l, sentence: fmt.Sprintf(sentence, len(shared), either)}
	if l != LikeGrounds {
		r.shared = shared
	}
	p.reasons = append(p.reasons, r)
}

// settled says whether a case has been decided once.
func settled(c *catalogue.Case) bool {
	return decided(c) || c.Step == catalogue.CaseSuperseded || c.Step == catalogue.CaseLapsed
}

// decidedAt is the revision of the decision, 0 where there is none.
func decidedAt(c *catalogue.Case) int {
	for _, s := range slices.Backward(c.Steps) {
		if s.To == catalogue.CaseDecided {
			return s.Revision
		}
	}
	return 0
}

// Case is the earlier case.
func (p Precedent) Case() view.Case {
	h, _ := view.Handle[view.Case](p.v, p.file.ID)
	return h
}

// Similarity is how much it is alike, 0 to 1000.
func (p Precedent) Similarity() int { return p.similarity }

// Reasons are in what.
func (p Precedent) Reasons() []PrecedentReason { return p.reasons }

// Outcome is how it was decided, false where no decision is seen.
func (p Precedent) Outcome() (catalogue.DecisionOutcome, bool) {
	for _, d := range slices.Backward(p.file.Decisions) {
		return d.Outcome, d.Outcome != ""
	}
	return "", false
}

// Chosen is the option that was chosen, false where that is not seen.
func (p Precedent) Chosen() (view.Option, bool) {
	o, ok := chosen(p.file)
	if !ok {
		return view.Option{}, false
	}
	return view.Handle[view.Option](p.v, o.ID)
}

// Drifted says whether what it rests on is otherwise now.
func (p Precedent) Drifted() bool { return len(Drift(p.file)) > 0 }

// Likeness is in what it is alike.
func (r PrecedentReason) Likeness() Likeness { return r.likeness }

// Shared are the records that both have, the first of them.
func (r PrecedentReason) Shared() []view.Record {
	out := []view.Record{}
	for _, id := range firstOf(r.shared) {
		if h := r.v.At(id); h != nil {
			out = append(out, h)
		}
	}
	return out
}

// Sentence says it in German.
func (r PrecedentReason) Sentence() string { return r.sentence }
