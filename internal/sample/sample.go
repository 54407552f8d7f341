// Package sample is the catalogue that a newcomer meets: Niedersachsen with its
// ministries, districts and some municipalities, what they do for people, the
// data and software they do it with, and how far they are.
//
// It is a bundle like any other, files in bundle/ that one may read, edit and
// import by hand; the program carries them so that it can show itself without a
// network. Nothing else knows what is in it, and nothing depends on it.
//
// What it says is written from public facts, each with its source, or it is
// illustrative, and then its source is sample:illustrative and, for a record,
// its name begins with "Beispiel:". All offers are illustrative, and so are all
// amounts and maturity scores: the state of the rollout in real authorities is
// published nowhere in this detail, and invented facts about them must not look
// like found ones. A key of a register stands only where a source for it is
// known; a service without one has none. Statements that contradict each other
// are kept beside each other, as in the catalogue at large.
//
// Records that no register names have an identifier of the scheme "sample",
// unique over all kinds. Areas and authorities have the keys of the municipal
// register, so that an import of the whole register meets them.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed bundle/*.yaml
var files embed.FS

// FS is the bundle: a folder with a file for each kind of record and some for
// the relations. It is read only and may be used concurrently.
func FS() fs.FS {
	folder, err := fs.Sub(files, "bundle")
	if err != nil {
		panic(err) // "bundle" is a valid path, as the directive above proves
	}
	return folder
}
