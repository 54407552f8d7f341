package catalogue

import "io"

// The code types of decisions as the schema writes and reads them, as in code_graphql.go.

// MarshalGQL writes the code's name or null.
func (v Visibility) MarshalGQL(w io.Writer) { marshalCode(w, v) }

// UnmarshalGQL reads a name of Visibilities.
func (v *Visibility) UnmarshalGQL(x any) error { return unmarshalCode(Visibilities, x, v) }

// MarshalGQL writes the code's name or null.
func (c CaseState) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of CaseStates.
func (c *CaseState) UnmarshalGQL(v any) error { return unmarshalCode(CaseStates, v, c) }

// MarshalGQL writes the code's name or null.
func (c Lane) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Lanes.
func (c *Lane) UnmarshalGQL(v any) error { return unmarshalCode(Lanes, v, c) }

// MarshalGQL writes the code's name or null.
func (c OptionKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of OptionKinds.
func (c *OptionKind) UnmarshalGQL(v any) error { return unmarshalCode(OptionKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c Verdict) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of Verdicts.
func (c *Verdict) UnmarshalGQL(v any) error { return unmarshalCode(Verdicts, v, c) }

// MarshalGQL writes the code's name or null.
func (c RequirementLevel) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of RequirementLevels.
func (c *RequirementLevel) UnmarshalGQL(v any) error { return unmarshalCode(RequirementLevels, v, c) }

// MarshalGQL writes the code's name or null.
func (c PolicyStatus) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of PolicyStatuses.
func (c *PolicyStatus) UnmarshalGQL(v any) error { return unmarshalCode(PolicyStatuses, v, c) }

// MarshalGQL writes the code's name or null.
func (c GateKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of GateKinds.
func (c *GateKind) UnmarshalGQL(v any) error { return unmarshalCode(GateKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c GateTest) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of GateTests.
func (c *GateTest) UnmarshalGQL(v any) error { return unmarshalCode(GateTests, v, c) }

// MarshalGQL writes the code's name or null.
func (c CriterionMeasure) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of CriterionMeasures.
func (c *CriterionMeasure) UnmarshalGQL(v any) error { return unmarshalCode(CriterionMeasures, v, c) }

// MarshalGQL writes the code's name or null.
func (c RuleTest) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of RuleTests.
func (c *RuleTest) UnmarshalGQL(v any) error { return unmarshalCode(RuleTests, v, c) }

// MarshalGQL writes the code's name or null.
func (c ConstraintKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of ConstraintKinds.
func (c *ConstraintKind) UnmarshalGQL(v any) error { return unmarshalCode(ConstraintKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c ExclusionGround) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of ExclusionGrounds.
func (c *ExclusionGround) UnmarshalGQL(v any) error { return unmarshalCode(ExclusionGrounds, v, c) }

// MarshalGQL writes the code's name or null.
func (c EvidenceKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of EvidenceKinds.
func (c *EvidenceKind) UnmarshalGQL(v any) error { return unmarshalCode(EvidenceKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c PriceFunction) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of PriceFunctions.
func (c *PriceFunction) UnmarshalGQL(v any) error { return unmarshalCode(PriceFunctions, v, c) }

// MarshalGQL writes the code's name or null.
func (c DeviationStatus) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of DeviationStatuses.
func (c *DeviationStatus) UnmarshalGQL(v any) error { return unmarshalCode(DeviationStatuses, v, c) }

// MarshalGQL writes the code's name or null.
func (c DecisionOutcome) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of DecisionOutcomes.
func (c *DecisionOutcome) UnmarshalGQL(v any) error { return unmarshalCode(DecisionOutcomes, v, c) }

// MarshalGQL writes the code's name or null.
func (c VoteKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of VoteKinds.
func (c *VoteKind) UnmarshalGQL(v any) error { return unmarshalCode(VoteKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c TriggerKind) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of TriggerKinds.
func (c *TriggerKind) UnmarshalGQL(v any) error { return unmarshalCode(TriggerKinds, v, c) }

// MarshalGQL writes the code's name or null.
func (c FollowUpMeasure) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of FollowUpMeasures.
func (c *FollowUpMeasure) UnmarshalGQL(v any) error { return unmarshalCode(FollowUpMeasures, v, c) }

// MarshalGQL writes the code's name or null.
func (c MatchReason) MarshalGQL(w io.Writer) { marshalCode(w, c) }

// UnmarshalGQL reads a name of MatchReasons.
func (c *MatchReason) UnmarshalGQL(v any) error { return unmarshalCode(MatchReasons, v, c) }
