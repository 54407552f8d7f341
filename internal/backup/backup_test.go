package backup_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/internal/backup"
	"fundus/internal/catalogue"
	"fundus/internal/pgtest"
	"fundus/internal/store"
	"fundus/internal/store/postgres"
	"fundus/internal/store/sqlite"
	"fundus/internal/store/storetest"
)

var engines = map[string]func(t testing.TB) storetest.Database{
	"SQLite": func(t testing.TB) storetest.Database {
		path := filepath.Join(t.TempDir(), "catalogue.db")
		return storetest.Database{Open: func(ctx context.Context, poll time.Duration) (store.Database, error) {
			return sqlite.Open(ctx, path, sqlite.Options{Poll: poll})
		}}
	},
	"PostgreSQL": func(t testing.TB) storetest.Database {
		url := pgtest.New(t)
		return storetest.Database{Open: func(ctx context.Context, poll time.Duration) (store.Database, error) {
			return postgres.Open(ctx, url, postgres.Options{Poll: poll})
		}}
	},
}

// A backup of any engine, restored in any engine, is the same catalogue at every
// revision, and goes on as the first one would.
func TestABackupOfOneEngineIsRestoredInTheOther(t *testing.T) {
	for from, source := range engines {
		for to, target := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				storetest.Moves(t, source, target, func(ctx context.Context, from, to store.Store) error {
					var file bytes.Buffer
					if _, err := backup.Write(ctx, &file, from); err != nil {
						return err
					}
					r, err := backup.NewReader(&file)
					if err != nil {
						return err
					}
					return to.Restore(ctx, r.Commits)
				})
			})
		}
	}
}

