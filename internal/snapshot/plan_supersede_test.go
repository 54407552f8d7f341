package snapshot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// moved is a catalogue in which a register, and a handbook beside it, say that a
// village is part of a joint municipality. There is another to which it may go.
func moved(t *testing.T) *Snapshot {
	t.Helper()
	area := func(name string) catalogue.Put {
		return catalogue.Put{Record: &catalogue.Area{Meta: called(name, "name:"+name), AsOf: 10}, Source: "name:register"}
	}
	return commit(t, Empty(),
		catalogue.Put{Record: &catalogue.Source{Meta: called("Register", "name:register")}},
		catalogue.Put{Record: &catalogue.Source{Meta: called("Handbuch", "name:handbuch")}},
		area("dorf"), area("alt"), area("neu"), area("kreis"),
		partOf("dorf", "alt", "register"), partOf("dorf", "alt", "handbuch"), partOf("alt", "kreis", "register"), partOf("neu", "kreis", "register"))
}

func partOf(from, to, source string) catalogue.Relate {
	return catalogue.Relate{Relation: catalogue.PartOf, From: catalogue.Ref("name:" + from), To: catalogue.Ref("name:" + to), Source: catalogue.Ref("name:" + source)}
}

// edition says that a set states what the register says of what some areas are part of.
func edition(asOf catalogue.Day, areas ...string) catalogue.Supersede {
	c := catalogue.Supersede{Source: "name:register", Roles: []catalogue.Role{catalogue.PartOf.Role(catalogue.EndFrom)}, AsOf: asOf}
	for _, a := range areas {
		c.Records = append(c.Records, catalogue.Ref("name:"+a))
	}
	return c
}

// statements are the relations as a reader would write them: what holds, on the
// word of whom, from which day and until which.
func statements(s *Snapshot) []string {
	name := func(id catalogue.ID) string {
		if id == 0 {
			return ""
		}
		value, _ := s.Record(id).Base().Identifier(catalogue.SchemeName)
		return value
	}
	var out []string
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if x, ok := s.Edge(id); ok {
			out = append(out, fmt.Sprintf("%d: %s %s %s %d-%d", id, name(x.Source), name(x.From), name(x.To), x.ValidFrom, x.ValidUntil))
		}
	}
	return out
}

