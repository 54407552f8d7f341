package socket_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"fundus/graph/socket"
)

type admitKey struct{}

// admits is an Admit for those who say their name.
func admits(until time.Time) socket.Options {
	return socket.Options{Heartbeat: 24 * time.Hour, Admit: func(ctx context.Context, payload json.RawMessage) (context.Context, time.Time, error) {
		var said struct{ Name string }
		if json.Unmarshal(payload, &said) != nil || said.Name == "" {
			return ctx, time.Time{}, errors.New("a secret reason")
		}
		return context.WithValue(ctx, admitKey{}, said.Name), until, nil
	}}
}

const helloFromEva = `{"type":"connection_init","payload":{"name":"eva"}}`

func TestOperationsKnowWhomConnectionInitAdmitted(t *testing.T) {
	speak(t, admits(time.Time{}), func(ctx context.Context, _ *socket.Request, next func([]byte) error) error {
		return next([]byte(`{"data":"` + ctx.Value(admitKey{}).(string) + `"}`))
	}, current, func(c *client) {
		c.say(helloFromEva)
		c.hears(ack)
		c.say(ask("1", "a"))
		c.hears(next("1", "eva"), complete("1"))
	})
}

func TestWhoIsNotAdmittedIsForbiddenAndNotToldWhy(t *testing.T) {
	for _, hello := range []string{hello, `{"type":"connection_init","payload":{"name":1}}`} {
		speak(t, admits(time.Time{}), obey, current, func(c *client) {
			c.say(hello)
			_, text, err := c.conn.Read(c.Context())
			if closed, ok := errors.AsType[websocket.CloseError](err); !ok || closed.Code != 4403 || closed.Reason != "Forbidden" {
				t.Errorf("heard %s, %v", text, err)
			}
		})
	}
}

// A client that asks at once, without waiting for the acknowledgement, is refused however
// long that takes.
func TestNothingIsCarriedOutWhileAdmissionIsUnderWay(t *testing.T) {
	for what, c := range map[string]struct {
		message string
		code    websocket.StatusCode
	}{
		"an operation":          {ask("1", "a"), 4401},
		"connection_init again": {hello, 4429},
	} {
		synctest.Test(t, func(t *testing.T) {
			talk(t, socket.Options{Admit: func(ctx context.Context, _ json.RawMessage) (context.Context, time.Time, error) {
				<-ctx.Done()
				return ctx, time.Time{}, ctx.Err()
			}}, func(context.Context, *socket.Request, func([]byte) error) error {
				t.Errorf("%s was carried out", what)
				return nil
			}, current, func(client *client) {
				client.say(hello, `{"type":"ping"}`)
				client.hears(`{"type":"pong"}`) // messages are read
				client.say(c.message)
				client.ends(c.code)
			})
		})
	}
}

func TestAdmissionHasTheTimeOfConnectionInit(t *testing.T) {
	speak(t, socket.Options{Admit: func(ctx context.Context, _ json.RawMessage) (context.Context, time.Time, error) {
		<-ctx.Done()
		return ctx, time.Time{}, ctx.Err()
	}}, obey, current, func(c *client) {
		began := time.Now()
		c.say(hello)
		c.ends(4408)
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("after %s", took)
		}
	})
}

// A socket ends with what its client has shown, also with operations that run, and these
// end with it.
func TestASocketEndsWhenItsClientHasToShowAgainWhoItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, ended := time.Now(), make(chan time.Duration, 1)
		talk(t, admits(began.Add(time.Hour)), func(ctx context.Context, _ *socket.Request, _ func([]byte) error) error {
			<-ctx.Done()
			ended <- time.Since(began)
			return ctx.Err()
		}, current, func(c *client) {
			c.say(helloFromEva)
			c.hears(ack)
			c.say(ask("1", "stream"))
			c.ends(4403)
			if after := <-ended; after != time.Hour {
				t.Errorf("the operation ends after %s", after)
			}
		})
	})
}

func TestWhatHasExpiredAlreadyAdmitsNobody(t *testing.T) {
	speak(t, admits(time.Unix(0, 0)), obey, current, func(c *client) {
		c.say(helloFromEva)
		_, text, err := c.conn.Read(c.Context())
		if websocket.CloseStatus(err) != 4403 || strings.Contains(string(text), "ack") {
			t.Errorf("heard %s, %v", text, err)
		}
	})
}
