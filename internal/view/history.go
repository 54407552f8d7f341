package view

import (
	"slices"

	"fundus/internal/catalogue"
)

// History is a page of what the log says of one record or statement, the newest
// change first.
//
//	turns (all, from the log) ──► PageOfTurns ──► alterations of the page (from the log) ──► History
//
// The view never waits, so whoever asks reads the log in between.
type History struct {
	TotalCount int
	Edges      []RecordedChangeEdge
	Info       PageInfo
}

// RecordedChangeEdge is a change on a page.
type RecordedChangeEdge struct {
	Cursor string
	Node   RecordedChange
}

// Nodes are the changes of the page without their cursors.
func (h History) Nodes() []RecordedChange {
	out := make([]RecordedChange, len(h.Edges))
	for i, e := range h.Edges {
		out[i] = e.Node
	}
	return out
}

// PageOfTurns is a page of a history that is not read yet.
type PageOfTurns struct {
	Turns   []catalogue.Turn // of the page, in its order
	in      *View
	total   int
	cursors []string
	info    PageInfo
}

// TurnsOf cuts a page out of the turns of a subject, which come with the first one
// first. What came after the view's revision is not known to it.
func (v *View) TurnsOf(of catalogue.Subject, turns []catalogue.Turn, p Paging) (PageOfTurns, error) {
	w, err := v.window(p, question("history", of.GlobalID()))
	if err != nil {
		return PageOfTurns{}, err
	}
	later := slices.IndexFunc(turns, func(t catalogue.Turn) bool { return t.Revision > v.snap.Revision() })
	if later >= 0 {
		turns = turns[:later]
	}
	if len(turns) == 0 {
		return PageOfTurns{}, &catalogue.Error{Kind: catalogue.NotFound, Field: "id", Value: of.GlobalID(), Message: "the log knows no record and no statement of this id"}
	}
	w.falling = true
	cut := w.cut(newestFirst(turns))
	page := PageOfTurns{in: v, total: len(turns), info: cut.info(w)}
	for _, at := range cut.entries {
		page.Turns = append(page.Turns, turns[at.id-1])
		page.cursors = append(page.cursors, w.cursor(at))
	}
	return page, nil
}

// newestFirst walks turns from the last. A turn's place, counted from 1 for the
// first, never changes: the log only grows.
func newestFirst(turns []catalogue.Turn) walk {
	return func(from *position, backward bool, visit func(position) bool) {
		at, step := len(turns), -1
		if backward {
			at, step = 1, 1
		}
		if from != nil {
			at = int(from.id) + step
		}
		for ; at >= 1 && at <= len(turns) && visit(position{id: uint32(at)}); at += step {
			continue
		}
	}
}

// Told is the page with what happened at its turns.
func (p PageOfTurns) Told(alterations []catalogue.Alteration, known Known) History {
	h := History{TotalCount: p.total, Info: p.info, Edges: make([]RecordedChangeEdge, len(alterations))}
	for i, a := range alterations {
		h.Edges[i] = RecordedChangeEdge{p.cursors[i], p.in.Recorded(a, known)}
	}
	return h
}

// Unknown are the records that alterations name and the view's snapshot does not
// have: they are of another moment, or gone.
func (v *View) Unknown(alterations []catalogue.Alteration) []catalogue.ID {
	var out []catalogue.ID
	for i := range alterations {
		for _, f := range alterations[i].Fields() {
			for _, value := range []any{f.Old, f.New} {
				if id, ok := value.(catalogue.ID); ok && id != 0 && v.snap.Record(id) == nil {
					out = append(out, id)
				}
			}
		}
		if e := alterations[i].Edge(); e != nil {
			for _, id := range []catalogue.ID{e.From, e.To, e.Via, e.Area} {
				if id != 0 && v.snap.Record(id) == nil {
					out = append(out, id)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
