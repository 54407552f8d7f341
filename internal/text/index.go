package text

import "slices"

// Index answers searches. It is immutable and safe for concurrent use.
//
// words is the vocabulary with the records of each word, at most once each.
// keys leads from a stem or a trigram to the ids of the words that have it. A
// word without records is nowhere; its number is in free, to be given again.
type Index struct {
	words paged[entry]
	size  uint32 // numbers given out, free ones included
	free  []uint32
	keys  paged[bucket]
}

type entry struct {
	word
	posts list
}

// bucket holds the keys that share a hash; few, and ascending.
type bucket []keyed

type keyed struct {
	key   uint64
	words list
}

// keyBits is the size of the hash table of keys. It never grows: at a million
// words a bucket holds about twenty keys.
const keyBits = 16

var empty = &Index{keys: paged[bucket]{make([]*[pageSize]bucket, 1<<keyBits/pageSize)}}

// Empty is the index without documents.
func Empty() *Index { return empty }

// Words is the size of the vocabulary.
func (x *Index) Words() int { return int(x.size) - len(x.free) }

// slot is the bucket of a key.
func slot(key uint64) uint32 {
	return uint32(key * 0x9E3779B97F4A7C15 >> (64 - keyBits))
}

func (b bucket) find(key uint64) (int, bool) {
	return slices.BinarySearchFunc(b, key, func(k keyed, key uint64) int {
		switch {
		case k.key < key:
			return -1
		case k.key > key:
			return 1
		}
		return 0
	})
}

// having returns the words that have a key.
func (x *Index) having(key uint64) list {
	b := *x.keys.at(slot(key))
	if i, ok := b.find(key); ok {
		return b[i].words
	}
	return nil
}

// lookup returns the number of a word.
func (x *Index) lookup(w word) (uint32, bool) {
	for _, block := range x.having(w.stemKey()) {
		for _, v := range block {
			if x.words.at(id(v)).canon == w.canon {
				return id(v), true
			}
		}
	}
	return 0, false
}

// stemMark tells keys of stems from keys of trigrams.
const stemMark = 1 << 63

// stemKey is the key shared by the forms of a word: the FNV-1a hash of its
// stem. Stems that share it by chance are told apart where it matters.
func (w word) stemKey() uint64 {
	var buf [maxWord]byte
	h := uint64(14695981039346656037)
	for _, c := range w.appendStem(buf[:0]) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h | stemMark
}

// wordStart stands before the first letter in trigrams; it is in no word.
const wordStart = '^'

// keyGrams is how many letters of a key go into trigrams: keys are found whole
// or by their beginning, so more would be weight without use.
const keyGrams = 8

// appendKeys appends the keys of w, each once.
func (w word) appendKeys(dst []uint64) []uint64 {
	n := len(dst)
	canon := w.canon
	if !w.plain {
		canon = canon[:min(len(canon), keyGrams)]
	}
	var buf [maxWord + 1]byte
	dst = appendGrams(dst, appendStrip(append(buf[:0], wordStart), canon))
	slices.Sort(dst[n:])
	dst = dst[:n+len(slices.Compact(dst[n:]))]
	return append(dst, w.stemKey())
}

// appendGrams appends the trigrams of s, which are of bytes, not of letters: a
// part of a UTF-8 text is a part of its bytes.
func appendGrams(dst []uint64, s []byte) []uint64 {
	for i := 2; i < len(s); i++ {
		dst = append(dst, uint64(s[i-2])<<16|uint64(s[i-1])<<8|uint64(s[i]))
	}
	return dst
}
