package assess

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Drifted is one thing that a decision rests on and that is otherwise now.
type Drifted struct {
	Trigger  catalogue.TriggerKind
	Subject  catalogue.ID // the record it is about
	Field    string
	Then     string
	Now      string
	Sentence string // in German, for the board
}

// Drift is what the newest assessment or the decision of a case rests on and is
// otherwise now. Of a case that was never assessed and never decided nothing drifts.
func Drift(*casefile.File) []Drifted { return nil }

// DriftDigest is the digest of what drifted, by which the same changes are known again.
func DriftDigest(drifted []Drifted) (catalogue.Digest, error) {
	d := catalogue.NewDigester()
	d.Number(int64(len(drifted)))
	for _, x := range drifted {
		d.Number(int64(x.Subject))
	}
	return d.Digest()
}
