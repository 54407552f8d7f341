package dossier_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/dossier"
)

func check(t interface{ Fatal(...any) }, archive []byte) dossier.Report {
	r, err := dossier.Verify(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func made(t testing.TB) []byte {
	w, id := residence("")
	f := read(t, w, id, today)
	return archive(t, f, known(f))
}

func TestAnArchiveThatNobodyTouchedHolds(t *testing.T) {
	r := check(t, made(t))
	if !r.OK() || len(r.Notes) > 0 || r.Files != 14 || r.Links != 5 {
		t.Errorf("%d files, %d links: %v %v", r.Files, r.Links, r.Findings, r.Notes)
	}
	var b strings.Builder
	if _, err := r.WriteTo(&b); err != nil || !strings.Contains(b.String(), "Unverändert: 14 Dateien, 5 Glieder") || !strings.Contains(b.String(), r.Seal.String()) {
		t.Errorf("%v: %s", err, &b)
	}
}

// Whatever byte is another, wherever it stands, the check finds it.
func TestEveryByteThatIsAnotherIsFound(t *testing.T) {
	whole := made(t)
	rapid.Check(t, func(t *rapid.T) {
		changed := slices.Clone(whole)
		at := rapid.IntRange(0, len(changed)-1).Draw(t, "at")
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		if r := check(t, changed); r.OK() {
			t.Fatalf("byte %d", at)
		}
	})
}

// The same holds at every place of the manifest, which no digest covers, and at both
// ends of the archive, where its tables are.
func TestEveryByteOfTheManifestAndTheTablesCounts(t *testing.T) {
	whole := made(t)
	manifest := filesIn(t, whole)["manifest.json"]
	from := bytes.Index(whole, manifest)
	places := []int{}
	for at := range len(manifest) {
		places = append(places, from+at)
	}
	for at := len(whole) - 1500; at < len(whole); at++ {
		places = append(places, at)
	}
	for _, at := range places {
		changed := slices.Clone(whole)
		changed[at] ^= 1
		if r := check(t, changed); r.OK() {
			t.Errorf("byte %d of %d", at, len(whole))
		}
	}
}

func TestAnArchiveThatIsCutOffOrGoesOnIsFound(t *testing.T) {
	whole := made(t)
	for _, changed := range [][]byte{nil, {}, whole[:1], whole[:len(whole)/2], whole[:len(whole)-1], append(slices.Clone(whole), 0), append([]byte("#!/bin/sh\n"), whole...), append(slices.Clone(whole), whole...)} {
		if r := check(t, changed); r.OK() {
			t.Errorf("%d bytes", len(changed))
		}
	}
}

// altered packs the files of an archive anew, changed, with a manifest that agrees with
// them where it can.
func altered(t testing.TB, whole []byte, change func(files map[string][]byte, order []string) []string, method uint16) []byte {
	t.Helper()
	files := filesIn(t, whole)
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, f := range z.File {
		order = append(order, f.Name)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range change(files, order) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The rules that are broken are named with the file.
func TestWhatIsWrongIsNamed(t *testing.T) {
	whole := made(t)
	type files = map[string][]byte
	for _, c := range []struct {
		name   string
		method uint16
		change func(files, []string) []string
		says   string
	}{
		{"a file is missing", zip.Store, func(_ files, o []string) []string { return o[:len(o)-1] }, "punkte.svg: Die Datei fehlt."},
		{"a file is added", zip.Store, func(f files, o []string) []string { f["notiz.txt"] = []byte("x"); return append(o, "notiz.txt") }, "mehr Dateien"},
		{"a file has another name", zip.Store, func(f files, o []string) []string {
			f["akte2.html"] = f["akte.html"]
			o[slices.Index(o, "akte.html")] = "akte2.html"
			return o
		}, "akte2.html: Eine Datei dieses Namens gehört nicht zu einer Akte."},
		{"a path out of the folder", zip.Store, func(f files, o []string) []string {
			f["../akte.html"] = f["akte.html"]
			o[slices.Index(o, "akte.html")] = "../akte.html"
			return o
		}, "../akte.html: Eine Datei dieses Namens"},
		{"two files are exchanged", zip.Store, func(f files, o []string) []string {
			f["punkte.csv"], f["kosten.csv"] = f["kosten.csv"], f["punkte.csv"]
			return o
		}, "punkte.csv: Der Inhalt hat eine andere Prüfsumme"},
		{"a file twice", zip.Store, func(_ files, o []string) []string { o[len(o)-1] = o[0]; return o }, "manifest.json: Die Datei steht zweimal"},
		{"packed anew", zip.Store, func(_ files, o []string) []string { return o }, "neu gepackt"},
		{"compressed", zip.Deflate, func(_ files, o []string) []string { return o }, "akte.html: Die Datei ist verdichtet"},
		{"two links are exchanged", zip.Store, withManifest(func(m map[string]any) {
			c := m["chain"].([]any)
			c[0], c[1] = c[1], c[0]
		}), "Die Kette reißt bei Glied 1"},
		{"a link is missing", zip.Store, withManifest(func(m map[string]any) { c := m["chain"].([]any); m["chain"] = c[:len(c)-1] }), "Die Kette reißt bei Glied 5"},
		{"a link too many", zip.Store, withManifest(func(m map[string]any) { c := m["chain"].([]any); m["chain"] = append(c, c[0]) }), "Die Kette hat 6 Glieder"},
		{"another revision", zip.Store, withManifest(func(m map[string]any) { m["revision"] = 8 }), "andere als in akte.jsonl"},
		{"a manifest with more to say", zip.Store, withManifest(func(m map[string]any) { m["note"] = "x" }), "nicht so geschrieben"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := check(t, altered(t, whole, c.change, c.method))
			if r.OK() || !slices.ContainsFunc(r.Findings, func(f dossier.Finding) bool { return strings.Contains(f.String(), c.says) }) {
				t.Errorf("%v", r.Findings)
			}
		})
	}
}

// withManifest changes the manifest, written as it should be but for the change.
func withManifest(change func(map[string]any)) func(map[string][]byte, []string) []string {
	return func(files map[string][]byte, order []string) []string {
		var m map[string]any
		d := json.NewDecoder(bytes.NewReader(files["manifest.json"]))
		d.UseNumber()
		if err := d.Decode(&m); err != nil {
			panic(err)
		}
		change(m)
		files["manifest.json"] = ordered(m)
		return order
	}
}

// ordered is a manifest with its members in the order in which they are written.
func ordered(m map[string]any) []byte {
	write := func(m map[string]any, names ...string) json.RawMessage {
		var b bytes.Buffer
		comma := "{"
		for _, name := range names {
			if v, ok := m[name]; ok {
				text, _ := json.Marshal(v)
				b.WriteString(comma + `"` + name + `":` + string(text))
				comma = ","
			}
		}
		return json.RawMessage(b.String() + "}")
	}
	for list, names := range map[string][]string{"files": {"name", "bytes", "sha256"}, "chain": {"kind", "id", "revision", "digest", "previous", "chain"}} {
		all := m[list].([]any)
		for i := range all {
			if x, ok := all[i].(map[string]any); ok {
				all[i] = write(x, names...)
			}
		}
	}
	var b bytes.Buffer
	_ = json.Indent(&b, write(m, "format", "case", "name", "revision", "recordedAt", "day", "program", "files", "chain", "note"), "", "  ")
	return append(b.Bytes(), '\n')
}

// A receipt that was altered in the catalogue itself, so that the whole archive agrees
// with it, does not fit the digest that it was given when it was taken.
func TestAReceiptThatWasAlteredLaterIsFound(t *testing.T) {
	w, id := residence("")
	for _, r := range w.records {
		if s, ok := r.(*catalogue.SearchReceipt); ok {
			s.Considered = 99
		}
	}
	r := check(t, archive(t, read(t, w, id, today), dossier.Sections{}))
	if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].Rule, "SearchReceipt") || r.Findings[0].File != "akte.jsonl" {
		t.Errorf("%v", r.Findings)
	}
}

// The chain can be computed by anybody, as the package comment says.
func TestTheChainFollowsFromTheLinesOfTheLedger(t *testing.T) {
	files := filesIn(t, made(t))
	digests := map[string][32]byte{}
	for line := range bytes.SplitSeq(bytes.TrimSuffix(files["akte.jsonl"], []byte("\n")), []byte("\n")) {
		var x struct{ ID string }
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatal(err)
		}
		digests[x.ID] = sha256.Sum256(line)
	}
	var m struct {
		Chain []struct{ Kind, ID, Chain string }
	}
	if err := json.Unmarshal(files["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	chain := [32]byte{}
	var kinds []string
	for i, l := range m.Chain {
		d := digests[l.ID]
		chain = sha256.Sum256(append(chain[:], d[:]...))
		if hex.EncodeToString(chain[:]) != l.Chain {
			t.Errorf("link %d", i)
		}
		kinds = append(kinds, l.Kind)
	}
	if want := []string{"SearchReceipt", "Evidence", "Evidence", "Assessment", "Decision"}; !slices.Equal(kinds, want) {
		t.Errorf("%v", kinds)
	}
}

// No archive makes the check read more than there is.
func TestAnArchiveThatClaimsToBeHugeIsNotRead(t *testing.T) {
	r, err := dossier.Verify(neverRead{}, dossier.LargestArchive+1)
	if err != nil || r.OK() {
		t.Errorf("%v %v", err, r.Findings)
	}
	whole := made(t)
	bomb := altered(t, whole, func(f map[string][]byte, o []string) []string {
		f["akte.html"] = make([]byte, 8<<20)
		return o
	}, zip.Deflate)
	if r := check(t, bomb); r.OK() || r.Files != 0 {
		t.Errorf("%d files taken out", r.Files)
	}
}

// neverRead fails the one who reads it.
type neverRead struct{}

func (neverRead) ReadAt([]byte, int64) (int, error) { return 0, errors.New("it was read") }

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	if _, err := dossier.Verify(neverRead{}, 10); err == nil {
		t.Error("no error")
	}
	if _, err := dossier.Verify(bytes.NewReader(nil), 10); !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		t.Errorf("%v", err)
	}
}
