package catalogue

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Money is an amount in euro cents. Written as a decimal with two places,
// "1250000.00", never as a binary fraction: amounts must add up.
type Money int64

func (m Money) String() string {
	sign, cents := "", uint64(m)
	if m < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// clone is another pointer to the same amount, nil for none.
func (m *Money) clone() *Money {
	if m == nil {
		return nil
	}
	return new(*m)
}

// ParseMoney reads euros with up to two decimal places behind a point.
func ParseMoney(s string) (Money, error) {
	bad := &Error{Kind: Invalid, Value: shorten(s), Message: fmt.Sprintf("%q is not an amount in euros such as 1250000.00", shorten(s))}
	digits, negative := strings.CutPrefix(s, "-")
	euros, cents, hasCents := strings.Cut(digits, ".")
	if len(euros) == 0 || len(euros) > 15 || hasCents && (len(cents) == 0 || len(cents) > 2) {
		return 0, bad
	}
	amount, err := strconv.ParseUint(euros+(cents + "00")[:2], 10, 63)
	if err != nil {
		return 0, bad
	}
	if negative {
		return -Money(amount), nil
	}
	return Money(amount), nil
}

// MarshalText writes the decimal form.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the decimal form.
func (m *Money) UnmarshalText(text []byte) error {
	parsed, err := ParseMoney(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}

// MarshalGQL writes the decimal form as a string.
func (m Money) MarshalGQL(w io.Writer) { writeQuoted(w, m.String()) }

// UnmarshalGQL reads the decimal form from a string.
func (m *Money) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return Errorf(Invalid, "Money is a string such as \"1250000.00\"")
	}
	return m.UnmarshalText([]byte(s))
}
