package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever stands in cells, a reader of CSV finds the same cells.
func TestATableIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A reader of Go's own gives a line feed back for either end of a line.
		text := rapid.StringMatching(`[a-zäß ,;"'|=\n\t\-]{0,8}`)
		width := rapid.IntRange(1, 4).Draw(t, "width")
		lines := rapid.SliceOfN(rapid.SliceOfN(text, width, width), 1, 5).Draw(t, "lines")
		for _, separator := range []string{",", ";"} {
			var b bytes.Buffer
			w := &table{w: bufio.NewWriter(&b), separator: separator}
			for _, cells := range lines {
				if err := w.line(cells); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(&b)
			r.Comma = rune(separator[0])
			read, err := r.ReadAll()
			if err != nil || !slices.EqualFunc(lines, read, slices.Equal) {
				t.Fatalf("%q is read as %q (%v)", lines, read, err)
			}
		}
	})
}

// No text begins as a formula does, and every other text stays as it is.
func TestNoTextIsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[=+\-@\t\r\n＝＋－＠a1' ä]{0,4}`).Draw(t, "text")
		got := harmless(text)
		begins := strings.IndexAny(text, "=+-@\t\r\n＝＋－＠") == 0
		if begins && got != "'"+text || !begins && got != text {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}

// Numbers are met once.
func TestMarksKnowWhatWasMet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m marks
		met := map[uint32]bool{}
		for _, n := range rapid.SliceOf(rapid.Uint32Range(0, 300)).Draw(t, "numbers") {
			if m.add(n) == met[n] || !m.has(n) {
				t.Fatalf("%d: met %t", n, met[n])
			}
			met[n] = true
		}
		for n := range uint32(400) {
			if m.has(n) != met[n] {
				t.Fatalf("%d: has %t", n, m.has(n))
			}
		}
	})
}
