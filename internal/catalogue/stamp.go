package catalogue

import "strings"

// The longest parts of a stamp that its asker chooses, in characters.
const (
	longestReason = 2000
	longestKey    = 200
	longestActor  = 200
)

// CheckActor says which rules a name breaks that somebody gives as who acts: one line
// of 1 to 200 characters.
func CheckActor(name string) error {
	var c checker
	c.required("actor", strings.TrimSpace(name))
	c.clean("actor", name, longestActor)
	c.line("actor", name)
	return c.errs.OrNil()
}

// Check says which rules the parts of a stamp break that its asker chooses.
func (s Stamp) Check() error {
	var c checker
	c.clean("message", s.Message, longestReason)
	c.clean("idempotencyKey", s.Key, longestKey)
	return c.errs.OrNil()
}
