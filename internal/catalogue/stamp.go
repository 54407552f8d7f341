package catalogue

// The longest parts of a stamp that its asker chooses, in characters.
const (
	longestReason = 2000
	longestKey    = 200
)

// Check says which rules the parts of a stamp break that its asker chooses.
func (s Stamp) Check() error {
	var c checker
	c.clean("message", s.Message, longestReason)
	c.clean("idempotencyKey", s.Key, longestKey)
	return c.errs.OrNil()
}
