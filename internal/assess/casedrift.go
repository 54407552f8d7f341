package assess

import (
	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// CaseDrift is how far a case has drifted since its newest assessment.
type CaseDrift struct {
	v     *view.View
	since *catalogue.Assessment // nil: decided without one
	found findings
}

// driftKey is by what the drift of a case is kept.
type driftKey catalogue.ID

// DriftOf is how far a case has drifted, false where it was never assessed and never
// decided.
func DriftOf(v *view.View, id catalogue.ID) (CaseDrift, bool, error) {
	b, err := laidOut(v, id)
	if err != nil {
		return CaseDrift{}, false, err
	}
	since := newest(b.file)
	if since == nil && !decided(b.file.Case) {
		return CaseDrift{}, false, nil
	}
	d, err := view.Kept(v, driftKey(id), func() (CaseDrift, error) { return CaseDrift{v, since, drift(b)}, v.Stopped() })
	return d, true, err
}

// Since is the assessment whose facts are compared, false for a decision without one.
func (d CaseDrift) Since() (view.Assessment, bool) {
	if d.since == nil {
		return view.Assessment{}, false
	}
	return view.Handle[view.Assessment](d.v, d.since.ID)
}

// Drifted is what counts.
func (d CaseDrift) Drifted() []DriftedFact { return d.handles(d.found.counted) }

// Shifted is what the catalogue measures otherwise without changing the order.
func (d CaseDrift) Shifted() []DriftedFact { return d.handles(d.found.shifted) }

// RankingFlips says whether another option is first now.
func (d CaseDrift) RankingFlips() bool { return d.found.flips }

// Digest is that of what counts, zero for none.
func (d CaseDrift) Digest() (catalogue.Digest, error) { return DriftDigest(d.found.counted) }

func (d CaseDrift) handles(in []Drifted) []DriftedFact {
	out := make([]DriftedFact, len(in))
	for i, x := range in {
		out[i] = DriftedFact{x, d.v}
	}
	return out
}

// DriftedFact is one thing that drifted, as the schema shows it.
type DriftedFact struct {
	d Drifted
	v *view.View
}

// Trigger is what sort of event it is.
func (d DriftedFact) Trigger() catalogue.TriggerKind { return d.d.Trigger }

// Subject is the record it is about, nil where that is not seen any more.
func (d DriftedFact) Subject() view.Record { return d.v.At(d.d.Subject) }

// Field is which fact of it.
func (d DriftedFact) Field() string { return d.d.Field }

// Then is what it was, false where it was not there.
func (d DriftedFact) Then() (string, bool) { return d.d.Then, d.d.Then != "" }

// Now is what it is, false where it is not there.
func (d DriftedFact) Now() (string, bool) { return d.d.Now, d.d.Now != "" }

// Sentence says it in German.
func (d DriftedFact) Sentence() string { return d.d.Sentence }
