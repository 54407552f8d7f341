package catalogue

import "slices"

// Assessment (Bewertung) is the ranking of a case as it was when it was filed, by
// a weight set (APPLIES) or, in lane S, by the ladder alone. All but its common
// part is written by the program: it is a function of the catalogue at that revision.
type Assessment struct {
	Meta
	AtRevision int            `json:"atRevision,omitempty"` // the revision that was assessed
	AtDay      Day            `json:"atDay,omitzero"`
	Weights    []Weight       `json:"weights,omitempty"` // as they were
	Ranking    []RankedOption `json:"ranking,omitempty"` // best first, the excluded last
	Facts      []Fact         `json:"facts,omitempty"`   // what it rests on, to see what drifts
	Digest     Digest         `json:"digest,omitzero"`   // SHA-256 over all of the above
}

// Weight is what a criterion counted.
type Weight struct {
	Criterion string `json:"criterion"`
	Weight    int    `json:"weight"` // per cent
}

// RankedOption is an option in its place.
type RankedOption struct {
	Option   string  `json:"option"` // its global id
	Rung     string  `json:"rung,omitempty"`
	Low      Decimal `json:"low"`  // its score if all that is unknown were 0
	High     Decimal `json:"high"` // and if it were 100
	Excluded bool    `json:"excluded,omitempty"`
}

// Fact is something in the catalogue on which an assessment rests.
type Fact struct {
	Subject string `json:"subject"` // global id of the record it is about
	Field   string `json:"field"`   // "origin", "gate:accessibility", "score:vitality"
	Value   string `json:"value"`
}

// RuleCheck (Regelprüfung) says whether a case follows a rule (APPLIES) that
// people must judge, and on what evidence (RESTS_ON).
type RuleCheck struct {
	Meta
	Verdict Verdict `json:"verdict,omitempty"`
	Reason  string  `json:"reason,omitempty"`
}

// Deviation (Abweichung) is a documented departure from a rule (DEVIATES_FROM). It
// helps a case only while it is approved and has not expired.
type Deviation struct {
	Meta
	DeviationStatus DeviationStatus `json:"deviationStatus,omitempty"`
	Reason          string          `json:"reason,omitempty"`
	Compensation    string          `json:"compensation,omitempty"` // what is done about it
	Expires         Day             `json:"expires,omitzero"`       // the last day it helps
	Money           *Money          `json:"money,omitempty"`        // what it costs more, in euros
	// Written by the program: who asked for it and who approved it, not the same, and
	// when.
	RequestedBy string `json:"requestedBy,omitempty"`
	RequestedOn Day    `json:"requestedOn,omitzero"`
	ApprovedBy  string `json:"approvedBy,omitempty"`
	ApprovedOn  Day    `json:"approvedOn,omitzero"`
}

// Decision (Entscheidung) is what is decided in a case: the option that it CHOOSES,
// or the draft of that.
type Decision struct {
	Meta
	Outcome             DecisionOutcome  `json:"outcome,omitempty"`
	Reason              string           `json:"reason,omitempty"`
	Conditions          []string         `json:"conditions,omitempty"`
	Votes               []Vote           `json:"votes,omitempty"`
	Dissent             []string         `json:"dissent,omitempty"`             // reasons of those who voted otherwise
	ConflictsOfInterest []string         `json:"conflictsOfInterest,omitempty"` // as declared; none declared is an empty list
	InEffectFrom        Day              `json:"inEffectFrom,omitzero"`
	Expires             Day              `json:"expires,omitzero"` // the last day without another look
	RevisitTriggers     []RevisitTrigger `json:"revisitTriggers,omitempty"`
	PlannedAdopters     int              `json:"plannedAdopters,omitempty"`
	PlannedYearly       *Money           `json:"plannedYearly,omitempty"` // costs in a year, in euros
	PlannedOnce         *Money           `json:"plannedOnce,omitempty"`   // one-off costs, in euros
}

// Vote is how a seat of the board voted. A seat is an office, not a person.
type Vote struct {
	Seat string   `json:"seat"`
	Vote VoteKind `json:"vote"`
}

// RevisitTrigger is what would make the decision worth another look.
type RevisitTrigger struct {
	TriggerKind TriggerKind `json:"triggerKind"`
	Text        string      `json:"text,omitempty"`
}

// FollowUp (Erfolgskontrolle) sets what was planned against what came.
type FollowUp struct {
	Meta
	FollowUpMeasure FollowUpMeasure `json:"followUpMeasure,omitempty"`
	Due             Day             `json:"due,omitzero"`
	Planned         *Decimal        `json:"planned,omitempty"`
	Actual          *Decimal        `json:"actual,omitempty"`
	Unit            string          `json:"unit,omitempty"` // of OTHER
	MeasuredOn      Day             `json:"measuredOn,omitzero"`
}

// Kind is KindAssessment.
func (*Assessment) Kind() Kind { return KindAssessment }

// Kind is KindRuleCheck.
func (*RuleCheck) Kind() Kind { return KindRuleCheck }

// Kind is KindDeviation.
func (*Deviation) Kind() Kind { return KindDeviation }

// Kind is KindDecision.
func (*Decision) Kind() Kind { return KindDecision }

