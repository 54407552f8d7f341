package logbook_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fundus/internal/logbook"
	"fundus/internal/sight"
)

// What takes as long as its client likes is not slow, and what is fast is no news.
func TestOnlySlowOperationsAreLogged(t *testing.T) {
	var out bytes.Buffer
	slow := logbook.Slow{Log: slog.New(slog.NewTextHandler(&out, nil)), Than: time.Second}
	slow.OperationEnded(t.Context(), sight.Operation{Name: "Schnell", Took: time.Second - 1})
	slow.OperationEnded(t.Context(), sight.Operation{Name: "Datei", Took: time.Hour, Stream: true})
	if out.Len() > 0 {
		t.Error(out.String())
	}
	slow.OperationEnded(t.Context(), sight.Operation{
		Type: "query", Name: strings.Repeat("L", 101), Hash: "abc", Cost: 7, Took: time.Second, Revision: 28, Codes: []string{"INVALID", "NOT_FOUND"},
	})
	want := `level=WARN msg="slow operation" type=query name=` + strings.Repeat("L", 100) + ` hash=abc cost=7 took=1s revision=28 code=INVALID` + "\n"
	if !strings.HasSuffix(out.String(), want) {
		t.Errorf("%s, want %s", &out, want)
	}
}

// A line has a code where something was refused or failed, and none elsewhere.
func TestALineHasACodeWhereThereIsOne(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	for want, tell := range map[string]func(code string){
		`msg=request method=GET route=/graphql status=200%s bytes=7 took=169.331µs`: func(code string) {
			logbook.Requests{Log: log}.RequestEnded(t.Context(), sight.Request{Method: "GET", Route: "/graphql", Status: 200, Code: code, Bytes: 7, Took: 169331})
		},
		`msg="slow operation" type=query name="" hash="" cost=0 took=1s revision=0%s`: func(code string) {
			o := sight.Operation{Type: "query", Took: time.Second}
			if code != "" {
				o.Codes = []string{code}
			}
			logbook.Slow{Log: log}.OperationEnded(t.Context(), o)
		},
	} {
		for code, part := range map[string]string{"": "", "INVALID": " code=INVALID"} {
			out.Reset()
			if tell(code); !strings.HasSuffix(out.String(), fmt.Sprintf(want, part)+"\n") {
				t.Errorf("%q: %s", code, &out)
			}
		}
	}
}

// Programs read durations in seconds, at any depth; all else stays as it is.
func TestDurationsAreSecondsForPrograms(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: logbook.Seconds}))
	log.WithGroup("stop").Info("x", "grace", 10*time.Second, "took", 169331*time.Nanosecond, "n", 7)
	if !strings.HasSuffix(out.String(), `"stop":{"grace":10,"took":0.000169331,"n":7}}`+"\n") {
		t.Error(out.String())
	}
}
