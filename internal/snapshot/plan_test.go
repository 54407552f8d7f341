package snapshot

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

// town is a catalogue of one of each: an authority competent for a service and
// offering it by a solution, in an area, as a source says. It is at revision 1.
func town(t *testing.T) *Snapshot {
	t.Helper()
	return commit(t, Empty(),
		catalogue.Put{Record: &catalogue.Source{Meta: called("Handbuch", "name:handbuch")}},
		catalogue.Put{Record: &catalogue.Authority{Meta: called("Stadt Celle", "ags:03351006", "wikidata:Q14814"), Population: 69_000}, Source: "name:handbuch"},
		catalogue.Put{Record: &catalogue.Area{Meta: called("Celle", "ars:033510006006", "ags:03351006")}},
		catalogue.Put{Record: &catalogue.Service{Meta: called("Gewerbe anmelden", "leika:99050012104000")}},
		catalogue.Put{Record: &catalogue.Solution{Meta: called("Gewerbe-Online", "name:gewerbe-online")}},
		catalogue.Relate{Relation: catalogue.CompetentFor, From: "wikidata:Q14814", To: "leika:99050012104000"},
		catalogue.Relate{
			Relation: catalogue.Offers, From: "wikidata:Q14814", To: "leika:99050012104000",
			Via: "name:gewerbe-online", Area: "ars:033510006006", Source: "name:handbuch", EdgeFacts: live,
		},
	)
}

const (
	sourceID, authorityID, serviceID, solutionID catalogue.ID     = 1, 2, 4, 5
	offer                                        catalogue.EdgeID = 2
)

var live = catalogue.EdgeFacts{Status: catalogue.OfferLive}

func called(name string, identifiers ...string) catalogue.Meta {
	m := catalogue.Meta{Name: catalogue.T(name)}
	for _, s := range identifiers {
		scheme, value, _ := strings.Cut(s, ":")
		m.Identifiers = append(m.Identifiers, catalogue.Identifier{Scheme: scheme, Value: value})
	}
	return m
}

func withID(m catalogue.Meta, id catalogue.ID) catalogue.Meta {
	m.ID = id
	return m
}

func commit(t *testing.T, s *Snapshot, changes ...catalogue.Change) *Snapshot {
	t.Helper()
	c := plan(t, s, changes...)
	next, err := s.Apply(c)
	must(t, err)
	return next
}

func plan(t *testing.T, s *Snapshot, changes ...catalogue.Change) *catalogue.Commit {
	t.Helper()
	c, err := s.Plan(changes)
	must(t, err)
	return c
}

// summary is a commit in short: what it does to which record or edge.
func summary(c *catalogue.Commit) string {
	var out []string
	for _, v := range c.Records {
		out = append(out, fmt.Sprintf("%s record %d", verb(v.Created, v.Record == nil), v.ID))
	}
	for _, v := range c.Edges {
		out = append(out, fmt.Sprintf("%s edge %d", verb(v.Created, v.Removed), v.Edge.ID))
	}
	return strings.Join(out, ", ")
}

func verb(created, removed bool) string {
	switch {
	case removed:
		return "remove"
	case created:
		return "create"
	}
	return "change"
}

const anyRevision = catalogue.AnyRevision

