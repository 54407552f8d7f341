package text

import (
	"cmp"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Build indexes many documents at once, on all processors. It gives the same
// answers as putting them one by one; each record may come only once. It is
// quickest when the ids ascend, and right in any order.
//
// The blocks of the lists it makes lie in a few large arrays, which stay in
// memory until the last index that shares them is gone.
func Build(docs iter.Seq[Document]) *Index {
	texts, runs := unite(collect(docs))
	lists := gather(len(texts), runs)
	words := make([]word, len(texts))
	spans := split(len(texts))
	keys := make([]*keyCollector, len(spans))
	parallel(len(spans), func(i int) {
		keys[i] = newKeyCollector()
		for n := spans[i].from; n < spans[i].to; n++ {
			words[n] = keys[i].stem.word(texts[n])
			keys[i].add(uint32(n), words[n])
		}
	})
	return &Index{
		words: paginate(words), posts: paginate(lists), size: uint32(len(words)),
		hashes: hashTable(keys), grams: gramTable(keys),
	}
}

func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

type span struct{ from, to int }

// split cuts 0..n into one span per processor.
func split(n int) []span {
	procs := runtime.GOMAXPROCS(0)
	spans := make([]span, procs)
	for i := range spans {
		spans[i] = span{n * i / procs, n * (i + 1) / procs}
	}
	return spans
}

// batchSize is the number of documents handed over at a time.
const batchSize = 256

// collector is the share of one processor in the analysis: pairs of words
// numbered by its own analyzer.
type collector struct {
	*analyzer
	all chunks
}

// chunks is a long list that grows without copying.
type chunks [][]pair

const chunkSize = 1 << 16

func (c *chunks) add(p pair) {
	if n := len(*c); n == 0 || len((*c)[n-1]) == chunkSize {
		*c = append(*c, make([]pair, 0, chunkSize))
	}
	last := &(*c)[len(*c)-1]
	*last = append(*last, p)
}

func collect(docs iter.Seq[Document]) []*collector {
	batches := make(chan []Document)
	collectors := make([]*collector, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range collectors {
		c := &collector{analyzer: newAnalyzer(1 << 12)}
		collectors[i] = c
		wg.Go(func() {
			for batch := range batches {
				for _, doc := range batch {
					for _, p := range c.document(doc) {
						c.all.add(p)
					}
				}
			}
		})
	}
	for batch := range batched(docs) {
		batches <- batch
	}
	close(batches)
	wg.Wait()
	return collectors
}

func batched(docs iter.Seq[Document]) iter.Seq[[]Document] {
	return func(yield func([]Document) bool) {
		batch := make([]Document, 0, batchSize)
		for doc := range docs {
			if batch = append(batch, doc); len(batch) == batchSize {
				if !yield(batch) {
					return
				}
				batch = make([]Document, 0, batchSize)
			}
		}
		yield(batch)
	}
}

// run is one processor's pairs and what its numbers are in the whole.
type run struct {
	pairs  chunks
	global []uint32
}

// unite merges the vocabularies into one, sorted: words with the same beginning
// are then neighbours in memory, as a prefix search wants them.
func unite(collectors []*collector) (words []string, runs []run) {
	sorted := make([][]string, len(collectors))
	parallel(len(collectors), func(i int) {
		sorted[i] = slices.Clone(collectors[i].words)
		slices.Sort(sorted[i])
	})
	for _, s := range sorted {
		words = mergeSorted(words, s)
	}
	runs = make([]run, len(collectors))
	parallel(len(collectors), func(i int) {
		c := collectors[i]
		global := make([]uint32, len(c.words))
		at := 0
		for _, w := range sorted[i] {
			for words[at] != w {
				at++
			}
			global[c.ids[w]] = uint32(at)
		}
		runs[i] = run{c.all, global}
	})
	return words, runs
}

// mergeSorted returns the union of two sorted sets.
func mergeSorted(a, b []string) []string {
	out := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c < 0:
			out, a = append(out, a[0]), a[1:]
		case c > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// gather makes the n lists of all pairs: the counts give each run its place in
// each list, then all runs are filled in at once.
func gather(n int, runs []run) []list {
	places := make([][]uint32, len(runs))
	parallel(len(runs), func(i int) {
		places[i] = make([]uint32, n)
		for _, chunk := range runs[i].pairs {
			for _, p := range chunk {
				places[i][runs[i].global[p.word]]++
			}
		}
	})
	ends := make([]uint32, n)
	total, blocks := uint32(0), 0
	for w := range n {
		before := total
		for i := range places {
			total, places[i][w] = total+places[i][w], total
		}
		ends[w] = total
		blocks += int(total-before+blockFill-1) / blockFill
	}
	values := make([]uint32, total)
	parallel(len(runs), func(i int) {
		for _, chunk := range runs[i].pairs {
			for _, p := range chunk {
				at := &places[i][runs[i].global[p.word]]
				values[*at] = p.post
				*at++
			}
		}
	})
	return cut(values, ends, blocks)
}

// cut sorts the values of each list and cuts them into blocks.
func cut(values, ends []uint32, blocks int) []list {
	lists := make([]list, len(ends))
	spans := split(len(ends))
	parallel(len(spans), func(i int) {
		for w := spans[i].from; w < spans[i].to; w++ {
			from := uint32(0)
			if w > 0 {
				from = ends[w-1]
			}
			sortRuns(values[from:ends[w]])
		}
	})
	directory := make(list, 0, blocks)
	from := uint32(0)
	for w, end := range ends {
		first := len(directory)
		for from < end {
			to := min(from+blockFill, end)
			directory = append(directory, values[from:to:to])
			from = to
		}
		lists[w] = directory[first:len(directory):len(directory)]
	}
	return lists
}

// sortRuns sorts values that are as a rule a few ascending runs.
func sortRuns(values []uint32) {
	n := 1
	for n < len(values) && values[n-1] < values[n] {
		n++
	}
	if n >= len(values) {
		return
	}
	if len(values) < 64 || !slices.IsSorted(values[n:]) {
		slices.Sort(values)
		return
	}
	a, b, out := slices.Clone(values[:n]), values[n:], values[:0]
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	copy(values[len(out):], a)
}

// keyCollector is the share of one processor in making the ways to the words.
type keyCollector struct {
	stem   *stemmer
	hashes []uint64 // hash and number in turn
	ids    map[uint32]uint32
	keys   []uint32
	all    chunks
	grams  []uint32
}

func newKeyCollector() *keyCollector {
	return &keyCollector{stem: newStemmer(), ids: make(map[uint32]uint32, 1<<12)}
}

func (c *keyCollector) add(number uint32, w word) {
	var hashes [2]uint64
	for _, h := range w.appendHashes(hashes[:0]) {
		c.hashes = append(c.hashes, h, uint64(number))
	}
	c.grams = w.appendGrams(c.grams[:0])
	for _, key := range c.grams {
		k, ok := c.ids[key]
		if !ok {
			k = uint32(len(c.keys))
			c.ids[key] = k
			c.keys = append(c.keys, key)
		}
		c.all.add(pair{k, number << payloadBits})
	}
}

func hashTable(collectors []*keyCollector) paged[hashed] {
	counts := make([]int, 1<<hashBits)
	total := 0
	for _, c := range collectors {
		for i := 0; i < len(c.hashes); i += 2 {
			counts[hashSlot(c.hashes[i])]++
			total++
		}
	}
	table, arena := make([]hashed, 1<<hashBits), make(hashed, total)
	for s, n := range counts {
		table[s], arena = arena[:0:n], arena[n:]
	}
	for _, c := range collectors {
		for i := 0; i < len(c.hashes); i += 2 {
			slot := &table[hashSlot(c.hashes[i])]
			*slot = append(*slot, hashValue(c.hashes[i], uint32(c.hashes[i+1])))
		}
	}
	for _, slot := range table {
		slices.Sort(slot)
	}
	return paginate(table)
}

func gramTable(collectors []*keyCollector) paged[bucket] {
	ids := map[uint32]uint32{}
	var keys []uint32
	runs := make([]run, len(collectors))
	for i, c := range collectors {
		global := make([]uint32, len(c.keys))
		for k, key := range c.keys {
			g, ok := ids[key]
			if !ok {
				g = uint32(len(keys))
				ids[key] = g
				keys = append(keys, key)
			}
			global[k] = g
		}
		runs[i] = run{c.all, global}
	}
	table := make([]bucket, 1<<gramBits)
	for k, words := range gather(len(keys), runs) {
		slot := gramSlot(keys[k])
		table[slot] = append(table[slot], gram{keys[k], words})
	}
	for _, b := range table {
		slices.SortFunc(b, func(a, b gram) int { return cmp.Compare(a.key, b.key) })
	}
	return paginate(table)
}
