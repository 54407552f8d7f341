package text

import "fmt"

// Class says what a field is to its record. A higher class ranks higher.
type Class uint8

const (
	Text Class = iota // running text: descriptions
	Tag               // keywords, themes, synonyms
	Name              // names and titles
	Key               // identifiers; matched whole or from their beginning
	classes
)

func (c Class) String() string {
	return [...]string{"TEXT", "TAG", "NAME", "KEY"}[c]
}

// MaxID is the highest record id an index holds: 26 bits, less one window of a
// search, so that the end of the last window is a number too.
const MaxID = 1<<26 - 1 - windowSize

// Document is what one record offers to search. Nothing of it is kept.
type Document struct {
	ID     uint32
	Fields []Field
}

// Field is one text of a record. Name is the caller's word for it and is only
// handed back by Hit.Places.
type Field struct {
	Class Class
	Name  string
	Text  string
}

// A posting says that a record holds a word, in one number:
//
//	id 26 bits | 2 bits brevity of the shortest name | 4 bits classes
//
// so that a list of postings is a sorted []uint32, and a scan of it knows the
// rank of a hit without a second look-up.
type posting = uint32

const (
	payloadBits = 6
	payloadMask = 1<<payloadBits - 1
	classMask   = 1<<classes - 1
)

func makePosting(id uint32, c Class, brevity uint32) posting {
	return id<<payloadBits | brevity<<classes | 1<<c
}

// combine joins two postings of one record.
func combine(a, b posting) posting {
	id := a &^ payloadMask
	brevity := max(a&payloadMask>>classes, b&payloadMask>>classes)
	return id | brevity<<classes | (a|b)&classMask
}

// brevity grades a name by its number of words, so that among names that hold
// a term the one that says little else comes first.
func brevity(words int) uint32 {
	switch {
	case words <= 1:
		return 3
	case words == 2:
		return 2
	case words <= 4:
		return 1
	}
	return 0
}

// analyzer turns documents into (word, posting) pairs, words being numbers it
// gives out. It is not safe for concurrent use.
type analyzer struct {
	scan  scanner
	ids   map[string]uint32 // stopWord for a stop word
	words []string

	seen  []uint32 // per word: its place in pairs plus one, if of this document
	pairs []pair
}

type pair struct {
	word uint32
	post posting
}

const stopWord = ^uint32(0)

func newAnalyzer(words int) *analyzer {
	return &analyzer{ids: make(map[string]uint32, words)}
}

// document returns the words of doc, each once; valid until the next call.
func (a *analyzer) document(doc Document) []pair {
	if doc.ID > MaxID {
		panic(fmt.Sprintf("text: record id %d is above the limit of %d", doc.ID, MaxID))
	}
	a.pairs = a.pairs[:0]
	for _, f := range doc.Fields {
		a.field(doc.ID, f)
	}
	for _, p := range a.pairs {
		a.seen[p.word] = 0
	}
	return a.pairs
}

func (a *analyzer) field(id uint32, f Field) {
	a.scan.scan(f.Text)
	parts := a.scan.parts
	if len(parts) == 0 {
		return
	}
	class, short := f.Class, uint32(0)
	switch class {
	case Key:
		if whole := a.scan.joined(parts); len(whole) <= maxKey {
			a.add(whole, makePosting(id, Key, 0))
		}
		class = Text // a part of a key is no key
	case Name:
		short = brevity(a.meaningful(parts))
	case Text, Tag, classes:
	}
	post := makePosting(id, class, short)
	for len(parts) > 0 {
		var chunk []part
		chunk, parts = next(parts)
		for _, p := range chunk {
			a.addWord(a.scan.word(p), post)
		}
		if joinable(chunk) {
			a.addWord(a.scan.joined(chunk), post)
		}
	}
}

func (a *analyzer) meaningful(parts []part) int {
	n := 0
	for _, p := range parts {
		if !stopWords[string(a.scan.word(p))] {
			n++
		}
	}
	return n
}

func (a *analyzer) addWord(canon []byte, post posting) {
	if len(canon) <= maxWord {
		a.add(canon, post)
	}
}

func (a *analyzer) add(canon []byte, post posting) {
	w, ok := a.ids[string(canon)]
	if !ok {
		w = a.enter(string(canon))
	}
	if w == stopWord {
		return
	}
	if at := a.seen[w]; at != 0 {
		p := &a.pairs[at-1]
		p.post = combine(p.post, post)
		return
	}
	a.pairs = append(a.pairs, pair{w, post})
	a.seen[w] = uint32(len(a.pairs))
}

// enter gives a word its number.
func (a *analyzer) enter(canon string) uint32 {
	if stopWords[canon] {
		a.ids[canon] = stopWord
		return stopWord
	}
	w := uint32(len(a.words))
	a.ids[canon] = w
	a.words = append(a.words, canon)
	a.seen = append(a.seen, 0)
	return w
}
