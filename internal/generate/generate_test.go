package generate_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/generate"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/snapshot"
)

// kept is a sink that keeps all.
type kept struct {
	records []catalogue.Record
	edges   []catalogue.Edge
}

func (k *kept) Record(r catalogue.Record) error { k.records = append(k.records, r); return nil }

func (k *kept) Edges(some []catalogue.Edge) error { k.edges = append(k.edges, some...); return nil }

func (k *kept) record(id catalogue.ID) catalogue.Record { return k.records[id-1] }

func tiny(t *testing.T, seed uint64) *kept { return keep(t, generate.Tiny, seed) }

func keep(t *testing.T, scale generate.Scale, seed uint64) *kept {
	t.Helper()
	k := new(kept)
	if err := generate.Into(k, scale, seed); err != nil {
		t.Fatal(err)
	}
	return k
}

// some are catalogues of the scales that are small.
func some(t *testing.T) (out []*kept) {
	for seed := range uint64(20) {
		out = append(out, tiny(t, seed))
	}
	return append(out, keep(t, generate.Niedersachsen2025, 1), keep(t, generate.Niedersachsen2025, 2))
}

func TestEveryRecordIsValidAndMarkedAsSynthetic(t *testing.T) {
	for _, k := range some(t) {
		for i, r := range k.records {
			m := r.Base()
			if err := catalogue.Check(r); err != nil {
				t.Fatal(err)
			}
			if m.ID != catalogue.ID(i+1) {
				t.Fatalf("record %d has id %d", i+1, m.ID)
			}
			if !strings.HasSuffix(m.Name.String(), " (synthetisch)") {
				t.Fatalf("%s is called %s", catalogue.Describe(r), m.Name)
			}
			for _, identifier := range m.Identifiers {
				if identifier.Scheme != "synthetic" {
					t.Fatalf("%s has the identifier %s", catalogue.Describe(r), identifier)
				}
			}
			if r.Kind() != catalogue.KindSource && k.record(m.Source).(*catalogue.Source).SourceKind != "SYNTHETIC" {
				t.Fatalf("%s has another source", catalogue.Describe(r))
			}
			if body, _ := catalogue.EncodeRecord(r); strings.Count(string(body), "://") != strings.Count(string(body), ".synthetisch.invalid/") {
				t.Fatalf("an address outside of .invalid: %s", body)
			}
		}
	}
}

func TestEveryEdgeJoinsWhatItsRelationAllowsOnce(t *testing.T) {
	for _, k := range some(t) {
		seen := map[catalogue.EdgeKey]bool{}
		for i := range k.edges {
			e := &k.edges[i]
			facts := e.Relation.Facts()
			switch {
			case e.ID != catalogue.EdgeID(i+1):
				t.Fatalf("edge %d has id %d", i+1, e.ID)
			case seen[e.Key()]:
				t.Fatalf("twice: %+v", e)
			case !e.Relation.Allows(k.record(e.From).Kind(), k.record(e.To).Kind()):
				t.Fatalf("wrong ends: %+v", e)
			case e.Via != 0 && k.record(e.Via).Kind() != facts.Via, e.Area != 0 && !facts.Area:
				t.Fatalf("wrong qualifiers: %+v", e)
			case e.From == e.To, facts.Acyclic && e.Relation != catalogue.PartOf && e.From < e.To:
				t.Fatalf("perhaps a cycle: %+v", e)
			case k.record(e.Source).Kind() != catalogue.KindSource:
				t.Fatalf("no source: %+v", e)
			}
			if err := catalogue.CheckEdgeFacts("", e.Relation, &e.EdgeFacts); err != nil {
				t.Fatal(err)
			}
			seen[e.Key()] = true
		}
	}
}

func TestTheSameSeedGivesTheSameBytesOnEveryMachine(t *testing.T) {
	const want = "40b41ad0313d26c0"
	sum := func(seed uint64) string {
		h, k := sha256.New(), tiny(t, seed)
		for _, r := range k.records {
			body, err := catalogue.EncodeRecord(r)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(h, "%d %s\n", r.Base().ID, body)
		}
		for _, e := range k.edges {
			fmt.Fprintf(h, "%+v\n", e)
		}
		return fmt.Sprintf("%x", h.Sum(nil))[:16]
	}
	if got := sum(1); got != want {
		t.Errorf("the bytes of seed 1 are %s, were %s", got, want)
	}
	if sum(1) == sum(2) {
		t.Error("another seed gives the same catalogue")
	}
}

func TestABundleOfItCanBeImportedAndIsTheSameAsTheDirectWay(t *testing.T) {
	for _, scale := range []generate.Scale{generate.Tiny, generate.Niedersachsen2025} {
		t.Run(string(scale), func(t *testing.T) { importAndExport(t, scale) })
	}
}

