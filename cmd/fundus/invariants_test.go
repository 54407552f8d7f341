package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fundus/graph"
	"fundus/internal/access"
	"fundus/internal/identity"
	"fundus/internal/live"
	"fundus/internal/sample"
)

// Those who act in the case of the sample that is attacked.
const (
	author = "referat-42"
	board  = "architekturboard"
	fall   = "beispiel-akte-ehrenamtskarte"
)

// attack tries to break an invariant of cases: the same as a mutation and as files.
type attack struct {
	after  int            // the last step of the sample that is made before, by its number
	laid   []fstest.MapFS // and what else is committed before, by the author
	actor  string         // who attacks, the author unless told otherwise
	asked  string         // changes of the mutation commit, or a whole mutation; none where files alone can try
	files  fstest.MapFS   // the same as a bundle
	words  string         // why it is refused
	schema string         // why the mutation is refused where it cannot even be written
}

// draft are the files of the step in which the case becomes ready, but for that move.
func draft(edits ...string) fstest.MapFS {
	return stepFiles(21, []string{"cases.yaml"}, edits...)
}

// invariants are the laws of the design, each with what would break it.
var invariants = map[string][]attack{
	"no state is skipped": {
		{after: 14, asked: advance("GATED"), files: moved("GATED"), words: "no state is skipped"},
		{after: 18, asked: advance("DECIDED"), files: moved("DECIDED"), actor: board, words: "no state is skipped"},
		{after: 12, asked: `{put: {case: {name: "x", identifiers: [{scheme: "sample", value: "neu"}], lane: S, step: DECIDED}}}`, files: fstest.MapFS{"cases.yaml": text("- {identifiers: [sample:neu], name: x, lane: S, step: DECIDED}")}, words: "begins as DRAFT"},
	},
	"the need is frozen before the first search": {
		{after: 13, asked: `{put: {local: "r", searchReceipt: {name: "Recherche"}}}, {relate: {relation: FILED_IN, from: "local:r", to: "case/sample:` + fall + `"}}`, files: stepFiles(15, []string{"cases.yaml"}), words: "frozen before the first search"},
		{after: 15, asked: `{put: {seen: 14, need: {name: "Anderes", identifiers: [{scheme: "sample", value: "beispiel-bedarf-ehrenamtskarte"}], requirements: [], constraints: []}}}`, files: fstest.MapFS{"needs.yaml": text("- {identifiers: [sample:beispiel-bedarf-ehrenamtskarte], name: Anderes}")}, words: "the need of the case is frozen"},
	},
	"nothing is built without a receipt": {
		{after: 14, asked: advance("SEARCHED"), files: moved("SEARCHED"), words: "a receipt is filed of a search"},
	},
	"nothing is built while a better rung is left, unless an approved deviation helps": {
		{after: 18, laid: []fstest.MapFS{draft()}, asked: advance("READY"), files: moved("READY"), words: "every option on a better rung is excluded"},
		{after: 19, laid: []fstest.MapFS{draft()}, asked: advance("READY"), files: moved("READY"), words: "every option on a better rung is excluded"},
	},
	"what is unknown is not met": {
		{after: 20, laid: []fstest.MapFS{draft(), unknownGate}, asked: advance("READY"), files: moved("READY"), words: "what is unknown is not met"},
	},
	"points bring no excluded option back": {
		{after: 20, laid: []fstest.MapFS{draft("to: sample:beispiel-ehrenamt-eigenbau", "to: sample:beispiel-ehrenamt-app", "outcome: BUILD", "outcome: REUSE")}, asked: advance("READY"), files: moved("READY"), words: "the chosen option is still in the choice"},
	},
	"weights are frozen before the assessment": {
		{after: 20, laid: []fstest.MapFS{draft(), otherWeights}, asked: advance("READY"), files: moved("READY"), words: "no state is skipped"},
		{after: 20, laid: []fstest.MapFS{draft()}, files: joined(moved("READY"), otherWeights), words: "make two commits"},
	},
	"a decided case does not change": {
		{after: 22, asked: `{put: {local: "o", option: {name: "Später", optionKind: BUILD}}}, {relate: {relation: FILED_IN, from: "local:o", to: "case/sample:` + fall + `"}}`,
			files: fstest.MapFS{"options.yaml": text("- {identifiers: [sample:spaeter], name: Später, optionKind: BUILD}"), "relations.yaml": text("- {relation: FILED_IN, from: sample:spaeter, to: sample:" + fall + "}")}, words: "correct it by another case"},
		{after: 23, asked: `{remove: {target: "exclusion/sample:beispiel-ehrenamt-ausschluss-app", cascade: true, seen: 17}}`, files: stepFiles(21, []string{"cases.yaml"}, "outcome: BUILD", "outcome: REUSE"), words: "correct it by another case"},
		{after: 22, asked: advance("SUPERSEDED"), files: moved("SUPERSEDED"), actor: board, words: "a case that is decided replaces this one"},
	},
	"the author does not approve": {
		{after: 21, asked: advance("DECIDED"), files: moved("DECIDED"), words: "neither opened the case nor made it ready"},
		{after: 19, asked: `{put: {seen: 20, deviation: {name: "Abweichung", identifiers: [{scheme: "sample", value: "beispiel-abweichung-ehrenamtskarte"}], deviationStatus: APPROVED, reason: "eilt", compensation: "Wechsel", expires: "2035-12-31"}}}`, files: stepFiles(20, nil), words: "does not approve it"},
	},
	"evidence that goes or expires reopens what rested on it": {
		{after: 21, laid: []fstest.MapFS{expired}, asked: advance("DECIDED"), files: moved("DECIDED"), actor: board, words: "no state is skipped"},
	},
	"what lies in a case does not end by itself": {
		{after: 20, asked: `{relate: {relation: FILED_IN, from: "exclusion/sample:beispiel-ehrenamt-ausschluss-app", to: "case/sample:` + fall + `", source: "source/sample:illustrative", validUntil: "2040-01-01", seen: 17}}`,
			files: fstest.MapFS{"exclusions.yaml": text("- {identifiers: [sample:beispiel-ehrenamt-ausschluss-app], name: Aus, ground: GATE, reason: x, validUntil: 2020-01-01, source: sample:illustrative}")}, words: "holds as long as the case"},
	},
	"what the program writes is not forged": {
		{after: 14, asked: `{put: {searchReceipt: {name: "x", considered: 1}}}`, schema: "considered", files: joined(stepFiles(15, []string{"cases.yaml"}, "  elsewhere:", "  considered: 1\n  elsewhere:")), words: "found something else"},
		{after: 17, asked: `{put: {assessment: {name: "x", ranking: []}}}`, schema: "ranking", files: stepFiles(18, []string{"cases.yaml"}, "  source:", "  atRevision: 3\n  source:"), words: "found something else"},
		{after: 18, asked: `{put: {case: {name: "x", author: "y"}}}`, schema: "author", files: stepFiles(21, nil, "  step: READY", "  step: READY\n  author: "+board), words: "written by the program"},
	},
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s + "\n")} }

