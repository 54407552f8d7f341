package casework_test

import (
	"strings"
	"testing"

	"fundus/internal/casework"
	"fundus/internal/catalogue"
)

// tamper writes past the guards, as a hand in the database does.
func (d *desk) tamper(t *testing.T, changes ...catalogue.Change) {
	t.Helper()
	c, err := d.Plan(changes)
	if err != nil {
		t.Fatal(err)
	}
	if d.Snapshot, err = d.Apply(c); err != nil {
		t.Fatal(err)
	}
}

func TestACaseThatWentItsWayHasNoFaults(t *testing.T) {
	d := opened(t)
	for _, s := range reused {
		d.laid(t, s)
		d.do(t, s.by, "weiter", step(s.to))
		if got := casework.Faults(d.file(t)); len(got) > 0 {
			t.Fatalf("at %s: %q", s.to, got)
		}
	}
	d = at(t, catalogue.CaseReady)
	d.do(t, "gremium", "Punkte fehlen", step(catalogue.CaseReturned))
	d.do(t, "referat", "neu suchen", step(catalogue.CaseSearched))
	d = at(t, catalogue.CaseDecided)
	d.do(t, "referat", "ohne Nachweis", remove("evidence", "nachweis"))
	if got := casework.Faults(d.file(t)); len(got) > 0 {
		t.Errorf("drift is told as a fault: %q", got)
	}
}

func TestWhatAHandMakesOfACaseIsAFault(t *testing.T) {
	edited := func(d *desk, edit func(*catalogue.Case)) catalogue.Put {
		c := d.file(t).Case.Clone().(*catalogue.Case)
		edit(c)
		return catalogue.Put{Record: c, Seen: catalogue.AnyRevision}
	}
	decide := func(by string) func(*catalogue.Case) {
		return func(c *catalogue.Case) {
			c.Step = catalogue.CaseDecided
			c.Steps = append(c.Steps, catalogue.CaseStep{To: c.Step, By: by, On: today, Revision: 99})
		}
	}
	for words, tampered := range map[string]func() *desk{
		"from GATED to DECIDED, which is no way": func() *desk { d := at(t, catalogue.CaseGated); d.tamper(t, edited(d, decide("gremium"))); return d },
		"decided by who opened it":               func() *desk { d := at(t, catalogue.CaseReady); d.tamper(t, edited(d, decide("Referat "))); return d },
		"do not lead from its author's draft": func() *desk {
			d := at(t, catalogue.CaseReady)
			d.tamper(t, edited(d, func(c *catalogue.Case) { c.Author = "anderer" }))
			return d
		},
		"searchReceipt akte:recherche is not what its digest says": func() *desk {
			d := at(t, catalogue.CaseReady)
			r := d.file(t).Receipts[0].Clone().(*catalogue.SearchReceipt)
			r.Considered++
			d.tamper(t, catalogue.Put{Record: r, Seen: catalogue.AnyRevision})
			return d
		},
		"assessment akte:bewertung is not what its digest says": func() *desk {
			d := at(t, catalogue.CaseReady)
			a := d.file(t).Assessments[0].Clone().(*catalogue.Assessment)
			a.Ranking[0].High = catalogue.DecimalFromInt(100)
			d.tamper(t, catalogue.Put{Record: a, Seen: catalogue.AnyRevision})
			return d
		},
		"it was moved to READY and is SEARCHED: GATED needs that every PASS and FAIL rests on evidence": func() *desk {
			d := at(t, catalogue.CaseReady)
			d.do(t, "referat", "zurückgezogen", remove("evidence", "nachweis"))
			return d
		},
		"was approved by who requested it": func() *desk {
			d := at(t, catalogue.CaseGated)
			d.do(t, "gremium", "beantragt", requested(catalogue.DeviationRequested), filed("deviation", "abweichung"))
			forged := d.file(t).Deviations[0].Clone().(*catalogue.Deviation)
			forged.DeviationStatus, forged.ApprovedBy, forged.ApprovedOn = catalogue.DeviationApproved, "gremium", today
			d.tamper(t, catalogue.Put{Record: forged, Seen: catalogue.AnyRevision})
			return d
		},
	} {
		if got := strings.Join(casework.Faults(tampered().file(t)), "; "); !strings.Contains(got, words) {
			t.Errorf("it is told %q, want %q", got, words)
		}
	}
}
