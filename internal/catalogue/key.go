package catalogue

import (
	"fmt"
	"strings"
)

// LeikaKey is a Leistungsschlüssel: 14 digits, Instanz 2, Leistungsgruppierung
// 3, Leistungskennung 3, Verrichtungskennung 3, Verrichtungsdetail 3. The
// Instanz is 99 for the federal catalogue only; states and municipalities keep
// catalogues with other codes, so nothing here expects 99.
type LeikaKey string

// ParseLeikaKey reads a key, with or without spaces between its groups.
func ParseLeikaKey(s string) (LeikaKey, error) {
	key := strings.ReplaceAll(s, " ", "")
	if len(key) != 14 || !digits(key) {
		return "", badKey(s, "a Leistungsschlüssel (LeiKa) has 14 digits")
	}
	return LeikaKey(key), nil
}

// Type is how specific the key is: the last two groups say so.
func (k LeikaKey) Type() ServiceType {
	switch {
	case strings.HasSuffix(string(k), "000000"):
		return ServiceObject
	case strings.HasSuffix(string(k), "000"):
		return ServiceAction
	}
	return ServiceActionDetail
}

// ARS is an Amtlicher Regionalschlüssel in the length of its level: 2 digits
// state, 3 government district, 5 district, 9 association, 12 municipality.
//
// Padding with zeros to 12 digits, as some publishers do, is not unique: the
// independent city 03101 is a district, an association and a municipality at
// once, and padded all three would be 031010000000.
type ARS string

// ParseARS reads a key in one of its lengths.
func ParseARS(s string) (ARS, error) {
	switch len(s) {
	case 2, 3, 5, 9, 12:
		if digits(s) {
			return ARS(s), nil
		}
	}
	return "", badKey(s, "a Regionalschlüssel (ARS) has 2, 3, 5, 9 or 12 digits")
}

// Shorter are the keys that a padded spelling may mean besides itself, longest
// first: 032410000000 may be the district 03241.
func (a ARS) Shorter() []ARS {
	var out []ARS
	for _, n := range []int{9, 5, 3, 2} {
		if n < len(a) && strings.Trim(string(a[n:]), "0") == "" {
			out = append(out, a[:n])
		}
	}
	return out
}

// AGS is an Amtlicher Gemeindeschlüssel: 8 digits for a municipality, 5 for a
// district, 3 for a government district, 2 for a state.
type AGS string

// ParseAGS reads a key in one of its lengths.
func ParseAGS(s string) (AGS, error) {
	switch len(s) {
	case 2, 3, 5, 8:
		if digits(s) {
			return AGS(s), nil
		}
	}
	return "", badKey(s, "a Gemeindeschlüssel (AGS) has 2, 3, 5 or 8 digits")
}

// AGS is the municipality key within a regional key. It leaves the association
// out and is empty for an association, which has none.
func (a ARS) AGS() AGS {
	switch len(a) {
	case 12:
		return AGS(a[:5] + a[9:])
	case 9:
		return ""
	}
	return AGS(a)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func badKey(value, rule string) *Error {
	return &Error{Kind: Invalid, Value: shorten(value), Message: fmt.Sprintf("%q: %s", shorten(value), rule)}
}
