package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"fundus/internal/catalogue"
	"fundus/internal/snapshot"
	"fundus/internal/store"
)

// logged is which revisions a log was seen to have.
type logged struct {
	has  []bool             // by revision; those that were read
	head catalogue.Revision // when the check began
}

// errReplayed ends a replay at the head that was checked: others may commit
// while this runs.
var errReplayed = errors.New("replayed")

// log applies the log from the beginning and compares what comes of it with the
// catalogue as it was loaded, if it could be. It reads on behind a commit that
// cannot be applied, to see which there are.
func (p *problems) log(ctx context.Context, st store.Store, head store.Head, s *snapshot.Snapshot) (logged, error) {
	seen := logged{has: []bool{false}, head: head.Revision}
	again, whole := snapshot.Empty(), true
	err := st.Commits(ctx, 0, func(c *catalogue.Commit) error {
		if c.Revision > head.Revision {
			return errReplayed
		}
		seen.add(c.Revision)
		if !whole {
			return nil
		}
		next, err := again.Apply(c)
		if err != nil {
			p.add("the log cannot be replayed: %v", err)
			whole = false
			return nil
		}
		again = next
		return nil
	})
	switch {
	case err == nil, errors.Is(err, errReplayed):
	case cannotCheck(ctx, err):
		return seen, err
	default:
		p.add("the log cannot be replayed: %v", err)
		whole = false
	}
	if whole && again.Revision() != head.Revision {
		p.add("the log ends at revision %d, the catalogue is at %d", again.Revision(), head.Revision)
	}
	if whole && s != nil {
		return seen, p.compare(s, again)
	}
	return seen, nil
}

func (l *logged) add(r catalogue.Revision) {
	for int(r) > len(l.has) {
		l.has = append(l.has, false)
	}
	l.has = append(l.has, true)
}

// lacks says whether the log was read where the revision should be, without it.
func (l *logged) lacks(r catalogue.Revision) bool {
	return r <= 0 || int(r) < len(l.has) && !l.has[r]
}

// chains looks at the versions of everything as they are stored. What was made or
// ended by a revision after the head is of somebody who commits just now, or of
// nobody: that is told apart by the head there is afterwards.
func (p *problems) chains(ctx context.Context, st store.Store, log logged) error {
	newest, by := log.head, store.Span{}
	chains := store.Chains{Wrong: p.add, Logged: func(r catalogue.Revision) bool { return !log.lacks(r) }}
	err := st.Spans(ctx, func(s store.Span) error {
		chains.Add(s)
		if last := max(s.From, s.Until); last > newest {
			newest, by = last, s
		}
		return nil
	})
	if err != nil {
		return err
	}
	head, err := st.Head(ctx)
	if err == nil && newest > head.Revision {
		p.add("%s %d: a version was made or ended by revision %d, but the log ends with revision %d", by.Of, by.ID, newest, head.Revision)
	}
	return err
}

// compare lays the catalogue as it was loaded beside the one that was replayed: by
// their digests, and where those differ by everything in them.
func (p *problems) compare(s, again *snapshot.Snapshot) error {
	is, err := digestOf(s)
	if err != nil {
		return err
	}
	replayed, err := digestOf(again)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "sha256 of the catalogue: %s\n", is)
	if is == replayed {
		return nil
	}
	before := p.count
	p.differences(s, again)
	if p.count == before {
		p.add("replaying the log gives another catalogue, of the sha256 %s", replayed)
	}
	return nil
}

// digestOf is over all that a catalogue holds: the highest numbers that records and
// edges were ever given, then every record in the order of numbers (number, the
// revision of its version, source, kind and own fields), then every edge with all
// its fields. It says nothing of the engine, so two stores that hold the same have
// the same.
func digestOf(s *snapshot.Snapshot) (catalogue.Digest, error) {
	d := catalogue.NewDigester()
	d.Number(int64(s.MaxRecord()))
	d.Number(int64(s.MaxEdge()))
	for id := catalogue.ID(1); id <= s.MaxRecord(); id++ {
		if r := s.Record(id); r != nil {
			d.Record(r)
		}
	}
	d.Number(0) // no record has this number
	for id := catalogue.EdgeID(1); id <= s.MaxEdge(); id++ {
		if e, there := s.Edge(id); there {
			d.Edge(&e)
		}
	}
	return d.Digest()
}

func (p *problems) differences(s, again *snapshot.Snapshot) {
	if s.MaxRecord() != again.MaxRecord() || s.MaxEdge() != again.MaxEdge() {
		p.add("record %d and statement %d are the last given; replaying the log gives %d and %d", s.MaxRecord(), s.MaxEdge(), again.MaxRecord(), again.MaxEdge())
	}
	for id := catalogue.ID(1); id <= max(s.MaxRecord(), again.MaxRecord()); id++ {
		if !reflect.DeepEqual(s.Record(id), again.Record(id)) {
			p.add("record %s: replaying the log gives another version", name(s, again, id))
		}
	}
	for id := catalogue.EdgeID(1); id <= max(s.MaxEdge(), again.MaxEdge()); id++ {
		is, _ := s.Edge(id)
		replayed, _ := again.Edge(id)
		if is != replayed {
			p.add("statement %d: replaying the log gives another version", id)
		}
	}
}

// name is a record's name in whichever state has it.
func name(s, again *snapshot.Snapshot, id catalogue.ID) string {
	for _, state := range []*snapshot.Snapshot{s, again} {
		if r := state.Record(id); r != nil {
			return fmt.Sprintf("%d (%s)", id, catalogue.Describe(r))
		}
	}
	return fmt.Sprint(id)
}
