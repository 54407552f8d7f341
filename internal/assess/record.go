package assess

import (
	"fundus/internal/casefile"
	"fundus/internal/catalogue"
)

// Fill writes into a record how a case is assessed at the moment of its file: at what
// revision and day, with what weights, the ranking, and the facts that it rests on.
// The same file fills a record with the same digest.
func Fill(f *casefile.File, r *catalogue.Assessment) error {
	b := boardOf(f)
	facts, err := b.facts()
	if err != nil {
		return err
	}
	r.AtRevision, r.AtDay = int(f.View.Snapshot().Revision()), f.View.Day()
	r.Weights, r.Ranking, r.Facts = nil, b.ranking(), nil
	for _, c := range b.criteria {
		r.Weights = append(r.Weights, catalogue.Weight{Criterion: c.Key, Weight: c.Weight})
	}
	for _, x := range facts {
		r.Facts = append(r.Facts, catalogue.Fact{Subject: globalID(f.View, x.subject), Field: x.field, Value: x.value})
	}
	d, err := Digest(r)
	r.Digest = d
	return err
}

// ranking is the options in their order, as a document says it.
func (b *board) ranking() []catalogue.RankedOption {
	var out []catalogue.RankedOption
	for _, i := range b.sheet.order() {
		o, score := b.entries[i].option, b.sheet.score(&b.sheet.rows[i])
		out = append(out, catalogue.RankedOption{
			Option: catalogue.GlobalID(catalogue.KindOption, o.ID), Rung: o.Rung,
			Low: score.low, High: score.high, Excluded: b.entries[i].out(),
		})
	}
	return out
}

// Digest is the digest over all of an assessment but the digest itself.
func Digest(r *catalogue.Assessment) (catalogue.Digest, error) {
	c := r.Clone().(*catalogue.Assessment)
	c.Meta, c.Digest = catalogue.Meta{}, catalogue.Digest{}
	d := catalogue.NewDigester()
	d.Record(c)
	return d.Digest()
}
