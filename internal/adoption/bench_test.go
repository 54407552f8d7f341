package adoption_test

import (
	"testing"
	"time"

	"fundus/internal/adoption"
	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// BenchmarkCoverage counts before and after for a need about a service of a state for
// which every authority is competent. Each operation asks a new view, as every question
// does.
func BenchmarkCoverage(b *testing.B) {
	builder := snapshot.NewBuilder()
	if err := generate.Into(builder, generate.State, 1); err != nil {
		b.Fatal(err)
	}
	state, err := builder.Build(1, time.Unix(1, 0))
	if err != nil {
		b.Fatal(err)
	}
	s, file := withCase(b, state)
	day, _ := catalogue.ParseDay("2025-12-31")
	b.ReportAllocs()
	for b.Loop() {
		c, ok, err := adoption.Of(view.New(s, day), file)
		if err != nil || !ok {
			b.Fatal(ok, err)
		}
		b.ReportMetric(float64(c.AssumedOffers()), "offers")
	}
}

// withCase files a case about that service, in which building was chosen.
func withCase(b *testing.B, s *snapshot.Snapshot) (*snapshot.Snapshot, catalogue.ID) {
	named := func(name string) catalogue.Meta { return catalogue.Meta{Name: catalogue.T(name)} }
	state := func(r catalogue.Relation, from, to catalogue.Ref) catalogue.Change {
		return catalogue.Relate{Relation: r, From: from, To: to}
	}
	file, need, build, decision := catalogue.RefToLocal("case"), catalogue.RefToLocal("need"), catalogue.RefToLocal("build"), catalogue.RefToLocal("decision")
	service := catalogue.ID(0)
	for service = range s.Kind(catalogue.KindService).All() {
		break
	}
	changes := []catalogue.Change{
		catalogue.Put{Local: "case", Record: &catalogue.Case{Meta: named("Akte"), Lane: "M", Step: catalogue.CaseDraft}},
		catalogue.Put{Local: "need", Record: &catalogue.Need{Meta: named("Bedarf")}},
		catalogue.Put{Local: "build", Record: &catalogue.Option{Meta: named("Bau"), OptionKind: catalogue.OptionBuild}},
		catalogue.Put{Local: "decision", Record: &catalogue.Decision{Meta: named("Entscheidung"), Outcome: "BUILD", Reason: "Grund"}},
		state(catalogue.FiledIn, need, file), state(catalogue.FiledIn, build, file), state(catalogue.FiledIn, decision, file),
		state(catalogue.Chooses, decision, build),
		state(catalogue.Concerns, need, catalogue.RefToID(catalogue.KindService, service)),
	}
	for id := range s.Kind(catalogue.KindAuthority).All() {
		changes = append(changes, state(catalogue.CompetentFor, catalogue.RefToID(catalogue.KindAuthority, id), catalogue.RefToID(catalogue.KindService, service)))
	}
	next, err := s.Assume(changes, func(*catalogue.Commit) error { return nil }, func() bool { return false })
	if err != nil {
		b.Fatal(err)
	}
	newest := catalogue.ID(0)
	for newest = range next.Kind(catalogue.KindCase).All() { // the state has others
	}
	return next, newest
}