// advance is a mutation that moves the case.
func advance(to string) string {
	return `mutation { advanceCase(case: "case/sample:` + fall + `", to: ` + to + `, message: "Versuch") { revision } }`
}

// moved is the case as a file, moved.
func moved(to string) fstest.MapFS {
	return stepFiles(13, []string{"needs.yaml", "relations.yaml"}, "step: DRAFT", "step: "+to)
}

// otherWeights are the weights of the sample, chosen otherwise.
var otherWeights = bundleFile("weightSets.yaml", "weight: 25,", "weight: 20,", "weight: 5,", "weight: 10,")

// unknownGate says of the own build that its law has not been looked into.
var unknownGate = fstest.MapFS{"gateResults.yaml": text(`- {identifiers: [sample:beispiel-ehrenamt-eigenbau-recht], name: Recht, verdict: UNKNOWN, reason: offen, source: sample:illustrative}`)}

// expired is the evidence on which the build rests, with a last day that is over.
var expired = stepFiles(16, []string{"cases.yaml", "costModels.yaml", "exclusions.yaml", "gateResults.yaml", "options.yaml", "relations.yaml"}, "  evidenceKind:", "  validUntil: 2026-01-01\n  evidenceKind:")

// bundleFile is a file of the first commit with edits.
func bundleFile(name string, edits ...string) fstest.MapFS {
	return fstest.MapFS{name: edited(sample.FS(), name, edits)}
}

