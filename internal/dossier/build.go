package dossier

import (
	"fmt"
	"maps"
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// builder puts what a file and the sections say into the words of a paper.
type builder struct {
	f         *casefile.File
	v         *view.View
	s         Sections
	evidence  []*catalogue.Evidence // by number
	numbers   map[catalogue.ID]int  // of evidence in the paper, from 1
	uses      map[catalogue.ID]int  // of evidence, by judgements
	chosen    map[catalogue.ID]bool // options
	criterion map[string]string     // names by key
}

func newBuilder(f *casefile.File, s Sections) *builder {
	b := &builder{
		f: f, v: f.View, s: s, numbers: map[catalogue.ID]int{}, uses: map[catalogue.ID]int{},
		chosen: map[catalogue.ID]bool{}, criterion: map[string]string{},
	}
	for _, d := range f.Decisions {
		for _, id := range d.Chosen {
			b.chosen[id] = true
		}
	}
	if f.Policy.Weights.ID != 0 {
		for _, c := range f.Policy.Weights.Criteria {
			b.criterion[c.Key] = plain(c.Name.String())
		}
	}
	b.collectEvidence()
	return b
}

// paperOf is what there is to read of a case.
func paperOf(f *casefile.File, s Sections, l *ledger, chain []Link) (paper, error) {
	b := newBuilder(f, s)
	p := b.head(l)
	p.ChainEnd, p.Links = end(chain).String(), len(chain)
	p.Need = b.need()
	b.policy(&p)
	b.options(&p)
	b.assessment(&p)
	p.Evidence = b.evidenceShown()
	p.Decisions, p.Deviations, p.FollowUps = b.decisions(), b.deviations(), b.followUps()
	p.Receipts, p.Steps = b.receipts(), b.steps()
	p.Rungs = b.rungs(p.Receipts)
	b.sections(&p)
	p.NoImpact = b.noImpact()
	var err error
	if p.Impact, err = b.impact(); err != nil {
		return p, err
	}
	return p, b.pictures(&p)
}

// head is of which case and moment the paper is.
func (b *builder) head(l *ledger) paper {
	c := b.f.Case
	state := b.s.State
	if state == "" {
		state = c.Step
	}
	p := paper{
		Title: plain(c.Name.String()), Question: paragraphs(c.Description.String()), ID: l.head.Case,
		Lane: label(catalogue.Lanes, c.Lane), State: label(catalogue.CaseStates, state), Author: plain(c.Author),
		Day: germanDay(l.head.Day), Date: l.head.Day.String(), Revision: int64(l.head.Revision),
		RecordedAt: l.head.RecordedAt.Format("02.01.2006 15:04:05 MST"), Program: plain(l.head.Program),
		Draft: !decided(state),
	}
	if len(c.Identifiers) > 0 {
		p.Identifier = plain(c.Identifiers[0].String())
	}
	if source, ok := b.v.Snapshot().Record(c.Source).(*catalogue.Source); ok {
		p.Illustrative = source.Illustrative()
	}
	return p
}

// decided says whether a decision of a case in a state is more than a draft.
func decided(s catalogue.CaseState) bool {
	switch s {
	case catalogue.CaseDecided, catalogue.CaseInEffect, catalogue.CaseReviewDue, catalogue.CaseConfirmed, catalogue.CaseSuperseded, catalogue.CaseLapsed:
		return true
	default:
		return false
	}
}

// name is what a record is called; false where the view sees none.
func (b *builder) name(id catalogue.ID) (string, bool) {
	r := b.v.Snapshot().Record(id)
	if id == 0 || r == nil || !b.v.Sees(id) {
		return "", false
	}
	return plain(r.Base().Name.String()), true
}

// nameOf is name, empty where there is none.
func (b *builder) nameOf(id catalogue.ID) string {
	name, _ := b.name(id)
	return name
}

// namesOf are the names of those records that are seen.
func (b *builder) namesOf(ids []catalogue.ID) []string {
	var out []string
	for _, id := range ids {
		if name, ok := b.name(id); ok {
			out = append(out, name)
		}
	}
	return out
}

// criterionName is what a criterion is called, its key where the weights do not have it.
func (b *builder) criterionName(key string) string {
	if name := b.criterion[key]; name != "" {
		return name
	}
	return plain(key)
}

// collectEvidence numbers what is filed in the case and what its judgements rest on.
func (b *builder) collectEvidence() {
	found := map[catalogue.ID]*catalogue.Evidence{}
	for _, e := range b.f.Evidence {
		found[e.ID] = e
	}
	for _, part := range partsOf(b.f) {
		for _, id := range b.v.Others(part, catalogue.RestsOn.Role(catalogue.EndFrom)) {
			found[id] = b.v.Snapshot().Record(id).(*catalogue.Evidence)
			b.uses[id]++
		}
	}
	for i, id := range slices.Sorted(maps.Keys(found)) {
		b.evidence, b.numbers[id] = append(b.evidence, found[id]), i+1
	}
}

// cites lead to evidence.
func (b *builder) cites(rest []*catalogue.Evidence) []cite {
	var out []cite
	for _, e := range rest {
		n := b.numbers[e.ID]
		out = append(out, cite{fmt.Sprintf("nachweis-%d", n), fmt.Sprintf("N%d", n)})
	}
	return out
}

func (b *builder) evidenceShown() []evidence {
	var out []evidence
	for i, e := range b.evidence {
		x := evidence{
			Anchor: fmt.Sprintf("nachweis-%d", i+1), Short: fmt.Sprintf("N%d", i+1), Name: plain(e.Name.String()),
			Kind: label(catalogue.EvidenceKinds, e.EvidenceKind), Grade: string(e.Grade), GradeWord: label(catalogue.EvidenceGrades, e.Grade),
			URI: plain(e.URI), Retrieved: germanDay(e.Retrieved), Until: germanDay(e.ValidUntil), Author: plain(e.Author),
			Days: -1, Uses: b.uses[e.ID],
		}
		if e.ContentHash != (catalogue.Digest{}) {
			x.Hash = e.ContentHash.String()
		}
		if e.Retrieved != 0 && e.Retrieved <= b.v.Day() {
			x.Days = int(b.v.Day() - e.Retrieved)
			x.Age = counted(x.Days, "Tag", "Tage")
		}
		out = append(out, x)
	}
	return out
}