// What a change set makes, in the town.
func TestPlanMakes(t *testing.T) {
	service := func(identifiers ...string) *catalogue.Service {
		return &catalogue.Service{Meta: called("Hund anmelden", identifiers...)}
	}
	for law, c := range map[string]struct {
		changes []catalogue.Change
		want    string
	}{
		"a record with new identifiers is new": {
			[]catalogue.Change{catalogue.Put{Record: service("name:hund")}}, "create record 6"},
		"a record without identifiers is new": {
			[]catalogue.Change{catalogue.Put{Record: service()}}, "create record 6"},
		"a record with an identifier that is there replaces": {
			[]catalogue.Change{catalogue.Put{Record: &catalogue.Solution{Meta: called("GO", "name:gewerbe-online")}, Seen: anyRevision}}, "change record 5"},
		"so does a record with its id": {
			[]catalogue.Change{catalogue.Put{Record: &catalogue.Solution{Meta: withID(called("GO"), solutionID)}, Seen: 1}}, "change record 5"},
		"a shared key of one record means it": {
			[]catalogue.Change{catalogue.Put{Record: service("leika:99050012104000"), Seen: anyRevision}}, "change record 4"},
		"a shared key does not stand in the way of another record": {
			[]catalogue.Change{catalogue.Put{Record: service("leika:99050012104000")}}, "create record 6"},
		"two records of one set may share a key when each has a name of its own": {
			[]catalogue.Change{
				catalogue.Put{Record: service("leika:99014002035000", "name:a"), Seen: anyRevision},
				catalogue.Put{Record: service("leika:99014002035000", "name:b"), Seen: anyRevision},
			}, "create record 6, create record 7"},
		"the same identifier may be used by another kind": {
			[]catalogue.Change{catalogue.Put{Record: service("ags:03351006")}}, "create record 6"},
		"the last of two puts of one record wins": {
			[]catalogue.Change{
				catalogue.Put{Record: service("name:hund"), Seen: anyRevision},
				catalogue.Put{Record: &catalogue.Service{Meta: called("Hund", "name:hund")}, Seen: anyRevision},
			}, "create record 6"},
		"a change taken back is none": {
			[]catalogue.Change{
				catalogue.Put{Record: &catalogue.Solution{Meta: called("GO", "name:gewerbe-online")}, Seen: 1},
				catalogue.Put{Record: &catalogue.Solution{Meta: called("Gewerbe-Online", "name:gewerbe-online")}, Seen: 1},
			}, ""},
		"an identifier that a record gives up may be taken": {
			[]catalogue.Change{
				catalogue.Put{Record: &catalogue.Solution{Meta: withID(called("GO", "name:go"), solutionID)}, Seen: 1},
				catalogue.Put{Record: &catalogue.Solution{Meta: called("Neu", "name:gewerbe-online")}},
			}, "change record 5, create record 6"},
		"fields that the writer does not speak of stay": {
			[]catalogue.Change{catalogue.Put{Record: &catalogue.Authority{Meta: called("?", "wikidata:Q14814"), Population: 69_000}, Fields: []string{"population"}, Seen: anyRevision}}, ""},
		"a source that says nothing new takes nothing over": {
			[]catalogue.Change{
				catalogue.Put{Record: &catalogue.Source{Meta: called("Zweite", "name:zweite")}},
				catalogue.Put{Record: &catalogue.Authority{Meta: called("?", "ags:03351006"), Population: 69_000}, Fields: []string{"population"}, Source: "name:zweite", Seen: anyRevision},
			}, "create record 6"},
		"a reference may name what a later put makes, by local name": {
			[]catalogue.Change{
				catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "local:neu"},
				catalogue.Put{Record: &catalogue.Solution{Meta: called("Neu")}, Local: "neu"},
			}, "create record 6, create edge 3"},
		"or by identifier": {
			[]catalogue.Change{
				catalogue.Put{Record: service("name:hund"), Source: "name:neu"},
				catalogue.Put{Record: &catalogue.Source{Meta: called("Neu", "name:neu")}},
			}, "create record 6, create record 7"},
		"a padded regional key means the longest that is known": {
			[]catalogue.Change{
				catalogue.Put{Record: &catalogue.Area{Meta: called("Landkreis Celle", "ars:03351")}},
				catalogue.Relate{Relation: catalogue.PartOf, From: "ars:033510006006", To: "ars:033510000000"},
			}, "create record 6, create edge 3"},
		"a reference means a record of a kind that fits": {
			[]catalogue.Change{catalogue.Relate{Relation: catalogue.Covers, From: "ags:03351006", To: "ags:03351006"}}, "create edge 3"},
		"the same statement again is no change": {
			[]catalogue.Change{catalogue.Relate{Relation: catalogue.CompetentFor, From: "wikidata:Q14814", To: "leika:99050012104000", Seen: anyRevision}}, ""},
		"the same statement with another grade is a new version": {
			[]catalogue.Change{catalogue.Relate{Relation: catalogue.CompetentFor, From: "wikidata:Q14814", To: "leika:99050012104000", EdgeFacts: catalogue.EdgeFacts{Evidence: "A"}, Seen: anyRevision}}, "change edge 1"},
		"another source is another statement": {
			[]catalogue.Change{catalogue.Relate{Relation: catalogue.CompetentFor, From: "wikidata:Q14814", To: "leika:99050012104000", Source: "name:handbuch"}}, "create edge 3"},
		"the last of two equal statements wins": {
			[]catalogue.Change{
				catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online", EdgeFacts: catalogue.EdgeFacts{Evidence: "D"}, Seen: anyRevision},
				catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online", Seen: anyRevision},
			}, "create edge 3"},
		"an edge is changed by its id": {
			[]catalogue.Change{catalogue.Relate{ID: offer, EdgeFacts: catalogue.EdgeFacts{Status: catalogue.OfferRetired}, Seen: 1}}, "change edge 2"},
		"an edge goes": {
			[]catalogue.Change{catalogue.Unrelate{ID: offer, Seen: 1}}, "remove edge 2"},
		"an edge made and taken back never was": {
			[]catalogue.Change{
				catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online"},
				catalogue.Unrelate{ID: 3, Seen: anyRevision},
			}, ""},
		"a record goes with its edges": {
			[]catalogue.Change{catalogue.Remove{Target: "name:gewerbe-online", Cascade: true, Seen: 1}}, "remove record 5, remove edge 2"},
		"also with edges of the same set": {
			[]catalogue.Change{
				catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online"},
				catalogue.Remove{Target: "name:gewerbe-online", Cascade: true, Seen: 1},
			}, "remove record 5, remove edge 2"},
		"a record without edges goes": {
			[]catalogue.Change{
				catalogue.Unrelate{ID: offer, Seen: anyRevision},
				catalogue.Remove{Target: "name:gewerbe-online", Seen: anyRevision},
			}, "remove record 5, remove edge 2"},
		"a source goes when nothing names it": {
			[]catalogue.Change{
				catalogue.Unrelate{ID: offer, Seen: anyRevision},
				catalogue.Put{Record: &catalogue.Authority{Meta: called("Stadt Celle", "ags:03351006", "wikidata:Q14814")}, Seen: anyRevision},
				catalogue.Remove{Target: "name:handbuch", Seen: anyRevision},
			}, "remove record 1, change record 2, remove edge 2"},
		"a record removed and put again is another": {
			[]catalogue.Change{
				catalogue.Remove{Target: "name:gewerbe-online", Cascade: true, Seen: anyRevision},
				catalogue.Put{Record: &catalogue.Solution{Meta: called("Gewerbe-Online", "name:gewerbe-online")}},
			}, "remove record 5, create record 6, remove edge 2"},
	} {
		t.Run(law, func(t *testing.T) {
			s := town(t)
			made := plan(t, s, c.changes...)
			if got := summary(made); got != c.want {
				t.Fatalf("made: %s\nwant: %s", got, c.want)
			}
			if _, err := s.Apply(made); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// What a change set is refused for, in the town.
func TestPlanRefuses(t *testing.T) {
	relate := func(r catalogue.Relation, from, to catalogue.Ref) catalogue.Relate {
		return catalogue.Relate{Relation: r, From: from, To: to, Seen: anyRevision}
	}
	offers := catalogue.Relate{Relation: catalogue.Offers, From: "wikidata:Q14814", To: "leika:99050012104000", EdgeFacts: live}
	for law, c := range map[string]struct {
		changes []catalogue.Change
		kind    catalogue.ErrorKind
		field   string
		message string
	}{
		"a reference to nothing":           {[]catalogue.Change{relate(catalogue.Uses, "wikidata:Q1", "name:gewerbe-online")}, catalogue.NotFound, "from", "names no record"},
		"a reference that is none":         {[]catalogue.Change{relate(catalogue.Uses, "Celle", "name:gewerbe-online")}, catalogue.Invalid, "from", "scheme:value"},
		"a reference to a removed record":  {[]catalogue.Change{catalogue.Remove{Target: "name:gewerbe-online", Cascade: true, Seen: 1}, relate(catalogue.Uses, "wikidata:Q14814", "name:gewerbe-online")}, catalogue.NotFound, "to", "names no record"},
		"a reference with two meanings":    {[]catalogue.Change{relate(catalogue.PartOf, "ags:03351006", "name:gewerbe-online")}, catalogue.Conflict, "from", "may mean 2 records"},
		"an unknown local name":            {[]catalogue.Change{relate(catalogue.Uses, "local:x", "name:gewerbe-online")}, catalogue.NotFound, "from", "names no record"},
		"one local name for two":           {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: called("A")}, Local: "a"}, catalogue.Put{Record: &catalogue.Area{Meta: called("B")}, Local: "a"}}, catalogue.Invalid, "local", "changes[0] bears"},
		"a wrong first record":             {[]catalogue.Change{relate(catalogue.Uses, "leika:99050012104000", "name:gewerbe-online")}, catalogue.Invalid, "from", "here stands: authority"},
		"kinds that do not go together":    {[]catalogue.Change{relate(catalogue.PartOf, "wikidata:Q14814", "name:gewerbe-online")}, catalogue.Invalid, "to", "does not join"},
		"a relation of a record to itself": {[]catalogue.Change{relate(catalogue.PartOf, "ars:033510006006", "area/ags:03351006")}, catalogue.Invalid, "to", "joins two records"},
		"via where there is none":          {[]catalogue.Change{catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online", Via: "name:gewerbe-online"}}, catalogue.Invalid, "via", "has no via"},
		"area where there is none":         {[]catalogue.Change{catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online", Area: "ars:033510006006"}}, catalogue.Invalid, "area", "has no area"},
		"via of another kind":              {[]catalogue.Change{func() catalogue.Relate { c := offers; c.Via = "wikidata:Q14814"; return c }()}, catalogue.Invalid, "via", "here stands: solution"},
		"an offer without status":          {[]catalogue.Change{relate(catalogue.Offers, "wikidata:Q14814", "leika:99050012104000")}, catalogue.Invalid, "status", "an offer needs a status"},
		"a source that is none":            {[]catalogue.Change{func() catalogue.Relate { c := offers; c.Source = "wikidata:Q14814"; return c }()}, catalogue.Invalid, "source", "here stands: source"},
		"a rule of the record itself":      {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{}}}, catalogue.Invalid, "name", "a record has a name"},
		"no record at all":                 {[]catalogue.Change{catalogue.Put{}}, catalogue.Invalid, "record", "names a record"},
		"an identifier of another":         {[]catalogue.Change{catalogue.Put{Record: &catalogue.Authority{Meta: withID(called("X", "ags:03351006"), 6)}}}, catalogue.NotFound, "id", "no such authority"},
		"an identifier twice in a set": {[]catalogue.Change{
			catalogue.Put{Record: &catalogue.Area{Meta: called("A", "name:a")}}, catalogue.Put{Record: &catalogue.Area{Meta: called("B", "name:a")}}}, catalogue.Conflict, "seen", "earlier change"},
		"identifiers of two records": {[]catalogue.Change{
			catalogue.Put{Record: &catalogue.Area{Meta: called("A", "name:a")}},
			catalogue.Put{Record: &catalogue.Area{Meta: called("B", "name:a", "ars:033510006006")}, Seen: anyRevision}}, catalogue.Conflict, "identifiers", "carried by 2 records"},
		"a kind that changes":              {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: withID(called("X"), serviceID)}, Seen: anyRevision}}, catalogue.Invalid, "id", "kind of a record never changes"},
		"a field that the kind has not":    {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: called("X", "ars:033510006006")}, Fields: []string{"level"}, Seen: anyRevision}}, catalogue.Invalid, "fields", "no field of this name"},
		"a record that exists, put as new": {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: called("X", "ars:033510006006")}}}, catalogue.Conflict, "seen", "exists already at revision 1; give seen: 1"},
		"a record changed since":           {[]catalogue.Change{catalogue.Put{Record: &catalogue.Area{Meta: called("X", "ars:033510006006")}, Seen: 7}}, catalogue.Conflict, "seen", "current version is of revision 1"},
		"an edge changed since":            {[]catalogue.Change{catalogue.Unrelate{ID: offer, Seen: 7}}, catalogue.Conflict, "seen", "current version is of revision 1"},
		"an edge that exists, as new": {[]catalogue.Change{func() catalogue.Relate {
			c := relate(catalogue.CompetentFor, "wikidata:Q14814", "leika:99050012104000")
			c.Seen = 0
			return c
		}()}, catalogue.Conflict, "seen", "exists already"},
		"an edge that is not there":        {[]catalogue.Change{catalogue.Unrelate{ID: 9}}, catalogue.NotFound, "id", "no such statement"},
		"an edge removed twice":            {[]catalogue.Change{catalogue.Unrelate{ID: offer, Seen: 1}, catalogue.Unrelate{ID: offer, Seen: 1}}, catalogue.NotFound, "id", "no such statement"},
		"an edge that would state another": {[]catalogue.Change{catalogue.Relate{ID: offer, To: "name:gewerbe-online", EdgeFacts: live, Seen: 1}}, catalogue.Conflict, "to", "never changes"},
		"a second edge of the same key": {[]catalogue.Change{
			func() catalogue.Relate {
				c := offers
				c.Via, c.Area = "name:gewerbe-online", "ars:033510006006"
				return c
			}(),
			catalogue.Relate{ID: offer, EdgeFacts: live, Seen: 1}}, catalogue.Conflict, "id", "says the same"},
		"a record with edges":   {[]catalogue.Change{catalogue.Remove{Target: "name:gewerbe-online", Seen: 1}}, catalogue.Conflict, "target", "1 statement names it; cascade"},
		"a source in use":       {[]catalogue.Change{catalogue.Remove{Target: "name:handbuch", Cascade: true, Seen: 1}}, catalogue.Conflict, "target", "2 statements"},
		"a removal seen before": {[]catalogue.Change{catalogue.Remove{Target: "name:handbuch", Seen: 4}}, catalogue.Conflict, "seen", "revision 1"},
		"a statement made twice": {[]catalogue.Change{
			catalogue.Relate{Relation: catalogue.Uses, From: "wikidata:Q14814", To: "name:gewerbe-online"},
			catalogue.Relate{Relation: catalogue.Uses, From: "ags:03351006", To: "name:gewerbe-online", EdgeFacts: catalogue.EdgeFacts{Evidence: "D"}}}, catalogue.Conflict, "seen", "earlier change"},
		"a source that vouches for itself": {[]catalogue.Change{catalogue.Put{Record: &catalogue.Source{Meta: called("Handbuch", "name:handbuch")}, Source: "name:handbuch", Seen: 1}}, catalogue.Invalid, "source", "not its own source"},
		"also a new one":                   {[]catalogue.Change{catalogue.Put{Record: &catalogue.Source{Meta: called("Neu")}, Local: "n", Source: "local:n"}}, catalogue.Invalid, "source", "not its own source"},
		"a cycle": {[]catalogue.Change{
			catalogue.Put{Record: &catalogue.Area{Meta: called("Kreis", "ars:03351")}}, catalogue.Put{Record: &catalogue.Area{Meta: called("Land", "ars:03")}},
			relate(catalogue.PartOf, "ars:033510006006", "ars:03351"), relate(catalogue.PartOf, "ars:03351", "ars:03"), relate(catalogue.PartOf, "ars:03", "ars:033510006006")}, catalogue.Conflict, "to", "closes a cycle"},
	} {
		t.Run(law, func(t *testing.T) {
			_, err := town(t).Plan(c.changes)
			var all catalogue.Errors
			if !errors.As(err, &all) || len(all) != 1 {
				t.Fatalf("refused with %v", err)
			}
			e := all[0]
			if e.Kind != c.kind || e.Field != c.field || !strings.Contains(e.Message, c.message) {
				t.Errorf("%v %s: %s", e.Kind, e.Field, e.Message)
			}
			if last := fmt.Sprintf("changes[%d] ", len(c.changes)-1); !strings.HasPrefix(e.Record, last) {
				t.Errorf("%q does not name %s", e.Record, last)
			}
		})
	}
}

