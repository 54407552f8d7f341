package assess

import "fundus/internal/catalogue"

// finding is what the catalogue itself says of an option at a gate. It takes nobody out
// of the choice: that is for people, on evidence.
type finding struct {
	verdict catalogue.Verdict
	reason  string
	records []catalogue.ID
}

// computed is the finding of an option at a gate of the policy, none without a solution.
// That the catalogue computes gates is for package reuse; what it does not say is unknown.
func computed(_ *board, e *entry, _ int) finding {
	if e.option.Solution == 0 {
		return finding{}
	}
	return finding{verdict: catalogue.VerdictUnknown, reason: "Im Bestand nicht geprüft."}
}
