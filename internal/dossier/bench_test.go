package dossier_test

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/dossier"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// large is a case as large as one may become: a hundred options, each judged at ten gates
// on an evidence of its own, and a search with a thousand hits.
func large() (*world, catalogue.ID) {
	w := &world{}
	file := w.add("Große Akte", &catalogue.Case{Lane: catalogue.LaneLarge, Step: catalogue.CaseGated})
	var gates []catalogue.ID
	for i := range 10 {
		gates = append(gates, w.add(fmt.Sprint("Prüfung ", i), &catalogue.Gate{GateKind: "LEGAL", GateTest: catalogue.GateTestJudged, PolicyStatus: catalogue.PolicyProposed}))
	}
	receipt := &catalogue.SearchReceipt{Considered: 8000}
	for i := range 1000 {
		s := w.add(fmt.Sprint("Lösung ", i), &catalogue.Solution{})
		receipt.Hits = append(receipt.Hits, catalogue.Hit{Solution: catalogue.GlobalID(catalogue.KindSolution, s), Strength: 1000 - i})
		if i >= 100 {
			continue
		}
		option := w.file(fmt.Sprint("Option ", i), &catalogue.Option{OptionKind: catalogue.OptionSolution}, file)
		w.relate(catalogue.Proposes, option, s)
		proof := w.file(fmt.Sprint("Nachweis ", i), &catalogue.Evidence{EvidenceKind: "TEST_REPORT", Grade: "A"}, file)
		for _, g := range gates {
			verdict := w.file("Befund", &catalogue.GateResult{Verdict: catalogue.VerdictPass, Reason: "geprüft"}, file)
			w.relate(catalogue.Judges, verdict, option)
			w.relate(catalogue.Applies, verdict, g)
			w.relate(catalogue.RestsOn, verdict, proof)
		}
	}
	w.file("Recherche", receipt, file)
	return w, file
}

func BenchmarkWrite(b *testing.B) {
	for name, of := range map[string]func() (*world, catalogue.ID){"small": func() (*world, catalogue.ID) { return residence("") }, "large": large} {
		b.Run(name, func(b *testing.B) {
			w, id := of()
			f := read(b, w, id, today)
			size := len(archive(b, f, dossier.Sections{}))
			b.ReportAllocs()
			for b.Loop() {
				if err := dossier.Write(io.Discard, f, dossier.Sections{}, "v1"); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size), "archive-B")
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	w, id := large()
	whole := archive(b, read(b, w, id, today), dossier.Sections{})
	b.ReportAllocs()
	for b.Loop() {
		if r, err := dossier.Verify(bytes.NewReader(whole), int64(len(whole))); err != nil || !r.OK() {
			b.Fatal(err, r.Findings)
		}
	}
}

// The catalogue of a state, synthetic, built once.
var state = sync.OnceValue(func() *snapshot.Snapshot {
	b := snapshot.NewBuilder()
	if err := generate.Into(b, generate.State, 1); err != nil {
		panic(err)
	}
	s, err := b.Build(1, time.Unix(1, 0))
	if err != nil {
		panic(err)
	}
	return s
})

// BenchmarkFind asks everything of a case of a state. Each operation asks a new view, as
// every question does; most of it is to look for collisions in the whole estate.
func BenchmarkFind(b *testing.B) {
	s := state()
	day := dayOf("2025-12-31")
	var id catalogue.ID
	for c := range s.Kind(catalogue.KindCase).All() {
		if f, ok := casefile.Read(view.New(s, day), c); ok && len(f.Decisions) > 0 {
			id = c
			break
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		f, _ := casefile.Read(view.New(s, day), id)
		if _, err := dossier.Find(f); err != nil {
			b.Fatal(err)
		}
	}
}