// A set is refused whole, and every rule it breaks is named.
func TestPlanNamesEveryBrokenRule(t *testing.T) {
	_, err := town(t).Plan([]catalogue.Change{
		catalogue.Put{Record: &catalogue.Area{}, Local: "broken"},
		catalogue.Relate{Relation: catalogue.Covers, From: "wikidata:Q14814", To: "local:broken"},
		catalogue.Unrelate{ID: 9},
	})
	var all catalogue.Errors
	if !errors.As(err, &all) || len(all) != 2 {
		t.Fatalf("%v", err)
	}
}

func TestMergingJoinsIdentifiersAndKeepsTheRest(t *testing.T) {
	s := commit(t, town(t), catalogue.Put{
		Record: &catalogue.Authority{Meta: called("Nicht dieser Name", "wikidata:Q14814", "pvog:L100012.OE.1"), Population: 70_000},
		Fields: []string{"population"}, Seen: anyRevision,
	})
	got := s.Record(authorityID).(*catalogue.Authority)
	if got.Name.String() != "Stadt Celle" || got.Population != 70_000 || len(got.Identifiers) != 3 {
		t.Fatalf("%+v", got)
	}
	if got.Source != sourceID || got.Revision != 2 {
		t.Fatalf("source %d, revision %d", got.Source, got.Revision)
	}
}

