package view

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"time"

	"fundus/internal/catalogue"
)

// RecordedChange is what one commit did to one record or one statement: the one
// shape of what the log says, for histories, feeds and subscriptions.
//
// It is told whole, whatever the day of the view, since what holds on a day is not
// what was recorded. Whoever hides records from some must do so before alterations
// come here: a statement tells the names of its ends.
type RecordedChange struct {
	in    *View
	was   catalogue.Alteration
	known Known
}

// Known finds a record that a change names by its id, as it was called then or is
// called last; nil where nothing is known of it.
type Known func(catalogue.ID) catalogue.Record

// Recorded is an alteration for the schema. Records that it names and the view's
// snapshot does not have, since they are of another moment, are asked of known.
func (v *View) Recorded(a catalogue.Alteration, known Known) RecordedChange {
	return RecordedChange{v, a, known}
}

// Revision is the number of the commit.
func (r RecordedChange) Revision() int { return int(r.was.Revision) }

// RecordedAt is when it was recorded.
func (r RecordedChange) RecordedAt() time.Time { return r.was.Stamp.Time.UTC() }

// Actor is who asked for it, "" for nobody named and where that may not be told.
func (r RecordedChange) Actor() string { return r.was.Stamp.Actor }

// Message is why, in the actor's words, likewise.
func (r RecordedChange) Message() string { return r.was.Stamp.Message }

// Origin is through what it came.
func (r RecordedChange) Origin() string { return r.was.Stamp.Origin }

// Action is what was done.
func (r RecordedChange) Action() string { return string(r.was.Action()) }

// GlobalID is the id of the record or statement.
func (r RecordedChange) GlobalID() string { return r.was.Subject().GlobalID() }

// Kind is the kind of a record, false for a statement.
func (r RecordedChange) Kind() (catalogue.Kind, bool) {
	s := r.was.Subject()
	return s.Kind, s.Edge == 0
}

// Relation is what a statement states, false for a record.
func (r RecordedChange) Relation() (catalogue.Relation, bool) {
	if e := r.was.Edge(); e != nil {
		return e.Relation, true
	}
	return 0, false
}

// Name is the name of a record, and of a statement its names: "Stadt – nutzt – Fachverfahren".
func (r RecordedChange) Name() string {
	if e := r.was.Edge(); e != nil {
		return reading(e, r.record)
	}
	return r.was.Record().Base().Name.String()
}

// StatedBy is the source that says so since, or said so, as the view sees it.
func (r RecordedChange) StatedBy() (Source, bool) {
	if e := r.was.Edge(); e != nil {
		return source(r.in, e.Source)
	}
	return source(r.in, r.was.Record().Base().Source)
}

// Fields are what was changed.
func (r RecordedChange) Fields() []FieldChange { return told(r.was.Fields(), r.record) }

func (r RecordedChange) record(id catalogue.ID) catalogue.Record {
	if found := r.in.snap.Record(id); found != nil {
		return found
	}
	return r.known(id)
}

// reading is a statement in words.
func reading(e *catalogue.Edge, record Known) string {
	text := called(record(e.From)) + " – " + e.Relation.Facts().German + " – " + called(record(e.To))
	if e.Via != 0 {
		text += " (über " + called(record(e.Via)) + ")"
	}
	if e.Area != 0 {
		text += " (in " + called(record(e.Area)) + ")"
	}
	return text
}

func called(r catalogue.Record) string {
	if r == nil {
		return "?"
	}
	return r.Base().Name.String()
}

// FieldChange is a field with what it said and says.
type FieldChange struct {
	Field    string
	Old, New JSON
}

// told are changed fields for the schema.
func told(changes []catalogue.FieldChange, record Known) []FieldChange {
	out := make([]FieldChange, len(changes))
	for i, c := range changes {
		out[i] = FieldChange{c.Field, jsonOf(c.Old, record), jsonOf(c.New, record)}
	}
	return out
}

// JSON is any value as JSON; nil is null.
type JSON []byte

// jsonOf is a value as bundles write it, and a record's number as its global id;
// nil for one that says nothing.
func jsonOf(value any, record Known) JSON {
	if id, ok := value.(catalogue.ID); ok {
		r := record(id)
		if id == 0 || r == nil {
			return nil
		}
		value = catalogue.GlobalID(r.Kind(), id)
	}
	if v := reflect.ValueOf(value); v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
		return nil
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return nil // the store could not have written it either
	}
	return bytes.TrimSpace(out.Bytes())
}

// MarshalGQL writes the value as it is.
func (j JSON) MarshalGQL(w io.Writer) {
	if len(j) == 0 {
		j = JSON("null")
	}
	// The writers here are buffers of the server; their owner reports failure.
	_, _ = w.Write(j)
}

// UnmarshalGQL says that JSON is read nowhere.
func (j *JSON) UnmarshalGQL(any) error {
	return catalogue.Errorf(catalogue.Invalid, "JSON is only given out")
}
