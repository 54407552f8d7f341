package live

// Moments is how many moments of the past are kept or being built.
func (c *Catalogue) Moments() int {
	c.past.mu.Lock()
	defer c.past.mu.Unlock()
	return len(c.past.moments)
}
