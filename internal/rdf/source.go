package rdf

import (
	"errors"
	"io"
	"unicode/utf8"
)

const (
	utf8BOM    = "\xEF\xBB\xBF"
	windowSize = 64 << 10
	// maxEmptyReads is how often a reader may give nothing and no error before it counts as stuck.
	maxEmptyReads = 100
)

var (
	errInvalidUTF8   = errors.New("the text is not UTF-8")
	errTruncatedUTF8 = errors.New("the text ends within a UTF-8 character")
)

// source is a window on a UTF-8 text that keeps count of lines. What it shows is whole, valid characters only: a fault
// in the encoding ends the text where it stands, so that it is reported with its line by whoever reads up to there.
type source struct {
	r   io.Reader
	buf []byte
	// buf[pos:end] has not been read yet; buf[end:end+tail] is the beginning of a character.
	pos, end, tail int
	// err says why nothing follows buf[:end]: io.EOF at the regular end.
	err error
	// lineStart is the index in buf at which the line began, negative when it has left the window.
	line, lineStart int
}

func newSource(r io.Reader) source {
	s := source{r: r, buf: make([]byte, windowSize), line: 1}
	if s.peek() == int(utf8BOM[0]) && s.peekAt(1) == int(utf8BOM[1]) && s.peekAt(2) == int(utf8BOM[2]) {
		s.pos += len(utf8BOM)
	}
	return s
}

func (s *source) position() Position { return Position{Line: s.line, Column: s.pos - s.lineStart + 1} }

// peek is the next byte, -1 at the end.
func (s *source) peek() int {
	if s.pos == s.end && !s.refill() {
		return -1
	}
	return int(s.buf[s.pos])
}

// peekAt is the byte n places further on, -1 if the text or the window ends before it.
func (s *source) peekAt(n int) int {
	for s.pos+n >= s.end {
		if !s.refill() {
			return -1
		}
	}
	return int(s.buf[s.pos+n])
}

// runeAt is the character n bytes further on, -1 if the text or the window ends before it.
func (s *source) runeAt(n int) (rune, int) {
	c := s.peekAt(n)
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRune(s.buf[s.pos+n : s.end])
}

// newline counts the line feed that stands just before pos.
func (s *source) newline() {
	s.line++
	s.lineStart = s.pos
}

// refill shifts the window and reads on. It reports whether there is more to see.
func (s *source) refill() bool {
	if s.err != nil {
		return false
	}
	copy(s.buf, s.buf[s.pos:s.end+s.tail])
	s.lineStart -= s.pos
	s.end -= s.pos
	s.pos = 0
	shown := s.end
	for s.end == shown && s.err == nil {
		held := s.end + s.tail
		if held == len(s.buf) {
			return false // looking ahead for longer than a window is not needed by any grammar here
		}
		n, err := readSome(s.r, s.buf[held:])
		s.admit(held + n)
		s.stop(err)
	}
	return s.end > shown
}

// stop remembers the first reason why the text ends.
func (s *source) stop(err error) {
	if err == nil || s.err != nil {
		return
	}
	s.err = err
	if errors.Is(err, io.EOF) && s.tail > 0 {
		s.err = errTruncatedUTF8
	}
}

// admit moves end up to the last whole valid character before limit.
func (s *source) admit(limit int) {
	fresh := s.buf[s.end:limit]
	whole := len(fresh) - incomplete(fresh)
	s.tail = len(fresh) - whole
	if !utf8.Valid(fresh[:whole]) {
		s.err = errInvalidUTF8
		s.tail = 0
		whole = validPrefix(fresh)
	}
	s.end += whole
}

// incomplete is the length of the character that b breaks off in, if it does.
func incomplete(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if rest := b[len(b)-n:]; utf8.RuneStart(rest[0]) {
			if utf8.FullRune(rest) {
				return 0
			}
			return n
		}
	}
	return 0
}

func validPrefix(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		n += size
	}
	return n
}

// readSome reads at least one byte or says why not.
func readSome(r io.Reader, b []byte) (int, error) {
	for range maxEmptyReads {
		if n, err := r.Read(b); n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}
