package snapshot

import "fundus/internal/catalogue"

// days count the edges by the first and by the last day on which they hold, so
// that how many hold on a day is known without looking at them: those that have
// begun, less those that have ended before.
type days struct{ begins, ends table[daysPage] }

type daysPage [daysPerPage]uint32

const daysPerPage = 64

// on is how many edges hold on a day.
func (d days) on(day catalogue.Day) int {
	return before(d.begins, day+1) - before(d.ends, day)
}

// before adds up what is counted for the days before a day.
func before(counts table[daysPage], day catalogue.Day) int {
	sum, until := 0, uint32(max(day, 0))
	counts.each(func(i uint32, page *daysPage) bool {
		first := i * daysPerPage
		if first >= until {
			return false
		}
		sum += page.sum(min(until-first, daysPerPage))
		return true
	})
	return sum
}

func (p *daysPage) sum(n uint32) int {
	sum := 0
	for _, count := range p[:n] {
		sum += int(count)
	}
	return sum
}

// daysEdit changes a copy of days.
type daysEdit struct{ begins, ends tableEdit[daysPage] }

func (d days) edit() daysEdit { return daysEdit{d.begins.edit(), d.ends.edit()} }

// add counts n edges of a row's days more or less; a hole has none.
func (e *daysEdit) add(r *row, n int) {
	if !r.there() {
		return
	}
	tally(&e.begins, r.validFrom(), n)
	if until := r.validUntil(); until != 0 {
		tally(&e.ends, until, n)
	}
}

func tally(counts *tableEdit[daysPage], day catalogue.Day, n int) {
	page, _ := counts.own(uint32(day) / daysPerPage)
	page[day%daysPerPage] += uint32(n)
}

func (e *daysEdit) done() days { return days{e.begins.done(), e.ends.done()} }

// daysOf counts all edges at once.
func daysOf(r rows, last catalogue.EdgeID) days {
	var e daysEdit
	for id := catalogue.EdgeID(1); id <= last; id++ {
		e.add(r.row(id), 1)
	}
	return e.done()
}
