package backup_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"fundus/internal/backup"
	"fundus/internal/catalogue"
)

// Whatever a file holds, packed or not: its commits follow one another, and what is wrong
// with it is its fault and is told as such. Only a file that is whole ends well.
func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"", `{"fundus":"backup","format":1}`, `{"fundus":"backup","format":2}`, `{"fundus":"backup","format":1}` + "\n" + `{"end":{"revision":0,"sha256":""}}`,
		`{"fundus":"backup","format":1}` + "\n" + `{"commit":{"revision":1,"time":"2025-01-01T00:00:00Z","records":1,"edges":1}}` + "\n" +
			`{"record":{"id":1,"kind":"area","created":true,"body":{"name":"A"}}}` + "\n" + `{"edge":{"id":1,"relation":"PART_OF","from":1,"to":1,"created":true}}`,
		`{"fundus":"backup","format":1}` + "\n" + `{"commit":{"revision":1,"records":-1,"edges":9223372036854775807}}`,
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	f.Add(packed(f, strings.Repeat("a", 1<<20))[:100], false)
	f.Fuzz(func(t *testing.T, content []byte, pack bool) {
		if pack {
			content = packed(t, string(content))
		}
		r, err := backup.NewReader(bytes.NewReader(content))
		if err != nil {
			wantBlamed(t, err)
			return
		}
		last := catalogue.Revision(0)
		err = r.Commits(func(c *catalogue.Commit) error {
			if last++; c.Revision != last {
				t.Fatalf("revision %d is the commit number %d", c.Revision, last)
			}
			return nil
		})
		if err != nil {
			wantBlamed(t, err)
		}
		if r.Revision() != last {
			t.Fatalf("the reader is at %d after %d commits", r.Revision(), last)
		}
	})
}

func wantBlamed(t *testing.T, err error) {
	t.Helper()
	if catalogue.KindOf(err) != catalogue.Invalid {
		t.Fatalf("not the file's fault: %v", err)
	}
}

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