// stepFiles are the files of a step of the sample but for some, with edits: what is
// replaced, by what.
func stepFiles(number int, but []string, edits ...string) fstest.MapFS {
	out := fstest.MapFS{}
	names, _ := fs.Glob(sample.Steps()[number].FS, "*.yaml")
	for _, name := range names {
		if !slices.Contains(but, name) {
			out[name] = edited(sample.Steps()[number].FS, name, edits)
		}
	}
	return out
}

func edited(folder fs.FS, name string, edits []string) *fstest.MapFile {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		panic(err)
	}
	return &fstest.MapFile{Data: []byte(strings.NewReplacer(edits...).Replace(string(data)))}
}

func joined(all ...fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range all {
		maps.Copy(out, f)
	}
	return out
}

// TestNobodyBreaksAnInvariantThroughAnyDoor tries each attack over HTTP, as files, and
// with an operation on the command line. Whoever sits at that is who the system says it
// is, so there the case is written by that name.
func TestNobodyBreaksAnInvariantThroughAnyDoor(t *testing.T) {
	made := &estates{folder: t.TempDir()}
	for _, law := range slices.Sorted(maps.Keys(invariants)) {
		t.Run(law, func(t *testing.T) {
			for i, a := range invariants[law] {
				a.actor = cmp.Or(a.actor, author)
				for _, d := range doors {
					said, asked := d.try(t, made.before(t, a, d.local), a)
					if asked && !strings.Contains(said, d.words(a)) {
						t.Errorf("attack %d through %s: refused with %q, want %q", i, d.name, said, d.words(a))
					}
				}
			}
		})
	}
}

// door is a way to write.
type door struct {
	name  string
	local bool // whoever sits at the machine acts
	words func(attack) string
	try   func(t *testing.T, database string, a attack) (said string, asked bool)
}

var doors = []door{
	{"GraphQL", false, mutationWords, overHTTP},
	{"files", false, func(a attack) string { return a.words }, asFiles},
	{"the command line", true, mutationWords, asOperation},
}

func mutationWords(a attack) string { return cmp.Or(a.schema, a.words) }

// mutation is the attack as an operation, "" where there is none.
func (a attack) mutation() string {
	if a.asked == "" || strings.HasPrefix(a.asked, "mutation") {
		return a.asked
	}
	return `mutation { commit(message: "Versuch", changes: [` + a.asked + `]) { revision } }`
}

func overHTTP(t *testing.T, database string, a attack) (said string, asked bool) {
	body, err := json.Marshal(map[string]string{"query": a.mutation()})
	if err != nil {
		t.Fatal(err)
	}
	writes(t, database, func(cat *live.Catalogue) error {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(identity.With(t.Context(), access.Operator("server")), http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(graph.ActorHeader, a.actor)
		graph.New(cat, graph.Options{}).ServeHTTP(w, r)
		said = w.Body.String()
		return nil
	})
	return said, a.asked != ""
}

func asFiles(t *testing.T, database string, a attack) (said string, asked bool) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, a.files); err != nil {
		t.Fatal(err)
	}
	for _, run := range [][]string{{"--dry-run"}, {"--message", "Versuch"}} {
		code, _, errs := called(t, append([]string{"--database", database, "import", "bundle", folder, "--actor", a.actor}, run...)...)
		if code != 1 || said != "" && errs != said {
			t.Fatalf("import %s ends with %d: %s; the dry run with %s", run, code, errs, said)
		}
		said = errs
	}
	return said, true
}

