package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fundus/internal/catalogue"
	"fundus/internal/pgtest"
)

// Replicas behind a proxy are restarted one after the other, twice round, while clients
// ask, write and follow: no request fails, what was acknowledged is read at once
// whichever replica answers, and who follows is told of every change once, across all
// the times that he is sent away and comes back.
func TestARollingRestartFailsNoRequest(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t)
	start := func() *process { return startServer(t, url, "--drain", "2s", "--grace", "20s") }
	b := newBalancer(t, start(), start())
	c := &crowd{host: b.host()}
	keys.Store(c.host, keyOf(t, url))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stop := make(chan struct{})
	var asking errgroup.Group
	for n := range 3 {
		asking.Go(func() error { return c.ask(ctx, stop) })
		asking.Go(func() error { return c.write(ctx, stop, n) })
	}
	var following errgroup.Group
	following.Go(func() error { return c.follow(ctx) })
	for range 2 {
		for _, s := range b.slots {
			b.restart(t, s, start)
		}
	}
	close(stop)
	if err := asking.Wait(); err != nil {
		t.Error(err)
	}
	last := catalogue.Revision(len(c.acknowledged))
	gapFree(t, c.acknowledged)
	if !eventually(func() bool { return catalogue.Revision(c.told.Load()) >= last }) {
		t.Errorf("the follower is told of revision %d, the newest is %d", c.told.Load(), last)
	}
	cancel()
	if err := following.Wait(); err != nil {
		t.Error(err)
	}
	for _, failure := range b.failures {
		t.Error(failure)
	}
	if c.returned == 0 {
		t.Error("the follower was never sent away: nothing is shown")
	}
	t.Logf("4 restarts: %d questions, %d writes, a follower that came back %d times", c.asked.Load(), last, c.returned)
}

// restart replaces a replica as an operator does: it is told to stop, ends in order,
// and another one is started.
func (b *balancer) restart(t *testing.T, s *slot, start func() *process) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	s.await(t, false)
	late := time.AfterFunc(patience, func() { _ = s.Process.Kill() })
	defer late.Stop()
	if err := s.Wait(); err != nil || strings.Contains(s.errs.String(), "did not finish") {
		t.Errorf("the replica ended with %v\n%s", err, &s.errs)
	}
	s.process = start()
	s.address.Store(&s.process.address)
	s.await(t, true)
}

// crowd are the clients of a catalogue. Each error of theirs is a failure.
type crowd struct {
	host         string
	asked        atomic.Int64
	mu           sync.Mutex
	acknowledged []sighting
	told         atomic.Int64 // the newest revision that the follower was told of
	returned     int          // how often the follower came back
}

func (c *crowd) newest() (r catalogue.Revision) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.acknowledged {
		r = max(r, a.revision)
	}
	return r
}

// ask asks for what others were told is there.
func (c *crowd) ask(ctx context.Context, stop <-chan struct{}) error {
	for open(stop) {
		demanded := c.newest()
		var data struct{ Solutions struct{ TotalCount int } }
		said, err := request{Query: "{solutions(first:5){totalCount nodes{name}}}", atLeast: demanded}.answered(ctx, c.host, &data)
		if err != nil {
			return fmt.Errorf("ask for revision %d: %w", demanded, err)
		}
		if said.Extensions.Fundus.Revision < demanded || data.Solutions.TotalCount < int(demanded) {
			return fmt.Errorf("at least revision %d: the answer is of %d and has %d records", demanded, said.Extensions.Fundus.Revision, data.Solutions.TotalCount)
		}
		c.asked.Add(1)
	}
	return nil
}

func (c *crowd) write(ctx context.Context, stop <-chan struct{}, writer int) error {
	for n := 0; open(stop); n++ {
		name := fmt.Sprintf("writer %d, number %d", writer, n)
		put := map[string]any{"put": map[string]any{"solution": map[string]any{"name": name}}}
		var data struct {
			Commit struct{ Revision catalogue.Revision }
		}
		if _, err := (request{Query: commitQuestion, Variables: map[string]any{"changes": []any{put}}}).answered(ctx, c.host, &data); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c.mu.Lock()
		c.acknowledged = append(c.acknowledged, sighting{data.Commit.Revision, time.Now()})
		c.mu.Unlock()
		select {
		case <-time.After(20 * time.Millisecond):
		case <-stop:
		}
	}
	return nil
}

func open(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return false
	default:
		return true
	}
}

// follow comes back whenever it is sent away, until the context ends.
func (c *crowd) follow(ctx context.Context) error {
	at := "0"
	for {
		var err error
		at, err = c.stream(ctx, at)
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("follow from %s: %w", at, err)
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it has followed to the end
		}
		c.returned++
	}
}

// stream follows from a position until the stream ends, and says where that was.
func (c *crowd) stream(ctx context.Context, at string) (string, error) {
	const question = `{"query":"subscription{changes(after:0){changes{revision}}}"}`
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+c.host+"/graphql", strings.NewReader(question))
	if err != nil {
		return at, err
	}
	post.Header.Set("Content-Type", "application/json")
	post.Header.Set("Accept", "text/event-stream")
	post.Header.Set("Last-Event-ID", at)
	answer, err := http.DefaultTransport.RoundTrip(post) // which has no time-out
	if err != nil {
		return at, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return at, errors.New(answer.Status)
	}
	id, lines := at, bufio.NewScanner(answer.Body)
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), ": ")
		switch field {
		case "id":
			id = value
		case "data":
			if err := c.hear(value); err != nil {
				return at, err
			}
			at = id
		}
	}
	return at, lines.Err()
}

// hear takes an event: every revision comes once and in order, with its one change.
func (c *crowd) hear(text string) error {
	var event reply
	var data struct {
		Changes struct {
			Changes []struct{ Revision int64 }
		}
	}
	if err := json.Unmarshal([]byte(text), &event); err != nil || len(event.Errors) > 0 {
		return fmt.Errorf("told %s (%w)", text, err)
	}
	if err := json.Unmarshal(event.Data, &data); err != nil {
		return err
	}
	for _, change := range data.Changes.Changes {
		if change.Revision != c.told.Load()+1 {
			return fmt.Errorf("revision %d is told after %d", change.Revision, c.told.Load())
		}
		c.told.Store(change.Revision)
	}
	return nil
}
