package catalogue

import (
	"strings"
)

// Ref is how a change names a record; the empty Ref names none. Its forms:
//
//	leika:99050012104000           by identifier
//	authority/ars:03241            by identifier, of one kind only
//	id:c2VydmljZTox                by global id
//	local:eab-hannover             by the local name of another change in the same set
//
// It is a string so that a change set of two million offers stays small and a
// file shows what a reader would write.
type Ref string

// RefTo names a record by an identifier.
func RefTo(i Identifier) Ref { return Ref(i.String()) }

// RefToKind names a record of one kind by an identifier.
func RefToKind(k Kind, i Identifier) Ref { return Ref(k.Noun() + "/" + i.String()) }

// RefToID names a record by its id.
func RefToID(k Kind, id ID) Ref { return Ref(schemeID + ":" + GlobalID(k, id)) }

// RefToLocal names another record of the same change set.
func RefToLocal(name string) Ref { return Ref(schemeLocal + ":" + name) }

// RefTarget is what a Ref says: exactly one of ID, Local and Identifier is set,
// and Kind where the Ref names one.
type RefTarget struct {
	Kind       Kind
	ID         ID
	Local      string
	Identifier Identifier
}

// Parse takes a Ref apart.
func (r Ref) Parse() (RefTarget, error) {
	scheme, value, found := strings.Cut(string(r), ":")
	if !found || value == "" {
		return RefTarget{}, badKey(string(r), "a reference is written scheme:value, id:… or local:…")
	}
	switch scheme {
	case schemeID:
		kind, id, err := ParseGlobalID(value)
		return RefTarget{Kind: kind, ID: id}, err
	case schemeLocal:
		return RefTarget{Local: value}, nil
	}
	noun, rest, hasKind := strings.Cut(scheme, "/")
	if !hasKind {
		return RefTarget{Identifier: Identifier{scheme, value}}, nil
	}
	kind, ok := KindByNoun(noun)
	if !ok {
		return RefTarget{}, badKey(noun, "not a kind of record")
	}
	return RefTarget{Kind: kind, Identifier: Identifier{rest, value}}, nil
}
