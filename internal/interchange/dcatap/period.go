package dcatap

import (
	"strings"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// period is the time that a dataset speaks of. Year 9999 is how portals write "until further notice".
func (r *reader) period(n node) (from, until catalogue.Day) {
	for _, s := range r.all(n, "dct:temporal") {
		if r.value(s).IsLiteral() || !r.described(s.object) {
			r.find(s, interchange.Omitted, "a dct:PeriodOfTime with its days is wanted")
			continue
		}
		r.taken[s.object] = true
		r.tickTypes(s.object)
		start := r.earliest(s.object, "dcat:startDate", "schema:startDate")
		end := r.earliest(s.object, "dcat:endDate", "schema:endDate")
		switch {
		case start == 0 && end == 0:
			r.find(s, interchange.Omitted, "a dct:PeriodOfTime with its days is wanted")
		case end != 0 && end < start:
			r.find(s, interchange.Refused, "the period ends before it begins")
		case from != 0 || until != 0:
			r.find(s, interchange.Omitted, "one period is kept")
			if start < from || start == from && end < until {
				from, until = start, end
			}
		default:
			from, until = start, end
		}
	}
	return from, until
}

func (r *reader) earliest(n node, names ...string) catalogue.Day {
	var kept catalogue.Day
	for _, name := range names {
		for _, s := range r.all(n, name) {
			value := r.value(s).Value()
			day, _ := dayOf(value)
			switch {
			case day == 0:
				r.find(s, interchange.Refused, "not a day of the calendar")
			case strings.HasPrefix(value, "9999"):
				r.find(s, interchange.Normalised, "the year 9999 is read as an open end")
			case kept == 0:
				kept = day
			case kept != day:
				r.find(s, interchange.Omitted, onlyOne)
			}
		}
	}
	return kept
}
