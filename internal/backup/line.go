package backup

import (
	"encoding/json"
	"time"

	"fundus/internal/catalogue"
)

// format is the number of the format that this program writes and reads.
const format = 1

// magic is what the first line calls the file.
const magic = "backup"

type header struct {
	Fundus string `json:"fundus"`
	Format int    `json:"format"`
}

// line is every line but the first: one of its fields is set.
type line struct {
	Commit *commitLine `json:"commit,omitempty"`
	Record *recordLine `json:"record,omitempty"`
	Edge   *edgeLine   `json:"edge,omitempty"`
	End    *endLine    `json:"end,omitempty"`
}

type commitLine struct {
	Revision catalogue.Revision `json:"revision"`
	Time     time.Time          `json:"time"`
	Actor    string             `json:"actor,omitempty"`
	Message  string             `json:"message,omitempty"`
	Origin   string             `json:"origin,omitempty"`
	Key      string             `json:"key,omitempty"`
	Digest   catalogue.Digest   `json:"digest,omitzero"`
	Records  int                `json:"records"` // how many lines of them follow
	Edges    int                `json:"edges"`
}

type recordLine struct {
	ID      catalogue.ID    `json:"id"`
	Kind    string          `json:"kind"`
	Source  catalogue.ID    `json:"source,omitzero"`
	Created bool            `json:"created,omitempty"`
	Body    json.RawMessage `json:"body,omitempty"` // none: removed
}

type edgeLine struct {
	ID       catalogue.EdgeID   `json:"id"`
	Relation catalogue.Relation `json:"relation"`
	From     catalogue.ID       `json:"from"`
	To       catalogue.ID       `json:"to"`
	Via      catalogue.ID       `json:"via,omitzero"`
	Area     catalogue.ID       `json:"area,omitzero"`
	Source   catalogue.ID       `json:"source,omitzero"`
	catalogue.EdgeFacts
	Created bool `json:"created,omitempty"`
	Removed bool `json:"removed,omitempty"`
}

type endLine struct {
	Revision catalogue.Revision `json:"revision"`
	SHA256   catalogue.Digest   `json:"sha256"`
}

func lineOfCommit(c *catalogue.Commit) *commitLine {
	return &commitLine{
		Revision: c.Revision, Time: c.Time, Actor: c.Actor, Message: c.Message, Origin: c.Origin, Key: c.Key, Digest: c.Digest,
		Records: len(c.Records), Edges: len(c.Edges),
	}
}

func (l *commitLine) commit() *catalogue.Commit {
	return &catalogue.Commit{Revision: l.Revision, Stamp: catalogue.Stamp{
		Time: l.Time, Actor: l.Actor, Message: l.Message, Origin: l.Origin, Key: l.Key, Digest: l.Digest,
	}}
}

func lineOfRecord(v *catalogue.RecordVersion) (*recordLine, error) {
	l := &recordLine{ID: v.ID, Kind: v.Kind.Noun(), Created: v.Created}
	if v.Record == nil {
		return l, nil
	}
	l.Source = v.Record.Base().Source
	body, err := catalogue.EncodeRecord(v.Record)
	l.Body = body
	return l, err
}

// version is the version that a commit made.
func (l *recordLine) version(made catalogue.Revision) (catalogue.RecordVersion, error) {
	kind, known := catalogue.KindByNoun(l.Kind)
	if !known {
		return catalogue.RecordVersion{}, catalogue.Errorf(catalogue.Invalid, "%q is no kind of record", l.Kind)
	}
	v := catalogue.RecordVersion{ID: l.ID, Kind: kind, Created: l.Created}
	if l.Body == nil {
		return v, nil
	}
	record, err := catalogue.DecodeRecord(kind, l.Body)
	if err != nil {
		return v, err
	}
	m := record.Base()
	m.ID, m.Revision, m.Source = l.ID, made, l.Source
	v.Record = record
	return v, nil
}

func lineOfEdge(v *catalogue.EdgeVersion) *edgeLine {
	e := &v.Edge
	return &edgeLine{
		ID: e.ID, Relation: e.Relation, From: e.From, To: e.To, Via: e.Via, Area: e.Area, Source: e.Source,
		EdgeFacts: e.EdgeFacts, Created: v.Created, Removed: v.Removed,
	}
}

// version is the version that a commit made. Its end has no revision of its own.
func (l *edgeLine) version(made catalogue.Revision) catalogue.EdgeVersion {
	if l.Removed {
		made = 0
	}
	return catalogue.EdgeVersion{Created: l.Created, Removed: l.Removed, Edge: catalogue.Edge{
		ID: l.ID, Revision: made, Relation: l.Relation,
		From: l.From, To: l.To, Via: l.Via, Area: l.Area, Source: l.Source, EdgeFacts: l.EdgeFacts,
	}}
}
