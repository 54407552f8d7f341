package catalogue

// Area (Gebiet) is an administrative area with its keys ars and ags as
// identifiers. What lies in what is PART_OF; reforms are SUCCEEDS with a date.
type Area struct {
	Meta
	AreaKind   AreaKind `json:"areaKind,omitempty"`
	Population int      `json:"population,omitempty"` // inhabitants; 0 is unknown or none
	Surface    int      `json:"surface,omitempty"`    // hectares; 0 is unknown
	// AsOf (Gebietsstand) is the day to which population and surface belong. It is
	// that of the edition that brought them; a later one may say the same.
	AsOf Day    `json:"asOf,omitzero"`
	Seat string `json:"seat,omitempty"` // Sitz der Verwaltung
}

// Kind is KindArea.
func (*Area) Kind() Kind { return KindArea }

// Clone is a copy of the area.
func (a *Area) Clone() Record {
	c := *a
	c.Meta = a.Meta.clone()
	return &c
}

func (a *Area) check(c *checker) {
	c.code(AreaKinds, "areaKind", string(a.AreaKind))
	c.count("population", a.Population)
	c.count("surface", a.Surface)
	c.line("seat", a.Seat)
}
