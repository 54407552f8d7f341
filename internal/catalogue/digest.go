package catalogue

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
)

// Digest is a SHA-256 by which two change sets, or two catalogues, are known to be
// the same without laying them side by side. Zero is none. Written in hexadecimal.
type Digest [sha256.Size]byte

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// MarshalText writes the hexadecimal form.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads the hexadecimal form.
func (d *Digest) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(d)) {
		return Errorf(Invalid, "a digest has %d hexadecimal digits", hex.EncodedLen(len(d)))
	}
	if _, err := hex.Decode(d[:], text); err != nil {
		return Errorf(Invalid, "a digest has hexadecimal digits only")
	}
	return nil
}

// MarshalGQL writes the hexadecimal form, null for none.
func (d Digest) MarshalGQL(w io.Writer) {
	if d == (Digest{}) {
		_, _ = io.WriteString(w, "null")
		return
	}
	writeQuoted(w, d.String())
}

// UnmarshalGQL reads the hexadecimal form.
func (d *Digest) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return Errorf(Invalid, "Digest is a string of %d hexadecimal digits", hex.EncodedLen(len(d)))
	}
	return d.UnmarshalText([]byte(s))
}

// DigestOf is the digest of a change set: of every field of every change, in their
// order. What equals in all of them has the same digest in every process.
//
// Logs keep it. A field that is added to a change must not alter the digest of a
// set that does not use it, or a request that is repeated across an update of the
// program is taken for another one and refused.
func DigestOf(changes []Change) (Digest, error) {
	d := NewDigester()
	for _, c := range changes {
		c.digest(d)
	}
	return d.Digest()
}

// Digester makes the digest of what it is told, in the order of the telling. Each
// telling is self-delimiting, so no two sequences of them look alike: numbers are
// varints, texts come after their length.
type Digester struct {
	hash   hash.Hash
	buffer []byte // not hashed yet: SHA-256 likes large pieces
	err    error  // of a record that cannot be encoded; the first one stays
}

// digesterFlush is how many bytes are hashed at once.
const digesterFlush = 16 << 10

// NewDigester is a digester that was told nothing yet.
func NewDigester() *Digester {
	return &Digester{hash: sha256.New(), buffer: make([]byte, 0, 2*digesterFlush)}
}

// Digest is the digest of everything told.
func (d *Digester) Digest() (digest Digest, err error) {
	d.flush()
	d.hash.Sum(digest[:0])
	return digest, d.err
}

// Record tells a version of a record: its number, its revision, its source and all
// that EncodeRecord writes.
func (d *Digester) Record(r Record) {
	m := r.Base()
	d.Number(int64(m.ID))
	d.Number(int64(m.Revision))
	d.Number(int64(m.Source))
	d.body(r)
}

// Edge tells every field of a version of an edge.
func (d *Digester) Edge(e *Edge) {
	d.Number(int64(e.ID))
	d.Number(int64(e.Revision))
	d.Number(int64(e.Relation))
	for _, id := range [...]ID{e.From, e.To, e.Via, e.Area, e.Source} {
		d.Number(int64(id))
	}
	d.facts(&e.EdgeFacts)
}

// Number tells a number.
func (d *Digester) Number(n int64) { d.buffer = binary.AppendVarint(d.buffer, n) }

// text ends most tellings, so it is where the buffer is looked at.
func (d *Digester) text(s string) {
	d.buffer = binary.AppendUvarint(d.buffer, uint64(len(s)))
	d.buffer = append(d.buffer, s...)
	if len(d.buffer) >= digesterFlush {
		d.flush()
	}
}

func (d *Digester) flush() {
	_, _ = d.hash.Write(d.buffer) // a hash never fails
	d.buffer = d.buffer[:0]
}

// body tells a record's kind and own fields, of no record a kind that is none.
func (d *Digester) body(r Record) {
	if r == nil {
		d.Number(0)
		return
	}
	body, err := EncodeRecord(r)
	if err != nil && d.err == nil {
		d.err = err
	}
	d.Number(int64(r.Kind()))
	d.text(string(body))
}

// facts begin with a visibility if they have one: no day is below 0, so nothing else
// begins so, and what has none is told as before there were any.
func (d *Digester) facts(f *EdgeFacts) {
	if f.Visibility != "" {
		d.Number(-1)
		d.text(string(f.Visibility))
	}
	d.Number(int64(f.ValidFrom))
	d.Number(int64(f.ValidUntil))
	for _, s := range [...]string{string(f.Status), string(f.Evidence), f.URL, f.Report, f.Note} {
		d.text(s)
	}
}

// The changes tell a letter of their own, and then their fields.

// Of the common part of a Put's record only the id is a wish: source and revision
// are given by the plan, whatever stands there.
func (p Put) digest(d *Digester) {
	d.text("P")
	d.text(p.Local)
	d.body(p.Record)
	if p.Record != nil {
		d.Number(int64(p.Record.Base().ID))
	}
	d.text(string(p.Source))
	d.Number(int64(p.Seen))
	if p.Fields == nil { // all fields, where an empty list is none
		d.Number(-1)
		return
	}
	d.Number(int64(len(p.Fields)))
	for _, field := range p.Fields {
		d.text(field)
	}
}

func (r Remove) digest(d *Digester) {
	d.text("R")
	d.text(string(r.Target))
	d.Number(int64(r.Seen))
	cascade := int64(0)
	if r.Cascade {
		cascade = 1
	}
	d.Number(cascade)
}

func (r Relate) digest(d *Digester) {
	d.text("E")
	d.Number(int64(r.ID))
	d.Number(int64(r.Relation))
	for _, ref := range [...]Ref{r.From, r.To, r.Via, r.Area, r.Source} {
		d.text(string(ref))
	}
	d.facts(&r.EdgeFacts)
	d.Number(int64(r.Seen))
}

func (u Unrelate) digest(d *Digester) {
	d.text("U")
	d.Number(int64(u.ID))
	d.Number(int64(u.Seen))
}

func (s Supersede) digest(d *Digester) {
	d.text("S")
	d.text(string(s.Source))
	d.Number(int64(len(s.Records)))
	for _, ref := range s.Records {
		d.text(string(ref))
	}
	d.Number(int64(len(s.Roles)))
	for _, role := range s.Roles {
		d.Number(int64(role))
	}
	d.Number(int64(s.AsOf))
}
