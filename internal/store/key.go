package store

import (
	"fmt"

	"fundus/internal/catalogue"
)

// Repeat is the answer to an Append whose key the log has already: which commit
// has it, or a Conflict if that was made of something else.
func Repeat(stamp catalogue.Stamp, made catalogue.Revision, of catalogue.Digest) (Appended, error) {
	var unknown catalogue.Digest
	if of != stamp.Digest && of != unknown && stamp.Digest != unknown {
		return Appended{}, &catalogue.Error{Kind: catalogue.Conflict, Field: "idempotencyKey", Value: stamp.Key,
			Message: fmt.Sprintf("%q was used by revision %d for other changes; a key stands for one change set", stamp.Key, made)}
	}
	return Appended{Revision: made, Repeated: true}, nil
}

// DigestColumn is what a digest is stored as: null where it is not known.
func DigestColumn(d catalogue.Digest) []byte {
	if d == (catalogue.Digest{}) {
		return nil
	}
	return d[:]
}

// DigestFromColumn is the digest that DigestColumn stored; the tables hold no
// other lengths.
func DigestFromColumn(column []byte) (d catalogue.Digest) {
	copy(d[:], column)
	return d
}
