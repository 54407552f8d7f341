package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// Metrics and profiler have addresses of their own, each with nothing else on it.
func TestWhatIsNotForEverybodyHasAnAddressOfItsOwn(t *testing.T) {
	var log bytes.Buffer
	w := newWatch("sqlite", nil, slog.New(slog.NewJSONHandler(&log, nil)))
	if err := w.listen(t.Context(), "127.0.0.1:0", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	at := map[string]string{}
	for line := range strings.Lines(log.String()) {
		var said struct{ What, Address string }
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatal(err)
		}
		at[said.What] = "http://" + said.Address
	}
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{at["metrics"] + "/metrics", 200, "fundus_build_info"},
		{at["metrics"] + "/debug/pprof/", 404, ""},
		{at["profiler"] + "/debug/pprof/", 200, "goroutine"},
		{at["profiler"] + "/debug/pprof/goroutine?debug=1", 200, "goroutine profile"},
		{at["profiler"] + "/metrics", 404, ""},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != c.status || !strings.Contains(string(text), c.says) {
			t.Errorf("%s: HTTP %d, %.100s", c.address, answer.StatusCode, text)
		}
	}
}

// The names by which operations are counted are those of the examples.
func TestExamplesAreCountedByName(t *testing.T) {
	names, err := exampleNames()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := exampleQuestions()
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < len(asked) || !slices.Contains(names, "Bestand") {
		t.Errorf("%d examples have %d names: %v", len(asked), len(names), names)
	}
}

// Lines for programs have durations in seconds, as the metrics do; lines for people have
// their units.
func TestLogLinesSayDurationsInTheirWay(t *testing.T) {
	for format, want := range map[string]string{"json": `"took":0.00025}`, "text": `took=250µs`} {
		var log bytes.Buffer
		slog.New(logHandler(&log, format, slog.LevelInfo)).Info("x", "took", 250*time.Microsecond)
		if !strings.HasSuffix(log.String(), want+"\n") {
			t.Errorf("%s: %s", format, &log)
		}
	}
}
