package catalogue

import "time"

// Difference is what another revision of the catalogue has otherwise: laid over
// the catalogue at From it gives the catalogue at To, which may be the later or
// the earlier one. Of what changed several times in between it has the version of
// To only.
type Difference struct {
	From, To   Revision
	RecordedAt time.Time // when To was recorded; zero for revision 0
	// LastRecord and LastEdge are the highest ids that any version up to To has
	// carried.
	LastRecord ID
	LastEdge   EdgeID
	// Records and Edges are in the order of their ids, each once. Created says
	// that From does not have it, and Removed, or a nil Record, that To does not.
	Records []RecordVersion
	Edges   []EdgeVersion
}

// Len is how many records and edges differ.
func (d *Difference) Len() int { return len(d.Records) + len(d.Edges) }
