package reuse

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Need is what is looked for. Records are those that the view sees, by number.
type Need struct {
	Services     []catalogue.ID
	Capabilities []catalogue.ID
	Standards    []catalogue.ID // that must be implemented
	Authorities  []catalogue.ID // that are affected
	Datasets     []catalogue.ID
	Interfaces   []catalogue.ID
	Constraints  []catalogue.Constraint
}

// NeedOf is the need of a case.
func NeedOf(n casefile.Need) Need {
	out := Need{
		Services: n.Services, Capabilities: n.Capabilities, Standards: n.Standards,
		Authorities: n.Authorities, Datasets: n.Datasets, Interfaces: n.Interfaces,
	}
	if n.Need != nil {
		out.Constraints = n.Constraints
	}
	return out
}
