package catalogue

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number with up to four places, counted in
// ten-thousandths. Points, weights and what they make of each other are such
// numbers and never binary fractions: contributions must add up to the score.
// Written without needless zeros: "62.5".
type Decimal int64

// decimalUnit is 1 in ten-thousandths.
const decimalUnit = 10_000

// DecimalFromInt is a whole number.
func DecimalFromInt(n int) Decimal { return Decimal(n) * decimalUnit }

func (d Decimal) String() string {
	sign, n := "", uint64(d)
	if d < 0 {
		sign, n = "-", -n
	}
	whole, part := n/decimalUnit, n%decimalUnit
	if part == 0 {
		return fmt.Sprintf("%s%d", sign, whole)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%04d", sign, whole, part), "0")
}

// ParseDecimal reads a number with up to four places behind a point.
func ParseDecimal(s string) (Decimal, error) {
	bad := &Error{Kind: Invalid, Value: shorten(s), Message: fmt.Sprintf("%q is not a decimal number with up to four places such as 62.5", shorten(s))}
	digits, negative := strings.CutPrefix(s, "-")
	whole, places, hasPlaces := strings.Cut(digits, ".")
	if len(whole) == 0 || len(whole) > 14 || hasPlaces && (len(places) == 0 || len(places) > 4) {
		return 0, bad
	}
	n, err := strconv.ParseUint(whole+(places + "0000")[:4], 10, 63)
	if err != nil {
		return 0, bad
	}
	if negative {
		return -Decimal(n), nil
	}
	return Decimal(n), nil
}

// clone is another pointer to the same number, nil for none.
func (d *Decimal) clone() *Decimal {
	if d == nil {
		return nil
	}
	return new(*d)
}

// MarshalText writes the decimal form.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the decimal form.
func (d *Decimal) UnmarshalText(text []byte) error {
	parsed, err := ParseDecimal(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalGQL writes the decimal form as a string.
func (d Decimal) MarshalGQL(w io.Writer) { writeQuoted(w, d.String()) }

// UnmarshalGQL reads the decimal form from a string.
func (d *Decimal) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return Errorf(Invalid, "Decimal is a string such as \"62.5\"")
	}
	return d.UnmarshalText([]byte(s))
}
