package logbook_test

import (
	"bytes"
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
