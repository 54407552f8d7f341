package main

import (
	"strings"
	"testing"

	"fundus/internal/interchange"
)

// What is read through a bar is what the file says; and where nobody watches
// there is no bar.
func TestThereIsNoBarWhereNobodyWatches(t *testing.T) {
	var written strings.Builder
	in := interchange.Input{Name: "a", Reader: strings.NewReader("text")}
	out, done := withProgress(in, 1<<30, &written)
	done()
	if out != in || written.Len() > 0 {
		t.Errorf("the reader was wrapped, or something written: %q", &written)
	}
}
