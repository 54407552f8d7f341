package requestid_test

import (
	"bytes"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/requestid"
)

var sane = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}\z`)

func TestANameIsSaneIfItCanBeWrittenAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z0-9._-]{0,70}`)).Draw(t, "name")
		if got, want := requestid.ID(text).Sane(), sane.MatchString(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	})
}

func TestANewNameIsSaneAndNobodyElses(t *testing.T) {
	one, other := requestid.New(), requestid.New()
	if one == other || !one.Sane() {
		t.Errorf("%s and %s", one, other)
	}
}

// A line of a request has its name, however the logger was derived, and another has none.
func TestEveryLineOfARequestHasItsName(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(requestid.Logged(slog.NewTextHandler(&out, nil)))
	ctx := requestid.With(t.Context(), "abc")
	log.InfoContext(ctx, "one")
	log.With("a", 1).InfoContext(ctx, "two")
	log.WithGroup("g").InfoContext(ctx, "three")
	if n := strings.Count(out.String(), "request=abc"); n != 3 {
		t.Errorf("%d names in\n%s", n, &out)
	}
	out.Reset()
	log.InfoContext(t.Context(), "none")
	if strings.Contains(out.String(), "request") {
		t.Error(out.String())
	}
}
