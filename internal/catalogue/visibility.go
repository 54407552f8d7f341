package catalogue

import "slices"

// Visibility (Sichtbarkeit) says who may see a record or a statement. It is a scale:
// each value also stands for what somebody may see at most, his clearance (Freigabe).
type Visibility string

// The visibilities, from what everybody may see to what few may.
const (
	Public       Visibility = "PUBLIC"
	Internal     Visibility = "INTERNAL"
	Confidential Visibility = "CONFIDENTIAL"
)

// Visibilities is our own list.
var Visibilities = list("Visibility", "Sichtbarkeit", "visibility", "Fundus",
	code("PUBLIC", "öffentlich", "public"),
	code("INTERNAL", "intern: für die Verwaltung", "internal: for the administration"),
	code("CONFIDENTIAL", "vertraulich: für wenige", "confidential: for few"),
)

// VisibilityLevels counts them, for tables indexed by level.
const VisibilityLevels = 3

// Level is the place on the scale: 0 for what everybody may see. What is no
// visibility is as secret as can be.
func (v Visibility) Level() int {
	switch v {
	case Public:
		return 0
	case Internal:
		return 1
	default:
		return VisibilityLevels - 1
	}
}

// Above says whether something is too secret for a clearance.
func (v Visibility) Above(clearance Visibility) bool { return v.Level() > clearance.Level() }

// Stricter is the more secret of two.
func (v Visibility) Stricter(other Visibility) Visibility {
	if other.Above(v) {
		return other
	}
	return v
}

// Visibility is who may see a record of the kind that does not say so itself.
//
// What there is, and the rules by which is decided, is public: the estate is described
// to be found, and whoever is to keep a rule must be able to read it. Projects and
// budget lines are not, since they hold amounts of money, which nobody publishes
// unawares; those of an adopted budget are made public by saying so. What lies in a
// case is for the administration, since until it is decided it is a draft, and what
// was examined (a security finding, an offer, a vote) stays one.
func (k Kind) Visibility() Visibility {
	if k == KindProject || k == KindBudgetLine || k == KindCase || slices.Contains(filed, k) {
		return Internal
	}
	return Public
}

// VisibilityOf is who may see a record: what it says, or what holds for its kind.
func VisibilityOf(r Record) Visibility {
	if own := r.Base().Visibility; own != "" {
		return own
	}
	return r.Kind().Visibility()
}
