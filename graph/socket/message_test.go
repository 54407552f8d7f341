package socket_test

import (
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"fundus/graph/socket"
)

func TestWhatIsNoMessageOfTheProtocolEndsTheSocket(t *testing.T) {
	for _, c := range []struct {
		name, message string
		code          websocket.StatusCode
	}{
		{"no JSON", `connection_init`, 4400},
		{"a list", `[]`, 4400},
		{"null", `null`, 4400},
		{"nothing", ``, 4400},
		{"two objects", hello + hello, 4400},
		{"no type", `{"id":"1"}`, 4400},
		{"a type that is a number", `{"type":1}`, 4400},
		{"an unknown type", `{"type":"start","id":"1","payload":{"query":"a"}}`, 4400},
		{"an unknown type, long", `{"type":"` + strings.Repeat("ä", 200) + `"}`, 4400},
		{"a type in capitals", `{"TYPE":"ping"}`, 4400},
		{"what a server says", `{"type":"connection_ack"}`, 4400},
		{"what a server answers", `{"type":"next","id":"1","payload":{}}`, 4400},
		{"a payload that is a list", `{"type":"ping","payload":[]}`, 4400},
		{"a member twice", `{"type":"ping","type":"ping"}`, 4400},
		{"a member twice, deep", `{"type":"subscribe","id":"1","payload":{"query":"a","variables":{"n":1,"n":2}}}`, 4400},
		{"half a surrogate pair", `{"type":"subscribe","id":"1","payload":{"query":"\ud83d"}}`, 4400},
		{"a byte order mark", "\ufeff" + `{"type":"ping"}`, 4400},
		{"subscribe without id", `{"type":"subscribe","payload":{"query":"a"}}`, 4400},
		{"subscribe with an empty id", `{"type":"subscribe","id":"","payload":{"query":"a"}}`, 4400},
		{"subscribe with a number for an id", `{"type":"subscribe","id":1,"payload":{"query":"a"}}`, 4400},
		{"subscribe with a long id", ask(strings.Repeat("1", 257), "a"), 4400},
		{"subscribe without payload", `{"type":"subscribe","id":"1"}`, 4400},
		{"subscribe without query", `{"type":"subscribe","id":"1","payload":{"variables":{"query":1}}}`, 4400},
		{"subscribe with a query that is null", `{"type":"subscribe","id":"1","payload":{"query":null}}`, 4400},
		{"subscribe with a list of variables", `{"type":"subscribe","id":"1","payload":{"query":"a","variables":[]}}`, 4400},
		{"subscribe with a name that is a number", `{"type":"subscribe","id":"1","payload":{"query":"a","operationName":1}}`, 4400},
		{"complete without id", `{"type":"complete"}`, 4400},
		{"not UTF-8", "{\"type\":\"ping\",\"payload\":{\"a\":\"\xff\"}}", 1007},
		{"too large", `{"type":"ping","payload":{"a":"` + strings.Repeat("a", 2000) + `"}}`, 1009},
		{"connection_init again", hello, 4429},
	} {
		t.Run(c.name, func(t *testing.T) {
			speak(t, socket.Options{MessageBytes: 1000}, obey, current, func(c2 *client) {
				c2.say(hello)
				c2.hears(ack)
				go c2.conn.Write(c2.Context(), websocket.MessageText, []byte(c.message)) // may be cut off
				c2.ends(c.code)
			})
		})
	}
}

func TestABinaryMessageEndsTheSocket(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		if err := c.conn.Write(c.Context(), websocket.MessageBinary, []byte(hello)); err != nil {
			t.Fatal(err)
		}
		c.ends(4400)
	})
}

func TestOnlyTheCurrentProtocolIsSpoken(t *testing.T) {
	for _, protocols := range [][]string{nil, {"graphql-ws"}, {"graphql-ws", "other"}} {
		speak(t, socket.Options{}, obey, protocols, func(c *client) {
			if got := c.conn.Subprotocol(); got != "" {
				t.Errorf("of %q the server takes %q", protocols, got)
			}
			c.ends(4406)
		})
	}
	speak(t, socket.Options{}, obey, []string{"graphql-ws", socket.Subprotocol}, func(c *client) {
		if got := c.conn.Subprotocol(); got != socket.Subprotocol {
			t.Errorf("the server takes %q", got)
		}
		c.say(hello)
		c.hears(ack)
	})
}

func TestNothingIsCarriedOutBeforeTheAcknowledgement(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(ask("1", "a"))
		c.ends(4401)
	})
}

func TestWhoDoesNotBeginInTimeIsHungUpOn(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		began := time.Now()
		c.ends(4408)
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("after %s", took)
		}
	})
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(`{"type":"pong"}`, `{"type":"ping"}`) // are no beginning
		c.hears(`{"type":"pong"}`)
		c.ends(4408)
	})
}

// Pings are answered before anybody is admitted, and a pong may come unasked.
func TestAPingNeedsNoAdmission(t *testing.T) {
	speak(t, socket.Options{}, obey, current, func(c *client) {
		c.say(`{"type":"pong","payload":{"unasked":true}}`, `{"type":"ping","payload":null}`)
		c.hears(`{"type":"pong"}`)
		c.say(`{"type":"connection_init","payload":null}`)
		c.hears(ack)
	})
}
