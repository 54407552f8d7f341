package assess

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Fill writes into a record how a case is assessed at the moment of its file: at what
// revision and day, with what weights, the ranking, and the facts that it rests on.
func Fill(f *casefile.File, r *catalogue.Assessment) error {
	r.AtRevision, r.AtDay = int(f.View.Snapshot().Revision()), f.View.Day()
	d, err := Digest(r)
	r.Digest = d
	return err
}

// Digest is the digest over all of an assessment but the digest itself.
func Digest(r *catalogue.Assessment) (catalogue.Digest, error) {
	c := r.Clone().(*catalogue.Assessment)
	c.Meta, c.Digest = catalogue.Meta{}, catalogue.Digest{}
	d := catalogue.NewDigester()
	d.Record(c)
	return d.Digest()
}
