package text

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// contents is all an index knows, free of the numbers it gave to words.
type contents struct {
	Words  map[string][]posting
	Hashes map[uint64][]string
	Grams  map[uint32][]string
}

func (x *Index) contents(t *testing.T) contents {
	t.Helper()
	c := contents{map[string][]posting{}, map[uint64][]string{}, map[uint32][]string{}}
	for n := range x.size {
		if posts := *x.posts.at(n); len(posts) > 0 {
			c.Words[x.words.at(n).canon] = posts.values(t)
		}
	}
	if len(c.Words) != x.Words() {
		t.Fatalf("%d words, said to be %d", len(c.Words), x.Words())
	}
	for s := range uint32(1 << hashBits) {
		for _, v := range *x.hashes.at(s) {
			h := uint64(s)<<32 | v>>32
			c.Hashes[h] = append(c.Hashes[h], x.words.at(uint32(v)).canon)
			slices.Sort(c.Hashes[h])
		}
	}
	for s := range uint32(1 << gramBits) {
		for _, g := range *x.grams.at(s) {
			for _, v := range g.words.values(t) {
				c.Grams[g.key] = append(c.Grams[g.key], x.words.at(id(v)).canon)
			}
			slices.Sort(c.Grams[g.key])
		}
	}
	return c
}

// values proves a list well made: ascending, no block empty or too long.
func (l list) values(t *testing.T) []uint32 {
	t.Helper()
	var all []uint32
	for _, b := range l {
		if len(b) == 0 || len(b) > blockMax {
			t.Fatalf("a block of %d values", len(b))
		}
		all = append(all, b...)
	}
	for i := 1; i < len(all); i++ {
		if id(all[i-1]) >= id(all[i]) {
			t.Fatalf("value %d does not ascend", i)
		}
	}
	return all
}

// Put, then Remove, leaves the index as it was; and an index depends on its
// documents, not on the way to them.
func TestIndexDependsOnDocumentsAlone(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 2))
		docs := map[uint32]Document{}
		x := editRandomly(r, Empty(), docs, 5)
		before := x.contents(t)
		if built := Build(maps.Values(docs)).contents(t); !reflect.DeepEqual(before, built) {
			t.Fatalf("seed %d: built at once it differs", seed)
		}
		extra := map[uint32]Document{}
		put := x.Edit()
		for i := range uint32(30) {
			extra[i] = randomDocument(r, 10_000+i)
			put.Put(extra[i])
		}
		y := put.Index()
		gone := y.Edit()
		for _, doc := range extra {
			gone.Remove(doc)
		}
		if after := gone.Index().contents(t); !reflect.DeepEqual(before, after) {
			t.Fatalf("seed %d: put and removed it differs", seed)
		}
		if !reflect.DeepEqual(before, x.contents(t)) {
			t.Fatalf("seed %d: the old index changed", seed)
		}
		both := x.Edit()
		for _, doc := range extra {
			both.Put(doc)
			both.Remove(doc)
		}
		if after := both.Index().contents(t); !reflect.DeepEqual(before, after) {
			t.Fatalf("seed %d: put and removed in one edit it differs", seed)
		}
	}
}

// A list holds what a map holds, through all sizes of blocks.
func TestListAgreesWithMap(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		var l list
		want := map[uint32]uint32{}
		for range 40 {
			changes := map[uint32]change{}
			mostlyGone := r.IntN(3) == 0
			for range r.IntN(1500) {
				k := r.Uint32N(6000)
				gone := r.IntN(4) == 0 || mostlyGone && r.IntN(10) > 0
				changes[k] = change{k<<payloadBits | r.Uint32N(payloadMask), gone}
			}
			var sorted []change
			for _, k := range slices.Sorted(maps.Keys(changes)) {
				sorted = append(sorted, changes[k])
				if delete(want, k); !changes[k].gone {
					want[k] = changes[k].value
				}
			}
			l = l.apply(sorted)
			got := l.values(t)
			if !slices.Equal(got, slices.Sorted(maps.Values(want))) {
				t.Fatalf("seed %d: the list differs", seed)
			}
			checkSeek(t, r, l, got)
		}
	}
}

func checkSeek(t *testing.T, r *rand.Rand, l list, values []uint32) {
	t.Helper()
	c := l.cursor()
	for v := uint32(0); v < 6000<<payloadBits; v += r.Uint32N(50_000) {
		c.seek(v)
		want := done
		if n, _ := slices.BinarySearch(values, v); n < len(values) {
			want = values[n]
		}
		if c.value != want {
			t.Fatalf("seek %d: at %d, want %d", v, c.value, want)
		}
	}
}

// Readers of an old index see it unchanged while the next ones are made, also
// by two writers that start from the same one.
func TestReadersNeverSeeEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	docs := map[uint32]Document{}
	x := editRandomly(r, Empty(), docs, 10)
	q, err := Parse("Steuer Antrag")
	if err != nil {
		t.Fatal(err)
	}
	want := x.Search(q, Options{Limit: 100})
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range 100 {
				if got := x.Search(q, Options{Limit: 100}); !reflect.DeepEqual(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
	for seed := range uint64(2) {
		mine := maps.Clone(docs)
		wg.Go(func() { editRandomly(rand.New(rand.NewPCG(seed, 8)), x, mine, 60) })
	}
	wg.Wait()
}

// A cut expansion is said, and cuts the same words however the index was made.
func TestTooManyExpansionsAreSaid(t *testing.T) {
	var docs []Document
	for i := range uint32(maxExpansions + 500) {
		docs = append(docs, Document{i, []Field{{Name, "name", fmt.Sprintf("Antrag%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)}}})
	}
	q, err := Parse("Antrag")
	if err != nil {
		t.Fatal(err)
	}
	built := Build(slices.Values(docs)).Search(q, Options{Limit: MaxHits})
	e := Empty().Edit()
	for _, doc := range slices.Backward(docs) {
		e.Put(doc)
	}
	edited := e.Index().Search(q, Options{Limit: MaxHits})
	if built.Total != maxExpansions || !slices.Equal(built.Cut, []string{"Antrag"}) {
		t.Errorf("total %d, cut %q", built.Total, built.Cut)
	}
	if !reflect.DeepEqual(built, edited) {
		t.Error("the edited index cuts other words")
	}
}

func TestQueriesAreBounded(t *testing.T) {
	for what, text := range map[string]string{
		"bytes": string(slices.Repeat([]byte("a "), MaxQuery)),
		"words": string(slices.Repeat([]byte("Amt "), MaxTerms+1)),
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("a query of too many %s is taken", what)
		}
	}
	q, err := Parse(" der, die und das ")
	if err != nil || len(q.Terms()) != 0 {
		t.Fatalf("stop words: %q, %v", q.Terms(), err)
	}
	x := Build(slices.Values([]Document{{1, []Field{{Name, "name", "der Antrag"}}}}))
	if got := x.Search(q, Options{Limit: 1}); got.Total != 0 {
		t.Errorf("no terms match %d records", got.Total)
	}
}
