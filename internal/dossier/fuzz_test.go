package dossier_test

import (
	"bytes"
	"testing"

	"fundus/internal/dossier"
)

// Whatever comes as an archive is judged: what is whole is what the program itself made,
// and its report is written for people whatever the archive says.
func FuzzVerify(f *testing.F) {
	whole := made(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x05\x06" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, archive []byte) {
		r, err := dossier.Verify(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Fatal(err)
		}
		if r.OK() && !bytes.Equal(archive, whole) {
			t.Fatalf("%d bytes hold that the program did not make", len(archive))
		}
		var b bytes.Buffer
		if _, err := r.WriteTo(&b); err != nil || bytes.ContainsRune(b.Bytes(), 0x1b) {
			t.Fatalf("%v: %q", err, b.Bytes())
		}
	})
}
