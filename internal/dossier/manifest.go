package dossier

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"slices"

	"fundus/internal/catalogue"
)

// Manifest says what an archive consists of. It is the file manifest.json.
type Manifest struct {
	Head
	Files []Sum  `json:"files"` // all but the manifest itself, in their order
	Chain []Link `json:"chain"`
}

// Sum is a file with its SHA-256.
type Sum struct {
	Name   string           `json:"name"`
	Bytes  int              `json:"bytes"`
	SHA256 catalogue.Digest `json:"sha256"`
}

// Link is a record in the chain; see the package comment for how it is computed.
type Link struct {
	Kind     string             `json:"kind"`
	ID       string             `json:"id"`
	Revision catalogue.Revision `json:"revision"`
	Digest   catalogue.Digest   `json:"digest"`   // of the record's line in the ledger
	Previous catalogue.Digest   `json:"previous"` // zero before the first
	Chain    catalogue.Digest   `json:"chain"`
}

// proved is a record of a ledger with the digest of its line.
type proved struct {
	entry
	digest catalogue.Digest
}

// chained are the kinds of records that the chain goes over, in its order.
var chained = []catalogue.Kind{catalogue.KindSearchReceipt, catalogue.KindEvidence, catalogue.KindAssessment, catalogue.KindDecision}

// chainOf is the chain over records, which are in the order of their numbers.
func chainOf(records []proved) []Link {
	out := []Link{}
	var previous catalogue.Digest
	for _, kind := range chained {
		for _, r := range records {
			if r.Kind != kind.String() {
				continue
			}
			l := Link{Kind: r.Kind, ID: r.ID, Revision: r.Revision, Digest: r.digest, Previous: previous}
			l.Chain = digestOf(slices.Concat(previous[:], r.digest[:]))
			out, previous = append(out, l), l.Chain
		}
	}
	return out
}

// end is the last chain of all, zero where nothing is chained.
func end(chain []Link) catalogue.Digest {
	if len(chain) == 0 {
		return catalogue.Digest{}
	}
	return chain[len(chain)-1].Chain
}

func digestOf(text []byte) catalogue.Digest { return sha256.Sum256(text) }

// sums are the files with their digests.
func sums(files []file) []Sum {
	out := make([]Sum, 0, len(files))
	for _, f := range files {
		out = append(out, Sum{f.name, len(f.content), digestOf(f.content)})
	}
	return out
}

// text is the manifest as a file.
func (m Manifest) text() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// readManifest reads a manifest that is written as text writes it.
func readManifest(text []byte) (Manifest, bool) {
	var m Manifest
	if strict(text, &m) != nil {
		return m, false
	}
	same, err := m.text()
	return m, err == nil && bytes.Equal(same, text)
}