func asOperation(t *testing.T, database string, a attack) (said string, asked bool) {
	if a.asked == "" {
		return "", false
	}
	file := filepath.Join(t.TempDir(), "attack.graphql")
	if err := os.WriteFile(file, []byte(a.mutation()), 0o666); err != nil {
		t.Fatal(err)
	}
	code, out, errs := called(t, "--database", database, "query", file)
	if code != 1 {
		t.Fatalf("query ends with %d: %s", code, errs)
	}
	return out, true
}

// writes opens a database as commands do.
func writes(t *testing.T, database string, do func(*live.Catalogue) error) {
	t.Helper()
	if err := withCatalogue(t.Context(), &cli{Database: database}, slog.New(slog.DiscardHandler), do); err != nil {
		t.Fatal(err)
	}
}

// estates are databases that attacks begin with. Each is made once, and copied.
type estates struct {
	folder string
	last   map[string]string // by how far the sample is and who acts
}

// before is a database as an attack finds it. Where who attacks sits at the machine, he
// has also done there what he did before.
func (e *estates) before(t *testing.T, a attack, local bool) string {
	t.Helper()
	named := func(actor string) string {
		if local && actor == a.actor {
			return userName()
		}
		return actor
	}
	steps := e.made(t, a.after, named)
	out := copied(t, steps, filepath.Join(t.TempDir(), "fundus.db"))
	for _, files := range a.laid {
		writes(t, out, func(cat *live.Catalogue) error {
			return commitStep(t.Context(), cat, sample.Step{FS: files, Actor: named(author), Message: "Ablage"})
		})
	}
	return out
}

func (e *estates) made(t *testing.T, after int, named func(string) string) string {
	key := fmt.Sprint(after, named(author), named(board))
	if path, ok := e.last[key]; ok {
		return path
	}
	path := filepath.Join(e.folder, fmt.Sprint(len(e.last), ".db"))
	writes(t, path, func(cat *live.Catalogue) error {
		for _, s := range sample.Steps()[:after+1] {
			s.Actor = named(s.Actor)
			if err := commitStep(t.Context(), cat, s); err != nil {
				return err
			}
		}
		return nil
	})
	if e.last == nil {
		e.last = map[string]string{}
	}
	e.last[key] = path
	return path
}