// A writer of one language leaves the others be.
func TestMergingATextKeepsOtherLanguages(t *testing.T) {
	land := func(name catalogue.Text) catalogue.Record {
		return &catalogue.Area{Meta: catalogue.Meta{Name: name, Identifiers: called("", "ars:03").Identifiers}}
	}
	s := commit(t, Empty(), catalogue.Put{Record: land(catalogue.T("Land").With("en", "State of Lower Saxony"))})
	s = commit(t, s, catalogue.Put{Record: land(catalogue.T("Niedersachsen")), Fields: []string{"name", "description"}, Seen: anyRevision})
	got, want := s.Record(1).Base().Name, catalogue.T("Niedersachsen").With("en", "State of Lower Saxony")
	if !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
}

// What a plan makes is what the store gives back, to the last empty list.
func TestAPlannedRecordIsReadBackAsItIs(t *testing.T) {
	points := catalogue.DecimalFromInt(5)
	whole := map[catalogue.Kind]catalogue.Record{
		catalogue.KindCase:          &catalogue.Case{Lane: "M", Step: "DRAFT", Steps: []catalogue.CaseStep{}},
		catalogue.KindNeed:          &catalogue.Need{Requirements: []catalogue.Requirement{}, Constraints: []catalogue.Constraint{{Key: "C1", ConstraintKind: "OTHER"}}},
		catalogue.KindSearchReceipt: &catalogue.SearchReceipt{Filters: []string{}, Hits: []catalogue.Hit{{Solution: catalogue.GlobalID(catalogue.KindSolution, 1), Reasons: []catalogue.HitReason{}}}},
		catalogue.KindOption:        &catalogue.Option{OptionKind: "BUILD"},
		catalogue.KindGateResult:    &catalogue.GateResult{Verdict: "PASS", Reason: "a"},
		catalogue.KindExclusion:     &catalogue.Exclusion{Ground: "GATE", Reason: "a"},
		catalogue.KindScore:         &catalogue.Score{Criterion: "a", Points: &points, Reason: "a"},
		catalogue.KindAssessment:    &catalogue.Assessment{Weights: []catalogue.Weight{}, Ranking: []catalogue.RankedOption{}, Facts: []catalogue.Fact{}},
		catalogue.KindEvidence:      &catalogue.Evidence{EvidenceKind: "LAW", Grade: "A"},
		catalogue.KindCostModel:     &catalogue.CostModel{PriceFunction: "FIXED", Years: 5},
		catalogue.KindRule:          &catalogue.Rule{Level: "MUST", RuleTest: "JUDGED", PolicyStatus: "PROPOSED"},
		catalogue.KindRuleCheck:     &catalogue.RuleCheck{Verdict: "PASS", Reason: "a"},
		catalogue.KindDeviation:     &catalogue.Deviation{DeviationStatus: "REQUESTED", Reason: "a"},
		catalogue.KindDecision:      &catalogue.Decision{Outcome: "REUSE", Reason: "a", Conditions: []string{}, Votes: []catalogue.Vote{}, Dissent: []string{}, ConflictsOfInterest: []string{}, RevisitTriggers: []catalogue.RevisitTrigger{}},
		catalogue.KindFollowUp:      &catalogue.FollowUp{FollowUpMeasure: "OTHER", Due: 1, Planned: &points},
		catalogue.KindGate:          &catalogue.Gate{GateKind: "LEGAL", GateTest: "JUDGED", PolicyStatus: "PROPOSED"},
		catalogue.KindLadder:        &catalogue.Ladder{PolicyStatus: "PROPOSED", Rungs: []catalogue.Rung{{Key: "a", Name: catalogue.Text{{Lang: "EN", Value: "b"}, {Lang: "de", Value: " a"}}, Operated: true, Origins: []catalogue.Origin{}}}},
		catalogue.KindWeightSet:     &catalogue.WeightSet{PolicyStatus: "PROPOSED", Criteria: []catalogue.Criterion{{Key: "a", Name: catalogue.Text{{Lang: "EN", Value: "b"}, {Lang: "de", Value: " a"}}, Weight: 100, Measure: "JUDGED"}}},
	}
	for _, k := range catalogue.Kinds() {
		r := whole[k]
		if r == nil {
			r = k.New()
		}
		*r.Base() = catalogue.Meta{Name: catalogue.Text{{Lang: "EN", Value: " b "}, {Lang: "de", Value: "a"}}, Description: catalogue.Text{}, Tags: []string{}, Identifiers: []catalogue.Identifier{}}
		if d, ok := r.(*catalogue.Dataset); ok {
			d.LegalBasisText, d.Languages = catalogue.Text{{Lang: "en", Value: "b"}, {Lang: "de", Value: " a"}}, []catalogue.Lang{}
			d.Distributions = []catalogue.Distribution{{Title: catalogue.Text{}, Description: d.LegalBasisText}}
			d.DataServices = []catalogue.DataService{{Title: d.LegalBasisText, ConformsTo: []string{}}}
		}
		planned := plan(t, Empty(), catalogue.Put{Record: r}).Records[0].Record
		data, err := catalogue.EncodeRecord(planned)
		must(t, err)
		back, err := catalogue.DecodeRecord(k, data)
		must(t, err)
		back.Base().ID, back.Base().Revision = planned.Base().ID, planned.Base().Revision
		if !reflect.DeepEqual(planned, back) {
			t.Errorf("%s: planned %+v, read back %+v", k, planned, back)
		}
	}
}

