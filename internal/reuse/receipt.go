package reuse

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Fill writes into a receipt what the program knows of a search for the need of a
// case: at what revision and day, what was asked, and what came up. It leaves what
// people write and who took it.
func Fill(f *casefile.File, r *catalogue.SearchReceipt) error {
	found := Search(f.View, f.Policy.Ladder, NeedOf(f.Need))
	if err := f.View.Stopped(); err != nil {
		return err
	}
	r.AtRevision, r.AtDay = int(f.View.Snapshot().Revision()), f.View.Day()
	r.Filters, r.Considered, r.Hits = found.Filters, found.Considered, found.Hits
	d, err := Digest(r)
	r.Digest = d
	return err
}

// Digest is the digest over all of a receipt but who took it and the digest itself.
func Digest(r *catalogue.SearchReceipt) (catalogue.Digest, error) {
	c := r.Clone().(*catalogue.SearchReceipt)
	c.Meta, c.TakenBy, c.Digest = catalogue.Meta{}, "", catalogue.Digest{}
	d := catalogue.NewDigester()
	d.Record(c)
	return d.Digest()
}

// CaseOf is the case in which a receipt is filed, false for none.
func CaseOf(v *view.View, receipt catalogue.ID) (catalogue.ID, bool) {
	cases := v.Others(receipt, catalogue.FiledIn.Role(catalogue.EndFrom))
	if len(cases) == 0 {
		return 0, false
	}
	return cases[0], true
}
