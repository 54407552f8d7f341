package explore

import (
	"fmt"
	"math/big"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/view"
)

// Subject is what may fail.
type Subject string

// The subjects.
const (
	BySolution Subject = "SOLUTION"
	ByOperator Subject = "OPERATOR"
	ByVendor   Subject = "VENDOR"
)

// Metric is what is counted.
type Metric string

// The metrics.
const (
	Services    Metric = "SERVICES"
	Authorities Metric = "AUTHORITIES"
	Population  Metric = "POPULATION"
)

// Through is how far an offer hangs on what its solution depends on.
type Through string

// The ways.
const (
	ThroughDirect       Through = "DIRECT"
	ThroughDependencies Through = "DEPENDENCIES"
)

// ConcentrationQuery asks how much hangs on few.
type ConcentrationQuery struct {
	view.Paging
	By          Subject
	Metric      Metric
	Through     Through // ThroughDependencies where none is named
	Services    view.Filter
	Authorities view.Filter
}

// Concentration (Klumpenrisiko) says how much would be cut off if one solution,
// operator or vendor failed. It counts the LIVE offers of some services by some
// authorities.
//
// An offer hangs on the solution through which it is made and, unless asked
// otherwise, on all that this depends on (see dependencies); of operators and vendors,
// on those of all these. A service, an authority or an inhabitant is reached by its
// offers, and lost with a subject if each of its offers hangs on it: an offer of
// which nobody knows through what it is made keeps it from being lost.
//
// People are those of the area to which an offer is limited, else of the areas that
// the authority covers, else as many as the authority is said to serve: then they
// are taken for people of their own.
type Concentration struct {
	view.Listed[ConcentrationEntry]
	Whole         int // services, authorities or people that are reached at all
	Offers        int // LIVE offers that were counted
	OffersUnknown int // of these the subject of whose own solution is not known
	// PeopleUnknown is how many authorities and areas have offers for people of whom
	// nobody knows how many they are.
	PeopleUnknown       int
	HerfindahlHirschman HerfindahlHirschman
}

// ConcentrationEntry is what hangs on one subject.
type ConcentrationEntry struct {
	Reached, Lost           Proportion // of the whole
	PairsReached, PairsLost Proportion // of the pairs of an authority and a service that it offers
	view                    *view.View
	subject                 subject
	number                  int // of the subject, in the order of ids or names
}

// ConcentrationEdge is such a subject on a page.
type ConcentrationEdge = view.ListedEdge[ConcentrationEntry]

// Proportion is a part of a whole, both as they were counted.
type Proportion struct{ Numerator, Denominator int }

// PerMille is the part in thousandths; false of an empty whole.
func (p Proportion) PerMille() (int, bool) { return catalogue.PerMille(p.Numerator, p.Denominator) }

// HerfindahlHirschman is the index of that name: the sum of the squares of the shares
// that subjects have. A share is the number of offers made through solutions of the
// subject, whatever these depend on, of the sum of that over all subjects.
type HerfindahlHirschman struct{ squares, square *big.Int }

// Value is the index from 0 to 10,000, where 10,000 is that one has all, rounded down;
// false where there is nothing to divide. Competition law calls more than 1,800 high.
func (h HerfindahlHirschman) Value() (int, bool) {
	if h.square.Sign() == 0 {
		return 0, false
	}
	scaled := new(big.Int).Mul(h.squares, big.NewInt(10_000))
	return int(scaled.Div(scaled, h.square).Int64()), true
}

// Numerator is the sum of the squares of what subjects have, in full.
func (h HerfindahlHirschman) Numerator() string { return h.squares.String() }

// Denominator is the square of the sum of what they have, in full.
func (h HerfindahlHirschman) Denominator() string { return h.square.String() }

func herfindahlHirschman(parts []int) HerfindahlHirschman {
	sum, squares := new(big.Int), new(big.Int)
	for _, n := range parts {
		part := big.NewInt(int64(n))
		sum.Add(sum, part)
		squares.Add(squares, part.Mul(part, part))
	}
	return HerfindahlHirschman{squares, sum.Mul(sum, sum)}
}

// ConcentrationOf says how much hangs on few. Entries are ordered by what hangs on them
// alone: what is lost with them, then the pairs that are, since over many services
// something is left of nearly everything; then by what they reach.
func ConcentrationOf(v *view.View, q ConcentrationQuery) (Concentration, error) {
	services, err := v.Matching(catalogue.KindService, q.Services)
	if err != nil {
		return Concentration{}, err
	}
	authorities, err := v.Matching(catalogue.KindAuthority, q.Authorities)
	if err != nil {
		return Concentration{}, err
	}
	s := newReachScan(v, relianceOf(v, q.By, q.Through), q.Metric, services)
	for id := range authorities.All() {
		if err := s.authority(id); err != nil {
			return Concentration{}, err
		}
	}
	out, all, err := s.concentration()
	if err != nil {
		return Concentration{}, err
	}
	slices.SortFunc(all, func(a, b ConcentrationEntry) int { return slices.Compare(a.rank(), b.rank()) })
	out.Listed, err = view.Cut(v, q.Paging, all, ConcentrationEntry.place, "concentration", q.By, q.Metric, q.Through, q.Services, q.Authorities)
	return out, err
}

// rank is by what entries are ordered, smallest first.
func (c ConcentrationEntry) rank() []int {
	return []int{-c.Lost.Numerator, -c.PairsLost.Numerator, -c.Reached.Numerator, -c.PairsReached.Numerator, c.number}
}

// place is the rank: what comes second and later is written so that it orders as text.
func (c ConcentrationEntry) place() view.Place {
	const most = 1 << 62
	r := c.rank()
	key := fmt.Sprintf("%016x%016x%016x%s", most+r[1], most+r[2], most+r[3], c.subject.vendor)
	return view.Place{Number: int64(r[0]), Key: key, ID: c.subject.record}
}

// Solution is the subject where it is one.
func (c ConcentrationEntry) Solution() (view.Solution, bool) {
	return view.Handle[view.Solution](c.view, c.subject.record)
}

// Operator is the subject where it is one.
func (c ConcentrationEntry) Operator() (view.Authority, bool) {
	return view.Handle[view.Authority](c.view, c.subject.record)
}

// Vendor is the subject where it is one.
func (c ConcentrationEntry) Vendor() string { return c.subject.vendor }