// What an edition makes of what the register said before: the dates are days 11
// and 12, while what is there is of day 10.
func TestAnEditionEndsWhatItDoesNotSayAgain(t *testing.T) {
	before := []string{"1: register dorf alt 0-0", "2: handbuch dorf alt 0-0", "3: register alt kreis 0-0", "4: register neu kreis 0-0"}
	move := partOf("dorf", "neu", "register")
	for law, c := range map[string]struct {
		sets [][]catalogue.Change
		want []string
	}{
		"without a day it is withdrawn, the word of others and of other records stays": {
			[][]catalogue.Change{{edition(0, "dorf"), move}},
			[]string{before[1], before[2], before[3], "5: register dorf neu 0-0"}},
		"with a day it holds until the day before, and what is new from that day on": {
			[][]catalogue.Change{{edition(11, "dorf"), move}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], before[3], "5: register dorf neu 11-0"}},
		"what is said again stays as it is, without having been seen": {
			[][]catalogue.Change{{edition(11, "dorf", "alt", "neu"), partOf("dorf", "alt", "register"), partOf("alt", "kreis", "register"), partOf("neu", "kreis", "register")}},
			before},
		"the next edition meets what the last one began": {
			[][]catalogue.Change{{edition(11, "dorf"), move}, {edition(12, "dorf"), move}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], before[3], "5: register dorf neu 11-0"}},
		"what comes back holds anew": {
			[][]catalogue.Change{{edition(11, "dorf"), move}, {edition(12, "dorf"), partOf("dorf", "alt", "register")}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], before[3], "5: register dorf neu 11-11", "6: register dorf alt 12-0"}},
		"a corrected edition of the same day withdraws what began on it": {
			[][]catalogue.Change{{edition(11, "dorf"), move}, {edition(11, "dorf"), partOf("dorf", "kreis", "register")}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], before[3], "6: register dorf kreis 11-0"}},
		"a record of which nothing is said any more": {
			[][]catalogue.Change{{edition(11, "dorf", "neu")}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], "4: register neu kreis 0-10"}},
		"of a new record nothing is known before": {
			[][]catalogue.Change{{edition(11, "flur"), catalogue.Put{Record: &catalogue.Area{Meta: called("Flur", "name:flur")}, Seen: anyRevision}, partOf("flur", "neu", "register")}},
			append(slices.Clone(before), "5: register flur neu 0-0")},
		"a first day of its own is kept": {
			[][]catalogue.Change{{edition(11, "dorf"), func() catalogue.Relate { c := move; c.ValidFrom = 9; return c }()}},
			[]string{"1: register dorf alt 0-10", before[1], before[2], before[3], "5: register dorf neu 9-0"}},
		"two may change places, since there is no day on which each is part of the other": {
			[][]catalogue.Change{{catalogue.Unrelate{ID: 2, Seen: anyRevision}}, {edition(11, "alt", "dorf"), partOf("alt", "dorf", "register"), partOf("dorf", "kreis", "register")}},
			[]string{"1: register dorf alt 0-10", "3: register alt kreis 0-10", before[3], "5: register alt dorf 11-0", "6: register dorf kreis 11-0"}},
		"statements are named from any end": {
			[][]catalogue.Change{{catalogue.Supersede{Source: "name:register", Records: []catalogue.Ref{"name:kreis"}, Roles: []catalogue.Role{catalogue.PartOf.Role(catalogue.EndTo)}}, partOf("neu", "kreis", "register")}},
			[]string{before[0], before[1], before[3]}},
	} {
		t.Run(law, func(t *testing.T) {
			s := moved(t)
			for _, set := range c.sets {
				s = commit(t, s, set...)
				if _, edition := set[0].(catalogue.Supersede); edition && !plan(t, s, set...).Empty() {
					t.Errorf("the same again: %s", summary(plan(t, s, set...)))
				}
			}
			if diff := cmp.Diff(c.want, statements(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnEditionIsRefused(t *testing.T) {
	begun := func(c catalogue.Relate, from catalogue.Day) catalogue.Relate {
		c.ValidFrom = from
		return c
	}
	role := func(c catalogue.Supersede, roles ...catalogue.Role) catalogue.Supersede {
		c.Roles = roles
		return c
	}
	for law, c := range map[string]struct {
		changes []catalogue.Change
		kind    catalogue.ErrorKind
		field   string
		message string
	}{
		"older than an area":            {[]catalogue.Change{edition(9, "dorf")}, catalogue.Conflict, "asOf", "name:dorf: it is known from this source as of 0001-01-10; the edition of 0001-01-09 is older"},
		"older than a statement":        {[]catalogue.Change{edition(19, "neu", "dorf")}, catalogue.Conflict, "asOf", "name:dorf: a statement of this source (ZWRnZTo1) holds from 0001-01-20 on"},
		"of no source":                  {[]catalogue.Change{catalogue.Supersede{Roles: edition(0).Roles}}, catalogue.Invalid, "source", "names the source"},
		"of what is no source":          {[]catalogue.Change{catalogue.Supersede{Roles: edition(0).Roles, Source: "name:dorf"}}, catalogue.Invalid, "source", "here stands: source"},
		"without roles":                 {[]catalogue.Change{role(edition(11, "dorf"))}, catalogue.Invalid, "roles", "at least one role"},
		"with a role that is none":      {[]catalogue.Change{role(edition(11, "dorf"), catalogue.PartOf.Role(catalogue.EndVia))}, catalogue.Invalid, "roles", "not known"},
		"of records that have no role":  {[]catalogue.Change{role(edition(11, "dorf"), catalogue.Uses.Role(catalogue.EndFrom))}, catalogue.Invalid, "records", "here stands: authority"},
		"of a record that is not there": {[]catalogue.Change{edition(11, "weg")}, catalogue.NotFound, "records", "names no record"},
		"stated twice":                  {[]catalogue.Change{edition(20, "neu", "alt"), edition(20, "alt")}, catalogue.Invalid, "records", "name:alt as PART_OF: changes[0] supersedes it already"},
		"that speaks of later days":     {[]catalogue.Change{edition(20, "alt"), begun(partOf("alt", "neu", "register"), 21)}, catalogue.Invalid, "validFrom", "begins after 0001-01-20"},
		"with a cycle":                  {[]catalogue.Change{edition(20, "alt", "neu"), partOf("neu", "alt", "register"), partOf("alt", "neu", "register")}, catalogue.Conflict, "to", "closes a cycle"},
		"with a cycle of what it repeats": {[]catalogue.Change{
			catalogue.Supersede{Source: "name:register", Records: []catalogue.Ref{"name:alt", "name:kreis"}, Roles: edition(0).Roles}, partOf("kreis", "alt", "register"), partOf("alt", "kreis", "register")},
			catalogue.Conflict, "to", "closes a cycle"},
	} {
		t.Run(law, func(t *testing.T) {
			s := commit(t, moved(t), begun(partOf("dorf", "neu", "register"), 20))
			_, err := s.Plan(c.changes)
			var all catalogue.Errors
			if !errors.As(err, &all) || len(all) != 1 {
				t.Fatalf("refused with %v", err)
			}
			if e := all[0]; e.Kind != c.kind || e.Field != c.field || !strings.Contains(e.Message, c.message) || !strings.HasPrefix(e.Record, fmt.Sprintf("changes[%d] ", len(c.changes)-1)) {
				t.Errorf("%v %s %s: %s", e.Kind, e.Record, e.Field, e.Message)
			}
		})
	}
}

// A statement that gets more days may close a cycle as well as a new one.
func TestNoStatementIsWidenedIntoACycle(t *testing.T) {
	past := partOf("kreis", "dorf", "handbuch")
	past.ValidFrom, past.ValidUntil = 1, 10
	s := commit(t, moved(t), edition(11, "alt", "neu"), catalogue.Unrelate{ID: 2, Seen: anyRevision})
	s = commit(t, s, edition(11, "dorf", "alt"), partOf("dorf", "kreis", "register"))
	if _, err := s.Plan([]catalogue.Change{past}); catalogue.KindOf(err) != catalogue.Conflict {
		t.Fatalf("on days on which the village was in the old one, and that in the district: %v", err)
	}
	past.ValidFrom, past.ValidUntil = 11, 0
	if _, err := s.Plan([]catalogue.Change{past}); catalogue.KindOf(err) != catalogue.Conflict {
		t.Fatalf("on days on which the village is in the district: %v", err)
	}
	past.ValidFrom = 12
	s = commit(t, s, edition(12, "dorf"), past)
	always := past
	always.ID, always.ValidFrom, always.Seen = s.MaxEdge(), 0, anyRevision
	if _, err := s.Plan([]catalogue.Change{always}); catalogue.KindOf(err) != catalogue.Conflict || !strings.Contains(err.Error(), "closes a cycle") {
		t.Errorf("by its id: %v", err)
	}
}

// drawStatement draws a statement about two areas and two authorities, so that
// statements meet.
func drawStatement(t *rapid.T) catalogue.Relate {
	ends := rapid.SampledFrom([][2]int{{2, 6}, {2, 10}, {6, 10}, {6, 2}, {1, 5}, {5, 1}}).Draw(t, "ends")
	c := catalogue.Relate{Relation: catalogue.PartOf, Seen: catalogue.AnyRevision}
	if rapid.IntRange(0, 2).Draw(t, "covers") == 0 {
		c.Relation, ends = catalogue.Covers, rapid.SampledFrom([][2]int{{1, 2}, {1, 6}, {5, 2}}).Draw(t, "ends")
	}
	c.From, c.To = numbered(ends[0]), numbered(ends[1])
	c.Source = numbered(rapid.SampledFrom([]int{3, 3, 7}).Draw(t, "source"))
	c.ValidFrom = rapid.SampledFrom([]catalogue.Day{0, 0, 0, 10, 20}).Draw(t, "from day")
	c.ValidUntil = rapid.SampledFrom([]catalogue.Day{0, 0, 0, 20, 30}).Draw(t, "until day")
	c.Evidence = rapid.SampledFrom([]catalogue.EvidenceGrade{"", "", "C"}).Draw(t, "evidence")
	return c
}

func numbered(n int) catalogue.Ref {
	return catalogue.RefTo(drawnIdentifier(catalogue.SchemeName, n))
}

// drawEdition draws an edition of a source: the Supersede that frames it, and
// what it and others state beside it.
func drawEdition(t *rapid.T) (catalogue.Supersede, []catalogue.Change) {
	records := rapid.SampledFrom([]int{1, 2, 5, 6})
	roles := rapid.SampledFrom([]catalogue.Role{
		catalogue.PartOf.Role(catalogue.EndFrom), catalogue.PartOf.Role(catalogue.EndTo),
		catalogue.Covers.Role(catalogue.EndFrom), catalogue.Covers.Role(catalogue.EndTo),
	})
	c := catalogue.Supersede{
		Source: numbered(3),
		Roles:  append(rapid.SliceOfNDistinct(roles, 0, 3, rapid.ID).Draw(t, "roles"), catalogue.PartOf.Role(catalogue.EndFrom)),
		AsOf:   rapid.SampledFrom([]catalogue.Day{0, 1, 20, 21, 30, 31}).Draw(t, "as of"),
	}
	for _, n := range rapid.SliceOfNDistinct(records, 1, 4, rapid.ID).Draw(t, "records") {
		c.Records = append(c.Records, numbered(n))
	}
	var out []catalogue.Change
	for range rapid.IntRange(0, 6).Draw(t, "statements") {
		out = append(out, drawStatement(t))
	}
	return c, out
}

// naive is what an edition makes of the statements of a catalogue, by their keys.
// The records are those that it leaves behind.
func naive(before, after *Snapshot, c catalogue.Supersede, changes []catalogue.Change) map[catalogue.EdgeKey]catalogue.EdgeFacts {
	find := func(ref catalogue.Ref) catalogue.ID {
		target, _ := ref.Parse()
		for _, k := range catalogue.Kinds() {
			if found := after.Lookup(k, target.Identifier); ref != "" && len(found) > 0 {
				return found[0]
			}
		}
		return 0
	}
	source := find(c.Source)
	about := func(key catalogue.EdgeKey) (said []catalogue.Role) {
		for _, role := range c.Roles {
			x := catalogue.Edge{From: key.From, To: key.To, Via: key.Via, Area: key.Area}
			for _, ref := range c.Records {
				if key.Source == source && role.Relation() == key.Relation && x.At(role.End()) == find(ref) {
					said = append(said, role)
				}
			}
		}
		return said
	}
	same := func(a, b catalogue.EdgeKey) bool { a.ValidFrom = b.ValidFrom; return a == b }
	old, out, again := statementsByKey(before), statementsByKey(before), map[catalogue.EdgeKey]bool{}
	stands := func(key catalogue.EdgeKey) bool {
		until := old[key].ValidUntil
		return len(about(key)) > 0 && (c.AsOf == 0 || until == 0 || until >= c.AsOf)
	}
	spoke := func(key catalogue.EdgeKey) bool { // whether the source had a word on a role of the record
		for k := range old {
			for _, role := range about(key) {
				x, y := catalogue.Edge{From: key.From, To: key.To}, catalogue.Edge{From: k.From, To: k.To}
				if k.Source == source && k.Relation == key.Relation && x.At(role.End()) == y.At(role.End()) {
					return true
				}
			}
		}
		return false
	}
	for _, change := range changes {
		r, ok := change.(catalogue.Relate)
		if !ok {
			continue
		}
		key := catalogue.EdgeKey{Relation: r.Relation, From: find(r.From), To: find(r.To), Source: find(r.Source), ValidFrom: r.ValidFrom}
		if c.AsOf != 0 && key.ValidFrom == 0 && len(about(key)) > 0 && (r.ValidUntil == 0 || r.ValidUntil >= c.AsOf) {
			var first []catalogue.Day
			for k := range old {
				if same(k, key) && stands(k) {
					first = append(first, k.ValidFrom)
				}
			}
			switch {
			case len(first) > 0:
				key.ValidFrom = slices.Min(first)
			case spoke(key):
				key.ValidFrom = c.AsOf
			}
		}
		facts := r.EdgeFacts
		facts.ValidFrom = key.ValidFrom
		out[key], again[key] = facts, true
	}
	for key, facts := range old {
		switch {
		case again[key] || !stands(key):
		case c.AsOf <= 1 || key.ValidFrom >= c.AsOf: // there is no day before the first
			delete(out, key)
		default:
			facts.ValidUntil = c.AsOf - 1
			out[key] = facts
		}
	}
	return out
}

func statementsByKey(s *Snapshot) map[catalogue.EdgeKey]catalogue.EdgeFacts {
	out := map[catalogue.EdgeKey]catalogue.EdgeFacts{}
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if x, ok := s.Edge(id); ok {
			out[x.Key()] = x.EdgeFacts
		}
	}
	return out
}

// Whatever is there and whatever an edition says, it leaves the statements that a
// naive edition does; it does not matter where its Supersede stands; and the same
// edition again is no change.
func TestAnEditionAgreesWithTheNaiveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var before []catalogue.Change
		for n := range 11 {
			before = append(before, numberedRecord(n))
		}
		for range rapid.IntRange(0, 8).Draw(t, "statements") {
			before = append(before, drawStatement(t))
		}
		c, err := Empty().Plan(accepted(Empty(), before))
		must(t, err)
		s, err := Empty().Apply(c)
		must(t, err)
		supersede, drawn := drawEdition(t)
		set := accepted(s, onlyLast(append([]catalogue.Change{supersede}, drawn...)))
		if len(set) == 0 || !isEdition(set[0]) {
			return // it is older than what is there
		}
		agrees(t, s, set)
	})
}

func isEdition(c catalogue.Change) bool {
	_, is := c.(catalogue.Supersede)
	return is
}

func numberedRecord(n int) catalogue.Put {
	meta := catalogue.Meta{Name: catalogue.T("x"), Identifiers: []catalogue.Identifier{drawnIdentifier(catalogue.SchemeName, n)}}
	return catalogue.Put{Record: [...]catalogue.Record{&catalogue.Service{Meta: meta}, &catalogue.Authority{Meta: meta}, &catalogue.Area{Meta: meta}, &catalogue.Source{Meta: meta}}[n%4]}
}

func agrees(t *rapid.T, s *Snapshot, set []catalogue.Change) {
	made, err := s.Plan(set)
	must(t, err)
	last, err := s.Plan(append(slices.Clone(set[1:]), set[0]))
	must(t, err)
	if diff := cmp.Diff(made, last); diff != "" {
		t.Fatalf("the place of the Supersede matters (-first +last)\n%s", diff)
	}
	next, err := s.Apply(made)
	must(t, err)
	supersede := set[0].(catalogue.Supersede)
	if diff := cmp.Diff(naive(s, next, supersede, set[1:]), statementsByKey(next)); diff != "" {
		t.Fatalf("(-naive +planned)\n%s", diff)
	}
	again, err := next.Plan(set)
	if must(t, err); !again.Empty() {
		t.Fatalf("the same again: %+v", again)
	}
}
