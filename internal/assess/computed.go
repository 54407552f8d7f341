package assess

import (
	"fundus/internal/catalogue"
	"fundus/internal/reuse"
)

// finding is what the catalogue itself says of an option at a gate. It takes nobody out
// of the choice: that is for people, on evidence.
type finding struct {
	verdict catalogue.Verdict
	reason  string
	records []catalogue.ID
}

// computed are the findings of an option at the gates of the policy, none of an option
// without a solution.
func (b *board) computed(e *entry) []finding {
	out := make([]finding, len(b.file.Policy.Gates))
	if e.option.Solution == 0 {
		return out
	}
	for i, g := range reuse.Gates(b.file.View, b.file.Policy, e.option.Solution, reuse.NeedOf(b.file.Need)) {
		out[i] = finding{g.Verdict, g.Reason, g.On}
	}
	return out
}