func copied(t *testing.T, from, to string) string {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestOfTwoWritersAtOnceOneMovesTheCase lets two who saw the same version move a case at
// the same moment, each elsewhere.
func TestOfTwoWritersAtOnceOneMovesTheCase(t *testing.T) {
	made := &estates{folder: t.TempDir()}
	writes(t, made.before(t, attack{after: 21}, false), func(cat *live.Catalogue) error {
		handler := graph.New(cat, graph.Options{})
		said := make(chan string)
		for _, to := range []string{"RETURNED", "DEFERRED"} {
			go func() {
				mutation := `{"query": "mutation { advanceCase(case: \"case/sample:` + fall + `\", to: ` + to + `, message: \"Versuch\", seen: 22) { revision } }"}`
				w := httptest.NewRecorder()
				r := httptest.NewRequestWithContext(identity.With(t.Context(), access.Operator(board)), http.MethodPost, "/graphql", strings.NewReader(mutation))
				r.Header.Set("Content-Type", "application/json")
				handler.ServeHTTP(w, r)
				said <- w.Body.String()
			}()
		}
		answers := []string{<-said, <-said}
		moved := slices.IndexFunc(answers, func(s string) bool { return strings.Contains(s, `"revision":23`) })
		if moved < 0 || !strings.Contains(answers[1-moved], `"CONFLICT"`) {
			t.Errorf("they are told %q", answers)
		}
		return nil
	})
}

// TestACaseThatRestsOnNothingIsAProblem lets evidence of a case that is ready expire: the
// case is not as far as it says, which check tells.
func TestACaseThatRestsOnNothingIsAProblem(t *testing.T) {
	made := &estates{folder: t.TempDir()}
	for _, c := range []struct {
		laid  []fstest.MapFS
		code  int
		words string
	}{
		{nil, 0, "0 problems"},
		{[]fstest.MapFS{expired}, 1, "case sample:" + fall + ": it was moved to READY and is SEARCHED: GATED needs that every PASS and FAIL rests on evidence that holds"},
	} {
		code, out, errs := called(t, "--database", made.before(t, attack{after: 21, laid: c.laid}, false), "check")
		if code != c.code || !strings.Contains(out, c.words) {
			t.Errorf("check ends with %d: %s%s", code, out, errs)
		}
	}
}

// TestEverySearchIsReplayedBitForBit asks for every search of the sample again, long
// after it was made.
func TestEverySearchIsReplayedBitForBit(t *testing.T) {
	replayed := 0
	for _, page := range []string{"first: 2", "last: 1"} { // what an operation may cost
		var answer struct {
			Data struct {
				SearchReceipts struct {
					Nodes []struct {
						Digest string
						Replay struct {
							Identical bool
							Digest    string
						}
					}
				}
			}
		}
		askSample(t, `{ searchReceipts(`+page+`) { nodes { digest replay { identical digest } } } }`, &answer)
		for _, r := range answer.Data.SearchReceipts.Nodes {
			if replayed++; !r.Replay.Identical || r.Replay.Digest != r.Digest {
				t.Errorf("a search is replayed as %+v", r)
			}
		}
	}
	if replayed != 3 {
		t.Errorf("%d searches are replayed", replayed)
	}
}

// TestEveryScoreOfTheSampleAddsUp adds what each criterion contributes, exactly.
func TestEveryScoreOfTheSampleAddsUp(t *testing.T) {
	var answer struct {
		Data struct {
			Cases struct {
				Nodes []struct {
					Assessment struct {
						Options []struct {
							interval
							Contributions []interval
						}
					}
				}
			}
		}
	}
	askSample(t, `{ cases(first: 3) { nodes { assessment { options { low high contributions { low high } } } } } }`, &answer)
	summed := 0
	for _, c := range answer.Data.Cases.Nodes {
		for _, o := range c.Assessment.Options {
			low, high := new(big.Rat), new(big.Rat)
			for _, part := range o.Contributions {
				low.Add(low, rat(t, part.Low))
				high.Add(high, rat(t, part.High))
				summed++
			}
			if low.Cmp(rat(t, o.Low)) != 0 || high.Cmp(rat(t, o.High)) != 0 {
				t.Errorf("%+v does not add up", o)
			}
		}
	}
	if summed == 0 {
		t.Error("nothing contributes")
	}
}

// askSample asks the whole sample on the command line.
func askSample(t *testing.T, question string, answer any) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "question.graphql")
	if err := os.WriteFile(file, []byte(question), 0o666); err != nil {
		t.Fatal(err)
	}
	whole := (&estates{folder: t.TempDir()}).before(t, attack{after: len(sample.Steps()) - 1}, false)
	code, out, errs := called(t, "--database", whole, "query", file)
	if err := json.Unmarshal([]byte(out), answer); err != nil || code != 0 {
		t.Fatalf("query ends with %d: %s%s (%v)", code, out, errs, err)
	}
}

// interval is a score, or what a criterion adds to one.
type interval struct{ Low, High string }

func rat(t *testing.T, decimal string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(decimal)
	if !ok {
		t.Fatalf("%q is no number", decimal)
	}
	return r
}
