package store_test

import (
	"slices"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

func TestEveryCodeOfAnEdgeHasANumberAndComesBackFromIt(t *testing.T) {
	for _, status := range append([]catalogue.OfferStatus{""}, names[catalogue.OfferStatus](catalogue.OfferStatuses)...) {
		number, err := store.Statuses.Number(status)
		back, failed := store.Statuses.Code(int64(number))
		if err != nil || failed != nil || back != status || number > 255 {
			t.Errorf("status %q is stored as %d and read as %q (%v, %v)", status, number, back, err, failed)
		}
	}
	if _, err := store.Evidence.Code(99); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("a number of no code is read with %v", err)
	}
}

func names[C ~string](list *catalogue.CodeList) (all []C) {
	for _, code := range list.Codes {
		all = append(all, C(code.Name))
	}
	return all
}

// The clock of a machine may be set back; the log does not run backwards, and keeps
// the precision that every engine can store.
func TestTheLogDoesNotRunBackwards(t *testing.T) {
	last := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for now, want := range map[time.Time]time.Time{
		last.Add(-time.Hour):              last,
		last.Add(1500 * time.Nanosecond):  last.Add(time.Microsecond),
		last.In(time.FixedZone("", 3600)): last,
	} {
		c := &catalogue.Commit{}
		if err := store.Seal(c, store.Head{Revision: 4, RecordedAt: last}, catalogue.Stamp{}, now); err != nil {
			t.Fatal(err)
		}
		if c.Time != want || c.Revision != 5 {
			t.Errorf("at %s after %s: revision %d of %s, want 5 of %s", now, last, c.Revision, c.Time, want)
		}
	}
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	files := fstest.MapFS{"m/0001_a.sql": {Data: []byte("a")}, "m/0002_b.sql": {Data: []byte("b")}}
	steps, err := store.Migrations(files)
	if err != nil || !slices.Equal(steps, []store.Migration{{Name: "0001_a.sql", SQL: "a"}, {Name: "0002_b.sql", SQL: "b"}}) {
		t.Fatalf("read %v (%v)", steps, err)
	}
	if due, err := store.Due(steps, 1); err != nil || len(due) != 1 || due[0].SQL != "b" {
		t.Errorf("after step 1 these are due: %v (%v)", due, err)
	}
	for _, name := range []string{"m/0002_c.sql", "m/0004_d.sql", "m/e.sql"} {
		files[name] = &fstest.MapFile{}
		if _, err := store.Migrations(files); err == nil {
			t.Errorf("%s beside 0001 and 0002 was taken", name)
		}
		delete(files, name)
	}
}

// A bell wakes for what is new only; without a ring the poll ends the waiting at
// its time and not before.
func TestABellWakesForWhatIsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bell := store.NewBell()
		begun := time.Now()
		go func() {
			time.Sleep(time.Second) //nolint:forbidigo // the bubble's own time
			bell.Ring(1)            // the waiter has it
			time.Sleep(time.Second) //nolint:forbidigo // the bubble's own time
			bell.Ring(2)
		}()
		if err := bell.Wait(t.Context(), 1, time.Hour); err != nil || time.Since(begun) != 2*time.Second {
			t.Errorf("woken after %s (%v), want 2s", time.Since(begun), err)
		}
		begun = time.Now()
		if err := bell.Wait(t.Context(), 2, time.Hour); err != nil || time.Since(begun) != time.Hour {
			t.Errorf("the poll came after %s (%v), want an hour", time.Since(begun), err)
		}
		hint := bell.Hint()
		bell.Ring(1 << 60) // beyond any log
		bell.Correct(hint, 2)
		if err := bell.Wait(t.Context(), 2, time.Hour); err != nil || time.Since(begun) != time.Hour {
			t.Errorf("a look at the log from before the hint took it back (%v)", err)
		}
		bell.Correct(bell.Hint(), 2)
		begun = time.Now()
		if err := bell.Wait(t.Context(), 2, time.Hour); err != nil || time.Since(begun) != time.Hour {
			t.Errorf("a hint beyond the log woke again after %s (%v), want the poll", time.Since(begun), err)
		}
		bell.Close()
		if err := bell.Wait(t.Context(), 2, time.Hour); catalogue.KindOf(err) != catalogue.Unavailable {
			t.Errorf("a closed bell says %v", err)
		}
	})
}