// While others write, a backup is what there was at some moment of it: whole
// commits, from the first on, without a gap.
func TestABackupWhileOthersWriteIsOnePrefixOfTheLog(t *testing.T) {
	const commits = 40
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			database := engine(t)
			here, there := open(t, database), open(t, database)
			var group errgroup.Group
			group.Go(func() error {
				for range commits {
					if _, err := here.Append(t.Context(), catalogue.Stamp{}, twoAreas); err != nil {
						return err
					}
				}
				return nil
			})
			for last := catalogue.Revision(0); last < commits; {
				var file bytes.Buffer
				head, err := backup.Write(t.Context(), &file, there)
				if err != nil {
					t.Fatal(err)
				}
				if got := wantWhole(t, &file); got != head || head < last {
					t.Fatalf("the file ends with revision %d of %d, the one before with %d", got, head, last)
				}
				last = head
			}
			if err := group.Wait(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// wantWhole wants every commit of a file to be what twoAreas made, and says which
// is the last.
func wantWhole(t *testing.T, file io.Reader) (last catalogue.Revision) {
	t.Helper()
	r, err := backup.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	err = r.Commits(func(c *catalogue.Commit) error {
		if c.Revision != last+1 || len(c.Records) != 2 || c.Records[0].ID != 2*catalogue.ID(last)+1 {
			return fmt.Errorf("after revision %d comes %d with %+v", last, c.Revision, c.Records)
		}
		last = c.Revision
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// Whatever happens to a file: where it is cut, whichever byte is another, it is
// refused as Invalid, and the store is as empty as it was.
func TestADamagedFileIsRefusedAndNothingIsStored(t *testing.T) {
	whole := sample(t)
	s := open(t, engines["SQLite"](t))
	refused := func(what string, file []byte) {
		t.Helper()
		err := restore(t, s, file)
		if catalogue.KindOf(err) != catalogue.Invalid {
			t.Errorf("%s: error %v, want it invalid", what, err)
		}
		if head, err := s.Head(t.Context()); err != nil || head.Revision != 0 {
			t.Fatalf("%s: the store is at revision %d (%v)", what, head.Revision, err)
		}
	}
	for n := range len(whole) {
		refused(fmt.Sprintf("cut after %d of %d bytes", n, len(whole)), whole[:n])
	}
	lines := unpack(t, whole)
	for n := range whole {
		damaged := bytes.Clone(whole)
		damaged[n] ^= 0x10
		if text, err := unpacked(damaged); err == nil && text == lines {
			continue // gzip has bits that say nothing: a time, what fills up the last byte
		}
		refused(fmt.Sprintf("byte %d is another", n), damaged)
	}
	refused("something follows", append(bytes.Clone(whole), "more"...))
	refused("it is there twice", append(bytes.Clone(whole), whole...))
	if err := restore(t, s, whole); err != nil {
		t.Errorf("the file as it was: %v", err)
	}
}

// A hand that alters a file and packs it again is found by the sum at its end, and
// what cannot be understood is named with its line.
func TestAnAlteredFileIsRefusedWithTheReason(t *testing.T) {
	text := unpack(t, sample(t))
	lines := strings.SplitAfter(text, "\n")
	for what, altered := range map[string]struct{ text, want string }{
		"a name":              {strings.Replace(text, "Gebiet 1", "Gebiet 7", 1), "line 8: the file was altered"},
		"a line less":         {strings.Join(append(append([]string{}, lines[:3]...), lines[4:]...), ""), "line 4: a record is expected here"},
		"a commit less":       {strings.Join(append(append([]string{}, lines[:1]...), lines[4:]...), ""), "line 2: revision 2 follows revision 0"},
		"no end":              {strings.Join(lines[:7], ""), "line 8: the file ends here, before its end"},
		"something behind":    {text + "{}\n", "line 9: something follows the end"},
		"a line of nothing":   {strings.Replace(text, lines[4], "{}\n"+lines[4], 1), "line 5: a commit or the end is expected here"},
		"no JSON":             {strings.Replace(text, lines[2], "{\n", 1), "line 3: unexpected EOF; the file is damaged, or a newer Fundus wrote it"},
		"a kind":              {strings.ReplaceAll(text, `"kind":"area"`, `"kind":"planet"`), `line 3: "planet" is no kind of record`},
		"a field":             {strings.Replace(text, `"created":true`, `"created":true,"colour":"red"`, 1), `line 3: json: unknown field "colour"; the file is damaged, or a newer Fundus wrote it`},
		"a field of a record": {strings.Replace(text, `{"name":`, `{"colour":"red","name":`, 1), `line 3: area: json: unknown field "colour"`},
		"more than there is":  {strings.Replace(text, `"records":2`, `"records":2000000000`, 1), "line 5: a record is expected here"},
		"another file":        {"{}\n", "this is no backup of Fundus"},
		"a newer program":     {strings.Replace(text, `"format":1`, `"format":2,"more":true`, 1), "written by a newer Fundus (format 2, this program knows 1): update the program"},
	} {
		s := open(t, engines["SQLite"](t))
		err := restore(t, s, pack(t, altered.text))
		if catalogue.KindOf(err) != catalogue.Invalid || !strings.Contains(err.Error(), altered.want) {
			t.Errorf("%s: error %v, want %q", what, err, altered.want)
		}
		if head, err := s.Head(t.Context()); err != nil || head.Revision != 0 {
			t.Errorf("%s: the store is at revision %d (%v)", what, head.Revision, err)
		}
	}
	if err := restore(t, open(t, engines["SQLite"](t)), pack(t, text)); err != nil {
		t.Errorf("packed again as it was: %v", err)
	}
}

// An empty catalogue has a backup too.
func TestNothingIsRestoredAsNothing(t *testing.T) {
	var file bytes.Buffer
	if head, err := backup.Write(t.Context(), &file, open(t, engines["SQLite"](t))); err != nil || head != 0 {
		t.Fatalf("revision %d (%v)", head, err)
	}
	if err := restore(t, open(t, engines["SQLite"](t)), file.Bytes()); err != nil {
		t.Error(err)
	}
}

// A disk that fails while it is read or written is not the file's fault, and the
// error comes back as it is.
func TestAFailingDiskIsNotTheFilesFault(t *testing.T) {
	broken := errors.New("the disk is broken")
	_, err := backup.NewReader(io.MultiReader(bytes.NewReader(sample(t)[:4]), failing{broken}))
	if !errors.Is(err, broken) || catalogue.KindOf(err) != 0 {
		t.Errorf("reading: %v", err)
	}
	if _, err := backup.Write(t.Context(), failing{broken}, open(t, engines["SQLite"](t))); !errors.Is(err, broken) {
		t.Errorf("writing: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }

// sample is a backup of eight lines: the head, two commits of two records each, the
// end.
func sample(t *testing.T) []byte {
	t.Helper()
	s := open(t, engines["SQLite"](t))
	for range 2 {
		if _, err := s.Append(t.Context(), catalogue.Stamp{Actor: "Ada"}, twoAreas); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if _, err := backup.Write(t.Context(), &file, s); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func twoAreas(_ context.Context, head store.Head) (*catalogue.Commit, error) {
	c := &catalogue.Commit{}
	for i := range catalogue.ID(2) {
		id := 2*catalogue.ID(head.Revision) + i + 1
		area := &catalogue.Area{Meta: catalogue.Meta{Name: catalogue.T(fmt.Sprintf("Gebiet %d", id))}}
		c.Records = append(c.Records, catalogue.RecordVersion{ID: id, Kind: catalogue.KindArea, Record: area, Created: true})
	}
	return c, nil
}

func restore(t *testing.T, s store.Store, file []byte) error {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(file))
	if err != nil {
		return err
	}
	return s.Restore(t.Context(), r.Commits)
}

func open(t *testing.T, database storetest.Database) store.Store {
	t.Helper()
	s, err := database.Open(t.Context(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func unpack(t *testing.T, file []byte) string {
	t.Helper()
	text, err := unpacked(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func unpacked(file []byte) (string, error) {
	zip, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(zip)
	return string(text), err
}

func pack(t *testing.T, text string) []byte {
	t.Helper()
	var file bytes.Buffer
	zip := gzip.NewWriter(&file)
	if _, err := io.WriteString(zip, text); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
