package dossier

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"slices"
	"time"

	"fundus/internal/catalogue"
)

// file is a file of an archive.
type file struct {
	name    string
	content []byte
}

// The files of an archive, in their order. There is no other, and none is missing.
const (
	manifestName     = "manifest.json"
	markdownName     = "entscheidung.md"
	pageName         = "akte.html"
	ledgerName       = "akte.jsonl"
	linkedName       = "akte.jsonld"
	gatesName        = "ausschlusspruefung.csv"
	pointsName       = "punkte.csv"
	evidenceName     = "nachweise.csv"
	hitsName         = "treffer.csv"
	costsName        = "kosten.csv"
	stepsName        = "schritte.csv"
	surroundingsName = "zusammenhang.svg"
	ladderName       = "rangfolge.svg"
	intervalsName    = "punkte.svg"
)

var names = []string{
	manifestName, markdownName, pageName, ledgerName, linkedName, gatesName, pointsName, evidenceName, hitsName,
	costsName, stepsName, surroundingsName, ladderName, intervalsName,
}

// LargestArchive bounds an archive, in bytes. All of it is in memory at once, when it is
// made and when it is checked.
const LargestArchive = 64 << 20

// packed is the archive of files, in their order, as of an instant. Sizes stand before
// the contents, so that programs can read it that do not look at its end first.
func packed(files []file, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	day, clock := dosTime(at)
	for _, f := range files {
		size := uint64(len(f.content))
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: f.name, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20,
			CRC32: crc32.ChecksumIEEE(f.content), CompressedSize64: size, UncompressedSize64: size,
			ModifiedDate: day, ModifiedTime: clock, //nolint:staticcheck // CreateRaw writes these and never looks at Modified
		})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.content); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	if b.Len() > LargestArchive {
		return nil, catalogue.Errorf(catalogue.Invalid, "the archive of this case would have %d bytes; the most is %d", b.Len(), LargestArchive)
	}
	return b.Bytes(), nil
}

// dosTime is an instant as archives have it: in steps of two seconds, from 1980 on. It is
// told in UTC, since they know no zone.
func dosTime(t time.Time) (day, clock uint16) {
	t = t.UTC()
	if t.Year() < 1980 {
		t = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day = uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9)
	clock = uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
	return day, clock
}

// unpacked are the files of an archive, and what is wrong with them as files. Nothing is
// taken out that is compressed, larger than the archive, or named as no file of ours is:
// so no archive can grow, or reach another folder, however it was made.
func unpacked(archive []byte) ([]file, []Finding) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, []Finding{{"", "Das ist kein lesbares ZIP-Archiv."}}
	}
	if len(z.File) > len(names) {
		return nil, []Finding{{"", "Das Archiv enthält mehr Dateien, als eine Akte hat."}}
	}
	var files []file
	var wrong []Finding
	total := uint64(0)
	for _, entry := range z.File {
		total += entry.UncompressedSize64
		if rule := misfit(entry, files, total, uint64(len(archive))); rule != "" {
			wrong = append(wrong, Finding{plain(entry.Name), rule})
			continue
		}
		content, err := contentOf(entry)
		if err != nil {
			wrong = append(wrong, Finding{entry.Name, "Die Datei ist beschädigt: Inhalt und Prüfsumme im Archiv stimmen nicht überein."})
			continue
		}
		files = append(files, file{entry.Name, content})
	}
	return files, wrong
}

// misfit says why an entry is not taken out, "" where it is.
func misfit(entry *zip.File, before []file, total, size uint64) string {
	switch {
	case !known(entry.Name):
		return "Eine Datei dieses Namens gehört nicht zu einer Akte."
	case find(before, entry.Name) != nil:
		return "Die Datei steht zweimal im Archiv."
	case entry.Method != zip.Store || entry.CompressedSize64 != entry.UncompressedSize64:
		return "Die Datei ist verdichtet; eine Akte wird unverdichtet abgelegt."
	case total > size:
		return "Die Dateien wären zusammen größer als das Archiv."
	}
	return ""
}

func contentOf(entry *zip.File) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, LargestArchive))
}

func known(name string) bool { return slices.Contains(names, name) }

// find is the file with a name, nil for none.
func find(files []file, name string) *file {
	for i := range files {
		if files[i].name == name {
			return &files[i]
		}
	}
	return nil
}
