package interchange_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"

	"github.com/google/go-cmp/cmp"
)

func TestAReportIsAPageHoweverManyFindingsThereAre(t *testing.T) {
	report := new(interchange.Findings)
	for i := range 100_000 {
		report.Add(interchange.Finding{Line: i + 1, Subject: "a", Field: "licence", Value: strings.Repeat("x", 1000), Action: interchange.Kept, Message: "no code is known"})
	}
	report.Add(interchange.Finding{Line: 7, Subject: "b", Field: "seat", Action: interchange.Omitted, Message: "no place for it"})
	var b strings.Builder
	if _, err := report.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	want := " 100000 × kept       licence: no code is known  (first: line 1 a \"" + strings.Repeat("x", 200) + "…\")\n" +
		"      1 × omitted    seat: no place for it  (first: line 7 b)\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	if report.Total() != 100_001 || len(report.Examples()) != 6 {
		t.Errorf("%d findings, %d examples", report.Total(), len(report.Examples()))
	}
}

func TestNoneOfTheFindingsIsKeptFromWhoAsksForEach(t *testing.T) {
	long := strings.Repeat("x", 1000)
	seen := 0
	report := interchange.Findings{Each: func(x interchange.Finding) {
		if seen++; x.Line != seen || x.Value != long {
			t.Errorf("the %d. finding is of line %d, with %d characters", seen, x.Line, len(x.Value))
		}
	}}
	for i := range 5000 {
		report.Add(interchange.Finding{Line: i + 1, Field: "licence", Value: long, Action: interchange.Kept})
	}
	if seen != 5000 || len(report.Examples()) != 5 {
		t.Errorf("%d seen, %d kept", seen, len(report.Examples()))
	}
}

func TestSortsOfFindingsAreBoundedAndNoneIsLost(t *testing.T) {
	report := new(interchange.Findings)
	for i := range 5000 {
		report.Add(interchange.Finding{Field: strings.Repeat("f", i), Action: interchange.Noted})
	}
	if len(report.Counts()) > 1002 || report.Total() != 5000 {
		t.Errorf("%d sorts of %d findings", len(report.Counts()), report.Total())
	}
}

func TestAFileBeyondItsLimitIsRefusedAndOneAtItIsNot(t *testing.T) {
	for _, c := range []struct {
		size int
		want catalogue.ErrorKind
	}{{10, 0}, {11, catalogue.Invalid}} {
		in := interchange.Input{Name: "a.txt", Reader: strings.NewReader(strings.Repeat("x", c.size))}
		data, err := io.ReadAll(in.Limited(10))
		if catalogue.KindOf(err) != c.want || err == nil && len(data) != c.size {
			t.Errorf("%d bytes: read %d, %v", c.size, len(data), err)
		}
	}
}

func TestAnErrorGetsItsPlaceOnce(t *testing.T) {
	plain := interchange.At("a.yaml", 3, errors.New("broken"))
	for _, c := range []struct {
		err  error
		want string
	}{
		{plain, "a.yaml:3: broken"},
		{interchange.At("b.yaml", 9, plain), "a.yaml:3: broken"},
		{interchange.At("a.yaml", 0, &catalogue.Error{Kind: catalogue.Invalid, Field: "seat", Message: "wrong"}), "a.yaml: seat: wrong"},
	} {
		if c.err.Error() != c.want || catalogue.KindOf(c.err) != catalogue.Invalid {
			t.Errorf("got %v, want %s", c.err, c.want)
		}
	}
}
