package casework_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/reuse"
	"fundus/internal/snapshot"
)

// order is the way to a decision and on, as the design draws it.
var order = []string{"DRAFT", "NEED_FROZEN", "SEARCHED", "GATED", "ASSESSED", "READY", "DECIDED", "IN_EFFECT", "REVIEW_DUE", "CONFIRMED"}

// mayFollow is the naive oracle of two steps of a case: one forward, back before the
// decision, aside, or out. IN_EFFECT may be due by itself, and so be confirmed.
func mayFollow(from, to string) bool {
	f, t := slices.Index(order, from), slices.Index(order, to)
	switch {
	case from == "SUPERSEDED" || from == "LAPSED" || from == "WITHDRAWN":
		return false
	case to == "WITHDRAWN":
		return f < 6 // aside too
	case to == "SUPERSEDED" || to == "LAPSED":
		return f >= 6
	case from == "RETURNED":
		return t >= 2 && t <= 4
	case from == "DEFERRED":
		return to == "READY"
	case to == "RETURNED":
		return f == 4 || f == 5
	case to == "DEFERRED":
		return f == 5
	case from == "CONFIRMED":
		return to == "REVIEW_DUE" || to == "CONFIRMED"
	case from == "IN_EFFECT" && to == "CONFIRMED":
		return true
	case f < 6:
		return t <= f+1 // it may have fallen back
	}
	return t == f+1
}

// said is all that is filed in the case of some kinds with the statements from it, in
// words: for comparing.
func said(s *snapshot.Snapshot, fall catalogue.ID, kinds ...catalogue.Kind) []string {
	var out []string
	for e := range s.Edges(fall, catalogue.FiledIn.Role(catalogue.EndTo)).All() {
		id := s.EdgeAt(e, catalogue.EndFrom)
		r := s.Record(id)
		if !slices.Contains(kinds, r.Kind()) {
			continue
		}
		body, err := catalogue.EncodeRecord(r)
		out = append(out, fmt.Sprint(id, string(body), err))
		for _, relation := range catalogue.AllRelations() {
			for from := range s.Edges(id, relation.Role(catalogue.EndFrom)).All() {
				x, _ := s.Edge(from)
				out = append(out, fmt.Sprint(x))
			}
		}
	}
	slices.Sort(out)
	return out
}

// attempts are what anybody may try at any time, most of it out of place.
func attempts() [][]catalogue.Change {
	out := [][]catalogue.Change{
		{put("bedarf", &catalogue.Need{Requirements: []catalogue.Requirement{{Key: "R1", Level: catalogue.LevelMust, Text: "neu"}}})},
		{put("recherche", &catalogue.SearchReceipt{Considered: 3})},
		{put("recherche2", &catalogue.SearchReceipt{}), filed("searchReceipt", "recherche2")},
		{put("bewertung2", &catalogue.Assessment{}), filed("assessment", "bewertung2")},
		{remove("evidence", "nachweis")}, proof("nachweis"),
		{remove("option", "nichts")}, {remove("case", "fall")}, {remove("need", "bedarf")},
		{put("punkte", &catalogue.Score{Criterion: "nutzen", Points: decimal(5), Reason: "x"})},
		{put("beschluss", &catalogue.Decision{Outcome: catalogue.OutcomeBuild, Reason: "x", Expires: today + 1})},
		option("bauen", catalogue.OptionBuild), answer("nutzen", catalogue.VerdictUnknown), exclude("nutzen"),
	}
	for _, state := range catalogue.CaseStates.Codes {
		out = append(out, []catalogue.Change{step(catalogue.CaseState(state.Name))})
	}
	for _, s := range reused {
		out = append(out, s.files(), append(s.files(), step(s.to)))
	}
	return out
}

// Whatever is tried in whatever order by whomever: what is in the catalogue afterwards
// never breaks the rules of cases.
func TestWhateverIsTriedTheRulesOfCasesHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := opened(t)
		for range rapid.IntRange(1, 40).Draw(rt, "writes") {
			before, actor := d.Snapshot, rapid.SampledFrom([]string{"referat", "gremium", "vorsitz"}).Draw(rt, "actor")
			changes := proper(d)
			if rapid.IntRange(0, 2).Draw(rt, "luck") == 0 {
				changes = rapid.SampledFrom(attempts()).Draw(rt, "attempt")
			}
			if d.try(actor, "Versuch", changes...) == nil && d.Snapshot != before {
				hold(rt, before, d.Snapshot)
			}
			if len(d.Lookup(catalogue.KindCase, catalogue.Identifier{Scheme: "akte", Value: "fall"})) == 0 {
				return
			}
		}
	})
}

// proper is what is next on the way: what the next state needs, or the move to it.
func proper(d *desk) []catalogue.Change {
	fall := d.Record(d.id("case", "fall")).(*catalogue.Case)
	i := slices.IndexFunc(reused, func(s stage) bool { return s.to == fall.Step }) + 1
	if i >= len(reused) {
		return nil
	}
	if files := reused[i].files(); files != nil {
		first := files[0].(catalogue.Put)
		if len(d.Lookup(first.Record.Kind(), first.Record.Base().Identifiers[0])) == 0 {
			return files
		}
	}
	return []catalogue.Change{step(reused[i].to)}
}

// hold is the law, in the words of the design, of one commit.
func hold(t *rapid.T, before, after *snapshot.Snapshot) {
	key := catalogue.Identifier{Scheme: "akte", Value: "fall"}
	fall := before.Lookup(catalogue.KindCase, key)[0]
	was, _ := before.Record(fall).(*catalogue.Case)
	is, there := after.Record(fall).(*catalogue.Case)
	decided := slices.Index(order, string(was.Step)) >= 6 || was.Step == "SUPERSEDED" || was.Step == "LAPSED"
	if !there {
		if decided {
			t.Fatal("a decided case was removed")
		}
		return
	}
	for i := 1; i < len(is.Steps); i++ {
		if from, to := string(is.Steps[i-1].To), string(is.Steps[i].To); !mayFollow(from, to) {
			t.Fatalf("from %s it went to %s", from, to)
		}
	}
	if last := is.Steps[len(is.Steps)-1].To; last != is.Step || len(is.Steps) > len(was.Steps)+1 {
		t.Fatalf("at %s, the last step is to %s", is.Step, last)
	}
	if was.Step != "DRAFT" && !slices.Equal(said(before, fall, catalogue.KindNeed), said(after, fall, catalogue.KindNeed)) {
		t.Fatal("a frozen need has changed")
	}
	bound := []catalogue.Kind{catalogue.KindNeed, catalogue.KindOption, catalogue.KindSearchReceipt, catalogue.KindAssessment, catalogue.KindCostModel, catalogue.KindDecision}
	if decided && !slices.Equal(said(before, fall, bound...), said(after, fall, bound...)) {
		t.Fatal("a decided case has changed")
	}
	if is.Step != was.Step && is.Step == "DECIDED" {
		by := is.Steps[len(is.Steps)-1].By
		for _, s := range is.Steps {
			if s.To == "DRAFT" && s.By == by {
				t.Fatal("the author has decided")
			}
		}
	}
	for id := range after.Kind(catalogue.KindSearchReceipt).All() {
		r := after.Record(id).(*catalogue.SearchReceipt)
		if digest, err := reuse.Digest(r); err != nil || digest != r.Digest {
			t.Fatal("a receipt is not what its digest says")
		}
		if old := before.Record(id); old != nil && old != after.Record(id) {
			t.Fatal("a receipt has changed")
		}
	}
}
