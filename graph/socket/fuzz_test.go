package socket

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// Whatever a client sends is read, or ends the socket with a reason that fits into a close
// frame. What is read is written as JSON again, and read as the same.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{
		`{"type":"connection_init"}`, `{"type":"ping","payload":{"a":1}}`, `{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":{"n":1e999}}}`,
		`{"type":"complete","id":"1"}`, `{"type":"subscribe","id":"\ud800","payload":{"query":"\u0000"}}`, `{"TYPE":"ping"}`, `[]`, `null`, `{"type":"ping","payload":null}`,
		`{"type":"subscribe","id":"1","payload":{"query":"{a}","extensions":[]}}`, `{"type":"äääääääääääääääääääääääääääääääääääääääääääääääääää"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !utf8.Valid(text) {
			return // take refuses it
		}
		m, why := read(text)
		if why == nil && m.kind == "subscribe" {
			_, why = m.request()
		}
		if why != nil {
			if len(why.reason) > 123 || !utf8.ValidString(why.reason) || why.code < 4000 {
				t.Fatalf("%d %q", why.code, why.reason)
			}
			return
		}
		written := m.text()
		if !json.Valid(written) {
			t.Fatalf("%q is written %q", text, written)
		}
		again, why := read(written)
		if why != nil || again.kind != m.kind || again.id != m.id || string(again.payload) != string(m.payload) {
			t.Fatalf("%q is read again as %+v (%+v)", text, again, why)
		}
	})
}
