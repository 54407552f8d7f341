package store

import "fundus/internal/catalogue"

// Codes turns the codes of edges into the small numbers that engines store: the
// position in the code list plus one, 0 for none. Code lists only grow at their
// end, so a number keeps its meaning. Of records, codes are stored as written.
type Codes[C ~string] struct {
	list  *catalogue.CodeList
	names []C
}

// The code lists of edges.
var (
	Statuses = codesOf[catalogue.OfferStatus](catalogue.OfferStatuses)
	Evidence = codesOf[catalogue.EvidenceGrade](catalogue.EvidenceGrades)
	Visible  = codesOf[catalogue.Visibility](catalogue.Visibilities)
)

func codesOf[C ~string](list *catalogue.CodeList) Codes[C] {
	names := []C{""}
	for _, code := range list.Codes {
		names = append(names, C(code.Name))
	}
	return Codes[C]{list, names}
}

// Number is the stored form of a code.
func (c Codes[C]) Number(code C) (int16, error) {
	if code == "" {
		return 0, nil
	}
	position := c.list.Position(string(code))
	if position < 0 {
		return 0, catalogue.Errorf(catalogue.Invalid, "%q is no %s and cannot be stored", code, c.list.Name)
	}
	return int16(position) + 1, nil
}

// Code is the code with a stored number. It allocates nothing.
func (c Codes[C]) Code(number int64) (C, error) {
	if number < 0 || number >= int64(len(c.names)) {
		return "", catalogue.Errorf(catalogue.Invalid, "the store holds the number %d, which is no %s known to this program", number, c.list.Name)
	}
	return c.names[number], nil
}

// Ends is what remains of an edge in the commit that removes it: which one it
// was, its relation and its ends.
func Ends(e catalogue.Edge) catalogue.Edge {
	return catalogue.Edge{ID: e.ID, Relation: e.Relation, From: e.From, To: e.To, Via: e.Via, Area: e.Area}
}
