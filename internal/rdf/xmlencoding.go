package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// declaration finds the encoding that an XML declaration names.
var declaration = regexp.MustCompile(`^<\?xml\s[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// decoded gives the text of an XML document in UTF-8. The declaration decides, and where there is none the byte order
// mark or the first two bytes do; both must agree.
func decoded(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, windowSize)
	head, _ := in.Peek(2) // an error comes back from the next read
	utf16 := isUTF16(head)
	if utf16 {
		in = bufio.NewReaderSize(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(in), windowSize)
	}
	head, _ = in.Peek(DetectLength)
	named := declaration.FindSubmatch(bytes.TrimPrefix(head, []byte(utf8BOM)))
	if named == nil {
		return in, nil
	}
	e, err := encodingOf(strings.ToLower(string(named[1])), utf16)
	if err != nil || e == nil {
		return in, err
	}
	return e.NewDecoder().Reader(in), nil
}

// isUTF16 tells a byte order mark, or the first "<" of a document in two bytes.
func isUTF16(head []byte) bool {
	switch string(head) {
	case "\xFE\xFF", "\xFF\xFE", "\x00<", "<\x00":
		return true
	}
	return false
}

// encodingOf is the decoder for a declared encoding, nil where the text is UTF-8 by now.
func encodingOf(label string, utf16 bool) (encoding.Encoding, error) {
	if utf16 != strings.HasPrefix(label, "utf-16") {
		return nil, fmt.Errorf("the declared encoding %q is not the one the text has", label)
	}
	switch label {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii":
		return nil, nil
	case "iso-8859-1", "iso_8859-1", "latin1", "latin-1":
		return charmap.ISO8859_1, nil
	case "iso-8859-15", "iso_8859-15", "latin9", "latin-9":
		return charmap.ISO8859_15, nil
	case "windows-1252", "cp1252":
		return charmap.Windows1252, nil
	}
	return nil, fmt.Errorf("the encoding %q is none of UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, Windows-1252", label)
}
