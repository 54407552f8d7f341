// Package strict says whether a text is JSON (RFC 8259) that two readers cannot take for
// two things. encoding/json makes do with more, silently:
//
//   - Bytes that are no UTF-8, and escapes of half a character ("\ud800"), it replaces by
//     U+FFFD: what is stored is then not what was sent.
//   - Of a name that an object has twice it takes the last. RFC 8259 leaves open which one
//     counts, so a proxy may have checked another one than is carried out.
//
// Both are errors here. Numbers and depth are as in encoding/json.
package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

var (
	errText   = errors.New("it is not UTF-8")
	errMark   = errors.New("it begins with a byte order mark, which JSON has not")
	errSyntax = errors.New("it is not one JSON value")
	errHalf   = errors.New(`a text has half a surrogate pair: write characters beyond U+FFFF themselves, or as two escapes such as \ud83d\ude00`)
)

// Check says why a text is not one JSON value that all read alike. Of what is in it only
// the name of a member is given back, shortened.
func Check(text []byte) error {
	switch {
	case !utf8.Valid(text):
		return errText
	case bytes.HasPrefix(text, []byte("\ufeff")):
		return errMark
	case !json.Valid(text):
		return errSyntax
	}
	return walk(text)
}

// walk looks at every string of valid JSON.
func walk(text []byte) error {
	var within nesting
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '{', '[':
			within.open(text[at])
		case '}', ']':
			within.close()
		case ':', ',':
			within.separate(text[at])
		case '"':
			length := stringEnd(text[at:])
			written := text[at : at+length]
			if HalfPair(written) {
				return errHalf
			}
			if err := within.name(written); err != nil {
				return err
			}
			at += length - 1
		}
	}
	return nil
}

// stringEnd is the length of the string, quotes included, that a valid text begins with.
func stringEnd(text []byte) int {
	for at := 1; ; at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
}

// nesting is the objects and lists around a place.
type nesting []level

type level struct {
	object  bool
	atName  bool // a string here is a name
	members map[string]bool
}

func (n *nesting) open(bracket byte) {
	*n = append(*n, level{object: bracket == '{', atName: bracket == '{'})
}

func (n *nesting) close() { *n = (*n)[:len(*n)-1] }

func (n nesting) separate(by byte) {
	top := &n[len(n)-1]
	top.atName = top.object && by == ','
}

// name notes a string if it is the name of a member.
func (n nesting) name(written []byte) error {
	if len(n) == 0 || !n[len(n)-1].atName {
		return nil
	}
	top := &n[len(n)-1]
	var name string
	if err := json.Unmarshal(written, &name); err != nil {
		return errSyntax // cannot be, it is valid
	}
	if top.members[name] {
		return fmt.Errorf("an object has the member %.40q twice", name)
	}
	if top.members == nil {
		top.members = map[string]bool{}
	}
	top.members[name] = true
	return nil
}