// Kind is KindFollowUp.
func (*FollowUp) Kind() Kind { return KindFollowUp }

// Clone is a copy of the assessment.
func (a *Assessment) Clone() Record {
	c := *a
	c.Meta = a.Meta.clone()
	c.Weights, c.Ranking, c.Facts = slices.Clone(a.Weights), slices.Clone(a.Ranking), slices.Clone(a.Facts)
	return &c
}

// Clone is a copy of the rule check.
func (r *RuleCheck) Clone() Record { c := *r; c.Meta = r.Meta.clone(); return &c }

// Clone is a copy of the deviation.
func (d *Deviation) Clone() Record {
	c := *d
	c.Meta = d.Meta.clone()
	c.Money = d.Money.clone()
	return &c
}

// Clone is a copy of the decision.
func (d *Decision) Clone() Record {
	c := *d
	c.Meta = d.Meta.clone()
	c.Conditions, c.Votes = slices.Clone(d.Conditions), slices.Clone(d.Votes)
	c.Dissent, c.ConflictsOfInterest = slices.Clone(d.Dissent), slices.Clone(d.ConflictsOfInterest)
	c.RevisitTriggers = slices.Clone(d.RevisitTriggers)
	c.PlannedYearly, c.PlannedOnce = d.PlannedYearly.clone(), d.PlannedOnce.clone()
	return &c
}

// Clone is a copy of the follow-up.
func (f *FollowUp) Clone() Record {
	c := *f
	c.Meta = f.Meta.clone()
	c.Planned, c.Actual = f.Planned.clone(), f.Actual.clone()
	return &c
}

// Open says whether the deviation is asked for or helps on a day.
func (d *Deviation) Open(on Day) bool {
	switch d.DeviationStatus {
	case DeviationRequested, DeviationApproved:
		return d.Expires == 0 || on <= d.Expires
	case DeviationRejected, DeviationClosed:
	}
	return false
}

// Helps says whether a case may rest on the deviation on a day.
func (d *Deviation) Helps(on Day) bool {
	return d.DeviationStatus == DeviationApproved && d.Expires != 0 && on <= d.Expires
}

func (a *Assessment) check(c *checker) {
	c.count("atRevision", a.AtRevision)
	c.most("weights", len(a.Weights), 50)
	c.most("ranking", len(a.Ranking), 200)
	c.most("facts", len(a.Facts), 20_000)
	for _, w := range a.Weights {
		c.required("weights", w.Criterion)
	}
	for _, r := range a.Ranking {
		c.globalID("ranking", r.Option)
		c.line("ranking", r.Rung)
	}
	for _, f := range a.Facts {
		c.globalID("facts", f.Subject)
		c.line("facts", f.Field)
		c.clean("facts", f.Value, longestLine)
	}
}

func (r *RuleCheck) check(c *checker) {
	c.chosen(Verdicts, "verdict", string(r.Verdict))
	c.reason(r.Reason)
}

func (d *Deviation) check(c *checker) {
	c.chosen(DeviationStatuses, "deviationStatus", string(d.DeviationStatus))
	c.reason(d.Reason)
	c.clean("compensation", d.Compensation, longestLine)
	c.line("requestedBy", d.RequestedBy)
	c.line("approvedBy", d.ApprovedBy)
	if d.Money != nil && *d.Money < 0 {
		c.add("money", d.Money.String(), "a cost is not negative")
	}
	if d.DeviationStatus == DeviationApproved && (d.Compensation == "" || d.Expires == 0) {
		c.add("deviationStatus", string(d.DeviationStatus), "an approved deviation has a compensation and a day on which it expires")
	}
}

func (d *Decision) check(c *checker) {
	c.chosen(DecisionOutcomes, "outcome", string(d.Outcome))
	c.reason(d.Reason)
	c.lines("conditions", d.Conditions)
	c.lines("dissent", d.Dissent)
	c.lines("conflictsOfInterest", d.ConflictsOfInterest)
	c.period("expires", d.InEffectFrom, d.Expires)
	c.count("plannedAdopters", d.PlannedAdopters)
	c.most("votes", len(d.Votes), 100)
	seats := map[string]bool{}
	for i, v := range d.Votes {
		at := c.at("votes", i)
		at.required("seat", v.Seat)
		at.chosen(VoteKinds, "vote", string(v.Vote))
		if seats[v.Seat] {
			at.add("seat", v.Seat, "the same seat twice")
		}
		seats[v.Seat] = true
	}
	c.most("revisitTriggers", len(d.RevisitTriggers), 50)
	for i, t := range d.RevisitTriggers {
		at := c.at("revisitTriggers", i)
		at.chosen(TriggerKinds, "triggerKind", string(t.TriggerKind))
		at.line("text", t.Text)
	}
}

func (f *FollowUp) check(c *checker) {
	c.chosen(FollowUpMeasures, "followUpMeasure", string(f.FollowUpMeasure))
	c.line("unit", f.Unit)
	if f.Due == 0 {
		c.add("due", "", "must not be empty")
	}
	if f.Planned == nil {
		c.add("planned", "", "must not be empty")
	}
	if (f.Actual == nil) != (f.MeasuredOn == 0) {
		c.add("measuredOn", f.MeasuredOn.String(), "an actual value has the day on which it was measured")
	}
}
