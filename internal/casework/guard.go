package casework

import (
	"slices"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// GuardCode names a guard: what must be so before a case comes to a state.
type GuardCode string

// The guards, by the state that they guard.
const (
	GuardOneNeed     GuardCode = "ONE_NEED" // NEED_FROZEN
	GuardNeedAbout   GuardCode = "NEED_ABOUT"
	GuardQuestion    GuardCode = "QUESTION"
	GuardReceipt     GuardCode = "RECEIPT" // SEARCHED
	GuardLadder      GuardCode = "LADDER"  // GATED
	GuardInForce     GuardCode = "GATES_IN_FORCE"
	GuardNoSystem    GuardCode = "NO_SYSTEM_OPTION"
	GuardAnother     GuardCode = "ANOTHER_OPTION"
	GuardHits        GuardCode = "HITS_CONSIDERED"
	GuardGates       GuardCode = "GATES_ANSWERED"
	GuardProven      GuardCode = "VERDICTS_PROVEN"
	GuardFailedOut   GuardCode = "FAILED_EXCLUDED"
	GuardAssessment  GuardCode = "ASSESSMENT" // ASSESSED
	GuardWeights     GuardCode = "WEIGHTS_FROZEN"
	GuardCosts       GuardCode = "COSTS"
	GuardScores      GuardCode = "SCORES_PROVEN"
	GuardCurrent     GuardCode = "ASSESSMENT_CURRENT" // READY
	GuardOneDecision GuardCode = "ONE_DECISION"
	GuardInChoice    GuardCode = "CHOSEN_IN_CHOICE"
	GuardPasses      GuardCode = "CHOSEN_PASSES_GATES"
	GuardOutcome     GuardCode = "OUTCOME_FITS"
	GuardBetterRungs GuardCode = "BETTER_RUNGS_EXCLUDED"
	GuardRules       GuardCode = "RULES_FOLLOWED"
	GuardFourEyes    GuardCode = "FOUR_EYES" // DECIDED
	GuardVotes       GuardCode = "VOTES"
	GuardExpires     GuardCode = "EXPIRES"
	GuardEffect      GuardCode = "EFFECT_BEGUN" // IN_EFFECT
	GuardFollowUp    GuardCode = "FOLLOW_UP"
	GuardNotAuthor   GuardCode = "NOT_THE_AUTHOR" // CONFIRMED
	GuardNotExpired  GuardCode = "NOT_EXPIRED"
	GuardReplaced    GuardCode = "REPLACED" // SUPERSEDED
	GuardReason      GuardCode = "REASON"   // what goes back, aside or out of the way
)

// wording is what a guard says, as a sentence that is true once it is met.
type wording struct {
	code   GuardCode
	german string
	plain  string // English
}

var wordings = []wording{
	{GuardOneNeed, "Genau ein Bedarf liegt in der Akte.", "exactly one need is filed in the case"},
	{GuardNeedAbout, "Der Bedarf nennt mindestens eine Leistung, eine Fähigkeit, einen Datensatz oder eine Schnittstelle.", "the need is about at least one service, capability, dataset or interface"},
	{GuardQuestion, "Die Akte oder ihr Bedarf beschreibt, worüber entschieden wird.", "the case or its need describes what is to be decided"},
	{GuardReceipt, "Nach der Festschreibung des Bedarfs wurde im Bestand gesucht, und der Recherchenachweis liegt in der Akte.", "a receipt is filed of a search made after the need was frozen"},
	{GuardLadder, "Es gilt eine Rangfolge.", "a ladder is in force"},
	{GuardInForce, "Es gilt mindestens eine Ausschlussprüfung.", "at least one gate is in force"},
	{GuardNoSystem, "Die Option „kein System“ wird betrachtet.", "the option of no system is considered"},
	{GuardAnother, "Mindestens eine weitere Option wird betrachtet.", "at least one more option is considered"},
	{GuardHits, "Jeder fachliche Treffer der Recherche, der auf einer besseren Stufe steht als Beschaffung und Eigenentwicklung (ohne diese: als die beste betrachtete Lösung), wird als Option betrachtet.", "every functional hit of the search on a better rung than purchase and build (without these: than the best solution considered) is an option"},
	{GuardGates, "Zu jeder Option liegt für jede geltende Ausschlussprüfung ein Ergebnis vor, und sei es „ungeklärt“.", "every option has a result, be it UNKNOWN, for every gate in force"},
	{GuardProven, "Jedes Ergebnis „erfüllt“ oder „nicht erfüllt“ stützt sich auf einen gültigen Nachweis.", "every PASS and FAIL rests on evidence that holds"},
	{GuardFailedOut, "Jede Option, die eine Ausschlussprüfung nicht erfüllt, ist mit gültigem Nachweis ausgeschlossen.", "every option that fails a gate is excluded, on evidence that holds"},
	{GuardAssessment, "Eine Bewertung liegt in der Akte, die nach der Ausschlussprüfung entstand.", "an assessment is filed that was made after the gates were checked"},
	{GuardWeights, "Die Akte wendet eine Gewichtung an, die feststand, bevor der erste Punktwert und die Bewertung zur Akte kamen.", "the case applies a weight set that was fixed before the first score and the assessment were filed"},
	{GuardCosts, "Zu jeder Option mit System, die noch zur Wahl steht, liegen Kosten vor.", "every option with a system that is still in the choice has a cost model"},
	{GuardScores, "Jeder Punktwert stützt sich auf einen gültigen Nachweis.", "every score rests on evidence that holds"},
	{GuardCurrent, "Die neueste Bewertung entspricht dem, was heute bekannt ist, und lag vor, als die Akte entscheidungsreif wurde.", "the newest assessment is what is known today, and was there when the case became ready"},
	{GuardOneDecision, "Genau ein Entscheidungsentwurf liegt in der Akte, und er wählt genau eine ihrer Optionen.", "exactly one draft of a decision is filed, and it chooses exactly one option of the case"},
	{GuardInChoice, "Die gewählte Option steht noch zur Wahl.", "the chosen option is still in the choice"},
	{GuardPasses, "Die gewählte Option erfüllt jede geltende Ausschlussprüfung; Ungeklärtes gilt nicht als erfüllt.", "the chosen option passes every gate in force; what is unknown is not met"},
	{GuardOutcome, "Das Ergebnis der Entscheidung passt zur Art der gewählten Option.", "the outcome fits the kind of the chosen option"},
	{GuardBetterRungs, "Vor Beschaffung oder Eigenentwicklung ist jede Option auf einer besseren Stufe mit gültigem Nachweis ausgeschlossen, oder eine genehmigte, nicht abgelaufene Abweichung von der Rangfolge liegt in der Akte.", "before purchase or build every option on a better rung is excluded on evidence that holds, or an approved deviation from the rule about better rungs is filed that has not expired"},
	{GuardRules, "Jede geltende Muss-, Soll- und Darf-nicht-Regel ist eingehalten, oder eine genehmigte, nicht abgelaufene Abweichung von ihr liegt in der Akte; Ungeklärtes gilt nicht als eingehalten.", "every MUST, SHOULD and MUST NOT in force is followed, or an approved deviation from it is filed that has not expired; what is unknown is not followed"},
	{GuardFourEyes, "Es entscheidet, wer die Akte weder angelegt noch entscheidungsreif gestellt hat.", "who decides has neither opened the case nor made it ready"},
	{GuardVotes, "Mindestens drei Sitze des Gremiums haben abgestimmt, und mehr als die Hälfte ist dafür.", "at least three seats of the board have voted, more than half of them for it"},
	{GuardExpires, "Die Entscheidung nennt den letzten Tag, an dem sie ohne neue Befassung gilt, und er ist nicht vorbei.", "the decision names the last day without another look, and that is not over"},
	{GuardEffect, "Der Tag, ab dem die Entscheidung gilt, ist gekommen.", "the day from which the decision is in effect has come"},
	{GuardFollowUp, "Mindestens eine Erfolgskontrolle ist geplant.", "at least one follow-up is planned"},
	{GuardNotAuthor, "Es bestätigt, wer die Akte nicht angelegt hat.", "who confirms has not opened the case"},
	{GuardNotExpired, "Die Entscheidung ist nicht abgelaufen; eine abgelaufene wird ersetzt oder erledigt, nicht bestätigt.", "the decision has not expired; one that has is superseded or lapses and is not confirmed"},
	{GuardReplaced, "Eine entschiedene Akte löst diese ab.", "a case that is decided replaces this one"},
	{GuardReason, "Der Schritt ist begründet.", "the message says why"},
}

// words are those of a guard.
func words(code GuardCode) wording {
	i := slices.IndexFunc(wordings, func(w wording) bool { return w.code == code })
	return wordings[i]
}

// outcome is what is known of a guard.
type outcome uint8

const (
	unmet outcome = iota
	met
	depends // on who makes the move and why, which is not known yet
)

// found is a guard and what is known of it, with the records that it fails at.
type found struct {
	code    GuardCode
	outcome outcome
	records []catalogue.ID
}

// move is who moves a case and why. The zero move is not made yet.
type move struct {
	known   bool
	by, why string
}

// judging collects what is found of the guards of one state.
type judging struct {
	*casefile.File
	move
	found []found
}

// hold notes a guard.
func (j *judging) hold(code GuardCode, holds bool, at ...catalogue.ID) {
	o := unmet
	if holds {
		o, at = met, nil
	}
	j.found = append(j.found, found{code, o, at})
}

// none notes a guard that fails at each of some records.
func (j *judging) none(code GuardCode, at []catalogue.ID) { j.hold(code, len(at) == 0, at...) }

// asks notes a guard that depends on the move.
func (j *judging) asks(code GuardCode, holds func(move) bool) {
	if !j.known {
		j.found = append(j.found, found{code: code, outcome: depends})
		return
	}
	j.hold(code, holds(j.move))
}

// guardsOf are the guards of a state by themselves, without those of earlier ones.
func guardsOf(f *casefile.File, to catalogue.CaseState, m move) []found {
	j := &judging{File: f, move: m}
	switch to {
	case catalogue.CaseNeedFrozen:
		j.needFrozen()
	case catalogue.CaseSearched:
		j.searched()
	case catalogue.CaseGated:
		j.gated()
	case catalogue.CaseAssessed:
		j.assessed()
	case catalogue.CaseReady:
		j.ready()
	case catalogue.CaseDecided:
		j.decided()
	case catalogue.CaseInEffect:
		j.inEffect()
	case catalogue.CaseConfirmed:
		j.confirmed()
	case catalogue.CaseSuperseded:
		j.superseded()
	case catalogue.CaseReviewDue, catalogue.CaseLapsed, catalogue.CaseWithdrawn, catalogue.CaseReturned, catalogue.CaseDeferred:
		j.reasoned()
	case catalogue.CaseDraft:
	}
	return j.found
}

// allGuards are the guards of a state with those of all states before it, where it is
// on the way to a decision.
func allGuards(f *casefile.File, to catalogue.CaseState, m move) []found {
	var out []found
	for i := range slices.Index(toDecision, to) {
		out = append(out, guardsOf(f, toDecision[i], move{})...)
	}
	return append(out, guardsOf(f, to, m)...)
}

// holds says whether no guard is unmet.
func holds(all []found) bool {
	return !slices.ContainsFunc(all, func(g found) bool { return g.outcome == unmet })
}