func importAndExport(t *testing.T, scale generate.Scale) {
	t.Helper()
	var file bytes.Buffer
	if err := bundle.WriteTarGz(t.Context(), &file, generate.New(scale, 7).WithoutCases(), bundle.JSONLines); err != nil {
		t.Fatal(err)
	}
	direct := bytes.Clone(file.Bytes())
	b, err := bundle.FromFile(t.Context(), interchange.Input{Name: "tiny.tar.gz", Reader: &file}, new(interchange.Findings))
	if err != nil {
		t.Fatal(err)
	}
	commit, err := snapshot.Empty().Plan(b.Changes)
	if err != nil {
		t.Fatal(b.Locate(err))
	}
	s, err := snapshot.Empty().Apply(commit)
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := bundle.WriteTarGz(t.Context(), &again, bundle.FromSnapshot(s), bundle.JSONLines); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(direct, again.Bytes()) {
		t.Error("the export of the imported catalogue has other bytes")
	}
}

func TestAStateHasTheNumbersItPromises(t *testing.T) {
	state := generate.New(generate.State, 1)
	for kind, want := range map[catalogue.Kind]int{
		catalogue.KindService: 8000, catalogue.KindAuthority: 4000, catalogue.KindDataset: 150_000, catalogue.KindSolution: 5000, catalogue.KindSource: 1,
		catalogue.KindCase: 200, catalogue.KindOption: 1000, catalogue.KindGateResult: 10_000, catalogue.KindGate: 10, catalogue.KindLadder: 1,
	} {
		n := 0
		for range state.Records(kind) {
			n++
		}
		if n != want {
			t.Errorf("%d %s, want %d", n, kind.Plural(), want)
		}
	}
	var perAuthority []int
	carried := map[catalogue.ID]int{}
	n, last := 0, catalogue.ID(0)
	for e := range state.Edges(catalogue.Offers) {
		if e.From != last {
			perAuthority, last = append(perAuthority, 0), e.From
		}
		perAuthority[len(perAuthority)-1]++
		carried[e.Via]++
		n++
	}
	if n != 2_000_000 {
		t.Errorf("%d offers, want 2,000,000", n)
	}
	slices.Sort(perAuthority)
	if median, most := perAuthority[len(perAuthority)/2], perAuthority[len(perAuthority)-1]; most < 4*median {
		t.Errorf("the authority with most offers has %d, the median %d: no hubs", most, median)
	}
	delete(carried, 0)
	top := 0
	for _, n := range carried {
		top = max(top, n)
	}
	if top < 20*n/5000 {
		t.Errorf("the solution with most offers carries %d of %d: no hubs", top, n)
	}
}

// A case that is looked at alone has in it what it would have had if people had made it.
func TestWhatLiesInACaseSpeaksOfThatCase(t *testing.T) {
	for _, k := range some(t) {
		in := map[catalogue.ID]catalogue.ID{}
		for _, e := range k.edges {
			if e.Relation == catalogue.FiledIn {
				in[e.From] = e.To
			}
		}
		for _, e := range k.edges {
			if a, b := in[e.From], in[e.To]; a != 0 && b != 0 && a != b {
				t.Fatalf("%s is filed in one case and %s what is filed in another", catalogue.Describe(k.record(e.From)), e.Relation)
			}
		}
		for _, r := range k.records {
			if in[r.Base().ID] == 0 && r.Kind() > catalogue.KindCase && !policy(r) {
				t.Fatalf("%s is filed in no case", catalogue.Describe(r))
			}
		}
	}
}

func policy(r catalogue.Record) bool {
	switch r.(type) {
	case *catalogue.Rule, *catalogue.Gate, *catalogue.Ladder, *catalogue.WeightSet:
		return true
	}
	return false
}

func TestNoOptionThatIsExcludedIsChosen(t *testing.T) {
	for _, k := range some(t) {
		excluded := map[catalogue.ID]bool{}
		for _, e := range k.edges {
			if _, ok := k.record(e.From).(*catalogue.Exclusion); ok && e.Relation == catalogue.Judges {
				excluded[e.To] = true
			}
		}
		for _, e := range k.edges {
			if e.Relation == catalogue.Chooses && excluded[e.To] {
				t.Fatalf("%s chooses what is excluded", catalogue.Describe(k.record(e.From)))
			}
		}
	}
}

func TestAnUnknownScaleIsRefused(t *testing.T) {
	if _, err := generate.ParseScale("planet"); catalogue.KindOf(err) != catalogue.Invalid {
		t.Errorf("got %v", err)
	}
}

// counted is a sink that counts.
type counted struct{ records, edges int }

func (c *counted) Record(catalogue.Record) error { c.records++; return nil }

func (c *counted) Edges(some []catalogue.Edge) error { c.edges += len(some); return nil }

func BenchmarkIntoState(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var c counted
		if err := generate.Into(&c, generate.State, 1); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(c.records), "records")
		b.ReportMetric(float64(c.edges), "edges")
	}
}

func BenchmarkIntoCountry(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var c counted
		if err := generate.Into(&c, generate.Country, 1); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(c.records), "records")
		b.ReportMetric(float64(c.edges), "edges")
	}
}

func BenchmarkWriteState(b *testing.B) {
	b.ReportAllocs()
	state := generate.New(generate.State, 1)
	for b.Loop() {
		if err := bundle.WriteZip(b.Context(), io.Discard, state, bundle.JSONLines); err != nil {
			b.Fatal(err)
		}
	}
}
