// Package sample is the catalogue that a newcomer meets: Niedersachsen with its
// ministries, districts and some municipalities, what they do for people, the
// data and software they do it with, how far they are, and decisions about software:
// two from the draft to what became of them, and one that is still open.
//
// It is bundles like any other, files that one may read, edit and import by hand;
// the program carries them so that it can show itself without a network. Nothing
// else knows what is in them, and nothing depends on it.
//
//	bundle/     what there is: the first commit
//	steps/      what then happened, a folder for each commit, in order
//
// A case cannot be loaded as it stands: it has a history, and the program writes
// that as the steps are taken (package casework). So the files in steps/ are also
// how a case is made, one move at a time, for those who will make one.
//
// What it says is written from public facts, each with its source, or it is
// illustrative, and then its source is sample:illustrative and, for a record,
// its name begins with "Beispiel:". All offers are illustrative, and so are all
// cases, all amounts and maturity scores: the state of the rollout in real
// authorities is published nowhere in this detail, and invented facts about them
// must not look like found ones. A key of a register stands only where a source for
// it is known; a service without one has none. Statements that contradict each other
// are kept beside each other, as in the catalogue at large. The ladder, the gates, the
// weights and the rules are a proposal that no board has enacted.
//
// Records that no register names have an identifier of the scheme "sample",
// unique over all kinds. Areas and authorities have the keys of the municipal
// register, so that an import of the whole register meets them.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed bundle/*.yaml steps/*/*.yaml
var files embed.FS

// FS is the bundle of the first commit: a folder with a file for each kind of record
// and some for the relations. It is read only and may be used concurrently.
func FS() fs.FS { return folder("bundle") }

func folder(path string) fs.FS {
	sub, err := fs.Sub(files, path)
	if err != nil {
		panic(err) // the paths are those of the directive above
	}
	return sub
}