// Statements are found by key whether a plan looks through lists or indexes them.
func TestStatementsAreFoundInLongLists(t *testing.T) {
	var changes []catalogue.Change
	for i := range 600 {
		changes = append(changes,
			catalogue.Put{Record: &catalogue.Service{Meta: called(fmt.Sprint("Leistung ", i), fmt.Sprint("name:l", i))}, Seen: anyRevision},
			catalogue.Put{Record: &catalogue.Authority{Meta: called(fmt.Sprint("Amt ", i), fmt.Sprint("name:a", i))}, Seen: anyRevision})
	}
	for i := range 600 {
		for _, k := range []int{0, i} {
			changes = append(changes,
				catalogue.Relate{Relation: catalogue.CompetentFor, From: catalogue.Ref(fmt.Sprint("name:a", k)), To: catalogue.Ref(fmt.Sprint("name:l", i)), Seen: anyRevision},
				catalogue.Relate{Relation: catalogue.CompetentFor, From: catalogue.Ref(fmt.Sprint("name:a", i)), To: catalogue.Ref(fmt.Sprint("name:l", k)), Seen: anyRevision})
		}
	}
	s := commit(t, Empty(), changes...)
	for range 2 * mostAsked { // enough to pass from looking through to indexing
		changes = append(changes, changes[len(changes)-2400:]...)
	}
	if c := plan(t, s, changes...); !c.Empty() {
		t.Fatalf("%d records and %d edges are new", len(c.Records), len(c.Edges))
	}
}
