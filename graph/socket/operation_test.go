package socket_test

import (
	"context"
	"testing"
	"testing/synctest"

	"fundus/graph/socket"
)

func TestAnOperationIsAnsweredInOrderAndThenComplete(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(`{"type":"connection_init","payload":{"Authorization":"…"}}`)
		c.hears(ack)
		c.say(ask("1", "abc"))
		c.hears(next("1", "a"), next("1", "b"), next("1", "c"), complete("1"))
		c.say(ask("1", "d")) // an id is free again
		c.hears(next("1", "d"), complete("1"))
		c.say(ask(`"<é>`, ""))
		c.hears(`{"id":"\"\u003cé\u003e","type":"complete"}`)
		c.say(`{"id":"2","type":"subscribe","payload":{"query":"vars","operationName":"Q","variables":{"n":12345678901234567890},"extensions":null}}`)
		c.hears(next("2", "Q 12345678901234567890"), complete("2"))
	})
}

func TestAnErrorEndsItsOperationOnly(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(hello)
		c.hears(ack)
		c.say(ask("1", "refuse"))
		c.hears(`{"id":"1","type":"error","payload":[{"message":"no"}]}`)
		c.say(ask("1", "a"))
		c.hears(next("1", "a"), complete("1"))
	})
}

func TestTwoOperationsAtOnceHaveTwoIDs(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(hello)
		c.hears(ack)
		c.say(ask("one", "wait"), ask("two", "a"))
		c.hears(next("two", "a"), complete("two"))
		c.say(ask("one", "a"))
		c.ends(4409)
	})
}

func TestWhoCompletesHearsNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		talk(t, socket.Options{}, func(ctx context.Context, _ *socket.Request, next func([]byte) error) error {
			<-ctx.Done()
			if err := next([]byte(`{}`)); err == nil {
				t.Error("an answer nobody waits for was sent")
			}
			close(ended)
			return nil
		}, current, func(c *client) {
			c.say(hello)
			c.hears(ack)
			c.say(ask("1", "a"), complete("1"), complete("1"), complete("never begun"))
			<-ended
			c.say(`{"type":"ping"}`)
			c.hears(`{"type":"pong"}`)
		})
	})
}

// An id is free once its client has completed it, also while the old operation still winds
// down: what that would still say is not taken for an answer of the new one.
func TestAnIDIsFreeOnceItsClientHasCompletedIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finish := make(chan struct{})
		talk(t, socket.Options{}, func(_ context.Context, r *socket.Request, next func([]byte) error) error {
			if r.Query == "old" {
				<-finish
			}
			return next([]byte(`{"data":"` + r.Query + `"}`))
		}, current, func(c *client) {
			c.say(hello)
			c.hears(ack)
			c.say(ask("1", "old"), complete("1"), ask("1", "new"))
			c.hears(next("1", "new"), complete("1"))
			close(finish)
			synctest.Wait()
			c.say(`{"type":"ping"}`)
			c.hears(`{"type":"pong"}`)
		})
	})
}

func TestTooManyOperationsAtOnceAreRefusedOneByOne(t *testing.T) {
	speak(t, socket.Options{Operations: 2}, obey, current, func(c *client) {
		c.say(hello)
		c.hears(ack)
		c.say(ask("1", "wait"), ask("2", "wait"), ask("3", "a"))
		c.hears(`{"id":"3","type":"error","payload":[{"extensions":{"code":"TOO_MANY_OPERATIONS","limit":2},"message":"too many operations at once on this socket, the limit is 2"}]}`)
		c.say(complete("1"))
		synctest.Wait()
		c.say(ask("3", "a"))
		c.hears(next("3", "a"), complete("3"))
	})
}
