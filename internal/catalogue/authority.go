package catalogue

// Authority (Behörde) is a body of public administration, or another body that
// develops, operates or pays for its software. Its parent, the areas it covers
// and its mergers are edges (PART_OF, COVERS, SUCCEEDS).
type Authority struct {
	Meta
	Level         AuthorityLevel `json:"level,omitempty"`
	AuthorityKind AuthorityKind  `json:"authorityKind,omitempty"`
	// Population is how many inhabitants it serves; 0 is unknown or none.
	Population int    `json:"population,omitempty"`
	Website    string `json:"website,omitempty"`
}

// Kind is KindAuthority.
func (*Authority) Kind() Kind { return KindAuthority }

// Clone is a copy of the authority.
func (a *Authority) Clone() Record {
	c := *a
	c.Meta = a.Meta.clone()
	return &c
}

func (a *Authority) check(c *checker) {
	c.code(AuthorityLevels, "level", string(a.Level))
	c.code(AuthorityKinds, "authorityKind", string(a.AuthorityKind))
	c.count("population", a.Population)
	c.url("website", a.Website)
}
