package snapshot

import (
	"iter"

	"fundus/internal/catalogue"
)

// row is an edge as it is kept: 32 bytes without pointers or padding, so that no row
// lies across two cache lines. What needs few bits shares the words of the days.
type row struct {
	from, to, via, area, source catalogue.ID
	revision                    uint32
	begins                      uint32 // the first day; above it status, evidence and whether there are rare facts
	ends                        uint32 // the last day; above it visibility and relation
}

// Where begins and ends keep what they keep. A code is kept as its place in the code list
// plus one, 0 for none; no relation means that there is no such edge.
const (
	dayBits = 22 // up to the year 9999

	statusAt, statusBits         = dayBits, 4
	evidenceAt, evidenceBits     = statusAt + statusBits, 4
	rareAt                       = evidenceAt + evidenceBits
	visibilityAt, visibilityBits = dayBits, 2
	relationAt, relationBits     = visibilityAt + visibilityBits, 8
)

// field is so many bits of a word, from one on.
func field(word uint32, at, bits int) uint32 { return word >> at & (1<<bits - 1) }

// there says whether there is such an edge.
func (r *row) there() bool { return r.relation() != 0 }

func (r *row) relation() catalogue.Relation {
	return catalogue.Relation(field(r.ends, relationAt, relationBits))
}

func (r *row) validFrom() catalogue.Day  { return catalogue.Day(field(r.begins, 0, dayBits)) }
func (r *row) validUntil() catalogue.Day { return catalogue.Day(field(r.ends, 0, dayBits)) }

// holds says whether the edge holds on a day.
func (r *row) holds(day catalogue.Day) bool { return day.Valid(r.validFrom(), r.validUntil()) }

func (r *row) status() catalogue.OfferStatus {
	return decode[catalogue.OfferStatus](catalogue.OfferStatuses, field(r.begins, statusAt, statusBits))
}

func (r *row) evidence() catalogue.EvidenceGrade {
	return decode[catalogue.EvidenceGrade](catalogue.EvidenceGrades, field(r.begins, evidenceAt, evidenceBits))
}

func (r *row) visibility() catalogue.Visibility {
	return decode[catalogue.Visibility](catalogue.Visibilities, field(r.ends, visibilityAt, visibilityBits))
}

// rare says whether the edge has rare facts, found in the side table.
func (r *row) rare() bool { return field(r.begins, rareAt, 1) != 0 }

// at is the record at one end, 0 for none.
func (r *row) at(end catalogue.End) catalogue.ID {
	switch end {
	case catalogue.EndFrom:
		return r.from
	case catalogue.EndTo:
		return r.to
	case catalogue.EndVia:
		return r.via
	default:
		return r.area
	}
}

// edge is the edge without its rare facts.
func (r *row) edge(id catalogue.EdgeID) catalogue.Edge {
	return catalogue.Edge{
		ID: id, Revision: catalogue.Revision(r.revision),
		Relation: r.relation(), From: r.from, To: r.to, Via: r.via, Area: r.area,
		EdgeFacts: catalogue.EdgeFacts{
			Status: r.status(), Evidence: r.evidence(),
			ValidFrom: r.validFrom(), ValidUntil: r.validUntil(), Visibility: r.visibility(),
		},
		Source: r.source,
	}
}

// rowOf takes an edge apart, one that is fit to be kept.
func rowOf(x *catalogue.Edge) (row, rare) {
	facts, has := rare{x.URL, x.Report, x.Note}, uint32(0)
	if facts != (rare{}) {
		has = 1
	}
	return row{
		from: x.From, to: x.To, via: x.Via, area: x.Area, source: x.Source,
		revision: uint32(x.Revision),
		begins: uint32(x.ValidFrom) |
			encode(catalogue.OfferStatuses, x.Status)<<statusAt |
			encode(catalogue.EvidenceGrades, x.Evidence)<<evidenceAt |
			has<<rareAt,
		ends: uint32(x.ValidUntil) |
			encode(catalogue.Visibilities, x.Visibility)<<visibilityAt |
			uint32(x.Relation)<<relationAt,
	}, facts
}

func encode[C ~string](l *catalogue.CodeList, code C) uint32 {
	if code == "" {
		return 0
	}
	return uint32(l.Position(string(code)) + 1)
}

func decode[C ~string](l *catalogue.CodeList, n uint32) C {
	if n == 0 {
		return ""
	}
	return C(l.Codes[n-1].Name)
}

// places yields each record the edge names with the role it takes there.
func (r *row) places() iter.Seq2[catalogue.ID, catalogue.Role] {
	return func(yield func(catalogue.ID, catalogue.Role) bool) {
		relation := r.relation()
		_ = yield(r.from, relation.Role(catalogue.EndFrom)) &&
			yield(r.to, relation.Role(catalogue.EndTo)) &&
			(r.via == 0 || yield(r.via, relation.Role(catalogue.EndVia))) &&
			(r.area == 0 || yield(r.area, relation.Role(catalogue.EndArea)))
	}
}

// states reports whether two rows state the same relation of the same records.
func (r *row) states(x *row) bool {
	return r.relation() == x.relation() && r.from == x.from && r.to == x.to && r.via == x.via && r.area == x.area
}
