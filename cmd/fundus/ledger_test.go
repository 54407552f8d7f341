package main

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"fundus/internal/catalogue"
	"fundus/internal/store"
)

// ledger is what writers have asked for and what they were told of it. What they
// were not told is open: the change set is in the log as a whole or not at all.
type ledger struct {
	mu           sync.Mutex
	asked        map[string]demand
	acknowledged map[string]catalogue.Revision
	refused      map[string]bool
	newest       catalogue.Revision // that was acknowledged
	settled      int                // acknowledged by its key: the first answer had been lost
	trouble      error              // why somebody was last not answered
}

func newLedger() *ledger {
	return &ledger{asked: map[string]demand{}, acknowledged: map[string]catalogue.Revision{}, refused: map[string]bool{}}
}

func (l *ledger) ask(s demand) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked[s.name()] = s
}

func (l *ledger) acknowledge(s demand, revision catalogue.Revision, repeated bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acknowledged[s.name()] = revision
	l.newest = max(l.newest, revision)
	if repeated {
		l.settled++
	}
}

func (l *ledger) refuse(s demand) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused[s.name()] = true
}

// unanswered remembers why somebody was not answered.
func (l *ledger) unanswered(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.trouble = err
}

func (l *ledger) lastTrouble() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.trouble
}

// count is how many were acknowledged, and the newest revision of them.
func (l *ledger) count() (int, catalogue.Revision) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged), l.newest
}

func (l *ledger) told() (acknowledged map[string]catalogue.Revision, refused map[string]bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return maps.Clone(l.acknowledged), maps.Clone(l.refused)
}

func (l *ledger) find(name string) (demand, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, found := l.asked[name]
	return s, found
}

// account compares a log with a ledger. It goes on from where it was.
type comparison struct {
	ledger *ledger
	head   catalogue.Revision
	made   map[string]catalogue.Revision
}

func newComparison(l *ledger) *comparison {
	return &comparison{ledger: l, made: map[string]catalogue.Revision{}}
}

// read reads what is new in the log and holds it to the laws: revisions without
// gaps; every commit a change set as it was asked for, as a whole, and no change set
// twice; everything that was acknowledged where it was said to be, and nothing that
// was refused.
func (a *comparison) read(ctx context.Context, st store.Store) error {
	acknowledged, refused := a.ledger.told() // first: who writes on adds to both
	if err := st.Commits(ctx, a.head, a.commit); err != nil {
		return err
	}
	for name, revision := range acknowledged {
		if a.made[name] != revision {
			return fmt.Errorf("change set %s was acknowledged as revision %d and is at %d (0: lost)", name, revision, a.made[name])
		}
	}
	for name := range refused {
		if a.made[name] != 0 {
			return fmt.Errorf("change set %s was refused and made, as revision %d", name, a.made[name])
		}
	}
	return nil
}

func (a *comparison) commit(c *catalogue.Commit) error {
	if c.Revision != a.head+1 {
		return fmt.Errorf("revision %d follows %d", c.Revision, a.head)
	}
	a.head = c.Revision
	s, found := a.ledger.find(c.Message)
	if !found {
		return fmt.Errorf("nobody asked for revision %d: %+v", c.Revision, c.Stamp)
	}
	if before := a.made[s.name()]; before != 0 {
		return fmt.Errorf("change set %s was made twice, as revisions %d and %d", s.name(), before, c.Revision)
	}
	a.made[s.name()] = c.Revision
	if difference := s.differs(c); difference != "" {
		return fmt.Errorf("change set %s, revision %d, is not as it was asked for: %s", s.name(), c.Revision, difference)
	}
	return nil
}
