package text

import (
	"cmp"
	"slices"
)

// Index answers searches. It is immutable and safe for concurrent use.
//
// words is the vocabulary, posts the records of each word, hashes leads from a
// word or a stem to the numbers of words, grams from a trigram. A word without
// records is nowhere; its number is in free, to be given again.
type Index struct {
	words  paged[word]
	posts  paged[list]
	size   uint32 // numbers given out, free ones included
	free   []uint32
	hashes paged[hashed]
	grams  paged[bucket]
}

// The hash tables never grow: at a million words, which is a country's worth,
// a slot of hashes holds about thirty, and trigrams do not grow with the words.
const (
	hashBits = 16
	gramBits = 12
)

var empty = &Index{}

// Empty is the index without documents.
func Empty() *Index { return empty }

// Words is the size of the vocabulary.
func (x *Index) Words() int { return int(x.size) - len(x.free) }

// hashed is a slot of the table of words: 32 bits of the hash, then the number
// of the word; ascending.
type hashed []uint64

// hash is FNV-1a with its bits mixed. It must not be seeded: nothing may differ
// between two runs. Texts of one hash are told apart by comparing them.
func hash(text []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range text {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9E3779B97F4A7C15
}

func hashSlot(h uint64) uint32 { return uint32(h >> (64 - hashBits)) }

func hashValue(h uint64, number uint32) uint64 { return h<<32 | uint64(number) }

// hashed returns the numbers of the words and stems of a hash.
func (x *Index) hashed(h uint64) hashed {
	slot := *x.hashes.at(hashSlot(h))
	n, _ := slices.BinarySearch(slot, hashValue(h, 0))
	m := n
	for m < len(slot) && slot[m]>>32 == h<<32>>32 {
		m++
	}
	return slot[n:m]
}

// lookup returns the number of a word.
func (x *Index) lookup(canon string) (uint32, bool) {
	for _, v := range x.hashed(hash([]byte(canon))) {
		if x.words.at(uint32(v)).canon == canon {
			return uint32(v), true
		}
	}
	return 0, false
}

// appendHashes appends the hashes under which w is found: of its stem, shared
// by its forms, and its own.
func (w word) appendHashes(dst []uint64) []uint64 {
	stem := w.stemHash()
	if own := hash([]byte(w.canon)); own != stem {
		dst = append(dst, own)
	}
	return append(dst, stem)
}

func (w word) stemHash() uint64 {
	var buf [maxWord]byte
	return hash(w.appendStem(buf[:0]))
}

// bucket holds the trigrams that share a slot, ascending.
type bucket []gram

type gram struct {
	key   uint32
	words list
}

func gramSlot(key uint32) uint32 { return key * 0x9E3779B1 >> (32 - gramBits) }

func (b bucket) find(key uint32) (int, bool) {
	return slices.BinarySearchFunc(b, key, func(g gram, key uint32) int { return cmp.Compare(g.key, key) })
}

// having returns the words that have a trigram.
func (x *Index) having(key uint32) list {
	b := *x.grams.at(gramSlot(key))
	if i, ok := b.find(key); ok {
		return b[i].words
	}
	return nil
}

// wordStart stands before the first letter in trigrams; it is in no word.
const wordStart = '^'

// keyGrams is how many letters of a key go into trigrams: keys are found whole
// or by their beginning, so more would be weight without use.
const keyGrams = 8

// appendGrams appends the trigrams of w, each once.
func (w word) appendGrams(dst []uint32) []uint32 {
	n := len(dst)
	canon := w.canon
	if !w.plain {
		canon = canon[:min(len(canon), keyGrams)]
	}
	var buf [maxWord + 1]byte
	dst = appendGrams(dst, appendStrip(append(buf[:0], wordStart), canon))
	slices.Sort(dst[n:])
	return dst[:n+len(slices.Compact(dst[n:]))]
}

// appendGrams appends the trigrams of s, which are of bytes, not of letters: a
// part of a UTF-8 text is a part of its bytes.
func appendGrams(dst []uint32, s []byte) []uint32 {
	for i := 2; i < len(s); i++ {
		dst = append(dst, uint32(s[i-2])<<16|uint32(s[i-1])<<8|uint32(s[i]))
	}
	return dst
}
