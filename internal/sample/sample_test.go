package sample_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
	"fundus/internal/interchange/bundle"
	"fundus/internal/interchange/gvisys"
	"fundus/internal/sample"
	"fundus/internal/snapshot"
)

// whole is the sample once it was loaded; a snapshot never changes.
var whole *snapshot.Snapshot

// load takes the sample into an empty catalogue, step by step.
func load(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	if whole != nil {
		return whole
	}
	s := snapshot.Empty()
	for _, step := range sample.Steps() {
		s = taken(t, s, step)
	}
	whole = s
	return s
}

// taken is a catalogue after a step.
func taken(t *testing.T, s *snapshot.Snapshot, step sample.Step) *snapshot.Snapshot {
	t.Helper()
	var report interchange.Findings
	b, err := bundle.FromFS(t.Context(), step.FS, &report)
	if err != nil {
		t.Fatalf("%s: %v", step.Message, err)
	}
	if n := report.Total(); n != 0 {
		t.Errorf("%s: %d findings in our own bundle: %v", step.Message, n, report.Examples())
	}
	commit, err := s.Plan(b.Changes)
	if err != nil {
		t.Fatalf("%s: %v", step.Message, b.Locate(err))
	}
	if wished := relates(b.Changes); wished != len(commit.Edges) {
		t.Errorf("%s: %d entries of relations make %d of them: some entry is there twice", step.Message, wished, len(commit.Edges))
	}
	if len(commit.Records)+len(commit.Edges) == 0 {
		t.Errorf("%s: it changes nothing", step.Message)
	}
	s, err = s.Apply(commit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func relates(changes []catalogue.Change) int {
	n := 0
	for _, c := range changes {
		if _, ok := c.(catalogue.Relate); ok {
			n++
		}
	}
	return n
}

// records are the sample's records of a kind.
func records[R catalogue.Record](s *snapshot.Snapshot, kind catalogue.Kind) []R {
	var out []R
	for id := range s.Kind(kind).All() {
		out = append(out, s.Record(id).(R))
	}
	return out
}

// edges are the sample's statements of a relation.
func edges(s *snapshot.Snapshot, r catalogue.Relation) []catalogue.Edge {
	var out []catalogue.Edge
	s.RelationEdges(r, 0, func(id catalogue.EdgeID) bool {
		e, found := s.Edge(id)
		out = append(out, e)
		return found
	})
	return out
}

func illustrative(s *snapshot.Snapshot, source catalogue.ID) bool {
	r, ok := s.Record(source).(*catalogue.Source)
	return ok && r.Illustrative()
}

func TestItHoldsWhatThePackageCommentPromises(t *testing.T) {
	s := load(t)
	for kind, least := range map[catalogue.Kind]int{
		catalogue.KindService:    60,
		catalogue.KindAuthority:  120,
		catalogue.KindArea:       90,
		catalogue.KindDataset:    12,
		catalogue.KindSolution:   50,
		catalogue.KindStandard:   20,
		catalogue.KindInterface:  10,
		catalogue.KindCapability: 25,
		catalogue.KindLegalBasis: 40,
		catalogue.KindProject:    1,
		catalogue.KindBudgetLine: 1,
		catalogue.KindSource:     20,

		catalogue.KindCase:          3,
		catalogue.KindNeed:          3,
		catalogue.KindSearchReceipt: 3,
		catalogue.KindOption:        10,
		catalogue.KindGateResult:    80,
		catalogue.KindExclusion:     4,
		catalogue.KindScore:         12,
		catalogue.KindAssessment:    2,
		catalogue.KindEvidence:      10,
		catalogue.KindCostModel:     6,
		catalogue.KindRule:          10,
		catalogue.KindRuleCheck:     5,
		catalogue.KindDeviation:     1,
		catalogue.KindDecision:      2,
		catalogue.KindFollowUp:      2,
		catalogue.KindGate:          10,
		catalogue.KindLadder:        1,
		catalogue.KindWeightSet:     1,
	} {
		if n := s.Kind(kind).Count(); n < least {
			t.Errorf("%d %s, at least %d are promised", n, kind.Plural(), least)
		}
	}
	for _, r := range catalogue.AllRelations() {
		if s.RelationCount(r) == 0 {
			t.Errorf("no statement of %s: a reader would not see what it looks like", r)
		}
	}
}

func TestAllDistrictsAreThereAndAddUpToTheState(t *testing.T) {
	s := load(t)
	districts, population := 0, 0
	for _, a := range records[*catalogue.Area](s, catalogue.KindArea) {
		if ars, _ := a.Identifier(catalogue.SchemeARS); len(ars) == 5 {
			districts++
			population += a.Population
		}
	}
	if districts != 45 || population != 8_140_242 {
		t.Errorf("%d districts with %d inhabitants, the register has 45 with 8140242", districts, population)
	}
}

// An import of the whole register then brings the same statements up to date
// instead of repeating them under a second source.
func TestTheMunicipalRegisterIsOneSourceWithItsImporter(t *testing.T) {
	if found := load(t).Lookup(catalogue.KindSource, gvisys.SourceIdentifier); len(found) != 1 {
		t.Errorf("%d sources are called %s", len(found), gvisys.SourceIdentifier)
	}
}

func TestEveryRecordHasAGermanNameAndASource(t *testing.T) {
	s := load(t)
	for _, kind := range catalogue.Kinds() {
		for _, r := range records[catalogue.Record](s, kind) {
			m := r.Base()
			if !slices.ContainsFunc(m.Name, func(l catalogue.Localized) bool { return l.Lang == catalogue.German }) {
				t.Errorf("%s has no German name", catalogue.Describe(r))
			}
			if kind != catalogue.KindSource && m.Source == 0 {
				t.Errorf("%s has no source", catalogue.Describe(r))
			}
		}
	}
	for _, relation := range catalogue.AllRelations() {
		for _, e := range edges(s, relation) {
			if e.Source == 0 {
				t.Errorf("%s from %s has no source", relation, catalogue.Describe(s.Record(e.From)))
			}
		}
	}
}

func TestAnExampleSaysSoInItsNameAndItsSource(t *testing.T) {
	s := load(t)
	for _, kind := range catalogue.Kinds() {
		if kind == catalogue.KindSource {
			continue
		}
		for _, r := range records[catalogue.Record](s, kind) {
			named := strings.HasPrefix(r.Base().Name.String(), "Beispiel: ")
			if named != illustrative(s, r.Base().Source) {
				t.Errorf("%s: its name and its source do not agree on whether it is an example", catalogue.Describe(r))
			}
		}
	}
}

func TestWhatNobodyPublishesIsIllustrative(t *testing.T) {
	s := load(t)
	for _, e := range edges(s, catalogue.Offers) {
		if !illustrative(s, e.Source) {
			t.Errorf("an offer of %s claims to be a fact", catalogue.Describe(s.Record(e.From)))
		}
	}
	for _, v := range records[*catalogue.Service](s, catalogue.KindService) {
		if len(v.MaturityScores) > 0 && !illustrative(s, v.Source) {
			t.Errorf("the maturity of %s claims to be a fact", catalogue.Describe(v))
		}
	}
	for _, kind := range []catalogue.Kind{catalogue.KindProject, catalogue.KindBudgetLine} {
		for _, r := range records[catalogue.Record](s, kind) {
			if !illustrative(s, r.Base().Source) {
				t.Errorf("the amounts of %s claim to be a fact", catalogue.Describe(r))
			}
		}
	}
}

// Statements about an example are examples, whatever their own end is, and so
// is everything that points to an address which exists for examples only.
func TestStatementsAboutExamplesAreIllustrative(t *testing.T) {
	s := load(t)
	for _, relation := range catalogue.AllRelations() {
		for _, e := range edges(s, relation) {
			about := strings.Contains(e.URL+e.Report, "example.org")
			for _, end := range []catalogue.ID{e.From, e.To, e.Via} {
				r := s.Record(end)
				about = about || r != nil && illustrative(s, r.Base().Source)
			}
			if about && !illustrative(s, e.Source) {
				t.Errorf("%s from %s to %s is about an example but claims to be a fact", relation, catalogue.Describe(s.Record(e.From)), catalogue.Describe(s.Record(e.To)))
			}
		}
	}
}

func TestLeikaKeysAreSharedOnPurposeOnly(t *testing.T) {
	purpose := map[catalogue.LeikaKey]string{"99115004000000": "einfache und erweiterte Melderegisterauskunft haben dasselbe Leistungsobjekt"}
	s := load(t)
	seen := map[catalogue.LeikaKey]string{}
	keys := 0
	for _, v := range records[*catalogue.Service](s, catalogue.KindService) {
		for _, key := range v.LeikaKeys() {
			keys++
			if other, taken := seen[key]; taken && purpose[key] == "" {
				t.Errorf("%s is the key of %q and of %q", key, other, v.Name)
			}
			seen[key] = v.Name.String()
		}
	}
	if keys-len(seen) != len(purpose) {
		t.Errorf("%d keys are shared, %d on purpose", keys-len(seen), len(purpose))
	}
}

func TestEveryOriginAndEveryStatusOccurs(t *testing.T) {
	s := load(t)
	origins := map[catalogue.Origin]bool{}
	for _, x := range records[*catalogue.Solution](s, catalogue.KindSolution) {
		origins[x.Origin()] = true
	}
	for _, c := range append(catalogue.Origins.Codes, catalogue.Code{}) {
		if !origins[catalogue.Origin(c.Name)] {
			t.Errorf("no solution of origin %q", c.Name)
		}
	}
	count := map[catalogue.OfferStatus]int{}
	for _, e := range edges(s, catalogue.Offers) {
		count[e.Status]++
	}
	for _, c := range catalogue.OfferStatuses.Codes {
		if count[catalogue.OfferStatus(c.Name)] < 10 {
			t.Errorf("%d offers are %s: too few to ask about", count[catalogue.OfferStatus(c.Name)], c.Name)
		}
	}
}

// Two sources that say different things about one offer stand beside each other.
func TestSomeStatementsContradictEachOther(t *testing.T) {
	s := load(t)
	type offer struct{ from, to, via, area catalogue.ID }
	stated := map[offer]catalogue.OfferStatus{}
	contradictions := 0
	for _, e := range edges(s, catalogue.Offers) {
		o := offer{e.From, e.To, e.Via, e.Area}
		if status, twice := stated[o]; twice && status != e.Status {
			contradictions++
		}
		stated[o] = e.Status
	}
	if contradictions == 0 {
		t.Error("no offer is stated in two ways")
	}
}

func TestNothingIsToldInTheFuture(t *testing.T) {
	s := load(t)
	latest, err := catalogue.ParseDay("2025-06-30")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edges(s, catalogue.Offers) {
		if e.ValidFrom > latest {
			t.Errorf("an offer of %s holds from %s only: a reader of today would not see it", catalogue.Describe(s.Record(e.From)), e.ValidFrom)
		}
	}
}

func TestItStaysSmall(t *testing.T) {
	size := int64(0)
	for _, step := range sample.Steps() {
		size += bytesOf(t, step.FS)
	}
	const most = 1_000_000
	if size > most {
		t.Errorf("the sample has %d bytes; it travels in every program and must stay below %d", size, most)
	}
}

func bytesOf(t *testing.T, folder fs.FS) (size int64) {
	t.Helper()
	err := fs.WalkDir(folder, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}
