// Package input is the changes as the schema takes them, and their translation
// into the changes of the catalogue. The records themselves need no types of
// their own: an input fills a record of the catalogue.
//
// Nothing is decided here: whether a change is right is for the snapshot that it
// is planned on, whether it is allowed for graph. What is refused here cannot be
// translated: a change that is two at once, an id of another kind.
package input

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"fundus/internal/catalogue"
)

// Change is one change: exactly one field is set.
type Change struct {
	Put       *Put
	Relate    *Relate
	Unrelate  *Unrelate
	Remove    *Remove
	Supersede *Supersede
}

// Put is a record to make or replace: exactly one of the kinds is set.
type Put struct {
	Local  string
	ID     string
	Source string
	Seen   int

	Service       *catalogue.Service
	Authority     *catalogue.Authority
	Area          *catalogue.Area
	Dataset       *catalogue.Dataset
	Solution      *catalogue.Solution
	Standard      *catalogue.Standard
	Interface     *catalogue.Interface
	Capability    *catalogue.Capability
	LegalBasis    *catalogue.LegalBasis
	Project       *catalogue.Project
	BudgetLine    *catalogue.BudgetLine
	Case          *catalogue.Case
	Need          *catalogue.Need
	SearchReceipt *catalogue.SearchReceipt
	Option        *catalogue.Option
	GateResult    *catalogue.GateResult
	Exclusion     *catalogue.Exclusion
	Score         *catalogue.Score
	Assessment    *catalogue.Assessment
	Evidence      *catalogue.Evidence
	CostModel     *catalogue.CostModel
	Rule          *catalogue.Rule
	RuleCheck     *catalogue.RuleCheck
	Deviation     *catalogue.Deviation
	Decision      *catalogue.Decision
	FollowUp      *catalogue.FollowUp
	Gate          *catalogue.Gate
	Ladder        *catalogue.Ladder
	WeightSet     *catalogue.WeightSet
	SourceRecord  *catalogue.Source
}

// Relate is a statement to make or replace.
type Relate struct {
	ID       string
	Relation catalogue.Relation
	From     string
	To       string
	Via      string
	Area     string
	Source   string
	Seen     int
	catalogue.EdgeFacts
}

// Unrelate is a statement to withdraw.
type Unrelate struct {
	ID   string
	Seen int
}

// Remove is a record to remove.
type Remove struct {
	Target  string
	Cascade bool
	Seen    int
}

// Supersede frames a set that states all that a source says of some records.
type Supersede struct {
	Source  string
	Records []string
	Roles   []catalogue.Role
	AsOf    catalogue.Day
}

// Changes translates a list of changes; errors name the change by its place.
func Changes(in []Change) ([]catalogue.Change, error) {
	out := make([]catalogue.Change, 0, len(in))
	for i, c := range in {
		change, err := c.change()
		if err != nil {
			return nil, at(i, err)
		}
		out = append(out, change)
	}
	return out, nil
}

func at(i int, err error) error {
	place := fmt.Sprintf("changes[%d]", i)
	if own, ok := errors.AsType[*catalogue.Error](err); ok {
		c := *own
		c.Record = strings.TrimSuffix(place+" "+c.Record, " ")
		return &c
	}
	return fmt.Errorf("%s: %w", place, err)
}

func (c Change) change() (catalogue.Change, error) {
	var out []catalogue.Change
	var errs []error
	add := func(change catalogue.Change, err error) {
		out, errs = append(out, change), append(errs, err)
	}
	if c.Put != nil {
		add(c.Put.Change())
	}
	if c.Relate != nil {
		relate, err := c.Relate.Change()
		add(relate, err)
	}
	if c.Unrelate != nil {
		add(c.Unrelate.Change())
	}
	if c.Remove != nil {
		add(c.Remove.Change())
	}
	if c.Supersede != nil {
		add(c.Supersede.Change(), nil)
	}
	if len(out) != 1 {
		return nil, catalogue.Errorf(catalogue.Invalid, "a change has exactly one of put, relate, unrelate, remove and supersede, not %d", len(out))
	}
	return out[0], errs[0]
}

// Change is the catalogue's change.
func (p Put) Change() (catalogue.Change, error) {
	records := p.records()
	if len(records) != 1 {
		return nil, catalogue.Errorf(catalogue.Invalid, "put has exactly one record, not %d", len(records))
	}
	return PutRecord(records[0], p.ID, p.Source, p.Local, p.Seen)
}

func (p Put) records() []catalogue.Record {
	var out []catalogue.Record
	for _, field := range reflect.ValueOf(p).Fields() {
		// A nil pointer in an interface is not nil.
		if r, ok := reflect.TypeAssert[catalogue.Record](field); ok && !field.IsNil() {
			out = append(out, r)
		}
	}
	return out
}

// PutRecord is the change that makes or replaces a record.
func PutRecord(r catalogue.Record, id, source, local string, seen int) (catalogue.Put, error) {
	put := catalogue.Put{Local: local, Record: r, Source: ref(source)}
	var err error
	if put.Seen, err = revision(seen); err != nil || id == "" {
		return put, err
	}
	kind, number, err := catalogue.ParseGlobalID(id)
	if err == nil && kind != r.Kind() {
		err = &catalogue.Error{Kind: catalogue.Invalid, Field: "id", Value: id, Message: fmt.Sprintf("%s is the id of another kind: %s, not %s", id, kind.Noun(), r.Kind().Noun())}
	}
	r.Base().ID = number
	return put, err
}

// revision reads the revision that a writer saw. Whoever asks has seen what is
// replaced; to replace whatever is there is for imports of whole registers.
func revision(seen int) (catalogue.Revision, error) {
	if seen < 0 {
		return 0, &catalogue.Error{Kind: catalogue.Invalid, Field: "seen", Value: fmt.Sprint(seen), Message: "seen is the revision of the version that is replaced, or 0 for what is new"}
	}
	return catalogue.Revision(seen), nil
}

// Change is the catalogue's change.
func (r Relate) Change() (catalogue.Relate, error) {
	c := catalogue.Relate{
		Relation: r.Relation, From: ref(r.From), To: ref(r.To), Via: ref(r.Via), Area: ref(r.Area), Source: ref(r.Source),
		EdgeFacts: r.EdgeFacts,
	}
	var err error
	if c.Seen, err = revision(r.Seen); err != nil || r.ID == "" {
		return c, err
	}
	c.ID, err = catalogue.ParseGlobalEdgeID(r.ID)
	return c, err
}

// Change is the catalogue's change.
func (u Unrelate) Change() (catalogue.Change, error) {
	seen, err := revision(u.Seen)
	if err != nil {
		return nil, err
	}
	id, err := catalogue.ParseGlobalEdgeID(u.ID)
	return catalogue.Unrelate{ID: id, Seen: seen}, err
}

// Change is the catalogue's change.
func (r Remove) Change() (catalogue.Change, error) {
	seen, err := revision(r.Seen)
	return catalogue.Remove{Target: ref(r.Target), Cascade: r.Cascade, Seen: seen}, err
}

// Change is the catalogue's change.
func (s Supersede) Change() catalogue.Change {
	records := make([]catalogue.Ref, 0, len(s.Records))
	for _, r := range s.Records {
		records = append(records, ref(r))
	}
	return catalogue.Supersede{Source: ref(s.Source), Records: records, Roles: s.Roles, AsOf: s.AsOf}
}

// ref reads a reference; an id stands alone, everything else has a colon.
func ref(s string) catalogue.Ref {
	if s == "" || strings.Contains(s, ":") {
		return catalogue.Ref(s)
	}
	return catalogue.Ref("id:" + s)
}
