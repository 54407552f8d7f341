package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// Prefix is how every token begins, so that people and the scanners of repositories know
// one that lies where it should not.
const Prefix = "fundus_"

// The parts of a token: fundus_ID_SECRETCHECK, in small base32 letters.
const (
	idLength     = 8
	secretBytes  = 32
	secretLength = 52 // of 256 bits
	checkLength  = 7  // of 32 bits
	wholeLength  = len(Prefix) + idLength + 1 + secretLength + checkLength
)

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// secret is a token as it is shown.
type secret struct{ id, text string }

// invent makes a token for an id.
func invent(id string) secret {
	random := make([]byte, secretBytes)
	_, _ = rand.Read(random) // never fails (crypto/rand)
	body := Prefix + id + "_" + letters.EncodeToString(random)
	return secret{id, body + check(body)}
}

// newID is an id that nobody has; one that has it in spite of 40 random bits is told by
// the store.
func newID() string {
	random := make([]byte, idLength*5/8)
	_, _ = rand.Read(random)
	return letters.EncodeToString(random)
}

// read takes a token apart; false for what is none. The sum at its end is no secret: it
// tells a slip of the pen from a token, without a look at the store.
func read(text string) (secret, bool) {
	if len(text) != wholeLength || !strings.HasPrefix(text, Prefix) || text[len(Prefix)+idLength] != '_' {
		return secret{}, false
	}
	body := text[:wholeLength-checkLength]
	if text[wholeLength-checkLength:] != check(body) {
		return secret{}, false
	}
	return secret{text[len(Prefix) : len(Prefix)+idLength], text}, true
}

func check(body string) string {
	return letters.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(body))))
}

// digest is what is kept of the token.
func (s secret) digest() [sha256.Size]byte { return sha256.Sum256([]byte(s.text)) }
