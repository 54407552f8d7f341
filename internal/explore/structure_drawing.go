package explore

import (
	"fmt"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// A part of the whole may be nearly all of it. What is drawn of it is no more than
// can be looked at: that is the same for all formats, and the account says what is
// left out.
const (
	mostDrawn      = 2_000  // records
	mostStated     = 10_000 // statements between them
	mostLookedAtBy = 100    // statements looked at for each that may be drawn
)

// part is a part of the whole that is to be drawn: some records, and the statements of
// some relations that are meant between them.
type part struct {
	view      *view.View
	title     string
	what      string // what it is a number of, in German
	ids       []catalogue.ID
	relations []catalogue.Relation
	facts     func(catalogue.EdgeID) bool
}

func (p part) graph() picture.Graph {
	shown := p.ids[:min(len(p.ids), mostDrawn)]
	records := make([]view.Record, len(shown))
	for i, id := range shown {
		records[i] = p.view.At(id)
	}
	statements, whole := p.between(snapshot.FromIDs(shown...))
	account := fmt.Sprintf("%d %s", len(p.ids), p.what)
	if left := len(p.ids) - len(shown); left > 0 {
		account += fmt.Sprintf(", davon %d nicht gezeichnet", left)
	}
	if !whole {
		account += "; nicht alle Beziehungen sind gezeichnet"
	}
	return graphOf(p.title, account, records, statements)
}

// between are the statements that join records of a set, each once, and whether they
// are all.
func (p part) between(shown snapshot.Set) (out []view.Statement, whole bool) {
	looked, taken := 0, snapshot.NewSet()
	for id := range shown.All() {
		for _, r := range p.relations {
			for _, end := range []catalogue.End{catalogue.EndFrom, catalogue.EndTo} {
				for e := range p.view.Snapshot().Edges(id, r.Role(end)).All() {
					if looked++; looked > mostStated*mostLookedAtBy || len(out) == mostStated {
						return out, false
					}
					if taken.Has(catalogue.ID(e)) || !p.inside(e, shown) {
						continue
					}
					if s, ok := p.view.StatementAt(e); ok && p.facts(e) {
						taken.Add(catalogue.ID(e))
						out = append(out, s)
					}
				}
			}
		}
	}
	return out, true
}

// inside says whether a statement joins two records of a set.
func (p part) inside(e catalogue.EdgeID, shown snapshot.Set) bool {
	snap := p.view.Snapshot()
	for _, a := range outward {
		if shown.Has(snap.EdgeAt(e, a.from)) && shown.Has(snap.EdgeAt(e, a.to)) {
			return true
		}
	}
	return false
}
