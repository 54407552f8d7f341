package text

import (
	"cmp"
	"slices"
)

// Edit collects what the next index has that its base has not. It belongs to
// one goroutine; any number of Edits may start from one Index.
type Edit struct {
	base *Index
	an   *analyzer
	ops  []op
}

// op is one word of one document, put or removed. What comes later wins.
type op struct {
	word uint32
	change
}

// Edit begins the next index.
func (x *Index) Edit() *Edit { return &Edit{base: x, an: newAnalyzer(64)} }

// Put adds a document. If the record is indexed already, remove it as it was
// first: the index keeps no documents and cannot tell what the old one held.
func (e *Edit) Put(doc Document) { e.collect(doc, false) }

// Remove takes a document out again, handed over as it was put.
func (e *Edit) Remove(doc Document) { e.collect(doc, true) }

func (e *Edit) collect(doc Document, gone bool) {
	for _, p := range e.an.document(doc) {
		e.ops = append(e.ops, op{p.word, change{p.post, gone}})
	}
}

// Index returns the base with all puts and removals so far.
func (e *Edit) Index() *Index {
	if len(e.ops) == 0 {
		return e.base
	}
	slices.SortStableFunc(e.ops, func(a, b op) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(id(a.value), id(b.value)))
	})
	w := newWriter(e.base)
	var changes []change
	for ops := e.ops; len(ops) > 0; {
		word := ops[0].word
		changes, ops = nextChanges(changes[:0], ops)
		w.write(e.an.words[word], changes)
	}
	return w.index()
}

// nextChanges takes the changes of the first word off ops, the last for a record.
func nextChanges(changes []change, ops []op) ([]change, []op) {
	word := ops[0].word
	for len(ops) > 0 && ops[0].word == word {
		if n := len(changes); n > 0 && id(changes[n-1].value) == id(ops[0].value) {
			changes[n-1] = ops[0].change
		} else {
			changes = append(changes, ops[0].change)
		}
		ops = ops[1:]
	}
	return changes, ops
}

// writer makes one index from another, word by word.
type writer struct {
	base  *Index
	words *pagedEdit[entry]
	size  uint32
	free  []uint32
	stem  *stemmer
	keys  []keyChange
}

// keyChange adds a word to a key or takes it off.
type keyChange struct {
	key uint64
	change
}

func newWriter(base *Index) *writer {
	return &writer{
		base: base, words: base.words.edit(), size: base.size,
		free: slices.Clone(base.free), stem: newStemmer(),
	}
}

// write applies the changes of one word, which comes into the vocabulary with
// its first record and leaves it with its last.
func (w *writer) write(canon string, changes []change) {
	word := w.stem.word(canon)
	number, known := w.base.lookup(word)
	var posts list
	if known {
		posts = w.base.words.at(number).posts
	}
	posts = posts.apply(changes)
	switch {
	case len(posts) > 0 && known:
		w.words.write(number).posts = posts
	case len(posts) > 0:
		number = w.number()
		*w.words.write(number) = entry{word, posts}
		w.list(word, change{number << payloadBits, false})
	case known:
		*w.words.write(number) = entry{}
		w.free = append(w.free, number)
		w.list(word, change{number << payloadBits, true})
	}
}

// number gives a new word its number.
func (w *writer) number() uint32 {
	if n := len(w.free); n > 0 {
		number := w.free[n-1]
		w.free = w.free[:n-1]
		return number
	}
	w.size++
	return w.size - 1
}

func (w *writer) list(word word, c change) {
	for _, key := range word.appendKeys(nil) {
		w.keys = append(w.keys, keyChange{key, c})
	}
}

// index finishes the keys and returns the new index. A number freed and given
// again in one edit has two changes for a key; the later one holds.
func (w *writer) index() *Index {
	x := &Index{words: w.words.next, size: w.size, free: w.free, keys: w.base.keys}
	if len(w.keys) == 0 {
		return x
	}
	slices.SortStableFunc(w.keys, func(a, b keyChange) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.value, b.value))
	})
	buckets := w.base.keys.edit()
	for keys := w.keys; len(keys) > 0; {
		key := keys[0].key
		var changes []change
		for len(keys) > 0 && keys[0].key == key {
			if n := len(changes); n > 0 && changes[n-1].value == keys[0].value {
				changes[n-1] = keys[0].change
			} else {
				changes = append(changes, keys[0].change)
			}
			keys = keys[1:]
		}
		b := buckets.write(slot(key))
		*b = b.apply(key, changes)
	}
	x.keys = buckets.next
	return x
}

// apply returns a bucket in which the words of key are changed.
func (b bucket) apply(key uint64, changes []change) bucket {
	i, found := b.find(key)
	var words list
	if found {
		words = b[i].words
	}
	words = words.apply(changes)
	b = slices.Clone(b)
	switch {
	case found && len(words) == 0:
		return slices.Delete(b, i, i+1)
	case found:
		b[i].words = words
	case len(words) > 0:
		b = slices.Insert(b, i, keyed{key, words})
	}
	return b
}
