package gvisys

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"fundus/internal/catalogue"
	"fundus/internal/interchange"
)

// Held yields the areas and authorities of the catalogue whose source is the
// register, in any order.
type Held iter.Seq[catalogue.Record]

// stock is what is held, by key.
type stock struct {
	records []catalogue.Record // in the order of their ids
	byKey   map[stockKey]catalogue.Record
}

type stockKey struct {
	kind catalogue.Kind
	catalogue.Identifier
}

func newStock(held Held) *stock {
	s := &stock{slices.Collect(iter.Seq[catalogue.Record](held)), map[stockKey]catalogue.Record{}}
	slices.SortFunc(s.records, func(a, b catalogue.Record) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	for _, r := range s.records {
		for _, i := range r.Base().Identifiers {
			s.byKey[stockKey{r.Kind(), i}] = r
		}
	}
	return s
}

// find is the record that is held under one of the identifiers of another.
func (s *stock) find(of catalogue.Record) (catalogue.Record, bool) {
	for _, i := range of.Base().Identifiers {
		if r, held := s.byKey[stockKey{of.Kind(), i}]; held {
			return r, true
		}
	}
	return nil, false
}

// fields are those of its kind that the edition has to say of a record. Whatever
// had ended is there again. An area of which there is nothing new keeps the day of
// its figures, lest an edition that changes nothing be a change of every area; a
// state always takes the day, and so tells which edition was the last.
func (r *register) fields(record catalogue.Record, all []string, report *interchange.Findings) []string {
	held, found := r.stock.find(record)
	if !found {
		return all
	}
	if area, is := held.(*catalogue.Area); is && tellsNothingNew(area, record.(*catalogue.Area)) {
		all = slices.DeleteFunc(slices.Clone(all), func(field string) bool { return field == "asOf" })
	}
	if until := held.Base().ValidUntil; until != 0 && until < r.asOf() {
		r.tell(report, held, "it had ended in the catalogue and is in this edition: valid again")
		all = append(slices.Clone(all), "validUntil")
	}
	return all
}

func tellsNothingNew(held, now *catalogue.Area) bool {
	lacks := func(i catalogue.Identifier) bool { return !slices.Contains(held.Identifiers, i) }
	return now.AreaKind != "STATE" && held.AsOf != 0 && held.AreaKind == now.AreaKind && held.Seat == now.Seat &&
		held.Population == now.Population && held.Surface == now.Surface && !slices.ContainsFunc(now.Identifiers, lacks) &&
		slices.Equal(held.Name, held.Name.With(catalogue.German, now.Name.In(catalogue.German)))
}

// vanished are the records that are held, that hold on the day of the edition and
// that it does not have: those that end because the edition is complete for their
// state. The others are told of and left alone.
func (r *register) vanished(puts []catalogue.Change, report *interchange.Findings) (ended []catalogue.Record) {
	there := map[catalogue.ID]bool{}
	for _, c := range puts {
		if held, found := r.stock.find(c.(catalogue.Put).Record); found {
			there[held.Base().ID] = true
		}
	}
	for _, held := range r.stock.records {
		m, state := held.Base(), stateOf(held)
		switch {
		case there[m.ID] || !r.asOf().Valid(0, m.ValidUntil) || !r.speaksOf(state):
		case !r.complete(state):
			r.tell(report, held, "not in this edition, which is not complete for its state: left as it is")
		case m.ValidFrom >= r.asOf():
			r.tell(report, held, "not in this edition, but said to begin later: left as it is")
		default:
			r.tell(report, held, "not in this edition: ends the day before it. What became of it the register does not say")
			ended = append(ended, held)
		}
	}
	return ended
}

// speaksOf says whether a state is in the file, and not known as of a later day:
// that edition is going to be refused.
func (r *register) speaksOf(state string) bool {
	_, there := r.byKey[state]
	before, known := r.stateBefore(state)
	return there && known && before.AsOf <= r.asOf()
}

// stateBefore is a state as the edition before left it.
func (r *register) stateBefore(key string) (*catalogue.Area, bool) {
	held, known := r.stock.byKey[stockKey{catalogue.KindArea, catalogue.Identifier{Scheme: catalogue.SchemeARS, Value: key}}]
	if !known {
		return nil, false
	}
	return held.(*catalogue.Area), true
}

// mostLost is the part of a state's surface by which surveys correct it: by less
// than a thousandth in the editions of the last fifteen years.
const mostLost = 1000

// complete says whether the edition has all of a state that it speaks of: its
// municipalities are together as large as those of the edition before. Land does
// not vanish: what is missing was cut off the file, or is an extract of it. The
// districts do not tell, since a reform replaces them.
func (r *register) complete(state string) bool {
	before, _ := r.stateBefore(state)
	now := r.entries[r.byKey[state]]
	return before.Surface > 0 && before.Surface-now.surface <= before.Surface/mostLost
}

// stateOf is the key of the state in which a record is.
func stateOf(record catalogue.Record) string {
	for _, i := range record.Base().Identifiers {
		if (i.Scheme == catalogue.SchemeARS || i.Scheme == schemeRegion) && len(i.Value) >= 2 {
			return i.Value[:2]
		}
	}
	return ""
}

// ends makes the day before the edition the last of a record.
func (r *register) ends(held catalogue.Record) catalogue.Change {
	record := held.Kind().New()
	record.Base().ID, record.Base().ValidUntil = held.Base().ID, r.asOf()-1
	return put(record, []string{"validUntil"})
}

func (r *register) tell(report *interchange.Findings, of catalogue.Record, message string) {
	m := of.Base()
	report.Add(interchange.Finding{Subject: fmt.Sprint(m.Identifiers[len(m.Identifiers)-1].Value, " ", m.Name), Field: "Schlüssel", Value: of.Kind().Noun(), Action: interchange.Noted, Message: message})
}
