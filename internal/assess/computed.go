package assess

import "fundus/internal/catalogue"

// finding is what the catalogue itself says of an option at a gate. It takes nobody out
// of the choice: that is for people, on evidence.
type finding struct {
	verdict catalogue.Verdict
	reason  string
	records []catalogue.ID
}

// computed are the findings of an option at the gates of the policy, none of an option
// without a solution. What nobody has looked up in the catalogue is unknown.
func (b *board) computed(e *entry) []finding {
	out := make([]finding, len(b.file.Policy.Gates))
	for i := range out {
		if e.option.Solution != 0 {
			out[i] = finding{verdict: catalogue.VerdictUnknown, reason: "Im Bestand nicht geprüft."}
		}
	}
	return out
}
