package assess

import (
	"slices"
	"strings"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// comparison lays the facts of an assessment beside those of now.
type comparison struct {
	b         *board
	then      *catalogue.Assessment
	chosen    catalogue.ID // the solution that was chosen, 0 for none
	reordered bool
	counted   []Drifted
	shifted   []Drifted
}

// factKey is what a fact is about.
type factKey struct {
	subject catalogue.ID
	field   string
}

func newComparison(b *board, a *catalogue.Assessment) *comparison {
	c := &comparison{b: b, then: a}
	if o, ok := chosen(b.file); ok {
		c.chosen = o.Solution
	}
	c.reordered = !slices.Equal(optionsOf(a.Ranking), optionsOf(c.b.ranking()))
	return c
}

// flips says whether another option is first now.
func (c *comparison) flips() bool {
	then, now := "", ""
	if r := c.then.Ranking; len(r) > 0 && !r[0].Excluded {
		then = r[0].Option
	}
	if first, ok := c.b.sheet.first(); ok {
		now = catalogue.GlobalID(catalogue.KindOption, c.b.entries[first].option.ID)
	}
	return then != now
}

func optionsOf(ranking []catalogue.RankedOption) []string {
	var out []string
	for _, r := range ranking {
		out = append(out, r.Option)
	}
	return out
}

// chosen is the option that the newest decision chooses, false where none does.
func chosen(f *casefile.File) (*casefile.Option, bool) {
	for _, d := range slices.Backward(f.Decisions) {
		if len(d.Chosen) > 0 {
			return f.Option(d.Chosen[0])
		}
	}
	return nil, false
}

// differences are what is otherwise now.
func (c *comparison) differences() (counted, shifted []Drifted) {
	facts, err := c.b.facts()
	if err != nil {
		return nil, nil // what was read from a store can be written again
	}
	then, now := map[factKey]string{}, map[factKey]string{}
	var keys []factKey
	for _, x := range facts {
		now[factKey{x.subject, x.field}] = x.value
		keys = append(keys, factKey{x.subject, x.field})
	}
	var gone []catalogue.ID
	for _, x := range c.then.Facts {
		_, id, err := catalogue.ParseGlobalID(x.Subject)
		if err != nil || !c.b.file.View.Sees(id) {
			gone = append(gone, id)
			continue
		}
		then[factKey{id, x.Field}] = x.Value
		keys = append(keys, factKey{id, x.Field})
	}
	slices.SortFunc(keys, func(a, b factKey) int {
		return compareFacts(fact{a.subject, a.field, ""}, fact{b.subject, b.field, ""})
	})
	for _, k := range slices.Compact(keys) {
		if then[k] != now[k] {
			c.differs(k, then[k], now[k])
		}
	}
	c.missing(set(gone))
	return c.counted, c.shifted
}

// differs files a fact that is otherwise now.
func (c *comparison) differs(k factKey, then, now string) {
	v := c.b.file.View
	kind := v.Snapshot().Record(k.subject).Kind()
	d := Drifted{Trigger: c.trigger(kind, k, now), Subject: k.subject, Field: k.field, Then: then, Now: now}
	d.Sentence = c.sentence(d)
	switch {
	case kind == catalogue.KindEvidence && then == "":
		// More evidence is no reason to doubt; of what it says the judgements tell.
	case then == "" || now == "":
		if !strings.HasPrefix(k.field, fieldGate) && !strings.HasPrefix(k.field, fieldMeasured) {
			c.counted = append(c.counted, d)
		}
	case strings.HasPrefix(k.field, fieldMeasured) && !c.reordered:
		c.shifted = append(c.shifted, d)
	case d.Trigger == catalogue.TriggerPrice && !pricey(then, now):
		// It may go up and down a little.
	default:
		c.counted = append(c.counted, d)
	}
}

// trigger is what sort of event a difference is.
func (c *comparison) trigger(kind catalogue.Kind, k factKey, now string) catalogue.TriggerKind {
	switch {
	case kind == catalogue.KindRule || kind == catalogue.KindGate || kind == catalogue.KindLadder || kind == catalogue.KindWeightSet || kind == catalogue.KindCase:
		return catalogue.TriggerRule
	case kind == catalogue.KindCostModel && isAmount(k.field):
		return catalogue.TriggerPrice
	case k.field == fieldPhase && k.subject == c.chosen && leaves(catalogue.LifecyclePhase(now)):
		return catalogue.TriggerPhaseOut
	}
	return catalogue.TriggerFact
}

// leaves says whether a solution in a phase is on its way out.
func leaves(p catalogue.LifecyclePhase) bool {
	return p == catalogue.PhaseOut || p == catalogue.PhaseRetired
}

func isAmount(field string) bool {
	_, ok := amounts(&catalogue.CostModel{})[field]
	return ok
}

// missing files what the assessment rests on and is not seen any more: by name where
// its validity has ended, all else as one.
func (c *comparison) missing(gone []catalogue.ID) {
	f := c.b.file
	past, unnamed := f.View.On(c.then.AtDay), false
	for _, id := range gone {
		if !past.Sees(id) {
			unnamed = true
			continue
		}
		r := f.View.Snapshot().Record(id)
		trigger := catalogue.TriggerFact
		switch r.Kind() {
		case catalogue.KindEvidence:
			trigger = catalogue.TriggerExpiry
		case catalogue.KindRule, catalogue.KindGate, catalogue.KindLadder, catalogue.KindWeightSet:
			trigger = catalogue.TriggerRule
		default:
		}
		until := r.Base().ValidUntil.String()
		c.counted = append(c.counted, Drifted{trigger, id, fieldValidity, c.then.AtDay.String(), until, r.Kind().German() + " „" + r.Base().Name.String() + "“ galt bis " + until + "."})
	}
	if unnamed {
		c.counted = append(c.counted, Drifted{catalogue.TriggerExpiry, f.ID, "missing", "", "", "Unterlagen, auf denen die Bewertung beruht, liegen nicht mehr vor."})
	}
}
