package socket_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"fundus/graph/socket"
)

func TestPingsAreAnsweredBothWays(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(hello)
		c.hears(ack)
		c.say(`{"type":"ping","payload":{"at":1}}`)
		c.hears(`{"type":"pong","payload":{"at":1}}`)
		for range 3 {
			c.hears(`{"type":"ping"}`)
			c.say(`{"type":"pong"}`)
		}
		began := time.Now()
		c.hears(`{"type":"ping"}`)
		c.ends(1001) // is not answered
		if took := time.Since(began); took != 50*time.Second {
			t.Errorf("after %s", took)
		}
	})
}

func TestAServerThatStopsLetsOperationsEndAndAsksToComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ending, finish := make(chan struct{}), make(chan struct{})
		talk(t, socket.Options{Ending: ending}, func(_ context.Context, r *socket.Request, next func([]byte) error) error {
			if r.Query == "stream" {
				<-ending
				return errors.New("stopping")
			}
			<-finish
			return next([]byte(`{"data":"done"}`))
		}, current, func(c *client) {
			c.say(hello)
			c.hears(ack)
			c.say(ask("1", "stream"), ask("2", "question"))
			synctest.Wait()
			close(ending)
			synctest.Wait()
			c.say(ask("3", "too late"))
			synctest.Wait()
			close(finish)
			c.hears(next("2", "done"), complete("2"))
			c.ends(1012)
		})
	})
}

// A client may stop reading for a while. One that goes on late is asked to come
// back, one that does not go on is cut off, and the operation has ended either way.
func TestWhoDoesNotReadIsCutOff(t *testing.T) {
	for _, c := range []struct {
		asleep time.Duration
		code   websocket.StatusCode
	}{
		{14 * time.Second, 0},
		{16 * time.Second, 1013},
		{31 * time.Second, -1},
	} {
		var told atomic.Int32
		var ended atomic.Bool
		speak(t, socket.Options{Heartbeat: time.Hour}, func(_ context.Context, _ *socket.Request, next func([]byte) error) error {
			defer func() { ended.Store(true) }()
			for {
				told.Add(1)
				if err := next([]byte(`{"data":"` + strings.Repeat("a", 100_000) + `"}`)); err != nil {
					return err
				}
			}
		}, current, func(client *client) {
			client.say(hello)
			client.hears(ack)
			client.say(ask("1", "stream"))
			<-time.After(c.asleep)
			if n := told.Load(); n != 1 {
				t.Errorf("%d answers were made for a client that reads none", n)
			}
			if c.code == 0 {
				for range 10 {
					if _, _, err := client.conn.Read(client.Context()); err != nil {
						t.Fatal(err)
					}
				}
				client.conn.CloseNow()
			} else {
				client.ends(c.code)
			}
			synctest.Wait()
			if !ended.Load() {
				t.Error("the operation goes on")
			}
		})
	}
}

func TestAServerAtItsEndCutsOff(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(hello)
		c.hears(ack)
		c.say(ask("1", "wait"))
		synctest.Wait()
		c.end()
		c.ends(-1)
	})
}

func TestAClientThatClosesEndsItsOperations(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan error, 1)
		talk(t, socket.Options{}, func(ctx context.Context, _ *socket.Request, _ func([]byte) error) error {
			<-ctx.Done()
			ended <- context.Cause(ctx)
			return ctx.Err()
		}, current, func(c *client) {
			c.say(hello)
			c.hears(ack)
			c.say(ask("1", "stream"))
			synctest.Wait()
			if err := c.conn.Close(websocket.StatusNormalClosure, ""); err != nil {
				t.Error(err)
			}
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("the operation ended with %v", err)
			}
		})
	})
}
