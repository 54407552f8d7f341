package catalogue

import (
	"fmt"
	"io"
	"strconv"
	"time"
)

// Day is a calendar day, counted from 1 January of the year 1 (day 1). The zero
// Day is "no day": unknown, or open. Written as ISO 8601, "2025-12-31".
type Day int32

const (
	dayLayout     = "2006-01-02"
	secondsPerDay = 24 * 60 * 60
	// lastDay is 9999-12-31, the last day the layout can write.
	lastDay Day = 3652059
)

var dayZero = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay - 1

// DayOf is the calendar day of an instant in that instant's own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay - dayZero)
}

// ParseDay reads an ISO 8601 calendar day; the empty string is the zero Day.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse(dayLayout, s)
	if err != nil || t.Year() < 1 {
		return 0, &Error{Kind: Invalid, Value: shorten(s), Message: fmt.Sprintf("%q is not a day; write YYYY-MM-DD", shorten(s))}
	}
	return DayOf(t), nil
}

// Time is midnight UTC at the beginning of the day.
func (d Day) Time() time.Time { return time.Unix((int64(d)+dayZero)*secondsPerDay, 0).UTC() }

func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dayLayout)
}

// MarshalText writes the ISO form, empty for the zero Day.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form.
func (d *Day) UnmarshalText(text []byte) error {
	parsed, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalGQL writes the ISO form or null.
func (d Day) MarshalGQL(w io.Writer) { writeQuoted(w, d.String()) }

// UnmarshalGQL reads the ISO form; null is no day, and so is nothing else.
func (d *Day) UnmarshalGQL(v any) error {
	if v == nil {
		*d = 0
		return nil
	}
	s, ok := v.(string)
	if !ok || s == "" {
		return Errorf(Invalid, "a Date is a string such as \"2025-12-31\"")
	}
	return d.UnmarshalText([]byte(s))
}

// Valid says whether a validity from … until (both days included, zero is open)
// holds on a day.
func (d Day) Valid(from, until Day) bool {
	return from <= d && (until == 0 || d <= until)
}

// writeQuoted writes a JSON string, or null for the empty one: in this
// catalogue an empty value does not exist.
func writeQuoted(w io.Writer, s string) {
	if s == "" {
		s = "null"
	} else {
		s = strconv.Quote(s)
	}
	// The writers here are buffers of the server; their owner reports failure.
	_, _ = io.WriteString(w, s)
}
