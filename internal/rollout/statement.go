package rollout

import (
	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/view"
)

// reader reads what is said of a service, once for all days on which it is looked at: the
// statements lie apart in memory, and to fetch them costs more than to look at them.
type reader struct {
	*roll
	view    *view.View // of the only day, or of any
	snap    *snapshot.Snapshot
	oneDay  bool
	service catalogue.ID
	asked   []statement // who is competent
	offers  []statement
}

// statement is one of competence or of an offer, with the days on which it is seen; open
// to both sides where only one day is looked at.
type statement struct {
	period
	body      int32
	status    status
	area, via catalogue.ID
}

// period is the days from one on until another, both included, 0 for open.
type period struct{ from, until catalogue.Day }

// on says whether a day is in it.
func (p period) on(day catalogue.Day) bool { return day.Valid(p.from, p.until) }

// turns says whether it has begun or ended between a day and a later one.
func (p period) turns(day, later catalogue.Day) bool { return p.on(day) != p.on(later) }

func newReader(scenes []*scene) *reader {
	s := scenes[0]
	return &reader{roll: s.roll, view: s.view, snap: s.snap, oneDay: len(scenes) == 1 && len(s.days) == 1}
}

// read reads what is said of a service, in the order of the statements.
func (r *reader) read(service catalogue.ID) {
	r.service = service
	r.asked = r.list(r.asked[:0], catalogue.CompetentFor)
	r.offers = r.list(r.offers[:0], catalogue.Offers)
}

func (r *reader) list(into []statement, of catalogue.Relation) []statement {
	for x := range r.snap.EdgeRows(r.service, of.Role(catalogue.EndTo)) {
		s := statement{body: r.place[x.At(catalogue.EndFrom)], area: x.At(catalogue.EndArea)}
		if !r.oneDay {
			s.from, s.until = r.view.Days(x.ID)
		} else if !r.view.SeesRow(&x) {
			continue
		}
		if of == catalogue.Offers {
			s.status, s.via = statusOf(x.Status()), x.At(catalogue.EndVia)
		}
		into = append(into, s)
	}
	return into
}
