package gvisys_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/gvisys"
)

func refusal(data string) ([]catalogue.Change, error) {
	return gvisys.Read(context.Background(), interchange.Input{Name: "gv.txt", Reader: strings.NewReader(data)}, &interchange.Findings{})
}

// edit replaces columns from…, counted from 1, of a line, counted from 1.
func edit(t *testing.T, number, from int, text string) string {
	rows := strings.Split(string(miniature(t, miniatureUTF8)), "\n")
	columns := []rune(rows[number-1])
	copy(columns[from-1:], []rune(text))
	rows[number-1] = string(columns)
	return strings.Join(rows, "\n")
}

// without leaves lines out, counted from 1.
func without(t *testing.T, from, to int) string {
	rows := strings.Split(string(miniature(t, miniatureUTF8)), "\n")
	return strings.Join(append(rows[:from-1:from-1], rows[to:]...), "\n")
}

func TestABrokenFileIsRefusedWithItsPlaceAndNothingIsKept(t *testing.T) {
	whole := string(miniature(t, miniatureUTF8))
	mixed := append(bytes.Clone(miniature(t, miniatureUTF8)), miniature(t, miniatureLatin1)[222*6:]...)
	for name, c := range map[string]struct{ data, want string }{
		"empty":               {"", "gv.txt: the file holds no record of the municipal register"},
		"another format":      {"id;name\n1;Bonn\n", "gv.txt:1: the record has 7 characters; a GV100AD record has 220"},
		"cut in mid-line":     {whole[:len(whole)-100], "gv.txt:21: the record has 121 characters; a GV100AD record has 220"},
		"cut between lines":   {without(t, 8, 21), "gv.txt:7: Schlüssel: \"98151\": no municipality of it follows; the file is incomplete"},
		"one long line":       {strings.Repeat("x", 10_000), "gv.txt:1: a line of more than 4096 bytes; a GV100AD record has 220 characters"},
		"ten times too large": {strings.Repeat("\n", 16<<20+1), "gv.txt: the file is larger than 16777216 bytes"},
		"UTF-16":              {"\xff\xfe1\x000\x00\n\x00", "gv.txt:1: the file is UTF-16"},
		"mixed encodings":     {string(mixed), "gv.txt:22: this line is ISO-8859-1 but line 1 is UTF-8; a file has one encoding"},
		"control character":   {edit(t, 9, 30, "\x00"), "gv.txt:9: the record contains a control character"},
		"record type":         {edit(t, 9, 1, "70"), "gv.txt:9: Satzart: \"70\": not a record type; it is 10, 20, 30, 40, 50 or 60"},
		"day":                 {edit(t, 9, 3, "20241399"), "gv.txt:9: Gebietsstand: \"20241399\": not a day"},
		"two editions":        {edit(t, 9, 3, "20231231"), "gv.txt:9: Gebietsstand: \"2023-12-31\": the file begins with 2024-09-30"},
		"key with a letter":   {edit(t, 9, 11, "9X"), "gv.txt:9: Schlüssel: \"9X1510010001\": the key of a record of type 60 has 12 digits"},
		"key too long":        {edit(t, 7, 16, "001"), "gv.txt:7: Schlüssel: \"98151001    \": the key of a record of type 40 has 5 digits"},
		"the same key twice":  {edit(t, 12, 16, "002"), "gv.txt:12: Schlüssel: \"981515401002\": the same key as in line 11"},
		"no name":             {edit(t, 9, 23, strings.Repeat(" ", 50)), "gv.txt:9: Name: a record has a name"},
		"text code":           {edit(t, 9, 123, "99"), "gv.txt:9: Textkennzeichen: \"99\": not a text code of record type 60"},
		"population":          {edit(t, 9, 140, "0000001500X"), "gv.txt:9: Bevölkerung: \"0000001500X\": not a number of 11 digits up to 100000000"},
		"impossible number":   {edit(t, 9, 140, "99999999999"), "gv.txt:9: Bevölkerung: \"99999999999\": not a number"},
		"negative number":     {edit(t, 9, 129, "-0000000012"), "gv.txt:9: Fläche: \"-0000000012\": not a number"},
		"more men than all":   {edit(t, 9, 151, "00000015001"), "gv.txt:9: davon männlich: \"15001\": more than all 15000 inhabitants"},
		"no state":            {without(t, 1, 1), "its state is not in the file"},
		"no association":      {without(t, 10, 10), "gv.txt:10: Schlüssel: \"981515401002\": its association 981515401 is not in the file"},
	} {
		changes, err := refusal(c.data)
		if changes != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d changes, error\n  %.300v\nwant one that says\n  %s", name, len(changes), err, c.want)
		}
		if err != nil && catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: kind %s, want INVALID", name, catalogue.KindOf(err))
		}
	}
}

func TestAllWrongLinesAreNamedUpToABound(t *testing.T) {
	broken := strings.ReplaceAll(string(miniature(t, miniatureUTF8)), "20240930", "20240931")
	_, err := refusal(broken)
	var all catalogue.Errors
	if !errors.As(err, &all) || len(all) != 21 {
		t.Errorf("%d errors, want one for each of the 21 lines: %v", len(all), err)
	}
	_, err = refusal(strings.Repeat(broken, 10))
	if !errors.As(err, &all) || len(all) != 100 {
		t.Errorf("%d errors, want 100", len(all))
	}
}

func TestAnUnknownSortOfAssociationIsKeptAndReported(t *testing.T) {
	r := read(t, "new text code", strings.NewReader(edit(t, 10, 123, "59")))
	if got := r.areas["981515401"].AreaKind; got != "ASSOCIATION" {
		t.Errorf("kind %s, want ASSOCIATION", got)
	}
	if got := times(&r.report, interchange.Sort{Field: "Textkennzeichen", Action: interchange.Noted, Message: "unknown text code; taken as an association of no particular kind"}); got != 1 {
		t.Errorf("%d findings, want 1", got)
	}
}

func TestACancelledImportStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := gvisys.Read(ctx, interchange.Input{Name: "gv.txt", Reader: bytes.NewReader(miniature(t, miniatureUTF8))}, &interchange.Findings{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Whatever the bytes: no panic, and what is accepted is sound.
func FuzzRead(f *testing.F) {
	f.Add(miniature(f, miniatureUTF8))
	f.Add(miniature(f, miniatureLatin1))
	f.Add([]byte("\xef\xbb\xbf10"))
	f.Fuzz(func(t *testing.T, data []byte) {
		changes, err := gvisys.Read(context.Background(), interchange.Input{Name: "fuzz", Reader: bytes.NewReader(data)}, &interchange.Findings{})
		if (err == nil) == (changes == nil) {
			t.Fatalf("%d changes and error %v", len(changes), err)
		}
		for _, change := range changes {
			if put, ok := change.(catalogue.Put); ok {
				if err := catalogue.Check(put.Record); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
