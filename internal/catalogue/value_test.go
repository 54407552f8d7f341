package catalogue_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"fundus/internal/catalogue"
)

func TestDaysAreWrittenAsTheyAreRead(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1970-01-01", "2024-02-29", "2025-08-26", "9999-12-31", ""} {
		d, err := catalogue.ParseDay(s)
		if err != nil || d.String() != s {
			t.Errorf("%q: %q, %v", s, d, err)
		}
	}
	for _, bad := range []string{"2025-02-30", "26.08.2025", "2025-8-26", "2025-08-26T00:00:00Z", "0000-01-01", "10000-01-01", "x"} {
		if d, err := catalogue.ParseDay(bad); err == nil {
			t.Errorf("%q passes as %s", bad, d)
		}
	}
}

func TestEveryDayFollowsTheOneBefore(t *testing.T) {
	at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	day := catalogue.DayOf(at)
	for range 100_000 {
		at, day = at.AddDate(0, 0, 1), day+1
		if catalogue.DayOf(at) != day || !day.Time().Equal(at) {
			t.Fatalf("%s is day %d and not %d", at, catalogue.DayOf(at), day)
		}
	}
}

func TestADayIsThatOfTheInstantsOwnPlace(t *testing.T) {
	berlin := time.FixedZone("CEST", 2*60*60)
	if d := catalogue.DayOf(time.Date(2025, 8, 26, 23, 30, 0, 0, time.UTC).In(berlin)); d.String() != "2025-08-27" {
		t.Errorf("half past one in the morning in Berlin is on %s", d)
	}
}

func TestValidityIncludesBothEnds(t *testing.T) {
	for _, c := range []struct {
		day, from, until catalogue.Day
		want             bool
	}{{5, 0, 0, true}, {5, 5, 5, true}, {4, 5, 0, false}, {6, 0, 5, false}, {5, 0, 5, true}, {5, 6, 0, false}} {
		if got := c.day.Valid(c.from, c.until); got != c.want {
			t.Errorf("day %d in %d to %d: %v", c.day, c.from, c.until, got)
		}
	}
}

func TestMoneyIsExactCents(t *testing.T) {
	for s, want := range map[string]catalogue.Money{"0": 0, "1250000.00": 125_000_000, "0.1": 10, "-3.05": -305, "999999999999999.99": 99_999_999_999_999_999} {
		if m, err := catalogue.ParseMoney(s); err != nil || m != want {
			t.Errorf("%q: %d, %v; want %d", s, m, err, want)
		}
	}
	for _, bad := range []string{"", "1.", ".5", "1,50", "1.234", "1e3", "--1", "1000000000000000", "+1", "1 000", "NaN"} {
		if m, err := catalogue.ParseMoney(bad); err == nil {
			t.Errorf("%q passes as %s", bad, m)
		}
	}
	for _, m := range []catalogue.Money{0, 1, -1, 99, -100, math.MaxInt64, math.MinInt64} {
		if s := m.String(); strings.Contains(s, "--") || !strings.Contains(s, ".") {
			t.Errorf("%d cents are written %q", int64(m), s)
		}
	}
}

func TestATextIsShortWhereItIsGermanOnly(t *testing.T) {
	for written, want := range map[string]string{
		`"Wohnsitz anmelden"`:                      `"Wohnsitz anmelden"`,
		`{"de":"Wohnsitz anmelden"}`:               `"Wohnsitz anmelden"`,
		`{"en":"Register","de":"Anmelden"}`:        `{"de":"Anmelden","en":"Register"}`,
		`"mit \"Zeichen\" und \u00fc"`:             `"mit \"Zeichen\" und ü"`,
		"\"ung\xffltig\"":                          "\"ung\ufffdltig\"",
		`""`:                                       `{}`,
		`{"de-x-leichte-sprache":"Sie ziehen um"}`: `{"de-x-leichte-sprache":"Sie ziehen um"}`,
	} {
		var text catalogue.Text
		if err := json.Unmarshal([]byte(written), &text); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(text); string(got) != want {
			t.Errorf("%s is written %s, want %s", written, got, want)
		}
	}
}

func TestATextFallsBackToGermanThenToWhatThereIs(t *testing.T) {
	text := catalogue.T("Anmelden").With("en", "Register")
	for lang, want := range map[catalogue.Lang]string{"en": "Register", "fr": "Anmelden", "": "Anmelden"} {
		if got := text.In(lang); got != want {
			t.Errorf("in %q: %q", lang, got)
		}
	}
	if got := (catalogue.Text)(nil).With("fr", "Inscrire").In("de"); got != "Inscrire" {
		t.Errorf("without German: %q", got)
	}
	if len(text.With("en", "")) != 1 || len(text) != 2 {
		t.Error("With must leave the text it starts from alone")
	}
}
