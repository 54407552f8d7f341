package dossier_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fundus/internal/casefile"
	"fundus/internal/casework"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/view"
)

// found is what the other rooms find out about a case.
func found(t testing.TB, f *casefile.File) dossier.Sections {
	t.Helper()
	s, err := dossier.Find(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What the rooms say of a case stands in testdata to be read.
func TestTheArchiveSaysWhatTheRoomsFind(t *testing.T) {
	w, id := residence("")
	f := read(t, w, id, today)
	golden(t, "testdata/found.txtar", archive(t, f, found(t, f)))
}

func TestTheStateIsTheDerivedOne(t *testing.T) {
	w, id := residence("")
	f := read(t, w, id, today)
	if s := found(t, f); s.State != casework.StateOf(f) || s.State == f.Case.Step {
		t.Errorf("%s, stored is %s", s.State, f.Case.Step)
	}
}

// What contributes to a score adds up to it, on paper too.
func TestContributionsOnPaperAddUp(t *testing.T) {
	w, id := residence("")
	for _, s := range found(t, read(t, w, id, today)).Standings {
		low, high := catalogue.Decimal(0), catalogue.Decimal(0)
		for _, c := range s.Contributions {
			low, high = low+c.Low, high+c.High
		}
		if low != s.Low || high != s.High {
			t.Errorf("%s to %s, and the sum of contributions is %s to %s", s.Low, s.High, low, high)
		}
	}
}

// What nobody looked for, and what is not there, are two things.
func TestWhatWasNotLookedForIsNotCalledAbsent(t *testing.T) {
	w, id := residence("")
	f := read(t, w, id, today)
	for name, c := range map[string]struct {
		s          dossier.Sections
		says, lies string
	}{
		"not looked for": {dossier.Sections{}, "Nicht ermittelt.", "keine ähnliche Entscheidung"},
		"nothing there":  {found(t, f), "keine ähnliche Entscheidung", "Nicht ermittelt."},
	} {
		page := string(filesIn(t, archive(t, f, c.s))["akte.html"])
		section := page[strings.Index(page, `<h2 id="vorgaenge">`):]
		section = section[:strings.Index(section, "</section>")]
		if !strings.Contains(section, c.says) || strings.Contains(section, c.lies) {
			t.Errorf("%s: %s", name, section)
		}
	}
}

// Who may not see a solution finds nothing of it in any file, and no digest is called
// broken for that: what names it is an excerpt.
func TestALowerClearanceGetsASoundArchiveWithoutTheHidden(t *testing.T) {
	const secret = "Geheimverfahren"
	w, id := residence("")
	for _, r := range w.records {
		if r.Base().Name.String() == "Altverfahren" {
			r.Base().Name, r.Base().Visibility = catalogue.T(secret), catalogue.Confidential
		}
	}
	whole := w.view(t, today)
	for name, of := range map[string]catalogue.Visibility{"all": catalogue.Confidential, "internal": catalogue.Internal} {
		snap, err := whole.Snapshot().Cleared(of, whole.Snapshot())
		if err != nil {
			t.Fatal(err)
		}
		f, ok := casefile.Read(view.New(snap, today), id)
		if !ok {
			t.Fatal("the case is not seen")
		}
		s := found(t, f)
		s.Part = name == "internal"
		made := archive(t, f, s)
		if r := check(t, made); !r.OK() || (len(r.Notes) > 0) != (name == "internal") {
			t.Errorf("%s: %v, %v", name, r.Findings, r.Notes)
		}
		if told := bytes.Contains(made, []byte(secret)); told != (name == "all") {
			t.Errorf("%s: told is %t", name, told)
		}
		if page := filesIn(t, made)["akte.html"]; bytes.Contains(page, []byte("angesehen 3 Lösungen")) != (name == "all") {
			t.Errorf("%s: how many were looked at", name)
		}
	}
}

// Whatever is hidden from a reader is named in no file of the archive, in no sentence that
// another room says of it, and the archive holds.
func TestNothingHiddenIsNamedInTheArchive(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, id := residence("")
		var hidden []string
		for _, r := range w.records {
			m := r.Base()
			mark := fmt.Sprintf("qz%dzq", m.ID)
			m.Name = catalogue.T(m.Name.String() + " " + mark)
			if m.ID != id && rapid.IntRange(0, 3).Draw(rt, mark) == 0 {
				m.Visibility, hidden = catalogue.Confidential, append(hidden, mark, `"`+catalogue.GlobalID(r.Kind(), m.ID)+`"`)
			}
		}
		whole := w.view(t, today)
		snap, err := whole.Snapshot().Cleared(catalogue.Internal, whole.Snapshot())
		if err != nil {
			rt.Fatal(err)
		}
		f, ok := casefile.Read(view.New(snap, today), id)
		if !ok {
			rt.Fatal("the case is not seen")
		}
		s := found(t, f)
		s.Part = true
		made := archive(t, f, s)
		if r := check(t, made); !r.OK() {
			rt.Errorf("%v", r.Findings)
		}
		for _, mark := range hidden {
			if bytes.Contains(made, []byte(mark)) {
				rt.Errorf("%s is named", mark)
			}
		}
	})
}

// The coverage under the assumption is that of a catalogue in which the offers are there.
func TestTheAssumedCoverageIsThatOfTheOffers(t *testing.T) {
	for name, supports := range map[string]bool{"supported": true, "not supported": false} {
		t.Run(name, func(t *testing.T) {
			w := &world{}
			service := w.add("Wohnsitz anmelden", &catalogue.Service{})
			solution := w.add("Lösung", &catalogue.Solution{})
			if supports {
				w.relate(catalogue.Supports, solution, service)
			}
			file := w.add("Fall", &catalogue.Case{Lane: catalogue.LaneSmall, Step: catalogue.CaseDraft})
			w.relate(catalogue.Concerns, w.file("Bedarf", &catalogue.Need{}, file), service)
			option := w.file("Nachnutzen", &catalogue.Option{OptionKind: catalogue.OptionSolution}, file)
			w.relate(catalogue.Proposes, option, solution)
			var towns []catalogue.ID
			for i := range 4 {
				town := w.add(fmt.Sprint("Stadt ", i), &catalogue.Authority{Level: catalogue.LevelMunicipality})
				w.relate(catalogue.CompetentFor, town, service)
				towns = append(towns, town)
			}
			w.offer(towns[0], service, solution)
			got := found(t, read(t, w, file, today)).Coverages
			if supports {
				for _, town := range towns[1:] {
					w.offer(town, service, solution)
				}
			}
			then := found(t, read(t, w, file, today)).Coverages
			if len(got) != 1 || got[0].Asked != 4 || got[0].Before != 1 || len(then) != 1 || got[0].After != then[0].Before {
				t.Errorf("%+v, and with the offers %+v", got, then)
			}
		})
	}
}

// offer states that an authority offers a service live through a solution.
func (w *world) offer(authority, service, solution catalogue.ID) {
	w.relate(catalogue.Offers, authority, service)
	e := &w.edges[len(w.edges)-1]
	e.Via, e.Status = solution, catalogue.OfferLive
}
