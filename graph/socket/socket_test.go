package socket_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"fundus/graph/socket"
)

// The clock of these tests is that of a bubble, and the wire a pipe that holds
// nothing: what one side writes waits until the other reads.

// wire is a listener to whom one client comes.
type wire struct {
	conn   chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *wire) Accept() (net.Conn, error) {
	select {
	case c := <-l.conn:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *wire) Close() error   { l.once.Do(func() { close(l.closed) }); return nil }
func (l *wire) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// client is the other side of a socket.
type client struct {
	*testing.T
	conn *websocket.Conn
	end  context.CancelFunc // of the server, at once
}

// speak tells a story between a client and a server in a bubble of its own.
func speak(t *testing.T, o socket.Options, execute socket.Execute, protocols []string, story func(*client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { talk(t, o, execute, protocols, story) })
}

// talk is speak in a bubble that is there.
func talk(t *testing.T, o socket.Options, execute socket.Execute, protocols []string, story func(*client)) {
	t.Helper()
	there, here := net.Pipe()
	l := &wire{conn: make(chan net.Conn, 1), closed: make(chan struct{})}
	l.conn <- here
	life, end := context.WithCancel(t.Context())
	srv := &http.Server{
		Handler:     http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { socket.Serve(w, r, execute, o) }),
		BaseContext: func(net.Listener) context.Context { return life },
	}
	go srv.Serve(l)
	defer srv.Close()
	defer end()
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return there, nil }}
	conn, _, err := websocket.Dial(t.Context(), "ws://pipe/graphql", &websocket.DialOptions{HTTPClient: &http.Client{Transport: transport}, Subprotocols: protocols})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	conn.SetReadLimit(1 << 20)
	story(&client{t, conn, end})
}

var current = []string{socket.Subprotocol}

func (c *client) say(lines ...string) {
	c.Helper()
	for _, line := range lines {
		if err := c.conn.Write(c.Context(), websocket.MessageText, []byte(line)); err != nil {
			c.Fatalf("say %.100s: %v", line, err)
		}
	}
}

// hears reads messages, which must be these.
func (c *client) hears(lines ...string) {
	c.Helper()
	for _, want := range lines {
		_, got, err := c.conn.Read(c.Context())
		if err != nil {
			c.Fatalf("want %s, got %v", want, err)
		}
		if string(got) != want {
			c.Errorf("heard %s, want %s", got, want)
		}
	}
}

// ends reads until the server closes the socket, which must be with this code.
func (c *client) ends(code websocket.StatusCode) {
	c.Helper()
	for {
		_, text, err := c.conn.Read(c.Context())
		if err == nil {
			c.Logf("heard %.100s", text)
			continue
		}
		if got := websocket.CloseStatus(err); got != code {
			c.Errorf("the socket ended with %d (%v), want %d", got, err, code)
		}
		return
	}
}

const (
	hello = `{"type":"connection_init"}`
	ack   = `{"type":"connection_ack"}`
)

func ask(id, query string) string {
	return fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query)
}

// obey does what the query of an operation says.
func obey(ctx context.Context, r *socket.Request, next func([]byte) error) error {
	switch {
	case r.Query == "refuse":
		return &socket.Refusal{Errors: []byte(`[{"message":"no"}]`)}
	case r.Query == "break":
		return errors.New("nobody needs to hear of this")
	case r.Query == "wait":
		<-ctx.Done()
		return ctx.Err()
	case r.Query == "vars":
		return next(fmt.Appendf(nil, `{"data":"%v %v"}`, r.OperationName, r.Variables["n"]))
	}
	for i := range len(r.Query) {
		if err := next(fmt.Appendf(nil, `{"data":%q}`, r.Query[i:i+1])); err != nil {
			return err
		}
	}
	return nil
}

func next(id, data string) string {
	return fmt.Sprintf(`{"id":%q,"type":"next","payload":{"data":%q}}`, id, data)
}

func complete(id string) string { return fmt.Sprintf(`{"id":%q,"type":"complete"}`, id) }

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
