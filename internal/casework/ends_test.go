package casework_test

import (
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

// second is a change of the case as one of the case that replaces it: with records of
// its own, about the same estate and by the same policy.
func second(changes ...catalogue.Change) []catalogue.Change {
	shared := []string{"leistung", "standard", "recht", "gewichte"}
	name := func(r catalogue.Ref) catalogue.Ref {
		_, value, _ := strings.Cut(string(r), ":")
		if slices.Contains(shared, value) {
			return r
		}
		return r + "-neu"
	}
	var out []catalogue.Change
	for _, c := range changes {
		switch c := c.(type) {
		case catalogue.Put:
			c.Record.Base().Identifiers[0].Value += "-neu"
			out = append(out, c)
		case catalogue.Relate:
			c.From, c.To = name(c.From), name(c.To)
			out = append(out, c)
		}
	}
	return out
}

func TestADecidedCaseIsReplacedByOneThatIsDecided(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseDecided, catalogue.CaseReviewDue} {
		d := at(t, state)
		d.do(t, "referat", "neue Akte", append(second(put("fall", &catalogue.Case{Lane: catalogue.LaneMedium, Step: catalogue.CaseDraft, Meta: catalogue.Meta{Description: german("Was nutzen wir jetzt?")}})),
			relate(catalogue.Replaces, ref("case", "fall-neu"), ref("case", "fall")))...)
		for _, s := range reused[:6] {
			d.refuse(t, "a case that is decided replaces this one", "gremium", step(catalogue.CaseSuperseded))
			if files := s.files(); files != nil {
				d.do(t, s.by, "Ablage", second(files...)...)
			}
			d.do(t, s.by, "weiter", second(step(s.to))...)
		}
		d.do(t, "gremium", "ersetzt", step(catalogue.CaseSuperseded))
		if got := d.state(t); got != catalogue.CaseSuperseded {
			t.Errorf("the case is %s", got)
		}
		d.refuse(t, "which is an end", "gremium", step(catalogue.CaseReviewDue))
	}
}

func TestADecisionLapsesForAReasonAndThatIsItsEnd(t *testing.T) {
	for _, state := range []catalogue.CaseState{catalogue.CaseDecided, catalogue.CaseReviewDue} {
		d := at(t, state)
		if err := d.try("gremium", "", step(catalogue.CaseLapsed)); err == nil {
			t.Error("it lapses without a reason")
		}
		d.do(t, "gremium", "Bedarf entfallen", step(catalogue.CaseLapsed))
		d.refuse(t, "which is an end", "gremium", step(catalogue.CaseConfirmed))
		d.refuse(t, "correct it by another case", "gremium", put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeReuse, Reason: "doch", Expires: today + 9000}))
	}
}

// A large case needs a proof of every score, and a board that is for it.
func TestALargeCaseNeedsProvenScoresAndVotes(t *testing.T) {
	d := opened(t)
	large := put("fall", &catalogue.Case{Lane: catalogue.LaneLarge})
	large.Fields = []string{"lane"}
	d.do(t, "referat", "groß", large)
	for _, s := range reused[:3] {
		d.laid(t, s)
		d.do(t, s.by, "weiter", step(s.to))
	}
	d.laid(t, reused[3])
	d.do(t, "referat", "ohne Beleg", d.unrelate("score", "punkte", catalogue.RestsOn)...)
	d.refuse(t, "every score rests on evidence", "referat", step(catalogue.CaseAssessed))
	d.do(t, "referat", "mit Beleg", relate(catalogue.RestsOn, ref("score", "punkte"), ref("evidence", "nachweis")),
		put("bewertung2", &catalogue.Assessment{}), filed("assessment", "bewertung2"))
	d.do(t, "referat", "bewertet", step(catalogue.CaseAssessed))
	d.laid(t, reused[4])
	d.do(t, "referat", "bereit", step(catalogue.CaseReady))
	voted := func(votes ...catalogue.VoteKind) catalogue.Put {
		decision := &catalogue.Decision{Outcome: catalogue.OutcomeReuse, Reason: "erste Stufe", Expires: today + 300}
		for i, v := range votes {
			decision.Votes = append(decision.Votes, catalogue.Vote{Seat: string(rune('A' + i)), Vote: v})
		}
		return put("beschluss", decision)
	}
	const yes, no = catalogue.VoteFor, catalogue.VoteAgainst
	for _, votes := range [][]catalogue.VoteKind{{}, {yes, yes}, {yes, no, no}, {yes, yes, no, no}} {
		d.do(t, "gremium", "Stimmen", voted(votes...))
		d.refuse(t, "at least three seats", "gremium", step(catalogue.CaseDecided))
	}
	d.do(t, "gremium", "Stimmen", voted(yes, yes, no))
	d.do(t, "gremium", "beschlossen", step(catalogue.CaseDecided))
}
