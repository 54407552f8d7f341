package text

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// The benchmarks index 150,000 records of the size of a dataset: a key, a title
// of 6 words, 6 keywords, a description of 40. Words follow a Zipf law over
// some 200,000 compounds, as German texts do.
const benchDocuments = 150_000

var benchRoots = []string{
	"steuer", "gewerbe", "anmeld", "antrag", "haus", "halt", "wohn", "straße", "führung", "zeugnis", "eltern", "geld",
	"förder", "personal", "ausweis", "bau", "überwach", "erlaub", "fahr", "zeug", "zulass", "schul", "umwelt", "daten",
	"statistik", "verkehr", "wasser", "schutz", "gebiet", "land", "kreis", "stadt", "plan", "karte", "boden", "luft",
	"mess", "stelle", "amt", "kinder", "garten", "betreu", "kranken", "pflege", "versicher", "melde", "register", "bevölker",
	"energie", "strom", "netz", "wald", "forst", "jagd", "fischerei", "hafen", "brücke", "denkmal", "kultur", "sport",
}

var benchEndings = []string{"", "e", "en", "er", "ung", "ungen", "s", "es", "lich", "liche"}

// benchVocabulary is made once; equal seeds give equal words.
var benchVocabulary = sync.OnceValue(func() []string {
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 200_000)
	roots := benchRoots
	for range 3000 { // as many as the language has, not as a list here can have
		roots = append(roots, syllable(r)+syllable(r))
	}
	for i := range words {
		w := ""
		for range 1 + min(r.IntN(3), i/20) {
			w += roots[r.IntN(min(len(roots), len(benchRoots)+i))]
		}
		words[i] = w + benchEndings[r.IntN(len(benchEndings))]
	}
	return words
})

func syllable(r *rand.Rand) string {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	return pick("b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "sch", "st", "t", "w", "z", "br", "tr") +
		pick("a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au", "ie") + pick("", "n", "r", "l", "s", "t", "ch", "nd", "ng", "ck")
}

func benchCorpus(n int) iter.Seq[Document] {
	words := benchVocabulary()
	return func(yield func(Document) bool) {
		r := rand.New(rand.NewPCG(3, 4))
		z := rand.NewZipf(r, 1.07, 20, uint64(len(words)-1))
		var buf []byte
		text := func(n int) string {
			buf = buf[:0]
			for i := range n {
				if i > 0 {
					buf = append(buf, ' ')
				}
				buf = append(buf, words[z.Uint64()]...)
			}
			return string(buf)
		}
		for i := range n {
			doc := Document{uint32(i), []Field{
				{Key, "key", fmt.Sprintf("99%012d", i*7919)},
				{Name, "title", text(6)}, {Tag, "keyword", text(6)}, {Text, "description", text(40)},
			}}
			if !yield(doc) {
				return
			}
		}
	}
}

var benchIndex = sync.OnceValue(func() *Index { return Build(benchCorpus(benchDocuments)) })

func BenchmarkBuild(b *testing.B) {
	var docs []Document
	for doc := range benchCorpus(benchDocuments) {
		docs = append(docs, doc)
	}
	b.ReportAllocs()
	for b.Loop() {
		Build(func(yield func(Document) bool) {
			for _, doc := range docs {
				if !yield(doc) {
					return
				}
			}
		})
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := Build(benchCorpus(benchDocuments))
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB/index")
	b.ReportMetric(float64(x.Words()), "words")
	runtime.KeepAlive(docs)
	runtime.KeepAlive(x)
}

// One edit replaces n records: what a commit costs.
func BenchmarkEdit(b *testing.B) {
	x := benchIndex()
	var docs []Document
	for doc := range benchCorpus(10_000) {
		docs = append(docs, doc)
	}
	for _, n := range []int{1, 100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e := x.Edit()
				for i, doc := range docs[:n] {
					e.Remove(doc)
					next := docs[(i+1)%len(docs)]
					next.ID = doc.ID
					e.Put(next)
				}
				e.Index()
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/record")
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	x := benchIndex()
	v := benchVocabulary()
	rare := v[150_000:][slices.IndexFunc(v[150_000:], func(w string) bool { return len(w) > 18 && len(w) == letters(w) })]
	typo := rare[:8] + rare[9:10] + rare[8:9] + rare[10:]
	for _, c := range []struct{ name, query string }{
		{"key", "99 000 000 791 900"},
		{"rare", rare},
		{"common", v[0]},
		{"two", v[0] + " " + v[3]},
		{"common+rare", v[0] + " " + rare},
		{"prefix", "denkmal"},
		{"prefix of two", "st"},
		{"infix", "fischerei"},
		{"infix rare", rare[4:]},
		{"fuzzy", typo},
		{"fuzzy none", "xylophonmusik"},
		{"none", "xqxq"},
	} {
		q, err := Parse(c.query)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var r Result
			for b.Loop() {
				r = x.Search(q, Options{Limit: 20})
			}
			b.ReportMetric(float64(r.Total), "hits")
		})
	}
}

func BenchmarkMatching(b *testing.B) {
	x := benchIndex()
	q, err := Parse("fischerei")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for range x.Matching(q, nil) {
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("Führungszeugnis beantragen 99 050 012 104 000"); err != nil {
			b.Fatal(err)
		}
	}
}
