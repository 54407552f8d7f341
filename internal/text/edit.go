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
	base   *Index
	posts  *pagedEdit[list]
	words  *pagedEdit[word]
	hashes *pagedEdit[hashed]
	size   uint32
	free   []uint32
	stem   *stemmer
	grams  []gramChange
}

// gramChange adds a word to a trigram or takes it off.
type gramChange struct {
	key uint32
	change
}

func newWriter(base *Index) *writer {
	return &writer{
		base: base, size: base.size, free: slices.Clone(base.free), stem: newStemmer(),
		posts: base.posts.edit(), words: base.words.edit(), hashes: base.hashes.edit(),
	}
}

// write applies the changes of one word, which comes into the vocabulary with
// its first record and leaves it with its last.
func (w *writer) write(canon string, changes []change) {
	number, known := w.base.lookup(canon)
	var posts list
	if known {
		posts = *w.base.posts.at(number)
	}
	posts = posts.apply(changes)
	switch {
	case len(posts) > 0 && known:
		*w.posts.write(number) = posts
	case len(posts) > 0:
		w.enter(w.stem.word(canon), posts)
	case known:
		w.leave(number)
	}
}

func (w *writer) enter(entry word, posts list) {
	number := w.size
	if n := len(w.free); n > 0 {
		number = w.free[n-1]
		w.free = w.free[:n-1]
	} else {
		w.size++
	}
	*w.posts.write(number), *w.words.write(number) = posts, entry
	for _, h := range entry.appendHashes(nil) {
		slot := w.hashes.write(hashSlot(h))
		n, _ := slices.BinarySearch(*slot, hashValue(h, number))
		*slot = slices.Insert(slices.Clone(*slot), n, hashValue(h, number))
	}
	w.list(entry, change{number << payloadBits, false})
}

func (w *writer) leave(number uint32) {
	gone := *w.base.words.at(number)
	*w.posts.write(number) = nil
	w.free = append(w.free, number)
	for _, h := range gone.appendHashes(nil) {
		slot := w.hashes.write(hashSlot(h))
		n, _ := slices.BinarySearch(*slot, hashValue(h, number))
		*slot = slices.Delete(slices.Clone(*slot), n, n+1)
	}
	*w.words.write(number) = word{}
	w.list(gone, change{number << payloadBits, true})
}

func (w *writer) list(entry word, c change) {
	for _, key := range entry.appendGrams(nil) {
		w.grams = append(w.grams, gramChange{key, c})
	}
}

// index finishes the trigrams and returns the new index. A number freed and
// given again in one edit changes twice under a trigram; the later one holds.
func (w *writer) index() *Index {
	slices.SortStableFunc(w.grams, func(a, b gramChange) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.value, b.value))
	})
	grams := w.base.grams.edit()
	for rest := w.grams; len(rest) > 0; {
		key := rest[0].key
		var changes []change
		for len(rest) > 0 && rest[0].key == key {
			if n := len(changes); n > 0 && changes[n-1].value == rest[0].value {
				changes[n-1] = rest[0].change
			} else {
				changes = append(changes, rest[0].change)
			}
			rest = rest[1:]
		}
		b := grams.write(gramSlot(key))
		*b = b.apply(key, changes)
	}
	return &Index{
		words: w.words.next, posts: w.posts.next, size: w.size, free: w.free,
		hashes: w.hashes.next, grams: grams.next,
	}
}

// apply returns a bucket in which the words of a trigram are changed.
func (b bucket) apply(key uint32, changes []change) bucket {
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
		b = slices.Insert(b, i, gram{key, words})
	}
	return b
}
